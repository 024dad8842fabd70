// SPDX-License-Identifier: MIT
// The task allocator on malloc and free.
#include "com/task_memory.h"

#include <cstdlib>

namespace asyncom::core {

void* task_allocate(std::size_t bytes) noexcept {
    return std::malloc(bytes == 0 ? 1 : bytes);
}

void* task_reallocate(void* block, std::size_t bytes) noexcept {
    if (block && bytes == 0) {
        std::free(block);
        return nullptr;
    }
    return std::realloc(block, bytes == 0 ? 1 : bytes);
}

void task_free(void* block) noexcept {
    std::free(block);
}

} // namespace asyncom::core
