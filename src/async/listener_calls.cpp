// SPDX-License-Identifier: MIT
// What reports and ends do for listeners.
#include "async/listener_hub.h"

#include "platform/clock.h"

#include <utility>

namespace asyncom::core {
namespace {

// Under the mutex. Whom the value has to wait for, if anybody's rate is not due.
bool is_early_for_anybody(const listener_hub& hub, std::int64_t now) noexcept {
    return hub.of_progress.any(
        [&](const listener_callee& callee) { return !callee.rate.is_due(now); });
}

// Keeps the value for those who hear it later. Without memory: false, they hear it now.
bool keep_for_later(operation& target, operation_record& extended, const void* value) noexcept {
    const value_layout& layout = target.type().progress();
    kept_value* unused = keep(layout, value);
    if (unused == nullptr) return false;
    {
        operation_traits::lock lock(target.mutex_of(extended));
        listener_hub& hub = *hub_of(extended);
        // A report that an end overtakes is a misuse: nobody would drop the value.
        if (!hub.delivered && !has_ended(extended.look())) std::swap(hub.owed, unused);
    }
    drop(layout, unused);
    return true;
}

} // namespace

void report_to_listeners(operation& target, operation_record& extended,
                         const void* value) noexcept {
    listener_hub& hub = *hub_of(extended);
    list_owner owner{target, extended};
    std::int64_t now = 0;
    std::uint32_t report = 0;
    bool early = false;
    {
        const auto capped = [](const listener_callee& callee) { return callee.rate.is_capped(); };
        operation_traits::lock lock(owner.mutex());
        if (hub.of_progress.any(capped)) {
            report = ++hub.reports;
            now = monotonic_ticks();
            early = is_early_for_anybody(hub, now);
        }
    }
    const bool may_wait = early && keep_for_later(target, extended, value);
    hub.of_progress.call_each(
        owner,
        [&](listener_callee& callee) noexcept {
            if (!callee.rate.is_capped()) return true;
            if (now == 0) { // it came just now
                now = monotonic_ticks();
                report = ++hub.reports;
            }
            if (callee.rate.has_passed(report)) return false;
            if (may_wait && !callee.rate.is_due(now)) {
                callee.rate.owe(report);
                return false;
            }
            callee.rate.deliver(now, report);
            return true;
        },
        [&](const listener_callee& callee) noexcept { call_of_progress(target, callee, value); });
}

namespace {

bool is_owed(const listener_callee& callee) noexcept {
    return callee.rate.is_owed();
}

// The one end that may go on, where there is anything to be heard before it.
enum class before_end { nothing, claimed, lost };

before_end claim_delivery(list_owner& owner, listener_hub& hub) noexcept {
    operation_traits::lock lock(owner.mutex());
    if (hub.ending || has_ended(owner.extended.look())) return before_end::lost;
    if (hub.of_last_words.count() == 0 && !hub.of_progress.any(is_owed)) return before_end::nothing;
    hub.ending = true;
    return before_end::claimed;
}

void deliver_last_value(list_owner& owner, listener_hub& hub) noexcept {
    kept_value* last = nullptr;
    {
        operation_traits::lock lock(owner.mutex());
        hub.delivered = true;
        last = std::exchange(hub.owed, nullptr);
    }
    if (last == nullptr) return;
    operation& target = owner.target;
    target.as_report([&]() noexcept {
        hub.of_progress.call_each(
            owner,
            [&](listener_callee& callee) noexcept {
                if (!is_owed(callee)) return false;
                callee.rate.deliver(0, hub.reports);
                return true;
            },
            [&](const listener_callee& callee) noexcept {
                call_of_progress(target, callee, last->value());
            });
    });
    drop(target.type().progress(), last);
}

} // namespace

bool is_owed_progress_claimed(const operation_record& extended) noexcept {
    return hub_of(extended)->ending;
}

bool deliver_owed_progress(operation& target, operation_record& extended, bool& claimed) noexcept {
    listener_hub& hub = *hub_of(extended);
    if (hub.of_progress.count() == 0 && hub.of_last_words.count() == 0) return true;
    list_owner owner{target, extended};
    const before_end claim = claim_delivery(owner, hub);
    if (claim != before_end::claimed) return claim == before_end::nothing;
    claimed = true;
    hub.of_last_words.call_once(
        owner, [](const listener_callee& callee) noexcept { callee.last_words(callee.context); });
    if (hub.of_progress.count() != 0) deliver_last_value(owner, hub);
    return !target.is_forked();
}

void clear_progress_listeners(operation& target, operation_record& extended) noexcept {
    // After the end nobody comes.
    if (hub_of(extended)->of_progress.count() == 0) return;
    list_owner owner{target, extended};
    hub_of(extended)->of_progress.clear(owner);
}

void call_listeners_of_end(operation& target, operation_record& extended) noexcept {
    list_owner owner{target, extended};
    hub_of(extended)->of_end.call_once(
        owner, [&](const listener_callee& callee) noexcept { call_of_end(target, callee); });
}

bool begin_listeners_of_end(operation& target, operation_record& extended) noexcept {
    listener_hub& hub = *hub_of(extended);
    list_owner owner{target, extended};
    return hub.of_progress.count() == 0 && hub.of_end.begin_call_once(owner);
}

void call_begun_listeners_of_end(operation& target, operation_record& extended) noexcept {
    list_owner owner{target, extended};
    hub_of(extended)->of_end.call_begun(
        owner, [&](const listener_callee& callee) noexcept { call_of_end(target, callee); });
}

} // namespace asyncom::core
