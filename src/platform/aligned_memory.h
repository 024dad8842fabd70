// SPDX-License-Identifier: MIT
// Memory on a boundary, never given back.
#pragma once

#include <cstddef>

namespace asyncom::core {

// Null where there is no memory. `alignment` is a power of two.
void* allocate_aligned(std::size_t bytes, std::size_t alignment) noexcept;

} // namespace asyncom::core
