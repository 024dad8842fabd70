// SPDX-License-Identifier: MIT
// operation_core: the end, and who is told of it.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
template <class Store>
end_answer operation_core<Operation, Traits>::end(outcome wanted, Store&& store) noexcept {
    if (self().should_defer_completed()) [[unlikely]]
        return end_deferring(wanted, store);
    state_view view = m_state.look();
    if (view.is_running() && m_state.try_claim_end(view)) [[likely]]
        return end_claimed(view, wanted, store, nullptr);
    return end_contended(wanted, store);
}

// The record in which a handler waits is made before the claim, because whoever meets the claim
// waits for what follows it.
template <class Operation, class Traits>
template <class Store>
end_answer operation_core<Operation, Traits>::end_deferring(outcome wanted, Store& store) noexcept {
    record* waiting = nullptr;
    bool asked = false;
    for (state_view view = m_state.look(); view.is_running();) {
        if (view.has_handler() && !std::exchange(asked, true)) waiting = self().new_record();
        if (m_state.try_claim_end(view)) return end_claimed(view, wanted, store, waiting);
    }
    if (waiting != nullptr) self().free_record(waiting);
    return end_contended(wanted, store);
}

template <class Operation, class Traits>
template <class Store>
end_answer operation_core<Operation, Traits>::end_contended(outcome wanted, Store& store) noexcept {
    state_view view(0);
    const end_result result = m_state.claim_end(view);
    if (result == end_result::claimed) return end_claimed(view, wanted, store, nullptr);
    return result == end_result::extended ? end_extended(*record_of(view), wanted, store)
                                          : end_answer::has_ended;
}

template <class Operation, class Traits>
template <class Store>
end_answer operation_core<Operation, Traits>::end_claimed(state_view view, outcome wanted,
                                                          Store& store, record* waiting) noexcept {
    const bool canceled = view.is_cancel_requested();
    const outcome ends_as = canceled ? outcome::canceled : wanted;
    const state_flags flags = store(canceled) | state_flags(ends_as) |
                              (canceled ? flag_requested : 0) |
                              (view.is_assigned() ? flag_assigned : 0);
    handler* const completed = handler_of(view);
    if (waiting != nullptr) [[unlikely]] {
        if (completed != nullptr) {
            publish_deferred(flags, completed, *waiting);
            return canceled ? end_answer::canceled_had_won : end_answer::ended;
        }
        self().free_record(waiting);
    }
    m_state.publish_end(flags);
    let_progress_go();
    if (completed != nullptr) {
        self().invoke_completed(completed, ends_as);
        Traits::release_reference(completed);
    } else if (watcher* const told = watcher_of(view)) {
        tell(*told);
    }
    return canceled ? end_answer::canceled_had_won : end_answer::ended;
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::tell(watcher& told) noexcept {
    if (self().should_defer_completed())
        self().defer_watcher(told);
    else
        self().call_watcher(told);
}

// The handler waits in extended mode, where get_Completed can find it. Where there was no memory
// for that it runs at once instead.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::publish_deferred(state_flags flags, handler* completed,
                                                         record& waiting) noexcept {
    waiting.initialize(flags, completed, nullptr, false);
    self().defer_completed(waiting);
    m_state.publish_extended(reinterpret_cast<std::uint64_t>(&waiting));
    retire_progress();
}

template <class Operation, class Traits>
template <class Store>
end_answer operation_core<Operation, Traits>::end_extended(record& extended, outcome wanted,
                                                           Store& store) noexcept {
    bool claimed = false;
    if (!self().deliver_last_progress(extended, claimed)) return end_answer::has_ended;
    bool canceled = false;
    bool waits = false;
    bool begun = false;
    bool wakes = false;
    cell* progress = nullptr;
    watcher* told = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        const state_flags flags = extended.look();
        if (has_ended(flags) || self().is_end_claimed(extended) != claimed)
            return end_answer::has_ended;
        canceled = (flags & flag_requested) != 0;
        const outcome ends_as = canceled ? outcome::canceled : wanted;
        extended.set_flags(flags | store(canceled) | state_flags(ends_as));
        absorb_progress(extended);
        progress = extended.take_progress();
        const bool handler_waits = extended.completed_waits.get();
        waits = handler_waits || self().has_end_listeners(extended);
        if (!handler_waits) told = extended.take_watcher();
        // Nothing foreign comes before the first listener's call: one lock serves both.
        if (waits && !handler_waits && told == nullptr && progress == nullptr)
            begun = self().begin_end_listeners(extended);
        wakes = self().on_ended(extended);
    }
    // Not under the mutex: who is woken may want it at once.
    if (wakes) self().wake_sleepers(extended);
    if (begun) {
        self().call_begun_end_listeners(extended);
        return canceled ? end_answer::canceled_had_won : end_answer::ended;
    }
    if (progress != nullptr) progress->drop();
    self().drop_progress_listeners(extended);
    if (told != nullptr) tell(*told);
    if (waits) {
        if (self().should_defer_completed())
            self().defer_completed(extended);
        else
            invoke_waiting_completed(extended);
    }
    return canceled ? end_answer::canceled_had_won : end_answer::ended;
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::invoke_waiting_completed(record& extended) noexcept {
    cell* taken = nullptr;
    watcher* told = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        taken = extended.take_completed();
        told = extended.take_watcher();
    }
    if (taken != nullptr) {
        self().invoke_completed(taken->target.get(), outcome_of(extended.look()));
        taken->drop();
    }
    if (told != nullptr) self().call_watcher(*told);
    self().call_end_listeners(extended);
}

} // namespace asyncom::core
