// SPDX-License-Identifier: MIT
#include "async/birth.h"

#include "async/cancel.h"
#include "async/quiesced_modules.h"
#include "async/site.h"
#include "com/error_info.h"
#include "platform/clock.h"
#include "platform/fence.h"

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
    made->site = reinterpret_cast<std::uintptr_t>(call_site);
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

bool is_quiesced_at_birth(const operation& made) noexcept {
    light_fence();
    return anything_is_quiesced && is_quiesced(call_site_of(made));
}

namespace {

// Too late to refuse: its maker's places are filled. So it is as if AsyncomQuiesce had come right
// behind its creation, and its work had ended at once.
ASYNCOM_COLD HRESULT end_if_quiesced(operation& made) noexcept {
    if (!is_quiesced_at_birth(made)) return S_OK;
    cancel_in_any_case(made, {ASYNCOM_E_QUIESCED, nullptr});
    made.end(outcome::canceled, [](bool) noexcept { return 0u; });
    return S_OK;
}

} // namespace

HRESULT begin_registered_running_life(operation& made) noexcept {
    made.birth = coarse_clock();
    begin_counting(made.embedded_slot, life::running, false);
    // Who quiesces pays for both fences (heavy_fence_for_bare_stores).
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (switches_differ.load(std::memory_order_relaxed)) [[unlikely]]
        return end_if_quiesced(made);
    return S_OK;
}

HRESULT begin_registered_ended_life(operation& made) noexcept {
    made.birth = coarse_clock();
    begin_counting(made.embedded_slot, life::ended, false);
    return S_OK;
}

HRESULT begin_unregistered_life(operation& made, life way) noexcept {
    begin_counting(made.embedded_slot, way, false);
    // As above; the other switch differs all the time.
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (way == life::running && anything_is_quiesced.load(std::memory_order_relaxed)) [[unlikely]]
        return end_if_quiesced(made);
    return S_OK;
}

} // namespace asyncom::core
