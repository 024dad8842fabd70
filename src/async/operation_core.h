// SPDX-License-Identifier: MIT
// What an operation does with its handlers and its state, in fast and in extended mode. A template
// over the primitives and over the operation itself, so that the model checker in tests/race runs
// this code.
//
// Operation (the derived class) provides:
//   mutex& mutex_of(record&)                             the record's, but never one that a thread
//                                                        of the parent process may have held
//   bool has_progress()                                  of its type
//   record* new_record() / void free_record(record*)     null without memory
//   std::uint32_t thread_token()                         thread_block.h
//   bool is_forked()                                     of a parent process, whose threads are
//                                                        not here
//   void drop_handed_over()                              a reference that a Release inside a report
//                                                        left with it; may be the last
//   void invoke_completed(handler*, outcome)             foreign code; the caller keeps us alive
//   bool should_defer_completed()                        too many are nested on this thread
//   void defer_completed(record&)                        keeps a reference, runs it later
//   void call_watcher(watcher&)                          the library's own; the caller keeps us
//                                                        alive
//   void defer_watcher(watcher&)                         as defer_completed
//   bool on_ended(record&)                               under the record's mutex: tell those who
//                                                        wait. True: wake_sleepers follows
//   bool deliver_last_progress(record&, bool& claimed)   before the end: what listeners have not
//                                                        been told yet. False: another end does it
//   bool is_end_claimed(const record&)                   under the record's mutex: one end does it
//   bool has_end_listeners(const record&)                under the record's mutex
//   bool begin_end_listeners(record&)                    under the record's mutex: the first call
//                                                        has begun, call_begun_end_listeners
//                                                        follows. False: something else is to be
//                                                        done before
//   void drop_progress_listeners(record&)                after the end
//   void call_end_listeners(record&)                     after the Completed handler
#pragma once

#include "async/extended_record.h"
#include "async/progress_word.h"
#include "async/state_word.h"
#include "async/thread_mark.h"
#include "platform/cold.h"

#include <utility>

namespace asyncom::core {

enum class completed_result { stored, invoked, already_assigned, closed, no_memory };
enum class watch_result { watches, has_ended, occupied, no_memory };
enum class progress_result { done, closed, no_memory };
enum class report_result { done, has_ended };
enum class end_answer { ended, canceled_had_won, has_ended };

template <class Operation, class Traits>
class operation_core {
public:
    using handler = typename Traits::handler;
    using record = typename Traits::record;
    using watcher = typename Traits::watcher;
    using cell = handler_cell<Traits>;

    void initialize_running() noexcept {
        m_state.initialize_running();
        m_progress.store(progress_view::empty, Traits::relaxed);
        m_mark.initialize(0);
    }

    // Biased to a thread: its put_Completed needs no atomic read-modify-write.
    void initialize_ended(state_flags flags, std::uint32_t token) noexcept {
        m_state.initialize_ended(flags | flag_biased);
        m_progress.store(progress_view::empty, Traits::relaxed);
        m_mark.initialize(token);
    }

    // The flags of the present moment; an operation that is ending has not ended.
    state_flags look() const noexcept { return flags_of(m_state.look()); }
    // The same, but decided: after this answer no earlier call can still turn out otherwise.
    state_flags look_settled() const noexcept { return flags_of(settled()); }

    // moved: the handler's reference passes to the operation, whatever the answer.
    completed_result put_completed(handler* target, bool moved) noexcept;
    // put_Completed's common case: nothing has happened to the operation yet. True: stored, and the
    // handler's reference, which the caller has added before, is the operation's.
    bool try_put_first_completed(handler* target) noexcept {
        return m_state.try_assign_first(reinterpret_cast<std::uint64_t>(target));
    }
    bool may_put_first_completed() const noexcept { return m_state.look().bits() == 0; }

    // Ended in fast mode as completed, not closed: the result may be read.
    bool is_plainly_completed() const noexcept { return m_state.look().is_completed(); }
    bool has_ended_fast() const noexcept { return m_state.look().is_ended(); }
    // What the end of the last reference must take care of.
    bool ended_owning_something() const noexcept {
        return !m_state.look().is_ended_owning_nothing();
    }
    bool has_progress_handler() const noexcept {
        return m_progress.load(Traits::relaxed) != progress_view::empty;
    }

    // The library's own way to be told of the end, once: one compare-exchange where nothing has
    // happened to the operation but a cancel request, a place in the record otherwise. occupied:
    // others are to be told before (listeners.h). Not where is_forked.
    watch_result watch(watcher& told) noexcept;
    // True: it was not called and never will be. False: its call has begun, or will.
    bool unwatch(watcher& told) noexcept;
    bool is_watched_fast() const noexcept { return m_state.look().is_watched(); }

    // Extended mode, running or deferred: the handler with one reference more, or null.
    handler* get_waiting_completed(record& extended) noexcept;

    // Whether a report in extended mode would find a handler. Only a hint: one may come or go.
    bool may_have_progress_handler(const record& extended) const noexcept {
        return progress_view(m_progress.load(Traits::relaxed)).owns_handler() ||
               extended.has_progress.load(Traits::relaxed);
    }

    progress_result put_progress(handler* target) noexcept;
    handler* get_progress(record& extended) noexcept;

    // A report's common case: a handler in fast mode, which the caller calls before it calls
    // end_fast_report. False: report finds out why.
    ASYNCOM_INLINE bool try_begin_report(std::uint32_t fast_mark, handler*& found) noexcept;
    // Not 0: after_report must follow.
    ASYNCOM_INLINE std::uint32_t end_fast_report() noexcept;
    ASYNCOM_COLD void after_report() noexcept;
    // invoke(handler*, record*) is the foreign call with the value. In fast mode the record is null
    // and there is a handler; in extended mode there is a record and perhaps no handler.
    template <class Invoke>
    report_result report(Invoke&& invoke) noexcept;

    // Runs body() as a report: what a progress handler may not do is refused inside.
    template <class Body>
    void as_report(Body&& body) noexcept {
        const bool entered = m_mark.enter(self().thread_token());
        body();
        if (!entered) return;
        m_mark.leave();
        after_report();
    }

    // Whether a report of this operation is on the thread of the token, or perhaps on any.
    bool is_report_inside(std::uint32_t token) const noexcept { return m_mark.is_inside(token); }
    bool is_any_report_inside() const noexcept { return m_mark.is_anybody_inside(); }
    // By the thread inside: the report drops the caller's reference when it leaves. False: it has
    // one to drop already.
    bool hand_over_to_report() noexcept;

    // store(bool canceled) puts the outcome's value or error into its place by plain stores and
    // answers the content flags; it runs at most once, only if this call wins.
    template <class Store>
    ASYNCOM_INLINE end_answer end(outcome wanted, Store&& store) noexcept;

    // end's common case, in two steps: runs in fast mode, and nobody has asked to cancel. True:
    // won; the caller stores the value by plain stores that cannot fail and calls
    // publish_completed. `completed` is the Completed handler with its reference, to be invoked and
    // released, or null.
    ASYNCOM_INLINE bool try_claim_plainly(handler*& completed, state_flags& flags) noexcept {
        std::uint64_t assigned;
        if (!m_state.try_claim_plain_end(assigned)) return false;
        if (assigned > state_view::null_handler) [[likely]] {
            completed = reinterpret_cast<handler*>(assigned);
            flags = flag_assigned;
        } else {
            completed = nullptr;
            flags = assigned != 0 ? flag_assigned : 0;
        }
        return true;
    }
    ASYNCOM_INLINE void publish_completed(state_flags flags) noexcept {
        m_state.publish_end(flags | state_flags(outcome::completed));
    }
    // After every publishing, where a Release that the handler's end runs cannot end the operation
    // unnoticed. seq_cst: progress_word.h.
    ASYNCOM_INLINE void let_progress_go() noexcept {
        if (m_progress.load(Traits::seq_cst) != progress_view::empty) [[unlikely]]
            retire_progress();
    }

    // put_Completed's common case where the operation was born ended by this thread. True:
    // assigned, and the handler is the caller's to invoke.
    ASYNCOM_INLINE bool try_assign_biased(std::uint32_t fast_mark, outcome& ended_as) noexcept {
        // Asked first: the mark of any other operation is its reporter's.
        if (!m_state.look().is_biased_unassigned() || !m_mark.try_enter(fast_mark)) return false;
        const state_view view = m_state.look();
        const bool assign = view.is_biased_unassigned();
        if (assign) m_state.assign_biased(view);
        m_mark.leave_short(fast_mark);
        ended_as = outcome_of(view.flags());
        return assign;
    }

    // Whether this call is the one that asked in time. note(record&) runs under the mutex, in
    // extended mode only, if it is.
    template <class Note>
    bool request_cancel(Note&& note) noexcept;

    close_result close() noexcept;

    // The record, made on first need. Null without memory.
    record* extend() noexcept {
        bool prepared = false;
        return extend([](record&) {}, prepared);
    }
    // prepare(record&) runs on a record that this call makes, before anybody can see it.
    template <class Prepare>
    record* extend(Prepare&& prepare, bool& prepared) noexcept;
    record* extended_if_any() const noexcept {
        const state_view view = m_state.look();
        return view.is_extended() ? record_of(view) : nullptr;
    }

    // The same, and in one order with what watches and extends (state_word.h).
    record* extended_in_order() const noexcept {
        const state_view view = m_state.look_in_order();
        return view.is_extended() ? record_of(view) : nullptr;
    }

    // Runs a Completed handler that end has deferred.
    void run_deferred(record& extended) noexcept { invoke_waiting_completed(extended); }

    // The last reference is gone; nobody else can look.
    void release_handlers() noexcept;

private:
    Operation& self() noexcept { return static_cast<Operation&>(*this); }
    const Operation& self() const noexcept { return static_cast<const Operation&>(*this); }

    static record* record_of(state_view view) noexcept {
        return reinterpret_cast<record*>(view.payload());
    }
    static handler* handler_of(state_view view) noexcept {
        return view.has_handler() ? reinterpret_cast<handler*>(view.payload()) : nullptr;
    }
    static watcher* watcher_of(state_view view) noexcept {
        return view.is_watched() ? reinterpret_cast<watcher*>(view.payload()) : nullptr;
    }
    // Never `ending`, but in the child of a fork: there nobody is left to publish that end.
    state_view settled() const noexcept {
        return m_state.look_settled([this] { return self().is_forked(); });
    }

    static state_flags flags_of(state_view view) noexcept {
        if (view.is_ended()) return view.flags();
        if (view.is_extended()) return record_of(view)->look();
        return (view.is_cancel_requested() ? flag_requested : 0) |
               (view.is_running() && view.is_assigned() ? flag_assigned : 0);
    }

    completed_result put_completed_when_ended(state_view& view, handler* target,
                                              bool& done) noexcept;
    completed_result put_completed_extended(record& extended, handler* target, bool& held) noexcept;
    bool try_assign_when_ended(state_view& view) noexcept;
    void remove_bias(state_view& view) noexcept;

    template <class Store>
    ASYNCOM_APART end_answer end_contended(outcome wanted, Store& store) noexcept;
    template <class Store>
    ASYNCOM_APART end_answer end_deferring(outcome wanted, Store& store) noexcept;
    ASYNCOM_COLD void publish_deferred(state_flags flags, handler* completed,
                                       record& waiting) noexcept;
    template <class Store>
    ASYNCOM_INLINE end_answer end_claimed(state_view view, outcome wanted, Store& store,
                                          record* waiting) noexcept;
    template <class Store>
    end_answer end_extended(record& extended, outcome wanted, Store& store) noexcept;
    watch_result watch_extended(record& extended, watcher& told) noexcept;
    void tell(watcher& told) noexcept;
    void invoke_waiting_completed(record& extended) noexcept;

    progress_result put_progress_extended(record& extended, handler* target) noexcept;
    template <class Invoke>
    report_result report_extended(record& extended, Invoke& invoke) noexcept;
    void show_handed_over(bool shown) noexcept;
    bool take_over_from_report() noexcept;
    bool try_put_first_progress(handler* target) noexcept;
    void leave_record(record& extended) noexcept;
    cell* end_of_fast_report(record& extended) noexcept;
    bool is_report_on_any_thread() const noexcept;
    ASYNCOM_COLD void retire_progress() noexcept;
    void release_progress() noexcept;
    void absorb_progress(record& extended) noexcept;
    void settle_fast_report(record& extended) noexcept;
    void fill_record(record& extended, state_view view) noexcept;

    state_word<Traits> m_state;
    typename Traits::template atomic<std::uint64_t> m_progress; // progress_word.h
    thread_mark<Traits> m_mark;
};

} // namespace asyncom::core

#include "async/core_completed.h"
#include "async/core_end.h"
#include "async/core_extend.h"
#include "async/core_progress.h"
#include "async/core_watch.h"
