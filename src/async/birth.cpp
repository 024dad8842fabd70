// SPDX-License-Identifier: MIT
#include "async/birth.h"

#include "async/site.h"
#include "com/error_info.h"
#include "platform/clock.h"

namespace asyncom::core {

bool is_consumer_iid(const type_record& type, const GUID& iid) noexcept {
    return iid == type.iids[ASYNCOM_IID_OPERATION] || iid == IID_IAsyncInfo ||
           iid == IID_IUnknown || iid == IID_IInspectable || iid == IID_IAgileObject ||
           iid == IID_IAsyncControl || iid == IID_IWeakReferenceSource ||
           iid == IID_IAsyncListeners;
}

HRESULT fail_no_interface() noexcept {
    return originate(E_NOINTERFACE, "An operation of this type has no such interface.");
}

HRESULT hand_out(operation& made, const GUID& iid, void** consumer) noexcept {
    *consumer = consumer_face(made, iid);
    if (*consumer != nullptr) [[likely]]
        return S_OK;
    const HRESULT queried = query_consumer(made, iid, consumer);
    release_shared(made);
    return queried < 0 ? originate(queried, nullptr) : queried;
}

operation* make_operation(type_record& type, const void* call_site) noexcept {
    thread_block& thread = this_thread();
    operation* const made = allocate_operation(thread);
    if (made == nullptr) return nullptr;
    put_faces(*made, type);
    made->parent_serial = 0;
    operation_slot& slot = made->slot();
    slot.serial.store(new_serial(thread, slot), std::memory_order_relaxed);
    made->site = registry_is_on ? reinterpret_cast<std::uintptr_t>(call_site) : 0;
    return made;
}

namespace {

void begin_counting(operation_slot& slot, life way, bool observed) noexcept {
    const bool runs = way == life::running;
    slot.references.initialize(runs ? 2 : 1, runs ? 1 : 0, observed, fork_epoch());
}

} // namespace

void begin_life(operation& made, life way) noexcept {
    if (registry_is_on) made.birth = coarse_clock();
    if (uses_malloc) // is_forked looks here
        made.embedded_slot.references.initialize(0, 0, false, fork_epoch());
    // The live list reads a name, and what lies in malloc's memory, with a reference only.
    begin_counting(made.slot(), way, uses_malloc || has_name(made));
}

HRESULT begin_registered_running_life(operation& made) noexcept {
    made.birth = coarse_clock();
    begin_counting(made.embedded_slot, life::running, false);
    return S_OK;
}

HRESULT begin_registered_ended_life(operation& made) noexcept {
    made.birth = coarse_clock();
    begin_counting(made.embedded_slot, life::ended, false);
    return S_OK;
}

HRESULT begin_unregistered_life(operation& made, life way) noexcept {
    begin_counting(made.embedded_slot, way, false);
    return S_OK;
}

} // namespace asyncom::core
