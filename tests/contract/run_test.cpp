// SPDX-License-Identifier: MIT
// AsyncomRun, schedulers and pools.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/queue_scheduler.h"
#include "support/tasks.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

IAsyncWork* as_work(const own<work>& item) {
    return reinterpret_cast<IAsyncWork*>(item.get());
}

operation run(const family& of, const own<work>& item, IAsyncScheduler* on = nullptr,
              const char* name = nullptr) {
    AsyncomOperationOptions options = no_options();
    options.scheduler = on;
    options.name = name;
    void* made = nullptr;
    EXPECT_EQ(AsyncomRun(type_of(of), as_work(item), &options, &of.iid, &made), ok);
    return operation(made, of);
}

TEST(Run, RunsTheWorkOnceOnAnotherThread) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        std::thread::id where;
        const own<work> item([&](void* worker, void* antecedent) {
            where = std::this_thread::get_id();
            EXPECT_EQ(antecedent, nullptr);
            return producer::share(worker).Complete(result.argument());
        });
        const operation op = run(each, item);
        EXPECT_EQ(AsyncomWait(op.as_unknown(), ASYNCOM_INFINITE), ok);
        EXPECT_EQ(op.status(), completed);
        EXPECT_EQ(op.results(), ok);
        EXPECT_EQ(item->calls.load(), 1U);
        EXPECT_NE(where, std::this_thread::get_id());
    }
    EXPECT_TRUE(all_objects_gone());
}

TEST(Run, FailsTheOperationWithTheThreadsError) {
    const own<work> item([](void*, void*) {
        leave_error(access_denied, "from deep");
        return access_denied;
    });
    const operation op = run(operation_of("string"), item);
    op.Wait(ASYNCOM_INFINITE);
    empty_error_slot();
    EXPECT_EQ(op.status(), error);
    EXPECT_EQ(op.results(), access_denied);
    EXPECT_EQ(error_text(), "from deep");
    empty_error_slot();
}

TEST(Run, TakesAnySuccessAsOne) {
    for (const answer success : {ok, no, answer{7}}) {
        ref kept;
        const own<work> item([&](void* worker, void*) {
            kept = ref::share(worker);
            return success;
        });
        const own<queue_scheduler> scheduler;
        const operation op = run(action(), item, scheduler->face());
        scheduler->deliver(ok);
        EXPECT_EQ(op.status(), started);
        EXPECT_EQ(producer(kept.detach()).Complete(nullptr), ok);
        EXPECT_EQ(op.status(), completed);
    }
}

TEST(Run, AbandonsWhatNobodyKeeps) {
    const own<work> item([](void*, void*) { return ok; });
    const operation op = run(action(), item, nullptr, "left alone");
    op.Wait(ASYNCOM_INFINITE);
    EXPECT_EQ(op.status(), error);
    EXPECT_EQ(op.results(), abandoned);
    EXPECT_NE(error_text().find("left alone"), std::string::npos);
    empty_error_slot();
}

TEST(Run, OnlyCountsAFailureAfterTheEnd) {
    const own<work> item([](void* worker, void*) {
        producer::share(worker).Complete(nullptr);
        return failed;
    });
    const own<queue_scheduler> scheduler;
    const operation op = run(action(), item, scheduler->face());
    scheduler->deliver(ok);
    EXPECT_EQ(op.status(), completed);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    op.GetInfo(&info);
    EXPECT_EQ(info.error, ok);
    EXPECT_EQ(info.handler_failures, 1U);
    EXPECT_EQ(info.first_handler_failure, failed);
}

TEST(Run, DoesNotRunWhatWasCancelledBefore) {
    const own<work> item([](void*, void*) { return ok; });
    const own<queue_scheduler> scheduler;
    const operation op = run(operation_of("string"), item, scheduler->face());
    op.CancelWithReason(timed_out, "too late");
    scheduler->deliver(ok);
    EXPECT_EQ(item->calls.load(), 0U);
    EXPECT_TRUE(op.ended());
    EXPECT_EQ(op.status(), canceled);
    EXPECT_EQ(op.results(), cancelled);
    empty_error_slot();
}

TEST(Run, EndsWhatTheSchedulerDrops) {
    for (const bool cancelled_before : {false, true}) {
        const own<work> item([](void*, void*) { return ok; });
        const own<queue_scheduler> scheduler;
        const operation op = run(action(), item, scheduler->face());
        if (cancelled_before) op.Cancel();
        scheduler->deliver(aborted);
        EXPECT_EQ(item->calls.load(), 0U);
        EXPECT_EQ(op.status(), cancelled_before ? canceled : error);
        EXPECT_EQ(op.error_code(), cancelled_before ? cancelled : aborted);
    }
    empty_error_slot();
}

TEST(Run, PassesTheRefusalOfTheSchedulerOn) {
    const own<work> item([](void*, void*) { return ok; });
    const own<queue_scheduler> scheduler;
    scheduler->answered = access_denied;
    AsyncomOperationOptions options = no_options();
    options.scheduler = scheduler->face();
    void* made = &options;
    EXPECT_EQ(AsyncomRun(type_of(action()), as_work(item), &options, &iid_action, &made),
              access_denied);
    EXPECT_EQ(made, nullptr);
    EXPECT_TRUE(item.alone());
    EXPECT_EQ(item->calls.load(), 0U);
    empty_error_slot();
}

TEST(Run, ChecksItsArguments) {
    const own<work> item([](void*, void*) { return ok; });
    void* made = &made;
    EXPECT_EQ(AsyncomRun(nullptr, as_work(item), nullptr, &iid_action, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomRun(type_of(action()), nullptr, nullptr, &iid_action, &made), bad_pointer);
    EXPECT_EQ(AsyncomRun(type_of(action()), as_work(item), nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomRun(type_of(action()), as_work(item), nullptr, &iid_action, nullptr),
              bad_pointer);
    EXPECT_EQ(AsyncomRun(type_of(action()), as_work(item), nullptr, &iid_random, &made),
              no_interface);
    EXPECT_TRUE(item.alone());
    EXPECT_EQ(item->calls.load(), 0U);
    empty_error_slot();
}

TEST(Run, ReportsProgressAndHearsOfTheCancel) {
    const family& of = operation_with("u4", "f8");
    gate handler_is_set;
    gate half_way;
    gate cancelled_already;
    const own<work> item([&](void* given, void*) {
        const producer worker = producer::share(given);
        handler_is_set.wait();
        const double half = 0.5;
        worker.ReportProgress(&half);
        cancelled_already.wait();
        std::uint8_t requested = 0;
        worker.get_CancelRequested(&requested);
        EXPECT_EQ(requested, 1);
        return worker.EndCanceled();
    });
    const operation op = run(of, item);
    double seen = 0;
    const own<progress_handler> progress = make_progress(of, [&](void*, const void* fraction) {
        seen = *static_cast<const double*>(fraction);
        half_way.open();
        return ok;
    });
    op.put_Progress(progress);
    handler_is_set.open();
    half_way.wait();
    EXPECT_EQ(op.Cancel(), ok);
    cancelled_already.open();
    EXPECT_EQ(op.Wait(ASYNCOM_INFINITE), ok);
    EXPECT_EQ(seen, 0.5);
    EXPECT_EQ(op.status(), canceled);
}

// ---- schedulers

constexpr std::int64_t an_hour = 36'000'000'000;

ref make_pool(std::uint32_t threads, const char* name = nullptr) {
    IAsyncScheduler* made = nullptr;
    EXPECT_EQ(AsyncomCreatePool(threads, name, &made), ok);
    return ref::attach(made);
}

ref default_pool() {
    IAsyncScheduler* made = nullptr;
    EXPECT_EQ(AsyncomGetDefaultScheduler(&made), ok);
    return ref::attach(made);
}

TEST(Scheduler, RunsTasksOnItsOwnThreads) {
    for (const ref& each : {default_pool(), make_pool(0), make_pool(1, "a name")}) {
        task_record record;
        EXPECT_EQ(schedule(each, record), ok);
        record.delivered.wait();
        EXPECT_EQ(record.times.load(), 1);
        EXPECT_EQ(record.reason.load(), ok);
        EXPECT_NE(record.thread.load(), std::this_thread::get_id());
        EXPECT_TRUE(each.query(iid_scheduler));
        EXPECT_TRUE(each.query(iid_agile));
    }
}

TEST(Scheduler, NeverRunsATaskInsideSchedule) {
    const ref pool = make_pool(1);
    task_record inner;
    task_record outer;
    outer.body = [&] {
        EXPECT_EQ(schedule(pool, inner), ok);
        EXPECT_EQ(inner.times.load(), 0);
    };
    EXPECT_EQ(schedule(pool, outer), ok);
    inner.delivered.wait();
    EXPECT_EQ(inner.times.load(), 1);
}

std::int64_t now(const ref& on) {
    std::int64_t ticks = -1;
    EXPECT_EQ(call(on.get(), 6, &ticks), ok);
    return ticks;
}

// The one that is due first is scheduled last, while the only thread is busy. The answer is whether
// both were scheduled so fast that this is how they are due.
bool runs_the_earlier_first(std::int64_t later) {
    const ref pool = make_pool(1);
    gate scheduled;
    task_record busy;
    task_record first;
    task_record second;
    std::atomic<int> first_ran_before{-1};
    busy.body = [&] { scheduled.wait(); };
    second.body = [&] { first_ran_before = first.times.load(); };
    std::uint64_t tokens[2] = {0, 0};
    EXPECT_EQ(schedule(pool, busy), ok);
    const std::int64_t begun = now(pool);
    EXPECT_EQ(schedule_after(pool, later, second, &tokens[0]), ok);
    EXPECT_EQ(schedule_after(pool, 0, first, &tokens[1]), ok);
    const bool in_time = now(pool) < begun + later;
    scheduled.open();
    EXPECT_NE(tokens[0], 0U);
    EXPECT_NE(tokens[1], 0U);
    EXPECT_NE(tokens[0], tokens[1]);
    for (task_record* each : {&busy, &first, &second}) {
        each->delivered.wait();
        EXPECT_EQ(each->reason.load(), ok);
    }
    if (in_time) {
        EXPECT_EQ(first_ran_before.load(), 1);
    }
    return in_time;
}

TEST(Scheduler, RunsTimersInDueOrder) {
    bool shown = false;
    for (std::int64_t later = 10'000; !shown && later < an_hour; later *= 4)
        shown = runs_the_earlier_first(later);
    EXPECT_TRUE(shown);
}

TEST(Scheduler, TimersNeedNoToken) {
    const ref pool = make_pool(1);
    task_record record;
    ASSERT_EQ(schedule_after(pool, 0, record, nullptr), ok);
    record.delivered.wait();
}

TEST(Scheduler, DropsACancelledTimerBeforeTheCallReturns) {
    const ref pool = make_pool(1);
    task_record record;
    std::uint64_t token = 0;
    ASSERT_EQ(schedule_after(pool, an_hour, record, &token), ok);
    EXPECT_EQ(cancel_scheduled(pool, token), ok);
    EXPECT_EQ(record.times.load(), 1);
    EXPECT_EQ(record.reason.load(), aborted);
    EXPECT_EQ(record.thread.load(), std::this_thread::get_id());
    EXPECT_EQ(cancel_scheduled(pool, token), no);
    EXPECT_EQ(record.times.load(), 1);
}

TEST(Scheduler, DoesNotKnowOldTokens) {
    const ref pool = make_pool(1);
    EXPECT_EQ(cancel_scheduled(pool, 0), no);
    EXPECT_EQ(cancel_scheduled(pool, 0xFFFFFFFFFFFFFFFF), no);
    task_record record;
    std::uint64_t token = 0;
    answer inside = unexpected;
    gate token_known;
    record.body = [&] {
        token_known.wait();
        inside = cancel_scheduled(pool, token);
    };
    ASSERT_EQ(schedule_after(pool, 0, record, &token), ok);
    token_known.open();
    record.delivered.wait();
    EXPECT_EQ(inside, no);
    EXPECT_EQ(cancel_scheduled(pool, token), no);
    EXPECT_EQ(record.reason.load(), ok);
}

TEST(Scheduler, TakesDelaysUpToTheEndOfTime) {
    const ref pool = make_pool(1);
    task_record record;
    std::uint64_t token = 0;
    ASSERT_EQ(schedule_after(pool, INT64_MAX, record, &token), ok);
    task_record other;
    ASSERT_EQ(schedule(pool, other), ok);
    other.delivered.wait();
    EXPECT_EQ(record.times.load(), 0);
    EXPECT_EQ(cancel_scheduled(pool, token), ok);
}

TEST(Scheduler, ChecksItsArguments) {
    const ref pool = make_pool(1);
    task_record record;
    std::uint64_t token = 7;
    EXPECT_EQ(schedule_after(pool, -1, record, &token), bad_argument);
    EXPECT_EQ(token, 0U);
    EXPECT_EQ((call<AsyncomTaskCallback, void*>(pool.get(), 3, nullptr, &record)), bad_pointer);
    EXPECT_EQ((call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
                  pool.get(), 4, 0, nullptr, &record, &token)),
              bad_pointer);
    EXPECT_EQ(call<std::int64_t*>(pool.get(), 6, nullptr), bad_pointer);
    EXPECT_EQ(record.times.load(), 0);
    empty_error_slot();
}

TEST(Scheduler, ClockNeverGoesBack) {
    const ref pool = default_pool();
    std::int64_t last = 0;
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t ticks = now(pool);
        ASSERT_GE(ticks, last);
        last = ticks;
    }
}

TEST(Pool, ChecksItsArguments) {
    IAsyncScheduler* made = reinterpret_cast<IAsyncScheduler*>(&made);
    EXPECT_EQ(AsyncomCreatePool(1025, nullptr, &made), bad_argument);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomCreatePool(1, "broken \xFF", &made), bad_argument);
    EXPECT_EQ(AsyncomCreatePool(1, nullptr, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomGetDefaultScheduler(nullptr), bad_pointer);
    // Threads start on demand: the largest pool costs nothing until it is used.
    EXPECT_EQ(AsyncomCreatePool(1024, nullptr, &made), ok);
    release(made);
    empty_error_slot();
}

TEST(Pool, RunsAsManyAtOnceAsItHasThreads) {
    const ref pool = make_pool(4);
    start_line all_four(4);
    task_record records[4];
    for (task_record& each : records) {
        each.body = [&] { all_four.meet(); };
        ASSERT_EQ(schedule(pool, each), ok);
    }
    for (task_record& each : records)
        each.delivered.wait();
}

// The last Release drops what is queued, on the releasing thread, and waits for what runs.
TEST(Pool, LastReleaseDropsTheQueueAndJoins) {
    ref pool = make_pool(1);
    gate running;
    gate may_finish;
    task_record first;
    task_record queued;
    task_record timer;
    first.body = [&] {
        running.open();
        may_finish.wait();
    };
    schedule(pool, first);
    running.wait();
    schedule(pool, queued);
    std::uint64_t token = 0;
    schedule_after(pool, an_hour, timer, &token);
    queued.body = [&] { may_finish.open(); };
    pool.reset();
    EXPECT_EQ(first.times.load(), 1);
    EXPECT_EQ(first.reason.load(), ok);
    for (task_record* each : {&queued, &timer}) {
        EXPECT_EQ(each->times.load(), 1);
        EXPECT_EQ(each->reason.load(), aborted);
        EXPECT_EQ(each->thread.load(), std::this_thread::get_id());
    }
}

TEST(Pool, MayBeReleasedByItsOwnWorker) {
    ref pool = make_pool(2);
    task_record record;
    gate handed_over;
    record.body = [&] {
        handed_over.wait();
        pool.reset();
    };
    ASSERT_EQ(schedule(pool, record), ok);
    handed_over.open();
    record.delivered.wait();
    EXPECT_FALSE(pool);
}

TEST(Pool, ThatGoesEndsTheOperationsItHadNotStarted) {
    ref pool = make_pool(1);
    gate running;
    gate may_finish;
    task_record blocker;
    blocker.body = [&] {
        running.open();
        may_finish.wait();
    };
    schedule(pool, blocker);
    running.wait();
    const own<work> item([](void*, void*) { return ok; });
    const operation op = run(action(), item, pool.as<IAsyncScheduler>());
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        may_finish.open();
        return ok;
    });
    op.put_Completed(handler);
    pool.reset();
    EXPECT_EQ(item->calls.load(), 0U);
    EXPECT_EQ(op.status(), error);
    EXPECT_EQ(op.error_code(), aborted);
    EXPECT_EQ(handler->calls(), 1U);
    empty_error_slot();
}

} // namespace
