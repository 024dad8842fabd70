// SPDX-License-Identifier: MIT
// The scheduler that does what it is told, when it is told: order, the clock, and tasks that turn
// round and use the scheduler that runs them.
#include "run/manual_scheduler.h"

#include "com/error_info.h"
#include "probe.h"
#include "support/child_process.h"
#include "support/failing_memory.h"
#include "unit/support/error_text.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

constexpr uint32_t all = UINT32_MAX;

class ManualScheduler : public ::testing::Test {
protected:
    ManualScheduler() { EXPECT_EQ(create_manual_scheduler(&m_scheduler), S_OK); }
    ~ManualScheduler() override {
        if (m_scheduler) m_scheduler->Release();
        publish_error(static_cast<IErrorInfo*>(nullptr));
    }

    // A task that notes its number, at what time it ran, and then does `more`.
    probe& task(int number, std::function<void()> more = {}) {
        return m_probes.emplace_back([this, number, more = std::move(more)] {
            if (!m_scheduler) return; // dropped
            m_order.push_back(number);
            m_times.push_back(now());
            if (more) more();
        });
    }
    void schedule(probe& one) { EXPECT_EQ(m_scheduler->Schedule(probe::callback, &one), S_OK); }
    uint64_t after(int64_t delay, probe& one) {
        uint64_t token = 0;
        EXPECT_EQ(m_scheduler->ScheduleAfter(delay, probe::callback, &one, &token), S_OK);
        return token;
    }
    uint32_t run_ready(uint32_t most = all) {
        uint32_t ran = 99;
        EXPECT_EQ(m_scheduler->RunReady(most, &ran), S_OK);
        return ran;
    }
    uint32_t advance(int64_t ticks) {
        uint32_t ran = 99;
        EXPECT_EQ(m_scheduler->Advance(ticks, &ran), S_OK);
        return ran;
    }
    uint32_t pending() {
        uint32_t count = 99;
        EXPECT_EQ(m_scheduler->get_Pending(&count), S_OK);
        return count;
    }
    int64_t now() {
        int64_t ticks = -1;
        EXPECT_EQ(m_scheduler->get_Now(&ticks), S_OK);
        return ticks;
    }
    void release() { std::exchange(m_scheduler, nullptr)->Release(); }

    IAsyncManualScheduler* m_scheduler = nullptr;
    std::deque<probe> m_probes;
    std::vector<int> m_order;
    std::vector<int64_t> m_times;
};

using order = std::vector<int>;
using times = std::vector<int64_t>;

TEST_F(ManualScheduler, AnswersItsInterfacesWithOnePointer) {
    for (const GUID& iid :
         {IID_IUnknown, IID_IAsyncScheduler, IID_IAsyncManualScheduler, IID_IAgileObject}) {
        void* object = nullptr;
        ASSERT_EQ(m_scheduler->QueryInterface(iid, &object), S_OK);
        EXPECT_EQ(object, m_scheduler);
        EXPECT_EQ(m_scheduler->Release(), 1u);
    }
    void* object = m_scheduler;
    EXPECT_EQ(m_scheduler->QueryInterface(IID_IAsyncProducer, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(m_scheduler->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
}

TEST_F(ManualScheduler, ChecksItsArguments) {
    EXPECT_EQ(create_manual_scheduler(nullptr), E_POINTER);
    probe never;
    uint64_t token = 7;
    EXPECT_EQ(m_scheduler->Schedule(nullptr, &never), E_POINTER);
    EXPECT_EQ(m_scheduler->ScheduleAfter(-1, nullptr, &never, &token), E_POINTER);
    EXPECT_EQ(token, 0u);
    token = 7;
    EXPECT_EQ(m_scheduler->ScheduleAfter(INT64_MIN, probe::callback, &never, &token), E_INVALIDARG);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(m_scheduler->ScheduleAfter(-1, probe::callback, &never, nullptr), E_INVALIDARG);
    EXPECT_EQ(m_scheduler->get_Now(nullptr), E_POINTER);
    EXPECT_EQ(m_scheduler->get_Pending(nullptr), E_POINTER);
    EXPECT_EQ(m_scheduler->RunReady(1, nullptr), E_POINTER);
    EXPECT_EQ(m_scheduler->Advance(-1, nullptr), E_POINTER);
    uint32_t ran = 7;
    EXPECT_EQ(m_scheduler->Advance(-1, &ran), E_INVALIDARG);
    EXPECT_EQ(ran, 0u);
    EXPECT_EQ(test::take_error_text(), "The clock does not go back.");
    EXPECT_EQ(now(), 0);
    EXPECT_EQ(pending(), 0u);
}

TEST_F(ManualScheduler, RunsNothingUntilItIsToldTo) {
    schedule(task(1));
    after(0, task(2));
    after(5, task(3));
    EXPECT_EQ(pending(), 3u);
    EXPECT_EQ(m_order, order{});
    EXPECT_EQ(run_ready(0), 0u);
    EXPECT_EQ(m_order, order{});
    EXPECT_EQ(run_ready(), 2u);
    EXPECT_EQ(advance(5), 1u);
    EXPECT_EQ(m_order, (order{1, 2, 3}));
    EXPECT_EQ(pending(), 0u);
    for (const probe& each : m_probes) {
        EXPECT_TRUE(each.ran());
        EXPECT_EQ(each.thread, std::this_thread::get_id());
    }
}

TEST_F(ManualScheduler, RunsWhatIsReadyInTheOrderInWhichItBecameSo) {
    after(0, task(1));
    schedule(task(2));
    schedule(task(3));
    after(0, task(4));
    schedule(task(5));
    after(1, task(6));
    EXPECT_EQ(run_ready(2), 2u);
    EXPECT_EQ(m_order, (order{1, 2}));
    EXPECT_EQ(run_ready(2), 2u);
    EXPECT_EQ(run_ready(2), 1u);
    EXPECT_EQ(m_order, (order{1, 2, 3, 4, 5}));
    EXPECT_EQ(pending(), 1u);
}

TEST_F(ManualScheduler, RunsTimersInTheOrderOfTheirInstantsAtTheirInstants) {
    const int64_t delays[] = {40, 10, 30, 20, 10};
    for (int i = 0; i < 5; ++i)
        after(delays[i], task(i));
    EXPECT_EQ(advance(9), 0u);
    EXPECT_EQ(now(), 9);
    EXPECT_EQ(advance(21), 4u);
    EXPECT_EQ(now(), 30);
    EXPECT_EQ(advance(100), 1u);
    EXPECT_EQ(now(), 130);
    EXPECT_EQ(m_order, (order{1, 4, 3, 2, 0}));
    EXPECT_EQ(m_times, (times{10, 10, 20, 30, 40}));
}

TEST_F(ManualScheduler, LeavesScheduledTasksToRunReady) {
    schedule(task(1));
    after(5, task(2, [&] { schedule(task(3)); }));
    EXPECT_EQ(advance(10), 1u);
    EXPECT_EQ(m_order, (order{2}));
    EXPECT_EQ(pending(), 2u);
    EXPECT_EQ(run_ready(), 2u);
    EXPECT_EQ(m_order, (order{2, 1, 3}));
}

TEST_F(ManualScheduler, RunsTimersThatATimerAddsIfTheyFallDue) {
    after(10, task(1, [&] {
              after(0, task(2));
              after(5, task(3, [&] { after(5, task(4)); }));
              after(11, task(5));
          }));
    after(12, task(6));
    EXPECT_EQ(advance(20), 5u);
    EXPECT_EQ(m_order, (order{1, 2, 6, 3, 4}));
    EXPECT_EQ(m_times, (times{10, 10, 12, 15, 20}));
    EXPECT_EQ(advance(1), 1u);
}

TEST_F(ManualScheduler, RunsWhatATaskSchedulesUpToTheNumberItIsGiven) {
    std::function<void()> again = [&] {
        if (m_order.size() < 11) schedule(task(1, again));
    };
    schedule(task(0, again));
    EXPECT_EQ(run_ready(10), 10u);
    EXPECT_EQ(pending(), 1u);
    EXPECT_EQ(run_ready(), 1u);
    EXPECT_EQ(m_order.size(), 11u);
}

TEST_F(ManualScheduler, AdvancesWithoutTimersToo) {
    EXPECT_EQ(advance(0), 0u);
    EXPECT_EQ(now(), 0);
    EXPECT_EQ(advance(7), 0u);
    EXPECT_EQ(advance(INT64_MAX), 0u);
    EXPECT_EQ(now(), INT64_MAX);
    // At the end of time everything is due.
    after(INT64_MAX, task(1));
    EXPECT_EQ(advance(0), 1u);
    EXPECT_EQ(m_times, (times{INT64_MAX}));
}

TEST_F(ManualScheduler, TakesDelaysUpToTheEndOfTime) {
    advance(1000);
    after(INT64_MAX, task(2));
    after(INT64_MAX - 1001, task(1));
    EXPECT_EQ(advance(INT64_MAX - 1002), 0u);
    EXPECT_EQ(advance(1), 1u);
    EXPECT_EQ(now(), INT64_MAX - 1);
    EXPECT_EQ(advance(1), 1u);
    EXPECT_EQ(m_order, (order{1, 2}));
}

TEST_F(ManualScheduler, DropsACancelledTimerOnce) {
    probe& dropped = task(1);
    const uint64_t token = after(10, dropped);
    after(10, task(2));
    EXPECT_EQ(m_scheduler->CancelScheduled(token), S_OK);
    EXPECT_TRUE(dropped.was_dropped());
    EXPECT_EQ(m_scheduler->CancelScheduled(token), S_FALSE);
    EXPECT_EQ(m_scheduler->CancelScheduled(0), S_FALSE);
    EXPECT_EQ(m_scheduler->CancelScheduled(UINT64_MAX), S_FALSE);
    EXPECT_EQ(pending(), 1u);
    EXPECT_EQ(advance(10), 1u);
}

TEST_F(ManualScheduler, KnowsNoTokenOfAnotherScheduler) {
    IAsyncManualScheduler* other = nullptr;
    ASSERT_EQ(create_manual_scheduler(&other), S_OK);
    const uint64_t token = after(10, task(1));
    EXPECT_EQ(other->CancelScheduled(token), S_FALSE);
    EXPECT_EQ(other->Release(), 0u);
    EXPECT_EQ(advance(10), 1u);
}

TEST_F(ManualScheduler, ATaskCancelsOthersButNotItself) {
    uint64_t tokens[3] = {};
    HRESULT answers[3] = {};
    tokens[0] = after(10, task(0, [&] {
                          for (int i = 0; i < 3; ++i)
                              answers[i] = m_scheduler->CancelScheduled(tokens[i]);
                      }));
    probe& same_instant = task(1);
    tokens[1] = after(10, same_instant);
    probe& later = task(2);
    tokens[2] = after(20, later);
    EXPECT_EQ(advance(100), 1u);
    EXPECT_EQ(answers[0], S_FALSE);
    EXPECT_EQ(answers[1], S_OK);
    EXPECT_EQ(answers[2], S_OK);
    EXPECT_TRUE(same_instant.was_dropped());
    EXPECT_TRUE(later.was_dropped());
}

TEST_F(ManualScheduler, ATaskMayAdvanceTheClockItself) {
    after(5, task(1, [&] { EXPECT_EQ(advance(20), 2u); }));
    after(8, task(2));
    after(20, task(3));
    after(30, task(4));
    // The nested call went further, so the clock stays where that one left it.
    EXPECT_EQ(advance(10), 1u);
    EXPECT_EQ(now(), 25);
    EXPECT_EQ(m_order, (order{1, 2, 3}));
    EXPECT_EQ(m_times, (times{5, 8, 20}));
}

TEST_F(ManualScheduler, ATaskMayRunTheOthers) {
    schedule(task(1, [&] { EXPECT_EQ(run_ready(), 2u); }));
    schedule(task(2));
    schedule(task(3));
    EXPECT_EQ(run_ready(), 1u);
    EXPECT_EQ(m_order, (order{1, 2, 3}));
}

TEST_F(ManualScheduler, ItsLastReleaseDropsWhatWaits) {
    for (probe* each : {&task(1), &task(2)})
        schedule(*each);
    after(0, task(3));
    after(1000, task(4));
    release();
    for (const probe& each : m_probes)
        EXPECT_TRUE(each.was_dropped());
}

TEST_F(ManualScheduler, ATaskMayReleaseItForTheLastTime) {
    for (const bool through_advance : {false, true}) {
        if (!m_scheduler) {
            ASSERT_EQ(create_manual_scheduler(&m_scheduler), S_OK);
        }
        m_probes.clear();
        probe& dropped = m_probes.emplace_back();
        probe& releasing = m_probes.emplace_back([&] {
            release();
            // Before Release has returned.
            EXPECT_TRUE(dropped.was_dropped());
        });
        IAsyncManualScheduler* const scheduler = m_scheduler;
        after(0, releasing);
        after(0, dropped);
        uint32_t ran = 0;
        EXPECT_EQ(through_advance ? scheduler->Advance(10, &ran) : scheduler->RunReady(all, &ran),
                  S_OK);
        EXPECT_EQ(ran, 1u);
        EXPECT_TRUE(releasing.ran());
    }
}

TEST_F(ManualScheduler, ADroppedTaskMayUseItStill) {
    IAsyncManualScheduler* const scheduler = m_scheduler;
    probe never;
    uint64_t token = 7;
    HRESULT plain = S_OK;
    HRESULT timed = S_OK;
    probe dropped([&] {
        // A reference that is given back must not end it a second time.
        scheduler->AddRef();
        scheduler->Release();
        plain = scheduler->Schedule(probe::callback, &never);
        timed = scheduler->ScheduleAfter(1, probe::callback, &never, &token);
        uint32_t count = 7;
        EXPECT_EQ(scheduler->get_Pending(&count), S_OK);
        EXPECT_EQ(count, 1u);
        EXPECT_EQ(scheduler->RunReady(all, &count), S_OK);
        EXPECT_EQ(count, 0u);
    });
    probe last;
    schedule(dropped);
    after(1, last);
    release();
    EXPECT_TRUE(dropped.was_dropped());
    EXPECT_TRUE(last.was_dropped());
    EXPECT_EQ(plain, E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(timed, E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(never.calls.load(), 0);
}

// A cancelled timer whose callback gives the last reference back.
TEST_F(ManualScheduler, ACancelledTaskMayReleaseItForTheLastTime) {
    IAsyncManualScheduler* const scheduler = m_scheduler;
    probe other;
    probe cancelled([&] { release(); });
    after(20, other);
    const uint64_t token = after(10, cancelled);
    EXPECT_EQ(scheduler->CancelScheduled(token), S_OK);
    EXPECT_TRUE(cancelled.was_dropped());
    EXPECT_TRUE(other.was_dropped());
}

TEST_F(ManualScheduler, BehavesAsASortedListUnderAnyOrderOfCalls) {
    std::mt19937_64 random(7);
    struct timer {
        int64_t due;
        int number;
    };
    std::vector<timer> model;
    order expected;
    for (int step = 0; step < 3000; ++step) {
        if (random() % 3 != 0) {
            const auto delay = static_cast<int64_t>(random() % 50);
            model.push_back({now() + delay, step});
            after(delay, task(step));
            continue;
        }
        const auto ticks = static_cast<int64_t>(random() % 40);
        const int64_t until = now() + ticks;
        std::stable_sort(model.begin(), model.end(),
                         [](const timer& a, const timer& b) { return a.due < b.due; });
        uint32_t due = 0;
        while (due < model.size() && model[due].due <= until)
            expected.push_back(model[due++].number);
        model.erase(model.begin(), model.begin() + due);
        ASSERT_EQ(advance(ticks), due);
        ASSERT_EQ(pending(), model.size());
    }
    EXPECT_EQ(m_order, expected);
}

TEST_F(ManualScheduler, FailsWholeWhicheverAllocationFails) {
    int refused = 0;
    const auto failing = [&](const std::function<HRESULT(probe&)>& call) {
        for (int nth = 0;; ++nth) {
            probe& one = m_probes.emplace_back();
            const uint32_t before = pending();
            HRESULT answer = S_OK;
            bool failed = false;
            {
                const failing_memory failure(nth);
                answer = call(one);
                failed = failure.has_failed();
            }
            EXPECT_EQ(answer, failed ? E_OUTOFMEMORY : S_OK);
            EXPECT_EQ(pending(), before + (failed ? 0 : 1));
            if (!failed) return;
            ++refused;
        }
    };
    for (int i = 0; i < 40; ++i) {
        failing([&](probe& one) { return m_scheduler->Schedule(probe::callback, &one); });
        failing([&](probe& one) {
            uint64_t token = 7;
            const HRESULT answer = m_scheduler->ScheduleAfter(5, probe::callback, &one, &token);
            EXPECT_EQ(token != 0, answer == S_OK);
            return answer;
        });
    }
    EXPECT_GT(refused, 80);
    EXPECT_EQ(run_ready(), 40u);
    EXPECT_EQ(advance(5), 40u);
    const failing_memory failure(0);
    IAsyncManualScheduler* none = m_scheduler;
    EXPECT_EQ(create_manual_scheduler(&none), E_OUTOFMEMORY);
    EXPECT_EQ(none, nullptr);
}

TEST_F(ManualScheduler, StaysInTheParentOfAFork) {
    SKIP_WITHOUT_FORK();
    probe& left_behind = task(1);
    schedule(left_behind);
    const uint64_t token = after(10, task(2));
    advance(5);
    EXPECT_TRUE(holds_in_child([&] {
        probe never;
        uint64_t other = 7;
        uint32_t count = 7;
        const HRESULT plain = m_scheduler->Schedule(probe::callback, &never);
        const HRESULT timed = m_scheduler->ScheduleAfter(0, probe::callback, &never, &other);
        const HRESULT run = m_scheduler->RunReady(all, &count);
        const bool refused = plain == ASYNCOM_E_FORKED && timed == ASYNCOM_E_FORKED &&
                             run == ASYNCOM_E_FORKED && other == 0 && count == 0;
        const bool stands = m_scheduler->Advance(100, &count) == ASYNCOM_E_FORKED && now() == 5;
        const bool empty = pending() == 0 && m_scheduler->CancelScheduled(token) == S_FALSE;
        return refused && stands && empty && m_scheduler->Release() == 0 &&
               left_behind.calls.load() == 0 && m_order.empty();
    }));
    EXPECT_EQ(run_ready(), 1u);
    EXPECT_EQ(advance(5), 1u);
}

#if !defined(_WIN32) // which has no fork

// The call that was under way comes back in the child too, and without having touched the lock.
TEST_F(ManualScheduler, ATaskMayFork) {
    pid_t child = -1;
    schedule(task(1, [&] { child = fork(); }));
    schedule(task(2));
    const uint32_t ran = run_ready();
    if (child == 0) leave_child(ran == 1 && m_order == order{1} && m_scheduler->Release() == 0);
    EXPECT_EQ(ran, 2u);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

#endif

} // namespace
