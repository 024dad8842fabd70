// SPDX-License-Identifier: MIT
// AsyncomWithDeadline: an operation that ends as another one does, or fails if that takes too long.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

HRESULT with_deadline(IUnknown* limited, std::int64_t duration,
                      const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                      const void* call_site) noexcept;

} // namespace asyncom::core
