// SPDX-License-Identifier: MIT
// operation_core: the Completed handler, cancel and close.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
completed_result operation_core<Operation, Traits>::put_completed(handler* target,
                                                                  bool moved) noexcept {
    bool held = moved;
    completed_result result = completed_result::already_assigned;
    state_view view = settled();
    for (bool done = false; !done;) {
        if (view.is_extended()) {
            result = put_completed_extended(*record_of(view), target, held);
            break;
        }
        if (view.is_ended()) {
            result = put_completed_when_ended(view, target, done);
            continue;
        }
        if (view.is_ending()) {
            view = settled();
            continue;
        }
        if (view.is_watched()) {
            // A handler beside a watcher needs the record.
            record* const extended = extend();
            result = extended != nullptr ? put_completed_extended(*extended, target, held)
                                         : completed_result::no_memory;
            break;
        }
        if (view.payload() != 0) break;
        // Before the handler can be seen: from then on its end is the ending thread's business.
        if (!held && target != nullptr) {
            Traits::add_reference(target);
            held = true;
        }
        const std::uint64_t bits =
            target != nullptr ? reinterpret_cast<std::uint64_t>(target) : state_view::null_handler;
        if (m_state.try_assign(view, bits)) return completed_result::stored;
    }
    if (held && target != nullptr) Traits::release_reference(target);
    return result;
}

// The handler is called with the caller's reference: the caller holds it until we return.
template <class Operation, class Traits>
completed_result operation_core<Operation, Traits>::put_completed_when_ended(state_view& view,
                                                                             handler* target,
                                                                             bool& done) noexcept {
    done = true;
    if ((view.flags() & flag_closed) != 0) return completed_result::closed;
    if ((view.flags() & flag_assigned) != 0) return completed_result::already_assigned;
    const outcome ended_as = outcome_of(view.flags());
    if (!try_assign_when_ended(view)) {
        done = false;
        return completed_result::already_assigned;
    }
    if (target != nullptr) self().invoke_completed(target, ended_as);
    return completed_result::invoked;
}

template <class Operation, class Traits>
bool operation_core<Operation, Traits>::try_assign_when_ended(state_view& view) noexcept {
    if ((view.flags() & flag_biased) == 0) return m_state.try_add_flag(view, flag_assigned);
    // Inside the mark the bias cannot be taken away unnoticed: either we see here that it is
    // gone, or the other thread waits until we have left.
    const std::uint32_t token = self().thread_token();
    if (!m_mark.belongs_to(token) || !m_mark.enter(token)) {
        remove_bias(view);
        return false;
    }
    view = m_state.look();
    const bool assign = view.is_biased_unassigned();
    if (assign) m_state.assign_biased(view);
    m_mark.leave();
    if (!assign) remove_bias(view);
    return assign;
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::remove_bias(state_view& view) noexcept {
    const std::uint32_t token = self().thread_token();
    while (view.is_ended() && (view.flags() & flag_biased) != 0) {
        if ((view.flags() & flag_bias_ends) == 0) {
            if (!m_state.try_announce_end_of_bias(view)) continue;
            view = m_state.look();
            continue;
        }
        // Whoever finds the announcement waits too: until the flag is removed nobody may write.
        // In the child of a fork nobody is inside, whatever the mark says.
        for (typename Traits::backoff wait; !self().is_forked() && m_mark.is_other_inside(token);)
            wait.pause();
        view = m_state.look();
        if (view.is_ended() && (view.flags() & flag_bias_ends) != 0 &&
            m_state.try_remove_bias(view))
            view = m_state.look();
    }
}

template <class Operation, class Traits>
completed_result operation_core<Operation, Traits>::put_completed_extended(record& extended,
                                                                           handler* target,
                                                                           bool& held) noexcept {
    if (!held && target != nullptr) {
        Traits::add_reference(target);
        held = true;
    }
    outcome ended_as = outcome::started;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        const state_flags flags = extended.look();
        if ((flags & flag_closed) != 0) return completed_result::closed;
        if ((flags & flag_assigned) != 0) return completed_result::already_assigned;
        extended.set_flags(flags | flag_assigned);
        ended_as = outcome_of(flags);
        if (!has_ended(flags) && target != nullptr) {
            extended.completed.initialize(target, 1, true);
            extended.completed_waits.set(true);
            held = false; // the record's now
        }
    }
    if (ended_as == outcome::started) return completed_result::stored;
    if (target != nullptr) self().invoke_completed(target, ended_as);
    return completed_result::invoked;
}

template <class Operation, class Traits>
typename Traits::handler*
operation_core<Operation, Traits>::get_waiting_completed(record& extended) noexcept {
    cell* found = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        if (!extended.completed_waits.get()) return nullptr;
        found = &extended.completed;
        found->add();
    }
    handler* const target = found->target.get();
    Traits::add_reference(target);
    found->drop();
    return target;
}

template <class Operation, class Traits>
template <class Note>
bool operation_core<Operation, Traits>::request_cancel(Note&& note) noexcept {
    const cancel_result result = m_state.request_cancel();
    if (result != cancel_result::extended) return result == cancel_result::accepted;
    record& extended = *record_of(m_state.look());
    typename Traits::lock lock(self().mutex_of(extended));
    const state_flags flags = extended.look();
    if (has_ended(flags) || (flags & flag_requested) != 0) return false;
    note(extended);
    extended.set_flags(flags | flag_requested);
    return true;
}

template <class Operation, class Traits>
close_result operation_core<Operation, Traits>::close() noexcept {
    state_view view = m_state.look();
    for (;;) {
        if (view.is_extended()) break;
        if (!view.is_ended()) return close_result::still_running;
        if ((view.flags() & flag_closed) != 0) return close_result::closed;
        if ((view.flags() & flag_biased) != 0)
            remove_bias(view);
        else if (m_state.try_add_flag(view, flag_closed))
            return close_result::closed;
    }
    record& extended = *record_of(view);
    typename Traits::lock lock(self().mutex_of(extended));
    const state_flags flags = extended.look();
    if (!has_ended(flags)) return close_result::still_running;
    extended.set_flags(flags | flag_closed);
    return close_result::closed;
}

} // namespace asyncom::core
