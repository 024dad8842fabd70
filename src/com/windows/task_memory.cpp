// SPDX-License-Identifier: MIT
// The system's task allocator, which every component of the process shares.
#include "com/task_memory.h"

#include <asyncom/platform.h>

namespace asyncom::core {

void* task_allocate(std::size_t bytes) noexcept {
    return ::CoTaskMemAlloc(bytes);
}

void* task_reallocate(void* block, std::size_t bytes) noexcept {
    return ::CoTaskMemRealloc(block, bytes);
}

void task_free(void* block) noexcept {
    ::CoTaskMemFree(block);
}

} // namespace asyncom::core
