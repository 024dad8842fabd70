// SPDX-License-Identifier: MIT
// operation_core: the Progress handler and reports. In fast mode a report uses the handler without
// a reference; thread_mark.h tells who may take the handler away when, and its word W is
// progress_word.h's.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
progress_result operation_core<Operation, Traits>::put_progress(handler* target) noexcept {
    const state_view view = settled();
    const state_flags flags = flags_of(view);
    if ((flags & flag_closed) != 0) return progress_result::closed;
    if (has_ended(flags)) return progress_result::done; // never called, so not kept
    if (!view.is_extended()) {
        const progress_view current(m_progress.load(Traits::acquire));
        if (current.is_empty() && target == nullptr) return progress_result::done;
        if (current.is_empty()) {
            Traits::add_reference(target);
            if (try_put_first_progress(target)) return progress_result::done;
            Traits::release_reference(target);
        }
    }
    record* const extended = extend();
    if (extended == nullptr) return progress_result::no_memory;
    return put_progress_extended(*extended, target);
}

// Stored first, allowed second: a report calls what it finds without a look at the state, so it
// must find nothing once the end has returned. The end either is seen here, or sees what is stored.
template <class Operation, class Traits>
bool operation_core<Operation, Traits>::try_put_first_progress(handler* target) noexcept {
    const std::uint64_t allowed = reinterpret_cast<std::uint64_t>(target);
    const std::uint64_t stored = allowed | progress_view::not_yet;
    std::uint64_t expected = progress_view::empty;
    if (!m_progress.compare_exchange_strong(expected, stored, Traits::seq_cst, Traits::acquire))
        return false;
    const state_view after = m_state.look_in_order();
    if (after.is_ending() || has_ended(flags_of(after))) {
        retire_progress();
        return true;
    }
    // Fails where the end or extended mode has taken it meanwhile.
    expected = stored;
    m_progress.compare_exchange_strong(expected, allowed, Traits::release, Traits::relaxed);
    return true;
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
            extended.set_progress(fresh);
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
bool operation_core<Operation, Traits>::try_begin_report(std::uint32_t fast_mark,
                                                         handler*& found) noexcept {
    if (!m_mark.try_enter(fast_mark)) [[unlikely]]
        return false;
    const progress_view view(m_progress.load(Traits::acquire));
    if (!view.is_callable()) [[unlikely]] {
        m_mark.leave_fast();
        return false;
    }
    found = view.template callable<handler>();
    return true;
}

template <class Operation, class Traits>
std::uint32_t operation_core<Operation, Traits>::end_fast_report() noexcept {
    m_mark.leave_fast();
    return progress_view(m_progress.load(Traits::relaxed)).disturbance();
}

// The short way looks at the progress word only. A word that is not callable makes it look anyway.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::show_handed_over(bool shown) noexcept {
    constexpr std::uint64_t bit = progress_view::handed_over;
    std::uint64_t word = m_progress.load(Traits::relaxed);
    while (progress_view(word).is_callable() &&
           !m_progress.compare_exchange_strong(word, shown ? word | bit : word & ~bit,
                                               Traits::acq_rel, Traits::relaxed)) {
    }
}

template <class Operation, class Traits>
bool operation_core<Operation, Traits>::hand_over_to_report() noexcept {
    if (!m_mark.hand_over()) return false;
    show_handed_over(true);
    return true;
}

// By the thread that has left: true where there is a reference to drop.
template <class Operation, class Traits>
bool operation_core<Operation, Traits>::take_over_from_report() noexcept {
    if (!m_mark.take_over()) return false;
    show_handed_over(false);
    return true;
}

template <class Operation, class Traits>
template <class Invoke>
report_result operation_core<Operation, Traits>::report(Invoke&& invoke) noexcept {
    const std::uint32_t token = self().thread_token();
    const bool entered = m_mark.enter(token);
    report_result result = report_result::done;
    const progress_view found(m_progress.load(Traits::acquire));
    const state_view view = m_state.look_in_order();
    if (found.is_absorbed() || view.is_extended()) {
        result = report_extended(*record_of(m_state.look()), invoke);
    } else if (!view.is_running()) {
        result = report_result::has_ended;
    } else if (found.is_callable()) {
        invoke(found.template handler<handler>(), nullptr);
    }
    if (entered) {
        m_mark.leave();
        after_report();
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

// This thread has left its report. If the operation has ended or is in extended mode, what could
// not be taken away while it was inside is taken away now, and so is the reference that was handed
// over: the operation may be gone when this returns.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::after_report() noexcept {
    const bool holds = take_over_from_report();
    const state_view view = m_state.look_in_order();
    if (view.is_extended())
        leave_record(*record_of(view));
    else if (!view.is_running())
        retire_progress();
    if (holds) self().drop_handed_over();
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::leave_record(record& extended) noexcept {
    cell* unused = nullptr;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        absorb_progress(extended);
        unused = end_of_fast_report(extended);
    }
    // What was absorbed leaves nothing to retire; and the drop may be the end of the operation.
    if (unused != nullptr)
        unused->drop();
    else if (has_ended(extended.look()))
        retire_progress();
}

// Under the record's mutex: no report from fast mode is inside any more. What it used, to be
// dropped, or null.
template <class Operation, class Traits>
typename operation_core<Operation, Traits>::cell*
operation_core<Operation, Traits>::end_of_fast_report(record& extended) noexcept {
    if (!extended.fast_report_inside.get()) return nullptr;
    extended.fast_report_inside.set(false);
    return extended.first_progress.target.get() != nullptr ? &extended.first_progress : nullptr;
}

template <class Operation, class Traits>
bool operation_core<Operation, Traits>::is_report_on_any_thread() const noexcept {
    const std::uint32_t token = self().thread_token();
    return m_mark.is_inside(token) || m_mark.is_other_inside(token);
}

// The operation has ended in fast mode: lets the Progress handler go, unless a report is inside,
// which then does it when it leaves. Whoever exchanges the word to empty releases the handler.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::retire_progress() noexcept {
    for (;;) {
        const progress_view taken(m_progress.load(Traits::seq_cst));
        if (!taken.owns_handler()) return;
        // First from here on no report begins to use it, and put_Progress no longer allows it.
        std::uint64_t expected = taken.bits();
        const std::uint64_t retired = expected | progress_view::no_longer;
        if (expected != retired && !m_progress.compare_exchange_strong(
                                       expected, retired, Traits::seq_cst, Traits::relaxed))
            continue;
        if (is_report_on_any_thread()) return;
        expected = retired;
        if (m_progress.compare_exchange_strong(expected, progress_view::empty, Traits::acq_rel,
                                               Traits::relaxed))
            Traits::release_reference(taken.template handler<handler>());
        return;
    }
}

// Under the record's mutex. Moves the handler of fast mode into its cell: one count for the
// record, one for the report from fast mode that may be inside.
template <class Operation, class Traits>
void operation_core<Operation, Traits>::absorb_progress(record& extended) noexcept {
    if (extended.progress_absorbed.get()) return;
    extended.progress_absorbed.set(true);
    const progress_view taken(m_progress.exchange(progress_view::absorbed, Traits::seq_cst));
    if (!taken.owns_handler()) return;
    const std::uint32_t counts = extended.fast_report_inside.get() ? 2 : 1;
    extended.first_progress.initialize(taken.template handler<handler>(), counts, true);
    extended.set_progress(&extended.first_progress);
}

} // namespace asyncom::core
