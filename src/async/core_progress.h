// SPDX-License-Identifier: MIT
// operation_core: the Progress handler and reports. In fast mode a report uses the handler without
// a reference; thread_mark.h tells who may take the handler away when.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
progress_result operation_core<Operation, Traits>::put_progress(handler* target) noexcept {
    const state_view view = m_state.look_settled();
    const state_flags flags = flags_of(view);
    if ((flags & flag_closed) != 0) return progress_result::closed;
    if (has_ended(flags)) return progress_result::done; // never called, so not kept
    if (!view.is_extended()) {
        handler* current = m_progress.load(Traits::acquire);
        if (current == nullptr && target == nullptr) return progress_result::done;
        if (current == nullptr) {
            Traits::add_reference(target);
            if (m_progress.compare_exchange_strong(current, target, Traits::seq_cst,
                                                   Traits::acquire)) {
                // The end may have come between the look and the store, and then nobody else
                // takes the handler away; or extended mode may have, which absorbs it.
                const state_view after = m_state.look_in_order();
                if (after.is_ending() || has_ended(flags_of(after))) retire_progress();
                return progress_result::done;
            }
            Traits::release_reference(target);
        }
    }
    record* const extended = extend();
    if (extended == nullptr) return progress_result::no_memory;
    return put_progress_extended(*extended, target);
}

template <class Operation, class Traits>
progress_result operation_core<Operation, Traits>::put_progress_extended(record& extended,
                                                                         handler* target) noexcept {
    cell* fresh = nullptr;
    if (target != nullptr) {
        fresh = Traits::new_cell();
        if (fresh == nullptr) return progress_result::no_memory;
        Traits::add_reference(target);
        fresh->initialize(target, 1, false);
    }
    cell* unused = fresh;
    bool closed = false;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        const state_flags flags = extended.look();
        closed = (flags & flag_closed) != 0;
        if (!has_ended(flags)) {
            absorb_progress(extended);
            unused = extended.take_progress();
            extended.progress.set(fresh);
        }
    }
    if (unused != nullptr) unused->drop();
    return closed ? progress_result::closed : progress_result::done;
}

template <class Operation, class Traits>
typename Traits::handler*
operation_core<Operation, Traits>::get_progress(record& extended) noexcept {
    cell* found = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        absorb_progress(extended);
        found = extended.progress.get();
        if (found == nullptr) return nullptr;
        found->add();
    }
    handler* const target = found->target.get();
    Traits::add_reference(target);
    found->drop();
    return target;
}

template <class Operation, class Traits>
template <class Invoke>
report_result operation_core<Operation, Traits>::report(Invoke&& invoke) noexcept {
    const std::uint32_t token = self().thread_token();
    const bool entered = m_mark.enter(token);
    report_result result = report_result::done;
    const state_view view = m_state.look_in_order();
    if (view.is_running()) [[likely]] {
        handler* const target = m_progress.load(Traits::acquire);
        if (target == absorbed_mark()) [[unlikely]]
            result = report_extended(*record_of(m_state.look()), invoke);
        else if (target != nullptr)
            invoke(target, nullptr);
    } else if (view.is_extended()) {
        result = report_extended(*record_of(view), invoke);
    } else {
        result = report_result::has_ended;
    }
    if (entered) {
        m_mark.leave(token);
        if (!m_state.look_in_order().is_running()) [[unlikely]]
            after_fast_report();
    }
    return result;
}

template <class Operation, class Traits>
template <class Invoke>
report_result operation_core<Operation, Traits>::report_extended(record& extended,
                                                                 Invoke& invoke) noexcept {
    cell* found = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        if (has_ended(extended.look())) return report_result::has_ended;
        absorb_progress(extended);
        found = extended.progress.get();
        if (found != nullptr) found->add();
    }
    invoke(found != nullptr ? found->target.get() : nullptr, &extended);
    if (found != nullptr) found->drop();
    return report_result::done;
}

// This thread has left its report and sees that the operation has ended or is in extended mode:
// what could not be taken away while it was inside is taken away now.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::after_fast_report() noexcept {
    const state_view view = m_state.look();
    if (!view.is_extended()) {
        retire_progress();
        return;
    }
    record& extended = *record_of(view);
    cell* unused = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        absorb_progress(extended);
        if (extended.fast_report_inside.get()) {
            extended.fast_report_inside.set(false);
            if (extended.first_progress.target.get() != nullptr) unused = &extended.first_progress;
        }
    }
    if (unused != nullptr) unused->drop();
    if (has_ended(extended.look())) retire_progress();
}

// The operation has ended in fast mode: lets the Progress handler go, unless a report is inside,
// which then does it when it leaves. Whoever exchanges the pointer out releases it.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::retire_progress() noexcept {
    handler* const seen = m_progress.load(Traits::seq_cst);
    if (seen == nullptr || seen == absorbed_mark()) return;
    const std::uint32_t token = self().thread_token();
    if (m_mark.is_inside(token) || m_mark.is_other_inside(token)) return;
    handler* const taken = m_progress.exchange(nullptr, Traits::acq_rel);
    if (taken != nullptr && taken != absorbed_mark()) Traits::release_reference(taken);
}

// Under the record's mutex. Moves the handler of fast mode into its cell: one count for the
// record, one for the report from fast mode that may be inside.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::absorb_progress(record& extended) noexcept {
    if (extended.progress_absorbed.get()) return;
    extended.progress_absorbed.set(true);
    handler* const taken = m_progress.exchange(absorbed_mark(), Traits::seq_cst);
    if (taken == nullptr) return;
    const std::uint32_t counts = extended.fast_report_inside.get() ? 2 : 1;
    extended.first_progress.initialize(taken, counts, true);
    extended.progress.set(&extended.first_progress);
}

} // namespace asyncom::core
