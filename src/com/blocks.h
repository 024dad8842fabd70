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

// Memory of a size that is known only at run time: a block of the smallest class that is large
// enough, or malloc's. Null without memory.
inline void* allocate_bytes(thread_block& thread, std::size_t bytes) noexcept {
    if (uses_malloc || bytes > slab_block_bytes[std::size_t(slab_class::extended)]) [[unlikely]]
        return std::malloc(bytes);
    return bytes <= slab_block_bytes[std::size_t(slab_class::slot)]
               ? slab_allocate<slab_class::slot>(thread)
               : slab_allocate<slab_class::extended>(thread);
}

// `bytes` as it was asked for.
inline void free_bytes(thread_block& thread, void* memory, std::size_t bytes) noexcept {
    if (uses_malloc || bytes > slab_block_bytes[std::size_t(slab_class::extended)]) [[unlikely]]
        return std::free(memory);
    if (bytes <= slab_block_bytes[std::size_t(slab_class::slot)])
        slab_free<slab_class::slot>(thread, memory);
    else
        slab_free<slab_class::extended>(thread, memory);
}

} // namespace asyncom::core
