// SPDX-License-Identifier: MIT
// AsyncomRun: an operation whose body is a piece of work on a scheduler.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT run(IAsyncType* type, IAsyncWork* work, const AsyncomOperationOptions* options,
            const GUID* iid, void** consumer, const void* call_site) noexcept;

} // namespace asyncom::core
