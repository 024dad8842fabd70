// SPDX-License-Identifier: MIT
// The wrappers of malloc and realloc, and operator new on top of them.
#include "support/failing_memory.h"

#include <cstddef>
#include <cstdlib>
#include <new>

extern "C" {

void* __real_malloc(size_t bytes);
void* __real_realloc(void* block, size_t bytes);

void* __wrap_malloc(size_t bytes) {
    if (const failing_memory::hook hook = failing_memory::before_next) {
        failing_memory::before_next = nullptr;
        hook();
    }
    return failing_memory::fails_now() ? nullptr : __real_malloc(bytes);
}

void* __wrap_realloc(void* block, size_t bytes) {
    return failing_memory::fails_now() ? nullptr : __real_realloc(block, bytes);
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

void* operator new[](size_t bytes, const std::nothrow_t&) noexcept {
    return std::malloc(bytes);
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
