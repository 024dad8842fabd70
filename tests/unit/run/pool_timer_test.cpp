// SPDX-License-Identifier: MIT
// Timers of a pool, on a clock that the test moves.
#include "pool_fixture.h"
#include "probe.h"

#include "platform/clock.h"

#include "support/latch.h"
#include <deque>
#include <vector>

namespace {

using namespace asyncom::core;

constexpr int64_t year = 365 * 24 * 3600 * ticks_per_second;

class PoolTimer : public PoolFixture {};

TEST_F(PoolTimer, RunsWhenItIsDueAndNotBefore) {
    IAsyncScheduler* pool = make(1);
    probe one;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(100, probe::callback, &one, &token), S_OK);
    EXPECT_NE(token, 0u);
    m_time.wait_for_sleepers(1);
    m_time.advance(99);
    m_time.wait_for_sleepers(1);
    EXPECT_EQ(one.calls.load(), 0);
    m_time.advance(1);
    one.done.wait();
    EXPECT_TRUE(one.ran());
    pool->Release();
}

TEST_F(PoolTimer, RunsAtOnceWithoutADelayButNotInsideTheCall) {
    IAsyncScheduler* pool = make(1);
    probe one;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(0, probe::callback, &one, &token), S_OK);
    one.done.wait();
    EXPECT_NE(one.thread, std::this_thread::get_id());
    pool->Release();
}

TEST_F(PoolTimer, RunsInTheOrderOfTheInstants) {
    IAsyncScheduler* pool = make(1);
    std::vector<int> order;
    std::deque<probe> timers;
    uint64_t token = 0;
    const int64_t delays[] = {40, 10, 30, 20, 10};
    for (int i = 0; i < 5; ++i) {
        timers.emplace_back([&order, i] { order.push_back(i); });
        ASSERT_EQ(pool->ScheduleAfter(delays[i], probe::callback, &timers.back(), &token), S_OK);
    }
    m_time.advance(40);
    timers[0].done.wait();
    pool->Release();
    EXPECT_EQ(order, (std::vector<int>{1, 4, 3, 2, 0}));
}

TEST_F(PoolTimer, AnEarlierOneIsNotLateBehindALaterOne) {
    IAsyncScheduler* pool = make(1);
    probe late;
    probe early;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(1'000, probe::callback, &late, &token), S_OK);
    m_time.wait_for_sleepers(1);
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &early, &token), S_OK);
    m_time.advance(10);
    early.done.wait();
    EXPECT_EQ(late.calls.load(), 0);
    pool->Release();
    EXPECT_TRUE(late.was_dropped());
}

TEST_F(PoolTimer, IsWatchedWhileTheThreadThatWatchedRunsATask) {
    IAsyncScheduler* pool = make(2);
    probe timer;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &timer, &token), S_OK);
    m_time.wait_for_sleepers(1);
    test_latch running(1);
    test_latch go(1);
    probe blocking([&] {
        running.count_down();
        go.wait();
    });
    ASSERT_EQ(pool->Schedule(probe::callback, &blocking), S_OK);
    running.wait();
    m_time.advance(10);
    timer.done.wait(); // on the second thread, while the first is still in the task
    go.count_down();
    pool->Release();
}

TEST_F(PoolTimer, RunsAfterABusyPoolIsFree) {
    IAsyncScheduler* pool = make(1);
    test_latch go(1);
    test_latch running(1);
    probe blocking([&] {
        running.count_down();
        go.wait();
    });
    ASSERT_EQ(pool->Schedule(probe::callback, &blocking), S_OK);
    running.wait();
    probe timer;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &timer, &token), S_OK);
    m_time.advance(10);
    go.count_down();
    timer.done.wait();
    pool->Release();
}

TEST_F(PoolTimer, ThatSetsItselfAgainKeepsNoTaskOut) {
    IAsyncScheduler* pool = make(1);
    struct repeating {
        IAsyncScheduler* pool;
        std::atomic<bool> stop{false};
        test_latch stopped{1};
        static void ASYNCOM_CALL again(void* context, HRESULT) {
            auto& self = *static_cast<repeating*>(context);
            uint64_t token = 0;
            if (self.stop.load()) return self.stopped.count_down();
            EXPECT_EQ(self.pool->ScheduleAfter(0, again, context, &token), S_OK);
        }
    } timer{pool};
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(0, repeating::again, &timer, &token), S_OK);
    probe one;
    ASSERT_EQ(pool->Schedule(probe::callback, &one), S_OK);
    one.done.wait();
    timer.stop.store(true);
    timer.stopped.wait();
    pool->Release();
}

TEST_F(PoolTimer, HoldsTwoHundredAndNinetyYearsAndMore) {
    IAsyncScheduler* pool = make(1);
    probe distant;
    probe farthest;
    uint64_t token = 0;
    uint64_t last = 0;
    ASSERT_EQ(pool->ScheduleAfter(290 * year, probe::callback, &distant, &token), S_OK);
    ASSERT_EQ(pool->ScheduleAfter(INT64_MAX, probe::callback, &farthest, &last), S_OK);
    m_time.advance(290 * year - 1);
    m_time.wait_for_sleepers(1);
    EXPECT_EQ(distant.calls.load(), 0);
    m_time.advance(1);
    distant.done.wait();
    EXPECT_EQ(farthest.calls.load(), 0);
    EXPECT_EQ(pool->CancelScheduled(last), S_OK);
    EXPECT_TRUE(farthest.was_dropped());
    pool->Release();
}

TEST_F(PoolTimer, IsDroppedByCancelInsideTheCall) {
    IAsyncScheduler* pool = make(1);
    probe one;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &one, &token), S_OK);
    EXPECT_EQ(pool->CancelScheduled(token), S_OK);
    EXPECT_TRUE(one.was_dropped());
    EXPECT_EQ(one.thread, std::this_thread::get_id());
    EXPECT_EQ(pool->CancelScheduled(token), S_FALSE);
    m_time.advance(10);
    m_time.wait_for_sleepers(1);
    pool->Release();
    EXPECT_EQ(one.calls.load(), 1);
}

TEST_F(PoolTimer, CancelLeavesUnknownAndOldTokensAlone) {
    IAsyncScheduler* pool = make(1);
    IAsyncScheduler* other = make(1);
    probe ran;
    probe waiting;
    uint64_t old = 0;
    uint64_t live = 0;
    ASSERT_EQ(pool->ScheduleAfter(0, probe::callback, &ran, &old), S_OK);
    ran.done.wait();
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &waiting, &live), S_OK);
    EXPECT_NE(old, live);
    EXPECT_EQ(pool->CancelScheduled(0), S_FALSE);
    EXPECT_EQ(pool->CancelScheduled(old), S_FALSE);
    EXPECT_EQ(pool->CancelScheduled(~live), S_FALSE);
    EXPECT_EQ(other->CancelScheduled(live), S_FALSE);
    EXPECT_EQ(waiting.calls.load(), 0);
    other->Release();
    pool->Release();
}

TEST_F(PoolTimer, CancelInsideTheTaskIsTooLate) {
    IAsyncScheduler* pool = make(1);
    test_latch known(1);
    uint64_t token = 0;
    HRESULT result = E_FAIL;
    probe one([&] {
        known.wait();
        result = pool->CancelScheduled(token);
    });
    ASSERT_EQ(pool->ScheduleAfter(0, probe::callback, &one, &token), S_OK);
    known.count_down();
    one.done.wait();
    EXPECT_EQ(result, S_FALSE);
    EXPECT_TRUE(one.ran());
    pool->Release();
}

TEST_F(PoolTimer, GivesTheClockOfThePool) {
    IAsyncScheduler* pool = make(1);
    int64_t before = 0;
    int64_t after = 0;
    ASSERT_EQ(pool->get_Now(&before), S_OK);
    m_time.advance(123);
    ASSERT_EQ(pool->get_Now(&after), S_OK);
    EXPECT_EQ(after - before, 123);
    pool->Release();
}

} // namespace
