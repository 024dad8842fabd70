// SPDX-License-Identifier: MIT
// Making operations: running, with their producer, or born ended.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

HRESULT create_operation(IAsyncType* type, const AsyncomOperationOptions* options, const GUID* iid,
                         void** consumer, IAsyncProducer** producer,
                         const void* call_site) noexcept;
HRESULT create_completed(IAsyncType* type, const void* result, const GUID* iid, void** consumer,
                         const void* call_site) noexcept;
HRESULT create_failed(IAsyncType* type, HRESULT error, const char* message, const GUID* iid,
                      void** consumer, const void* call_site) noexcept;
HRESULT create_canceled(IAsyncType* type, const GUID* iid, void** consumer,
                        const void* call_site) noexcept;

} // namespace asyncom::core
