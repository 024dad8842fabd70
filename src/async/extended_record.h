// SPDX-License-Identifier: MIT
// The state of an operation in extended mode: what is asked for too rarely, or by too many, to be
// one word. A small mutex guards it; no foreign code runs under the mutex.
#pragma once

#include "async/handler_cell.h"
#include "async/state_flags.h"

namespace asyncom::core {

template <class Traits>
struct extended_record {
    using cell = handler_cell<Traits>;
    template <class T>
    using variable = typename Traits::template variable<T>;

    // Guards everything below, and every change of `flags`; a leaf: nothing else is locked and
    // nothing foreign is called while it is held.
    typename Traits::mutex mutex;

    // Written under the mutex, read by anyone. Release when the outcome appears: who reads it sees
    // the result or error that was stored first.
    typename Traits::template atomic<state_flags> flags;

    // The one Completed handler: waiting from its assignment until somebody takes it to invoke it.
    cell completed;
    variable<bool> completed_waits;

    // Called after the Completed handler and before all listeners: waiting as that one does.
    variable<typename Traits::watcher*> watcher;

    // The current Progress handler, null if none.
    variable<cell*> progress;
    // What put_Progress stored in fast mode has been moved here (operation_core::absorb_progress).
    cell first_progress;
    variable<bool> progress_absorbed;
    // A report that began in fast mode may still use first_progress; it owns one count of it.
    variable<bool> fast_report_inside;
    // Whether there is a current one, for who looks in passing.
    typename Traits::template atomic<bool> has_progress;

    void initialize(state_flags initial, typename Traits::handler* completed_handler,
                    typename Traits::watcher* told, bool fast_report_possible) noexcept {
        flags.store(initial, Traits::relaxed);
        completed.initialize(completed_handler, completed_handler != nullptr ? 1 : 0, true);
        completed_waits.set(completed_handler != nullptr);
        watcher.set(told);
        set_progress(nullptr);
        first_progress.initialize(nullptr, 0, true);
        // After an end in fast mode the handler goes where the end let it go, and a type without
        // progress never has one: nothing to absorb.
        progress_absorbed.set(has_ended(initial) || !fast_report_possible);
        fast_report_inside.set(fast_report_possible);
    }

    state_flags look() const noexcept { return flags.load(Traits::acquire); }

    // Under the mutex.
    void set_flags(state_flags value) noexcept { flags.store(value, Traits::release); }

    // Under the mutex. The Completed handler with the record's count, to be invoked and dropped.
    cell* take_completed() noexcept {
        if (!completed_waits.get()) return nullptr;
        completed_waits.set(false);
        return &completed;
    }

    // Under the mutex. The watcher, to be called, or null.
    typename Traits::watcher* take_watcher() noexcept {
        typename Traits::watcher* const taken = watcher.get();
        watcher.set(nullptr);
        return taken;
    }

    // Under the mutex. The Progress handler with the record's count, to be dropped.
    cell* take_progress() noexcept {
        cell* const taken = progress.get();
        set_progress(nullptr);
        return taken;
    }
    void set_progress(cell* current) noexcept {
        progress.set(current);
        has_progress.store(current != nullptr, Traits::relaxed);
    }
};

} // namespace asyncom::core
