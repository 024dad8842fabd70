// SPDX-License-Identifier: MIT
// The memory of operations: a slot for ever, and in it, or beside it where blocks come from
// malloc, the operation.
#pragma once

#include "async/operation.h"
#include "com/slab_allocate.h"
#include "platform/cold.h"

namespace asyncom::core {

// Where blocks come from malloc.
ASYNCOM_COLD operation* allocate_outside(thread_block& thread) noexcept;
ASYNCOM_COLD void free_outside(thread_block& thread, operation& target) noexcept;

// Memory for an operation whose slot has no reference; null without memory. Nothing is
// initialised, and what the slot's last operation left in it stays readable. It is not constructed:
// slabs begin as zero bytes, and the atomics of a slot live from then on for ever, with what
// observers may still read in them.
inline operation* allocate_operation(thread_block& thread) noexcept {
    if (uses_malloc) [[unlikely]]
        return allocate_outside(thread);
    return static_cast<operation*>(slab_allocate<slab_class::operation>(thread));
}

inline void free_operation(thread_block& thread, operation& target) noexcept {
    if (uses_malloc) [[unlikely]]
        return free_outside(thread, target);
    slab_free<slab_class::operation>(thread, &target);
}

// Never 0, unique among live operations.
std::uint32_t operation_id(const operation& target) noexcept;

// A serial that no other operation of this process ever has; without the registry, that no other
// operation of this slot has.
ASYNCOM_COLD void refill_serials(thread_block& thread) noexcept;
inline std::uint64_t unregistered_serial(const operation_slot& slot) noexcept {
    return slot.serial.load(std::memory_order_relaxed) + 1; // tells uses of one slot apart
}
inline std::uint64_t new_serial(thread_block& thread, const operation_slot& slot) noexcept {
    if (!registry_is_on) [[unlikely]]
        return unregistered_serial(slot);
    if (thread.next_serial == thread.end_of_serials) [[unlikely]]
        refill_serials(thread);
    return thread.next_serial++;
}

// A serial for something else, greater than `last`, which is one, too, or 0. No operation has it
// where there is a registry.
std::uint64_t serial_after(std::uint64_t last) noexcept;

// The slot in a block of the class that holds them.
slab_class class_of_slots() noexcept;
operation_slot& slot_in_block(void* block) noexcept;

// A remembered slot turned into a reference while the operation of that serial lives, and, unless
// somebody made a weak reference, has a producer. Null otherwise.
operation* try_reference(operation_slot& slot, std::uint64_t serial) noexcept;

} // namespace asyncom::core
