// SPDX-License-Identifier: MIT
#include "async/passing.h"

#include "async/partial_result.h"
#include "async/progress_call.h"

#include <utility>

namespace asyncom::core {

// Hands one value through a line of compositions without nesting: a report that the run makes finds
// the next composition, which queues itself here. The value is borrowed from the report at the
// line's beginning, which returns after the run.
struct passing_run {
    passing_run* const around;
    const operation* reporting = nullptr;
    passing* first = nullptr;
    passing* last = nullptr;

    void add(passing& next, const void* value) noexcept {
        next.m_value = value;
        next.m_next = nullptr;
        (last != nullptr ? last->m_next : first) = &next;
        last = &next;
    }
    passing* take() noexcept {
        passing* const taken = first;
        if (taken == nullptr) return nullptr;
        first = taken->m_next;
        if (first == nullptr) last = nullptr;
        return taken;
    }
    void run() noexcept {
        while (passing* const next = take()) {
            const void* const value = next->m_value;
            next->m_queued.store(false, std::memory_order_relaxed);
            reporting = &next->outer();
            next->hand_on(value);
        }
    }
};

void passing::hand_on(const void* value) noexcept {
    report_composed(outer(), value);
    leave();
}

void passing::on_progress(void* context, const void* value) noexcept {
    auto& self = *static_cast<passing*>(context);
    if (!self.enter()) return; // overtaken by the end, which is the producer's misuse
    // A handler further out on this thread has made the input report once more.
    if (self.m_queued.exchange(true, std::memory_order_acquire)) return self.hand_on(value);
    thread_block& thread = this_thread();
    passing_run* const around = thread.innermost_passing;
    if (around != nullptr && around->reporting == &self.input()) {
        around->add(self, value);
        return;
    }
    passing_run run{around};
    run.add(self, value);
    thread.innermost_passing = &run;
    run.run();
    thread.innermost_passing = around;
}

HRESULT passing::subscribe_more() noexcept {
    if (!input().type().has_progress() || input().is_forked()) return S_OK;
    return subscribe_progress(input(), &on_progress, this, &m_progress_token);
}

void passing::undo_more() noexcept {
    // Waits for a call on another thread, which can only be a report that the end has overtaken.
    if (m_progress_token != 0) unsubscribe_progress(input(), std::exchange(m_progress_token, 0));
}

void passing::end_as_input() noexcept {
    undo_more();
    taken_outcome taken(outer().type());
    take_outcome(taken);
    if (taken.wanted() != outcome::completed) share_partial_result(outer(), input());
    end_outer(taken.wanted(), [&](bool) noexcept { return taken.move_to(outer()); });
}

void passing::finish() noexcept {
    end_as_input();
    retire();
}

} // namespace asyncom::core
