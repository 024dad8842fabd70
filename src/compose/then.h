// SPDX-License-Identifier: MIT
// AsyncomThen: a piece of work that begins when another operation has ended.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT then(IUnknown* antecedent, IAsyncType* type, IAsyncWork* continuation,
             const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
             const void* call_site) noexcept;

} // namespace asyncom::core
