// SPDX-License-Identifier: MIT
// The process's scheduler, and schedulers in the child of a fork.
#include "run/default_scheduler.h"

#include "platform/clock.h"
#include "pool_fixture.h"
#include "probe.h"

#include "support/child_process.h"
#include "support/failing_memory.h"

// The sanitizer forbids threads in the child of a process that has some; here they are the subject.
extern "C" __attribute__((visibility("default"))) const char* __tsan_default_options() {
    return "die_after_fork=0";
}

namespace {

using namespace asyncom::core;

class DefaultScheduler : public PoolFixture {
protected:
    static IAsyncScheduler* get() {
        IAsyncScheduler* scheduler = nullptr;
        EXPECT_EQ(default_scheduler(&scheduler), S_OK);
        return scheduler;
    }

    static bool runs_a_task(IAsyncScheduler* scheduler) {
        probe one;
        if (scheduler->Schedule(probe::callback, &one) != S_OK) return false;
        one.done.wait();
        return one.ran();
    }
};

TEST_F(DefaultScheduler, IsOneObjectForTheProcess) {
    EXPECT_EQ(default_scheduler(nullptr), E_POINTER);
    IAsyncScheduler* first = get();
    EXPECT_EQ(first, get());
    for (int i = 0; i < 10; ++i) {
        first->Release();
    }
    EXPECT_TRUE(runs_a_task(get()));
}

TEST_F(DefaultScheduler, RunsTasksAndTimers) {
    probe timer;
    uint64_t token = 0;
    ASSERT_EQ(get()->ScheduleAfter(1, probe::callback, &timer, &token), S_OK);
    EXPECT_TRUE(runs_a_task(get()));
    timer.done.wait();
    EXPECT_TRUE(timer.ran());
    EXPECT_EQ(get()->CancelScheduled(token), S_FALSE);
}

TEST_F(DefaultScheduler, CancelsATimer) {
    probe timer;
    uint64_t token = 0;
    ASSERT_EQ(get()->ScheduleAfter(INT64_MAX, probe::callback, &timer, &token), S_OK);
    EXPECT_EQ(get()->CancelScheduled(token), S_OK);
    EXPECT_TRUE(timer.was_dropped());
}

TEST_F(DefaultScheduler, TellsTheMonotonicTime) {
    const int64_t before = monotonic_ticks();
    int64_t now = 0;
    ASSERT_EQ(get()->get_Now(&now), S_OK);
    EXPECT_GE(now, before);
}

TEST_F(DefaultScheduler, StartsAfreshInTheChildOfAFork) {
    ASSERT_TRUE(runs_a_task(get()));
    probe left_behind;
    uint64_t token = 0;
    ASSERT_EQ(get()->ScheduleAfter(INT64_MAX, probe::callback, &left_behind, &token), S_OK);
    EXPECT_TRUE(holds_in_child([&] {
        const bool forgotten = get()->CancelScheduled(token) == S_FALSE;
        return forgotten && runs_a_task(get()) && left_behind.calls.load() == 0;
    }));
    EXPECT_EQ(get()->CancelScheduled(token), S_OK);
}

TEST_F(DefaultScheduler, StartsAfreshInTheChildsChildToo) {
    EXPECT_TRUE(holds_in_child(
        [] { return runs_a_task(get()) && holds_in_child([] { return runs_a_task(get()); }); }));
}

// The child has no pool yet, so that every allocation on the way to the first task comes by.
TEST_F(DefaultScheduler, FailsWholeWhicheverAllocationFails) {
    ASSERT_TRUE(runs_a_task(get()));
    EXPECT_TRUE(holds_in_child([] {
        for (int nth = 0;; ++nth) {
            probe one;
            HRESULT result = S_OK;
            bool failed = false;
            {
                const failing_memory failure(nth);
                result = get()->Schedule(probe::callback, &one);
                failed = failure.has_failed();
            }
            if (result == S_OK) one.done.wait();
            if (!failed) return result == S_OK && nth > 2;
            if (result != E_OUTOFMEMORY || one.calls.load() != 0) return false;
        }
    }));
}

TEST_F(DefaultScheduler, IsOnePoolAlsoWhenTwoThreadsMakeIt) {
    static probe* overtaking = nullptr;
    EXPECT_TRUE(holds_in_child([] {
        probe first;
        probe second;
        overtaking = &first;
        get(); // which copy of the library serves is decided before, and allocates
        failing_memory::before_next = [] {
            EXPECT_EQ(get()->Schedule(probe::callback, overtaking), S_OK);
        };
        const HRESULT result = get()->Schedule(probe::callback, &second);
        first.done.wait();
        second.done.wait();
        return result == S_OK && first.ran() && second.ran();
    }));
}

TEST_F(DefaultScheduler, APoolOfTheParentAnswersForkedInTheChild) {
    IAsyncScheduler* pool = make(1);
    ASSERT_TRUE(runs_a_task(pool));
    probe left_behind;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &left_behind, &token), S_OK);
    EXPECT_TRUE(holds_in_child([&] {
        probe never;
        int64_t now = 0;
        uint64_t other = 7;
        const HRESULT plain = pool->Schedule(probe::callback, &never);
        const HRESULT timed = pool->ScheduleAfter(0, probe::callback, &never, &other);
        const bool refused = plain == ASYNCOM_E_FORKED && timed == ASYNCOM_E_FORKED && other == 0;
        const bool answers = pool->CancelScheduled(token) == S_FALSE && pool->get_Now(&now) == S_OK;
        return refused && answers && pool->Release() == 0 && left_behind.calls.load() == 0;
    }));
    pool->Release();
    EXPECT_TRUE(left_behind.was_dropped());
}

// The lock of a pool is held while it starts a thread; a fork at that moment leaves it held for
// ever.
TEST_F(DefaultScheduler, TakesNoLockOfTheParentInTheChild) {
    static std::latch* inside = nullptr;
    static std::latch* go = nullptr;
    std::latch is_inside(1);
    std::latch may_go(1);
    inside = &is_inside;
    go = &may_go;
    IAsyncScheduler* pool = make(1);
    refuse_threads::before_start = [] {
        inside->count_down();
        go->wait();
    };
    probe one;
    std::thread starting([&] { EXPECT_EQ(pool->Schedule(probe::callback, &one), S_OK); });
    is_inside.wait();
    EXPECT_TRUE(holds_in_child([&] {
        refuse_threads::before_start = nullptr;
        probe never;
        const bool refused = pool->Schedule(probe::callback, &never) == ASYNCOM_E_FORKED;
        return refused && pool->Release() == 0 && runs_a_task(get());
    }));
    refuse_threads::before_start = nullptr;
    may_go.count_down();
    starting.join();
    one.done.wait();
    pool->Release();
}

} // namespace
