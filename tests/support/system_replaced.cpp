// SPDX-License-Identifier: MIT
// The allocator and the creation of threads of the whole process. Definitions in the executable
// come before the C library's for every module; the allocator's pass on to it under its internal
// names.
#include "support/failing_memory.h"
#include "support/live_blocks.h"
#include "support/refuse_threads.h"

#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <cstddef>

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* block, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* block);
}

namespace {

std::atomic<std::int64_t> blocks{0};

bool this_one_fails() {
    if (!failing_memory::fails_now()) return false;
    errno = ENOMEM;
    return true;
}

void* counted(void* block) {
    if (block) blocks.fetch_add(1, std::memory_order_relaxed);
    return block;
}

} // namespace

// Other modules find these definitions only if they are visible.
#pragma GCC visibility push(default)
extern "C" {

void* malloc(std::size_t bytes) {
    return this_one_fails() ? nullptr : counted(__libc_malloc(bytes));
}

void* calloc(std::size_t count, std::size_t bytes) {
    return this_one_fails() ? nullptr : counted(__libc_calloc(count, bytes));
}

void* realloc(void* block, std::size_t bytes) {
    if (this_one_fails()) return nullptr;
    void* moved = __libc_realloc(block, bytes);
    if (!block) return counted(moved);
    if (bytes == 0 && !moved) blocks.fetch_sub(1, std::memory_order_relaxed);
    return moved;
}

void* memalign(std::size_t alignment, std::size_t bytes) {
    return this_one_fails() ? nullptr : counted(__libc_memalign(alignment, bytes));
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
    return memalign(alignment, bytes);
}

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
    void* made = memalign(alignment, bytes);
    if (!made) return ENOMEM;
    *block = made;
    return 0;
}

void free(void* block) {
    if (block) blocks.fetch_sub(1, std::memory_order_relaxed);
    __libc_free(block);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) {
    using function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    static const auto real = reinterpret_cast<function>(dlsym(RTLD_NEXT, "pthread_create"));
    if (refuse_threads::active.load() > 0) return EAGAIN;
    return real(thread, attributes, start, argument);
}

} // extern "C"
#pragma GCC visibility pop

std::int64_t live_blocks() {
    return blocks.load(std::memory_order_relaxed);
}
