// SPDX-License-Identifier: MIT
#include <asyncom/scheduler.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

namespace scheduler_test {

using namespace asyncom;
using namespace std::chrono_literals;

TEST(Scheduler, RunsAnyCallable) {
    const manual_scheduler manual;
    std::vector<int> ran;
    manual.schedule([&, owned = std::make_unique<int>(1)] { ran.push_back(*owned); });
    manual.schedule([&] { ran.push_back(2); });
    EXPECT_TRUE(ran.empty());
    EXPECT_EQ(manual.pending(), 2u);
    EXPECT_EQ(manual.run_ready(1), 1u);
    EXPECT_EQ(manual.run_ready(), 1u);
    EXPECT_EQ(ran, (std::vector<int>{1, 2}));
}

TEST(Scheduler, RunsWhenTheTimeHasPassed) {
    const manual_scheduler manual;
    std::vector<int> ran;
    manual.schedule_after(2h, [&] { ran.push_back(2); });
    manual.schedule_after(1.5s, [&] { ran.push_back(1); });
    const auto dropped = manual.schedule_after(1min, [&] { ran.push_back(3); });
    EXPECT_EQ(manual.now(), 0s);
    EXPECT_EQ(manual.advance(1499ms), 0u);
    EXPECT_EQ(manual.advance(1ms), 1u);
    EXPECT_TRUE(manual.cancel(dropped));
    EXPECT_FALSE(manual.cancel(dropped));
    EXPECT_EQ(manual.advance(3h), 1u);
    EXPECT_EQ(ran, (std::vector<int>{1, 2}));
    EXPECT_EQ(manual.now(), 3h + 1500ms);
}

TEST(Scheduler, DestroysWhatItDrops) {
    const auto kept = std::make_shared<int>(0);
    HRESULT told = S_OK;
    {
        const manual_scheduler manual;
        manual.schedule([kept] { ++*kept; });
        manual.schedule_after(1s, [&told, kept](HRESULT reason) { told = reason; });
        EXPECT_EQ(kept.use_count(), 3);
    }
    EXPECT_EQ(*kept, 0);
    EXPECT_EQ(told, E_ABORT);
    EXPECT_EQ(kept.use_count(), 1);
}

TEST(Scheduler, KeepsNothingThatWasRefused) {
    const auto kept = std::make_shared<int>(0);
    const manual_scheduler manual;
    EXPECT_THROW(manual.schedule_after(-1s, [kept] {}), hresult_invalid_argument);
    EXPECT_EQ(kept.use_count(), 1);
    EXPECT_EQ(manual.pending(), 0u);
}

TEST(Scheduler, RoundsTimesUpAndNeverOverflows) {
    EXPECT_EQ(impl::ticks_of(1ns), ticks(1));
    EXPECT_EQ(impl::ticks_of(std::chrono::duration<double>(0.25)), ticks(2'500'000));
    EXPECT_EQ(impl::ticks_of(std::chrono::hours::max()), ticks::max());
    EXPECT_EQ(impl::ticks_of(ticks(7)), ticks(7));
}

TEST(Scheduler, OfThreadsRunsOnThem) {
    std::promise<std::thread::id> ran;
    const scheduler pool = make_pool(1, "tests");
    pool.schedule([&] { ran.set_value(std::this_thread::get_id()); });
    EXPECT_NE(ran.get_future().get(), std::this_thread::get_id());
    std::promise<void> later;
    default_scheduler().schedule_after(1us, [&] { later.set_value(); });
    later.get_future().get();
}

} // namespace scheduler_test
