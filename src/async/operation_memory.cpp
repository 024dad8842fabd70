// SPDX-License-Identifier: MIT
#include "async/operation_memory.h"

#include <cstdlib>

namespace asyncom::core {
namespace {

// Where blocks come from malloc, the slot stays in a slab and points at the operation, and the
// operation's memory begins with a pointer back.
struct outside_slot {
    free_block link;
    operation_slot slot;
    operation* body;
};
static_assert(sizeof(outside_slot) <= 32);

struct outside_prefix {
    std::uint64_t unused; // keeps the operation on a boundary of 16
    operation_slot* slot;
};

outside_slot& outside_of(operation_slot& slot) noexcept {
    return *reinterpret_cast<outside_slot*>(reinterpret_cast<std::byte*>(&slot) -
                                            offsetof(outside_slot, slot));
}

constexpr std::uint64_t serials_per_thread = 1024;
constinit std::atomic<std::uint64_t> next_serials{1};

} // namespace

operation* allocate_outside(thread_block& thread) noexcept {
    auto* prefix =
        static_cast<outside_prefix*>(std::malloc(sizeof(outside_prefix) + sizeof(operation)));
    if (prefix == nullptr) return nullptr;
    auto* outside = static_cast<outside_slot*>(slab_allocate<slab_class::slot>(thread));
    if (outside == nullptr) {
        std::free(prefix);
        return nullptr;
    }
    prefix->slot = &outside->slot;
    outside->body = reinterpret_cast<operation*>(prefix + 1);
    return outside->body;
}

void free_outside(thread_block& thread, operation& target) noexcept {
    outside_slot& outside = outside_of(target.slot());
    std::free(reinterpret_cast<outside_prefix*>(&target) - 1);
    slab_free<slab_class::slot>(thread, &outside);
}

slab_class class_of_slots() noexcept {
    return uses_malloc ? slab_class::slot : slab_class::operation;
}

operation_slot& slot_in_block(void* block) noexcept {
    if (uses_malloc) return static_cast<outside_slot*>(block)->slot;
    return static_cast<operation*>(block)->embedded_slot;
}

std::uint32_t operation_id(const operation& target) noexcept {
    const void* block = &target;
    if (uses_malloc) [[unlikely]]
        block = &outside_of(const_cast<operation_slot&>(target.slot()));
    return slab_number(block) + 1;
}

void refill_serials(thread_block& thread) noexcept {
    thread.next_serial = next_serials.fetch_add(serials_per_thread, std::memory_order_relaxed);
    thread.end_of_serials = thread.next_serial + serials_per_thread;
}

std::uint64_t serial_after(std::uint64_t last) noexcept {
    thread_block& thread = this_thread();
    // What is refilled is greater than all that any thread has drawn.
    if (thread.next_serial == thread.end_of_serials || thread.next_serial <= last)
        refill_serials(thread);
    return thread.next_serial++;
}

operation* try_reference(operation_slot& slot, std::uint64_t serial) noexcept {
    if (!slot.references.try_add_shared_observed()) return nullptr;
    operation* const found = uses_malloc ? outside_of(slot).body : &operation::of_slot(slot);
    // The slot may have got another operation since; this reference was then taken from that one.
    if (slot.serial.load(std::memory_order_relaxed) == serial) return found;
    release_shared(*found);
    return nullptr;
}

} // namespace asyncom::core
