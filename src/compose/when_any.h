// SPDX-License-Identifier: MIT
// AsyncomWhenAny: completes with the index of the operation that has ended first.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

HRESULT when_any(IUnknown* const* operations, std::uint32_t count,
                 const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                 const void* call_site) noexcept;

} // namespace asyncom::core
