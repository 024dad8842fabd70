// SPDX-License-Identifier: MIT
// The memory of closures: a block of the slabs, or, where blocks come from malloc, a mark there and
// the closure beside it. Either way an observer finds in the slabs whose code a closure may call.
#pragma once

#include "com/blocks.h"
#include "platform/cold.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

// Whole where the count is not 0, which it stays until `destroy` has returned.
struct closure_code {
    std::atomic<void (*)()> invoke; // one of the callback types
    std::atomic<AsyncomDestroyCallback> destroy;
    std::atomic<std::uint32_t> references;
};

struct closure {
    const void* slots; // which know the type of `invoke`
    closure_code code;
    void* context;
};

// Where blocks come from malloc.
ASYNCOM_COLD closure* allocate_closure_outside(thread_block& thread) noexcept;
ASYNCOM_COLD void free_closure_outside(thread_block& thread, closure& target) noexcept;
void show_closure_outside(const closure& target) noexcept;

// Not constructed: an observer may be looking at what the block's last closure left in it. Null
// without memory.
inline closure* allocate_closure(thread_block& thread) noexcept {
    if (uses_malloc) [[unlikely]]
        return allocate_closure_outside(thread);
    return static_cast<closure*>(slab_allocate<slab_class::closure>(thread));
}

// A new closure is filled in, and has its first reference.
inline void show_closure(const closure& made) noexcept {
    if (uses_malloc) [[unlikely]]
        show_closure_outside(made);
}

// `destroy` has returned.
inline void free_closure(thread_block& thread, closure& target) noexcept {
    if (uses_malloc) [[unlikely]]
        return free_closure_outside(thread, target);
    // Release: who sees 0 may unload the code that ran in `destroy`, and the data that it wrote.
    target.code.references.store(0, std::memory_order_release);
    slab_free<slab_class::closure>(thread, &target);
}

// For observers, of a block that was a closure's or was never used.
const closure_code& closure_code_in_block(const void* block) noexcept;

} // namespace asyncom::core
