// SPDX-License-Identifier: MIT
// What the makers of operations share: memory, faces, and the step after which others can see the
// operation.
#pragma once

#include "async/faces.h"
#include "async/operation_memory.h"

namespace asyncom::core {

// Whether a new operation can be handed out through this interface: asked before anything is made,
// so that an unknown interface creates nothing.
bool is_consumer_iid(const type_record& type, const GUID& iid) noexcept;
HRESULT fail_no_interface() noexcept;
// Exchanges the only consumer reference for one through the wanted interface.
HRESULT hand_out(operation& made, const GUID& iid, void** consumer) noexcept;

// An operation without state, birth and references, or null without memory.
operation* make_operation(type_record& type, const void* call_site) noexcept;

// make_operation's common case: blocks from the slabs, with one and a serial at hand. Null: the
// rest has to be tried. Also right on a thread that has no block of its own yet. Registered is the
// switch registry_is_on, which the caller has looked at.
template <bool Registered>
ASYNCOM_INLINE operation* try_make_operation(type_record& type, const void* call_site) noexcept;

// The birth and the references: from here on observers may find the operation. The way of life says
// how many references there are at first.
enum class life { running, ended };
void begin_life(operation& made, life way) noexcept;
// The same after try_make_operation. They answer S_OK and are calls of their own, so that their
// callers need not keep anything while the clock is read.
HRESULT begin_registered_running_life(operation& made) noexcept;
HRESULT begin_registered_ended_life(operation& made) noexcept;
HRESULT begin_unregistered_life(operation& made, life way) noexcept;

// After begin_life: AsyncomQuiesce may have begun meanwhile and not have seen the operation. False:
// it has not, for this one.
bool is_quiesced_at_birth(const operation& made) noexcept;

inline void put_faces(operation& made, type_record& type) noexcept {
    made.family = type.family_slots;
    made.info = info_slots;
    made.control = control_slots;
    made.producer = type.producer_slots;
}

template <bool Registered>
inline operation* try_make_operation(type_record& type, const void* call_site) noexcept {
    thread_block& thread = peek_at_thread();
    const std::uint64_t serial = thread.next_serial;
    if (Registered && serial == thread.end_of_serials) return nullptr;
    auto* const made = static_cast<operation*>(slab_allocate_if_any<slab_class::operation>(thread));
    if (made == nullptr) return nullptr;
    if (Registered) thread.next_serial = serial + 1;
    put_faces(*made, type);
    made->parent_serial = 0;
    operation_slot& slot = made->embedded_slot;
    slot.serial.store(Registered ? serial : unregistered_serial(slot), std::memory_order_relaxed);
    made->site = reinterpret_cast<std::uintptr_t>(call_site);
    return made;
}

} // namespace asyncom::core
