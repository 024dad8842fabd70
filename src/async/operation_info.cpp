// SPDX-License-Identifier: MIT
#include "async/operation_info.h"

#include "async/cancel.h"
#include "async/listeners.h"
#include "async/operation_memory.h"
#include "async/site.h"
#include "platform/clock.h"

#include <cstring>

namespace asyncom::core {
namespace {

void fill_state(const operation& target, state_flags flags, AsyncomOperationInfo& info) noexcept {
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
        info.error = target.place.failure.code;
}

} // namespace

void fill_info(operation& target, AsyncomOperationInfo& info) noexcept {
    const std::uint32_t size = info.size;
    std::memset(&info, 0, size);
    info.size = sizeof(AsyncomOperationInfo);
    info.id = operation_id(target);
    info.type = face_of(target.type());
    fill_state(target, target.look(), info);
    info.progress = std::numeric_limits<double>::quiet_NaN();
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
        info.listeners = count_listeners(*extended);
        info.handler_failures = extended->handler_failures;
        info.first_handler_failure = extended->first_handler_failure;
        info.progress = extended->fraction.load(std::memory_order_relaxed);
    }
}

} // namespace asyncom::core
