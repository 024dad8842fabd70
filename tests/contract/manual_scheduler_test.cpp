// SPDX-License-Identifier: MIT
// The scheduler that stands still until it is told to go on, through its slots, and operations on
// it.
#include "library_provider.h"
#include "support/errors.h"
#include "support/tasks.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace contract;

constexpr std::uint32_t all = 0xFFFFFFFF;

ref make_manual() {
    ref made;
    EXPECT_EQ(AsyncomCreateManualScheduler(made.put_as<IAsyncManualScheduler>()), ok);
    return made;
}

std::int64_t now(const ref& on) {
    std::int64_t ticks = -1;
    EXPECT_EQ(call(on.get(), 6, &ticks), ok);
    return ticks;
}

std::uint32_t run_ready(const ref& on, std::uint32_t most = all) {
    std::uint32_t ran = 99;
    EXPECT_EQ(call(on.get(), 7, most, &ran), ok);
    return ran;
}

std::uint32_t advance(const ref& on, std::int64_t ticks) {
    std::uint32_t ran = 99;
    EXPECT_EQ(call(on.get(), 8, ticks, &ran), ok);
    return ran;
}

std::uint32_t pending(const ref& on) {
    std::uint32_t count = 99;
    EXPECT_EQ(call(on.get(), 9, &count), ok);
    return count;
}

TEST(ManualScheduler, IsASchedulerOnAClockThatBeginsAtZero) {
    const ref manual = make_manual();
    EXPECT_TRUE(manual.query(iid_scheduler));
    EXPECT_TRUE(manual.query(iid_manual_scheduler));
    EXPECT_TRUE(manual.query(iid_agile));
    EXPECT_EQ(manual.query(iid_scheduler).get(), manual.get());
    EXPECT_FALSE(manual.query(iid_random));
    EXPECT_EQ(references_of(manual.get()), 1U);
    EXPECT_EQ(now(manual), 0);
    EXPECT_EQ(pending(manual), 0U);
}

TEST(ManualScheduler, ChecksItsArguments) {
    EXPECT_EQ(AsyncomCreateManualScheduler(nullptr), bad_pointer);
    const ref manual = make_manual();
    task_record record;
    std::uint64_t token = 7;
    EXPECT_EQ(schedule_after(manual, -1, record, &token), bad_argument);
    EXPECT_EQ(token, 0U);
    EXPECT_EQ((call<AsyncomTaskCallback, void*>(manual.get(), 3, nullptr, &record)), bad_pointer);
    token = 7;
    EXPECT_EQ((call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
                  manual.get(), 4, -1, nullptr, &record, &token)),
              bad_pointer);
    EXPECT_EQ(token, 0U);
    EXPECT_EQ(call<std::int64_t*>(manual.get(), 6, nullptr), bad_pointer);
    EXPECT_EQ((call<std::uint32_t, std::uint32_t*>(manual.get(), 7, 1, nullptr)), bad_pointer);
    EXPECT_EQ((call<std::int64_t, std::uint32_t*>(manual.get(), 8, -1, nullptr)), bad_pointer);
    EXPECT_EQ(call<std::uint32_t*>(manual.get(), 9, nullptr), bad_pointer);
    std::uint32_t ran = 7;
    EXPECT_EQ((call<std::int64_t, std::uint32_t*>(manual.get(), 8, -1, &ran)), bad_argument);
    EXPECT_EQ(ran, 0U);
    EXPECT_EQ(error_slot_code(), bad_argument);
    EXPECT_EQ(record.times.load(), 0);
    empty_error_slot();
}

TEST(ManualScheduler, RunsTasksOnTheCallingThreadAndNotBefore) {
    const ref manual = make_manual();
    task_record first;
    task_record second;
    EXPECT_EQ(schedule(manual, first), ok);
    EXPECT_EQ(schedule(manual, second), ok);
    EXPECT_EQ(first.times.load(), 0);
    EXPECT_EQ(pending(manual), 2U);
    EXPECT_EQ(run_ready(manual, 1), 1U);
    EXPECT_EQ(first.times.load(), 1);
    EXPECT_EQ(second.times.load(), 0);
    std::thread other([&] { EXPECT_EQ(run_ready(manual), 1U); });
    const std::thread::id others = other.get_id();
    other.join();
    EXPECT_EQ(first.thread.load(), std::this_thread::get_id());
    EXPECT_EQ(second.thread.load(), others);
    EXPECT_EQ(run_ready(manual), 0U);
}

TEST(ManualScheduler, RunsTimersInDueOrderWhileTheClockShowsTheirTime) {
    const ref manual = make_manual();
    std::vector<std::pair<int, std::int64_t>> seen;
    task_record records[4];
    const std::int64_t delays[4] = {30, 10, 20, 10};
    std::uint64_t tokens[4] = {};
    for (int i = 0; i < 4; ++i) {
        records[i].body = [&, i] { seen.emplace_back(i, now(manual)); };
        ASSERT_EQ(schedule_after(manual, delays[i], records[i], &tokens[i]), ok);
        EXPECT_NE(tokens[i], 0U);
        for (int j = 0; j < i; ++j)
            EXPECT_NE(tokens[i], tokens[j]);
    }
    EXPECT_EQ(run_ready(manual), 0U);
    EXPECT_EQ(advance(manual, 9), 0U);
    EXPECT_EQ(advance(manual, 91), 4U);
    EXPECT_EQ(now(manual), 100);
    const std::vector<std::pair<int, std::int64_t>> expected = {{1, 10}, {3, 10}, {2, 20}, {0, 30}};
    EXPECT_EQ(seen, expected);
}

TEST(ManualScheduler, RunsATimerWithoutDelayWhenToldEitherWay) {
    const ref manual = make_manual();
    task_record first;
    task_record second;
    ASSERT_EQ(schedule_after(manual, 0, first, nullptr), ok);
    EXPECT_EQ(run_ready(manual), 1U);
    ASSERT_EQ(schedule_after(manual, 0, second, nullptr), ok);
    EXPECT_EQ(advance(manual, 0), 1U);
    EXPECT_EQ(first.reason.load(), ok);
    EXPECT_EQ(second.reason.load(), ok);
}

TEST(ManualScheduler, DropsWhatIsCancelledBeforeTheCallReturns) {
    const ref manual = make_manual();
    task_record record;
    std::uint64_t token = 0;
    ASSERT_EQ(schedule_after(manual, 10, record, &token), ok);
    EXPECT_EQ(cancel_scheduled(manual, token), ok);
    EXPECT_EQ(record.times.load(), 1);
    EXPECT_EQ(record.reason.load(), aborted);
    EXPECT_EQ(cancel_scheduled(manual, token), no);
    task_record itself;
    answer inside = unexpected;
    itself.body = [&] { inside = cancel_scheduled(manual, token); };
    ASSERT_EQ(schedule_after(manual, 10, itself, &token), ok);
    EXPECT_EQ(advance(manual, 10), 1U);
    EXPECT_EQ(inside, no);
}

TEST(ManualScheduler, ThatGoesDropsWhatWaits) {
    ref manual = make_manual();
    task_record plain;
    task_record timer;
    schedule(manual, plain);
    schedule_after(manual, 1, timer, nullptr);
    manual.reset();
    for (const task_record* each : {&plain, &timer}) {
        EXPECT_EQ(each->times.load(), 1);
        EXPECT_EQ(each->reason.load(), aborted);
        EXPECT_EQ(each->thread.load(), std::this_thread::get_id());
    }
}

TEST(ManualScheduler, MayBeReleasedByItsOwnTask) {
    ref manual = make_manual();
    task_record releasing;
    task_record waiting;
    releasing.body = [&] {
        manual.reset();
        EXPECT_EQ(waiting.reason.load(), aborted);
    };
    schedule(manual, releasing);
    schedule(manual, waiting);
    EXPECT_EQ(run_ready(manual), 1U);
    EXPECT_FALSE(manual);
    EXPECT_EQ(waiting.times.load(), 1);
}

operation run_on(const ref& manual, const own<work>& item) {
    AsyncomOperationOptions options = no_options();
    options.scheduler = manual.as<IAsyncScheduler>();
    void* made = nullptr;
    EXPECT_EQ(AsyncomRun(type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()), &options,
                         &iid_action, &made),
              ok);
    return operation(made, action());
}

TEST(ManualScheduler, RunsTheWorkOfAnOperationWhenToldTo) {
    const ref manual = make_manual();
    const own<work> item(
        [](void* worker, void*) { return producer::share(worker).Complete(nullptr); });
    const operation op = run_on(manual, item);
    EXPECT_EQ(op.status(), started);
    EXPECT_EQ(op.Wait(0), no);
    EXPECT_EQ(run_ready(manual), 1U);
    EXPECT_EQ(op.status(), completed);
    EXPECT_EQ(item->calls.load(), 1U);
}

TEST(ManualScheduler, ThatGoesEndsTheOperationsItHadNotStarted) {
    ref manual = make_manual();
    const own<work> item([](void*, void*) { return ok; });
    const operation left = run_on(manual, item);
    const operation asked = run_on(manual, item);
    asked.Cancel();
    manual.reset();
    EXPECT_EQ(item->calls.load(), 0U);
    EXPECT_EQ(left.status(), error);
    EXPECT_EQ(left.error_code(), aborted);
    EXPECT_EQ(asked.status(), canceled);
    empty_error_slot();
}

} // namespace
