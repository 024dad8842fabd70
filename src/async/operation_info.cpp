// SPDX-License-Identifier: MIT
#include "async/operation_info.h"

#include "async/cancel.h"
#include "async/listeners.h"
#include "async/operation_memory.h"
#include "async/progress_fraction.h"
#include "async/site.h"
#include "platform/clock.h"
#include "platform/fence.h"
#include "platform/racing_reads.h"

#include <cstring>

namespace asyncom::core {
namespace {

void fill_state(const operation& target, state_flags flags, HRESULT error,
                AsyncomOperationInfo& info) noexcept {
    const bool forked = !has_ended(flags) && target.is_forked();
    const bool requested = (flags & flag_requested) != 0;
    outcome shown = outcome_of(flags);
    if (forked)
        shown = outcome::error;
    else if (!has_ended(flags) && requested)
        shown = outcome::canceled;
    info.status = std::int32_t(shown);
    info.flags = (requested ? ASYNCOM_INFO_CANCEL_REQUESTED : 0) |
                 (has_ended(flags) || forked ? ASYNCOM_INFO_ENDED : 0) |
                 ((flags & flag_closed) != 0 ? ASYNCOM_INFO_CLOSED : 0);
    if (forked)
        info.error = ASYNCOM_E_FORKED;
    else if (shown == outcome::canceled)
        info.error = canceled_code;
    else if ((flags & flag_error) != 0)
        info.error = error;
}

void begin_info(AsyncomOperationInfo& info) noexcept {
    const std::uint32_t size = info.size;
    std::memset(&info, 0, size);
    info.size = sizeof(AsyncomOperationInfo);
    info.progress = std::numeric_limits<double>::quiet_NaN();
}

// All that is told of an operation without a name whose end is past. Its owner may end its life
// meanwhile, and what is read is then not used; it stays readable, because slabs keep their type.
ASYNCOM_READS_RACING void read_in_passing(const operation& target,
                                          AsyncomOperationInfo& info) noexcept {
    const state_flags flags = target.look();
    info.id = operation_id(target);
    info.type = face_of(*from_family_slots(target.family));
    fill_state(target, flags, target.place.failure.code, info);
    info.parent_serial = target.parent_serial;
    info.age = coarse_ticks_between(target.birth, coarse_clock());
    info.call_site = reinterpret_cast<const void*>(target.site);
    if (const operation_record* const extended = target.extended_if_any()) {
        info.handler_failures = extended->handler_failures;
        info.first_handler_failure = extended->first_handler_failure;
        info.progress = extended->fraction.load(std::memory_order_relaxed);
    }
}

bool glimpse(operation_slot& slot, std::uint64_t serial, AsyncomOperationInfo& info) noexcept {
    if (uses_malloc || slot.references.shared() == 0) return false;
    // What was written before the count is seen from here on.
    std::atomic_thread_fence(std::memory_order_acquire);
    begin_info(info);
    info.serial = serial;
    read_in_passing(operation::of_slot(slot), info);
    // If any of it was another operation's, or a free block's, the count or the serial tells.
    ordered_reads_fence();
    return slot.serial.load(std::memory_order_relaxed) == serial && slot.references.shared() != 0 &&
           (reinterpret_cast<std::uintptr_t>(info.call_site) & named_bit) == 0 &&
           (info.flags & ASYNCOM_INFO_ENDED) != 0;
}

} // namespace

void fill_info(operation& target, AsyncomOperationInfo& info) noexcept {
    begin_info(info);
    info.id = operation_id(target);
    info.type = face_of(target.type());
    const state_flags flags = target.look();
    // Written before the end was published, and read only where there is one.
    const HRESULT error = (flags & flag_error) != 0 ? target.place.failure.code : S_OK;
    fill_state(target, flags, error, info);
    if (registry_is_on) {
        info.serial = target.slot().serial.load(std::memory_order_relaxed);
        info.parent_serial = target.parent_serial;
        info.age = coarse_ticks_between(target.birth, coarse_clock());
        info.call_site = call_site_of(target);
    }
    std::strcpy(info.name, name_of(target));
    if (operation_record* const extended = target.extended_if_any()) {
        operation_traits::lock lock(target.mutex_of(*extended));
        if (extended->foreign != nullptr) info.flags |= ASYNCOM_INFO_ADOPTED;
        info.listeners = count_client_listeners(*extended);
        info.handler_failures = extended->handler_failures;
        info.first_handler_failure = extended->first_handler_failure;
        info.progress = fraction_so_far(*extended);
    }
}

bool fill_info_of_slot(operation_slot& slot, AsyncomOperationInfo& info) noexcept {
    const std::uint64_t serial = slot.serial.load(std::memory_order_relaxed);
    operation* const found = try_reference(slot, serial);
    if (found == nullptr) return glimpse(slot, serial, info);
    fill_info(*found, info);
    release_shared(*found);
    return true;
}

} // namespace asyncom::core
