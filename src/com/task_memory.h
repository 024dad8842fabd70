// SPDX-License-Identifier: MIT
// The task allocator: memory that one module allocates and another frees.
#pragma once

#include <cstddef>

namespace asyncom::core {

// CoTaskMemAlloc: 0 bytes give a block of their own. Null without memory.
void* task_allocate(std::size_t bytes) noexcept;

// CoTaskMemRealloc: a null block is allocated; 0 bytes free the block and give null. Without
// memory null, and the block stays.
void* task_reallocate(void* block, std::size_t bytes) noexcept;

// CoTaskMemFree: null is allowed.
void task_free(void* block) noexcept;

} // namespace asyncom::core
