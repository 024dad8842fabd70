// SPDX-License-Identifier: MIT
// The memory of closures: a block of the slabs, or, where blocks come from malloc, a mark there and
// the closure beside it. Either way an observer finds in the slabs whose code a closure may call.
#pragma once

#include "async/closure_code.h"
#include "com/blocks.h"
#include "platform/atomic_traits.h"
#include "platform/cold.h"

namespace asyncom::core {

using closure_code = basic_closure_code<atomic_traits>;

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
    target.code.end();
    slab_free<slab_class::closure>(thread, &target);
}

// For observers, of a block that was a closure's or was never used.
const closure_code& closure_code_in_block(const void* block) noexcept;
// The closure in it with a reference more, or null where there is none that lives.
closure* try_reference_closure(void* block) noexcept;
// As of its code; the caller has a reference. Observers see it, too.
void remove_closure_function(closure& target) noexcept;
void forget_closure_functions(closure& target) noexcept;

} // namespace asyncom::core
