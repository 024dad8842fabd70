/* SPDX-License-Identifier: MIT
   Counts heap calls and live heap bytes of a process that preloads it. It forwards to the C
   library's own allocator and adds nothing to a block, so that the bytes are those of a process
   without it. */
#define _GNU_SOURCE
#include "heap_counter.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>

/* The C library's allocator under the names it keeps for those who replace malloc. */
extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* block, size_t size);
extern void* __libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void* block);

/* What the allocator itself stores in front of each block. */
enum { block_header = sizeof(size_t) };

static _Atomic(uint64_t) allocations;
static _Atomic(uint64_t) releases;
static _Atomic(int64_t) live_bytes;

static int64_t bytes_of(void* block) {
    return (int64_t)malloc_usable_size(block) + block_header;
}

static void* counted(void* block) {
    if (block == NULL) return NULL;
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&live_bytes, bytes_of(block), memory_order_relaxed);
    return block;
}

static void uncount(void* block) {
    atomic_fetch_add_explicit(&releases, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&live_bytes, bytes_of(block), memory_order_relaxed);
}

void* malloc(size_t size) {
    return counted(__libc_malloc(size));
}

void* calloc(size_t count, size_t size) {
    return counted(__libc_calloc(count, size));
}

void* realloc(void* block, size_t size) {
    const int64_t before = block != NULL ? bytes_of(block) : 0;
    void* moved = __libc_realloc(block, size);
    if (moved == NULL) return NULL;
    if (block != NULL) {
        atomic_fetch_add_explicit(&releases, 1, memory_order_relaxed);
        atomic_fetch_sub_explicit(&live_bytes, before, memory_order_relaxed);
    }
    return counted(moved);
}

void* memalign(size_t alignment, size_t size) {
    return counted(__libc_memalign(alignment, size));
}

void* aligned_alloc(size_t alignment, size_t size) {
    return memalign(alignment, size);
}

int posix_memalign(void** block, size_t alignment, size_t size) {
    void* made = memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *block = made;
    return 0;
}

void free(void* block) {
    if (block == NULL) return;
    uncount(block);
    __libc_free(block);
}

void read_heap_counters(struct heap_counters* counters) {
    counters->allocations = atomic_load(&allocations);
    counters->releases = atomic_load(&releases);
    counters->live_bytes = atomic_load(&live_bytes);
}
