// SPDX-License-Identifier: MIT
// operation_core: the way into extended mode, and out of life.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
template <class Prepare>
typename Traits::record* operation_core<Operation, Traits>::extend(Prepare&& prepare,
                                                                   bool& prepared) noexcept {
    state_view view = settled();
    if (view.is_extended()) return record_of(view);
    record* const fresh = self().new_record();
    if (fresh == nullptr) return nullptr;
    prepare(*fresh);
    for (;;) {
        if (view.is_extended()) {
            self().free_record(fresh);
            return record_of(view);
        }
        if (view.is_ending() && !self().is_forked()) {
            view = settled();
            continue;
        }
        if (view.is_ended() && (view.flags() & flag_biased) != 0) {
            remove_bias(view);
            continue;
        }
        fill_record(*fresh, view);
        if (m_state.try_extend(view, reinterpret_cast<std::uint64_t>(fresh))) break;
    }
    prepared = true;
    if (self().has_progress()) settle_fast_report(*fresh);
    return fresh;
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::fill_record(record& extended, state_view view) noexcept {
    if (view.is_ended()) {
        extended.initialize(view.flags(), nullptr, nullptr, false);
        return;
    }
    const state_flags flags = (view.is_cancel_requested() ? flag_requested : 0) |
                              (view.is_assigned() ? flag_assigned : 0);
    extended.initialize(flags, handler_of(view), watcher_of(view), self().has_progress());
}

// Until here every look at the record assumes that a report from fast mode may be inside. Ask
// once; if one is, it finds the record when it leaves (after_report).
template <class Operation, class Traits>
void operation_core<Operation, Traits>::settle_fast_report(record& extended) noexcept {
    cell* unused = nullptr;
    bool settled = false;
    {
        typename Traits::lock lock(self().mutex_of(extended));
        absorb_progress(extended);
        settled = m_mark.is_untouched();
        if (settled) unused = end_of_fast_report(extended);
    }
    // Not under the mutex: a heavy fence is a system call.
    if (!settled && !is_report_on_any_thread()) {
        typename Traits::lock lock(self().mutex_of(extended));
        unused = end_of_fast_report(extended);
    }
    if (unused != nullptr) unused->drop();
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::release_handlers() noexcept {
    const state_view view = m_state.look();
    if (view.is_extended()) {
        record* const extended = record_of(view);
        absorb_progress(*extended);
        if (cell* const completed = extended->take_completed()) completed->drop();
        if (cell* const progress = extended->take_progress()) progress->drop();
        if (cell* const reported = end_of_fast_report(*extended)) reported->drop();
        release_progress();
        self().free_record(extended);
        return;
    }
    if (!view.is_ended()) {
        // Only the child of a fork destroys what still runs in its parent.
        if (handler* const completed = handler_of(view)) Traits::release_reference(completed);
    }
    release_progress();
}

template <class Operation, class Traits>
void operation_core<Operation, Traits>::release_progress() noexcept {
    const progress_view held(m_progress.load(Traits::relaxed));
    if (held.owns_handler()) Traits::release_reference(held.template handler<handler>());
}

} // namespace asyncom::core
