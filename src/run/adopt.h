// SPDX-License-Identifier: MIT
//
// An operation that another implementation has made, as one of this library.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// AsyncomAdopt.
HRESULT adopt(IUnknown* foreign, IAsyncType* type, const AsyncomOperationOptions* options,
              const GUID* iid, void** consumer, const void* call_site) noexcept;

} // namespace asyncom::core
