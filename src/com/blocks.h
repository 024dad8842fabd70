// SPDX-License-Identifier: MIT
// Blocks of the slab classes whose memory nobody looks at after they are freed: from the slabs, or
// from malloc where the environment asks for it.
#pragma once

#include "com/slab_allocate.h"
#include "com/switches.h"

#include <cstdlib>

namespace asyncom::core {

template <class T, slab_class Kind>
void* allocate_block(thread_block& thread) noexcept {
    static_assert(alignof(T) <= 8 && sizeof(T) <= slab_block_bytes[std::size_t(Kind)]);
    if (uses_malloc) [[unlikely]]
        return std::malloc(sizeof(T));
    return slab_allocate<Kind>(thread);
}

template <slab_class Kind>
void free_memory_block(thread_block& thread, void* memory) noexcept {
    if (uses_malloc) [[unlikely]]
        return std::free(memory);
    slab_free<Kind>(thread, memory);
}

} // namespace asyncom::core
