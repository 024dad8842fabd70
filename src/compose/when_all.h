// SPDX-License-Identifier: MIT
// AsyncomWhenAll: ends when all operations have ended, and adds up their progress.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

HRESULT when_all(IUnknown* const* operations, std::uint32_t count, const double* weights,
                 const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                 const void* call_site) noexcept;

} // namespace asyncom::core
