// SPDX-License-Identifier: MIT
// Compositions: who has ended first against a cancel of all, a deadline against the end that it
// limits, and reports of sums against each other and the end.
#include <gtest/gtest.h>

#include "async/countdown.h"
#include "compose/deadline_word.h"
#include "compose/report_turn.h"
#include "compose/winner_word.h"

#include "model.h"

namespace {

using namespace race;
using asyncom::core::countdown;
using asyncom::core::deadline_word;
using asyncom::core::report_turn;
using asyncom::core::winner_word;

constexpr rl::iteration_t iterations = 40'000;

// The least that an operation is here: asked to end or not, ended once.
template <broken Broken>
struct model_input {
    typename model_primitives<Broken>::template atomic<int> state; // 0 runs, 1 asked, 2 ended

    void start() { state.store(0, rl::mo_relaxed); }
    bool ask() {
        int seen = 0;
        return state.compare_exchange_strong(seen, 1, rl::mo_acq_rel, rl::mo_acquire);
    }
    // True: canceled.
    bool end() { return state.exchange(2, rl::mo_acq_rel) == 1; }
};

// WhenAny: two inputs, one subscribes last, a cancel that asks both. A word decides who cancels the
// losers, the count who finishes; what the end wrote is seen by whoever finishes.
template <broken Broken>
struct any_against_cancel : rl::test_suite<any_against_cancel<Broken>, 4> {
    winner_word<model_primitives<Broken>> winner;
    countdown<model_primitives<Broken>> left;
    model_input<broken::nothing> inputs[2];
    rl::var<int> results[2];
    rl::atomic<int> cancelled_by_winner, finished, requested;

    void before() {
        winner.start();
        left.start(3);
        for (int i = 0; i < 2; ++i) {
            inputs[i].start();
            results[i]($).store(0);
        }
        cancelled_by_winner($).store(0, rl::mo_relaxed);
        finished($).store(0, rl::mo_relaxed);
        requested($).store(0, rl::mo_relaxed);
    }
    void cancel_losers() {
        cancelled_by_winner($).fetch_add(1, rl::mo_relaxed);
        for (auto& each : inputs)
            each.ask();
    }
    void leave() {
        if (!left.leave()) return;
        finished($).fetch_add(1, rl::mo_relaxed);
        RL_ASSERT(winner.index() < 2);
        for (auto& each : results)
            RL_ASSERT(each($).load() == 7);
    }
    void thread(unsigned index) {
        if (index < 2) {
            results[index]($).store(7);
            inputs[index].end();
            if (winner.claim(index)) cancel_losers();
            leave();
        } else if (index == 2) {
            if (winner.subscribed()) cancel_losers();
            leave();
        } else {
            requested($).store(1, rl::mo_relaxed);
            for (auto& each : inputs)
                each.ask();
        }
    }
    void after() {
        RL_ASSERT(finished($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(cancelled_by_winner($).load(rl::mo_relaxed) == 1);
    }
};

// WithDeadline: the timer asks the input, unless it has ended; the end decides once which outcome
// there is, and knows with which code.
template <broken Broken>
struct deadline_against_end : rl::test_suite<deadline_against_end<Broken>, 2> {
    deadline_word<model_primitives<Broken>> word;
    model_input<broken::nothing> input;
    rl::var<int> expired_with;
    rl::var<int> outcome;

    void before() {
        word.start();
        input.start();
        expired_with($).store(0);
        outcome($).store(0);
    }
    void thread(unsigned index) {
        if (index == 0) {
            expired_with($).store(5);
            if (word.expire()) input.ask();
        } else {
            const bool canceled = input.end();
            const bool in_time = word.end();
            // Canceled by the deadline only, so its code is there.
            RL_ASSERT(!canceled || !in_time);
            if (!in_time) RL_ASSERT(expired_with($).load() == 5);
            outcome($).store(canceled ? 2 : 1);
        }
    }
    void after() { RL_ASSERT(outcome($).load() != 0); }
};

// WhenAll: two inputs report and end; one at a time reports, the last value is reported, and the
// composition finishes once, after every report.
template <broken Broken>
struct sums_against_end : rl::test_suite<sums_against_end<Broken>, 3> {
    report_turn<model_primitives<Broken>> turn;
    countdown<model_primitives<Broken>> left;
    rl::atomic<int> sum, finished;
    rl::var<int> reported; // one reporter at a time, and none when it has finished

    void before() {
        turn.start();
        left.start(2);
        sum($).store(0, rl::mo_relaxed);
        finished($).store(0, rl::mo_relaxed);
        reported($).store(0);
    }
    void change() {
        sum($).fetch_add(1, rl::mo_relaxed);
        turn.take([this] { reported($).store(sum($).load(rl::mo_relaxed)); });
    }
    void leave() {
        if (!left.leave()) return;
        finished($).fetch_add(1, rl::mo_relaxed);
        RL_ASSERT(reported($).load() == sum($).load(rl::mo_relaxed));
        reported($).store(-1);
    }
    void thread(unsigned index) {
        if (index < 2) {
            change();
            leave();
        } else if (left.enter()) { // a report that nobody waits for
            change();
            leave();
        }
    }
    void after() {
        RL_ASSERT(finished($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(reported($).load() == -1);
    }
};

// Inputs that nobody enters: the last one out needs no atomic instruction, and there is one.
template <broken Broken>
struct leave_alone : rl::test_suite<leave_alone<Broken>, 3> {
    countdown<model_primitives<Broken>> left;
    rl::var<int> results[3];
    rl::atomic<int> finished;

    void before() {
        left.start(3);
        for (auto& each : results)
            each($).store(0);
        finished($).store(0, rl::mo_relaxed);
    }
    void thread(unsigned index) {
        results[index]($).store(7);
        if (!left.leave_unentered()) return;
        finished($).fetch_add(1, rl::mo_relaxed);
        for (auto& each : results)
            RL_ASSERT(each($).load() == 7);
    }
    void after() { RL_ASSERT(finished($).load(rl::mo_relaxed) == 1); }
};

TEST(ComposeModel, AnyDecidesOnceAgainstACancel) {
    EXPECT_TRUE(passes<any_against_cancel<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<any_against_cancel<broken::orders>>(iterations));
    EXPECT_FALSE(passes<any_against_cancel<broken::atomicity>>(iterations));
}

TEST(ComposeModel, DeadlineAndEndDecideOnce) {
    EXPECT_TRUE(passes<deadline_against_end<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<deadline_against_end<broken::orders>>(iterations));
}

TEST(ComposeModel, SumsAreReportedOneByOneAndBeforeTheEnd) {
    EXPECT_TRUE(passes<sums_against_end<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<sums_against_end<broken::orders>>(iterations));
    EXPECT_FALSE(passes<sums_against_end<broken::atomicity>>(iterations));
}

TEST(ComposeModel, TheLastOutFinishesAlone) {
    EXPECT_TRUE((passes<leave_alone<broken::nothing>>(iterations))) << last_report().text();
}

TEST(ComposeModel, LastOutThatDoesNotSeeTheOthersIsFound) {
    EXPECT_FALSE((passes<leave_alone<broken::orders>>(iterations)));
}

} // namespace
