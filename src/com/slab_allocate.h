// SPDX-License-Identifier: MIT
// The fast paths of the slab allocator: a pop and a push on lists of the calling thread.
#pragma once

#include "com/slab.h"
#include "com/thread_block.h"

namespace asyncom::core {

// Null where the list is empty, which says nothing about memory.
template <slab_class Kind>
inline void* slab_allocate_if_any(thread_block& thread) noexcept {
    slab_cache& cache = thread.caches[std::uint32_t(Kind)];
    free_block* block = cache.free;
    if (block == nullptr) [[unlikely]]
        return nullptr;
    cache.free = block->next;
    return block;
}

template <slab_class Kind>
inline void* slab_allocate(thread_block& thread) noexcept {
    if (void* const block = slab_allocate_if_any<Kind>(thread)) [[likely]]
        return block;
    return slab_allocate_slow(thread, Kind);
}

template <slab_class Kind>
inline void slab_free(thread_block& thread, void* memory) noexcept {
    slab& home = slab_of(memory);
    auto* block = static_cast<free_block*>(memory);
    // Relaxed: only this thread stores its own address here, so no other value can look like it.
    if (home.owner.load(std::memory_order_relaxed) == &thread) [[likely]] {
        slab_cache& cache = thread.caches[std::uint32_t(Kind)];
        block->next = cache.free;
        cache.free = block;
    } else {
        slab_free_foreign(thread, home, block);
    }
}

} // namespace asyncom::core
