// SPDX-License-Identifier: MIT
// The wrapper of malloc, and operator new on top of it.
#include "support/failing_memory.h"

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

extern "C" {

void* __real_malloc(size_t bytes);

void* __wrap_malloc(size_t bytes) {
    if (auto* hook = std::exchange(failing_memory::before_next, nullptr)) hook();
    if (failing_memory::countdown >= 0 && failing_memory::countdown-- == 0) return nullptr;
    return __real_malloc(bytes);
}
}

void* operator new(size_t bytes) {
    if (void* block = std::malloc(bytes)) return block;
    throw std::bad_alloc();
}

void* operator new(size_t bytes, const std::nothrow_t&) noexcept {
    return std::malloc(bytes);
}

// The arrays too: a sanitizer brings its own, which would not come by here.
void* operator new[](size_t bytes) {
    return operator new(bytes);
}

void operator delete[](void* block) noexcept {
    std::free(block);
}
void operator delete[](void* block, size_t) noexcept {
    std::free(block);
}
void operator delete(void* block) noexcept {
    std::free(block);
}
void operator delete(void* block, size_t) noexcept {
    std::free(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
    std::free(block);
}
