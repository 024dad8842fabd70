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
    std::atomic<std::uintptr_t> invoke; // one of the callback types, and removed_bit
    std::atomic<AsyncomDestroyCallback> destroy;
    std::atomic<std::uint32_t> references;

    const void* invoke_address() const noexcept {
        return reinterpret_cast<const void*>(invoke.load(std::memory_order_relaxed) & ~removed_bit);
    }

    // The function is not called any more: AsyncomQuiesce has removed it. No address of code has
    // its top bit set. The address stays while a call of it may be on its way.
    static constexpr std::uintptr_t removed_bit = std::uintptr_t{1} << 63;
    // `destroy` runs, or is about to: the last reference is gone, and nobody gets another.
    static constexpr std::uint32_t ending_bit = std::uint32_t{1} << 31;
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
// The closure in it with a reference more, or null where there is none that lives.
closure* try_reference_closure(void* block) noexcept;
// Of a closure that the caller has a reference to. Observers see it, too.
void set_closure_invoke(closure& target, std::uintptr_t invoke) noexcept;
AsyncomDestroyCallback take_closure_destroy(closure& target) noexcept;

} // namespace asyncom::core
