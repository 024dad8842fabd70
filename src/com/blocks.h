// SPDX-License-Identifier: MIT
// Blocks of the slab classes whose memory nobody looks at after they are freed: from the slabs, or
// from malloc where the environment asks for it.
#pragma once

#include "com/slab_allocate.h"
#include "com/switches.h"

#include <cstdlib>

namespace asyncom::core {

template <class T>
void* allocate_block(thread_block& thread, slab_class kind) noexcept {
    static_assert(alignof(T) <= 8);
    if (uses_malloc) [[unlikely]]
        return std::malloc(sizeof(T));
    return slab_allocate(thread, kind);
}

inline void free_memory_block(thread_block& thread, void* memory) noexcept {
    if (uses_malloc) [[unlikely]]
        return std::free(memory);
    slab_free(thread, memory);
}

} // namespace asyncom::core
