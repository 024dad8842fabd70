// SPDX-License-Identifier: MIT
// In a forked child the parent's running operations answer that they were left behind; nothing
// hangs there, no handler runs, and the library goes on working.
#include "library_provider.h"
#include "naive_provider.h"
#include "support/child.h"
#include "support/composing.h"
#include "support/errors.h"
#include "support/listening.h"
#include "support/queueing.h"
#include "support/sinking.h"
#include "support/tasks.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <functional>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace contract;

void expect_in_child(const std::function<void(child_report&)>& body) {
    const child_result result = in_child([&](child_report& child) {
        body(child);
        return 0;
    });
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.findings, "");
}

TEST(Fork, LeavesRunningOperationsBehind) {
    for (const family& each : plain_families()) {
        for (const bool extended : {false, true}) {
            both_ends ends = make_both(each);
            if (extended) ends.consumer.Wait(0);
            expect_in_child([&](child_report& child) {
                CHILD_SAME(ends.consumer.status(), error);
                CHILD_SAME(ends.consumer.error_code(), forked);
                CHILD_SAME(ends.consumer.results(), forked);
                CHILD_SAME(ends.consumer.Wait(ASYNCOM_INFINITE), ok);
                CHILD_SAME(AsyncomWait(ends.consumer.as_unknown(), ASYNCOM_INFINITE), ok);
                CHILD_SAME(ends.consumer.ended(), 1);
                CHILD_SAME(ends.consumer.Cancel(), ok);
                CHILD_SAME(ends.consumer.Close(), ok);
            });
            // The parent goes on as if nothing had happened.
            const result_of result(each, 5);
            EXPECT_EQ(ends.consumer.status(), started);
            EXPECT_EQ(ends.worker.Complete(result.argument()), ok);
            EXPECT_EQ(ends.consumer.results(), ok);
        }
    }
}

TEST(Fork, RefusesTheProducersOfTheParent) {
    for (const family& each : plain_families()) {
        both_ends ends = make_both(each);
        expect_in_child([&](child_report& child) {
            const result_of result(each, 5);
            CHILD_SAME(ends.worker.Complete(result.argument()), forked);
            CHILD_SAME(ends.worker.Fail(failed, nullptr), forked);
            CHILD_SAME(ends.worker.EndCanceled(), forked);
            if (each.has_result())
                CHILD_SAME(ends.worker.SetPartialResult(result.argument()), forked);
            if (each.has_progress()) {
                const value report = value::sample(*each.progress, 1);
                CHILD_SAME(ends.worker.ReportProgress(report.address()), forked);
            }
            ends.worker.release();
            ends.consumer.release();
        });
    }
}

TEST(Fork, RunsNoHandlerInTheChild) {
    const family& of = action_with("f8");
    both_ends ends = make_both(of);
    const own<completed_handler> handler = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    const own<cancel_handler> told;
    ends.consumer.put_Completed(handler);
    ends.consumer.put_Progress(progress);
    ends.worker.put_CancelHandler(told);
    expect_in_child([&](child_report& child) {
        ends.consumer.Cancel();
        ends.worker.release();
        ends.consumer.release();
        CHILD_SAME(static_cast<std::int64_t>(handler->calls()), 0);
        CHILD_SAME(static_cast<std::int64_t>(progress->calls()), 0);
        CHILD_SAME(static_cast<std::int64_t>(told->calls.load()), 0);
    });
    EXPECT_EQ(handler->calls(), 0U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(Fork, LeavesListenersBehind) {
    const family& of = action_with("f8");
    both_ends ends = make_both(of);
    listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    const std::uint64_t of_end = face.completed(handler);
    const std::uint64_t of_progress = face.progress(progress, 1);
    for (const double value : {0.25, 0.5})
        ends.worker.ReportProgress(&value);
    const std::size_t reports = progress->calls();
    expect_in_child([&](child_report& child) {
        std::uint64_t token = 7;
        CHILD_SAME(face.SubscribeCompleted(handler, &token), forked);
        CHILD_SAME(static_cast<std::int64_t>(token), 0);
        CHILD_SAME(face.SubscribeProgress(progress, 0, &token), forked);
        CHILD_SAME(face.Unsubscribe(of_end), no);
        CHILD_SAME(face.Unsubscribe(of_progress), no);
        CHILD_SAME(ends.worker.Complete(nullptr), forked);
        ends.worker.release();
        ends.consumer.release();
        face.release();
        CHILD_SAME(static_cast<std::int64_t>(handler->calls()), 0);
        CHILD_SAME(static_cast<std::int64_t>(progress->calls() - reports), 0);
        CHILD_SHOULD(handler.alone() && progress.alone());
    });
    EXPECT_EQ(face.Unsubscribe(of_progress), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
    expect_in_child([&](child_report& child) {
        const own<completed_handler> late = make_completed(of);
        std::uint64_t token = 0;
        CHILD_SAME(face.SubscribeCompleted(late, &token), ok);
        CHILD_SHOULD(token != 0);
        CHILD_SAME(static_cast<std::int64_t>(late->calls()), 1);
        CHILD_SAME(face.SubscribeProgress(progress, 0, &token), ok);
        CHILD_SAME(face.Unsubscribe(token), no);
    });
}

// The process forks inside a listener: in the child nobody else is called.
TEST(Fork, InsideAListenerCallsNoOtherInTheChild) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> next = make_completed(action());
    bool in_the_child = false;
    const own<completed_handler> forking = make_completed(action(), [&](void*, std::int32_t) {
        const pid_t child = fork();
        if (child == 0) {
            in_the_child = true;
            return ok;
        }
        int status = -1;
        EXPECT_EQ(waitpid(child, &status, 0), child);
        EXPECT_EQ(status, 0);
        return ok;
    });
    EXPECT_NE(face.completed(forking), 0U);
    EXPECT_NE(face.completed(next), 0U);
    ends.worker.Complete(nullptr);
    if (in_the_child) _exit(next->calls() == 0 ? 0 : 1);
    EXPECT_EQ(next->calls(), 1U);
}

TEST(Fork, KeepsOutcomesOfBefore) {
    const family& of = operation_of("string");
    const result_of result(of, 5);
    const both_ends well = make_both(of);
    well.worker.Complete(result.argument());
    const both_ends badly = make_both(of);
    badly.worker.Fail(access_denied, "no entry");
    const both_ends asked = make_both(of);
    asked.consumer.CancelWithReason(timed_out, "too slow");
    asked.worker.EndCanceled();
    void* made = nullptr;
    ASSERT_EQ(AsyncomCreateCompleted(type_of(of), result.argument(), &of.iid, &made), ok);
    const operation born(made, of);
    expect_in_child([&](child_report& child) {
        CHILD_SAME(well.consumer.status(), completed);
        CHILD_SAME(well.consumer.results(), ok);
        CHILD_SAME(badly.consumer.results(), access_denied);
        CHILD_SAME(error_text() == "no entry", 1);
        CHILD_SAME(asked.consumer.results(), cancelled);
        CHILD_SAME(born.status(), completed);
        CHILD_SAME(born.results(), ok);
        const own<completed_handler> handler = make_completed(of);
        CHILD_SAME(well.consumer.put_Completed(handler), ok);
        CHILD_SAME(static_cast<std::int64_t>(handler->calls()), 1);
    });
    empty_error_slot();
}

TEST(Fork, LetsTheChildMakeItsOwn) {
    const both_ends before = make_both(action());
    expect_in_child([&](child_report& child) {
        const both_ends ends = make_both(action());
        const own<completed_handler> handler = make_completed(action());
        ends.consumer.put_Completed(handler);
        CHILD_SAME(ends.consumer.status(), started);
        CHILD_SAME(ends.worker.Complete(nullptr), ok);
        CHILD_SAME(static_cast<std::int64_t>(handler->calls()), 1);
        CHILD_SAME(before.consumer.status(), error);
    });
}

TEST(Fork, LeavesAManualSchedulerInTheParent) {
    ref manual;
    ASSERT_EQ(AsyncomCreateManualScheduler(manual.put_as<IAsyncManualScheduler>()), ok);
    task_record record;
    std::uint64_t token = 0;
    ASSERT_EQ(schedule_after(manual, 10, record, &token), ok);
    expect_in_child([&](child_report& child) {
        std::uint32_t count = 7;
        CHILD_SAME(schedule(manual, record), forked);
        CHILD_SAME(call(manual.get(), 7, 1U, &count), forked);
        CHILD_SAME(call(manual.get(), 8, std::int64_t{10}, &count), forked);
        CHILD_SAME(call(manual.get(), 9, &count), ok);
        CHILD_SAME(count, 0U);
        CHILD_SAME(cancel_scheduled(manual, token), no);
        manual.reset();
        CHILD_SAME(record.times.load(), 0);
    });
    std::uint32_t ran = 0;
    EXPECT_EQ(call(manual.get(), 8, std::int64_t{10}, &ran), ok);
    EXPECT_EQ(ran, 1U);
}

TEST(Fork, LeavesACompletionQueueInTheParent) {
    queueing queue;
    std::intptr_t handle = 0;
    ASSERT_EQ(queue.wait_handle(&handle), ok);
    const both_ends ended = make_both(action());
    const both_ends running = make_both(action());
    queue.attach(ended.consumer, 1);
    queue.attach(running.consumer, 2);
    ended.worker.Complete(nullptr);
    expect_in_child([&](child_report& child) {
        AsyncomCompletion item;
        std::uint32_t count = 7;
        std::intptr_t other = 7;
        CHILD_SAME(queue.attach(ended.consumer, 3), forked);
        CHILD_SAME(queue.dequeue(&item, 1, ASYNCOM_INFINITE, &count), forked);
        CHILD_SAME(count, 0U);
        CHILD_SAME(queue.wait_handle(&other), forked);
        CHILD_SAME(other, 0);
        CHILD_SAME(queue.close(), ok);
        queue.release();
        // One of its own gives what runs in the parent as ended.
        const queueing own_queue;
        CHILD_SAME(own_queue.attach(running.consumer, 4), ok);
        CHILD_SAME(own_queue.dequeue(&item, 1, ASYNCOM_INFINITE, &count), ok);
        CHILD_SAME(item.key, 4U);
        CHILD_SAME(item.status, error);
        release(item.operation);
    });
    running.worker.Complete(nullptr);
    EXPECT_EQ(queue.take().keys(), (std::vector<std::uint64_t>{1, 2}));
    AsyncomCloseWaitHandle(handle);
}

TEST(Fork, LeavesAProgressSinkInTheParent) {
    both_ends ends = make_both(action_with("f8"));
    both_ends part = make_both(action_with("f8"));
    int heard = 0;
    const auto handler = make_progress(ends.consumer.type(), [&](void*, const void*) {
        ++heard;
        return ok;
    });
    ends.consumer.put_Progress(handler);
    sinking sink(ends.worker, 1);
    sink.AddChild(part.consumer.as_unknown(), 1);
    EXPECT_EQ(sink.Report(0.1), ok);
    EXPECT_EQ(sink.Report(0.2), ok); // waits for a timer that the child does not have
    const double half = 0.5;
    expect_in_child([&](child_report& child) {
        CHILD_SAME(sink.Report(0.3), forked);
        CHILD_SAME(sink.AddChild(part.consumer.as_unknown(), 1), forked);
        CHILD_SAME(sink.Flush(), ok);
        CHILD_SAME(part.worker.ReportProgress(&half), forked);
        CHILD_SAME(ends.worker.Complete(nullptr), forked);
        sinking none;
        CHILD_SAME(none.open(ends.worker, 0), forked);
        sink.release();
        ends.worker.release();
        part.worker.release();
        CHILD_SAME(heard, 1);
        // One of its own works.
        const both_ends fresh = make_both(action_with("f8"));
        const sinking own_sink(fresh.worker);
        CHILD_SAME(own_sink.Report(0.5), ok);
    });
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_EQ(heard, 2);
    EXPECT_EQ(sink.Report(0.3), no);
}

TEST(Fork, LeavesAnAdoptedOperationInTheParent) {
    const family& of = operation_with("string", "u4");
    made_operation foreign = naive_provider().make(of);
    void* made = nullptr;
    ASSERT_EQ(AsyncomAdopt(foreign.consumer.as_unknown(), type_of(of), nullptr, &of.iid, &made),
              ok);
    operation adopted(made, of);
    std::uint8_t requested = 7;
    expect_in_child([&](child_report& child) {
        CHILD_SAME(adopted.status(), error);
        CHILD_SAME(adopted.error_code(), forked);
        CHILD_SAME(adopted.Cancel(), ok);
        CHILD_SAME(adopted.Close(), ok);
        foreign.worker->cancel_requested(&requested);
        CHILD_SAME(int(requested), 0); // what runs in the parent is not cancelled from here
        const result_of result(of, 1);
        CHILD_SAME(foreign.worker->complete(result.argument()), ok);
        CHILD_SAME(adopted.status(), error);
        adopted.release();
    });
    const result_of result(of, 1);
    EXPECT_EQ(foreign.worker->complete(result.argument()), ok);
    value taken(*of.result);
    EXPECT_EQ(adopted.take_results(taken), ok);
    EXPECT_TRUE(taken.equals(result.expected()));
}

TEST(Fork, LeavesCompositionsInTheParent) {
    const manual scheduler;
    const both_ends running = make_both(action());
    const both_ends other = make_both(action());
    const operation all = when_all({running.consumer.as_unknown(), other.consumer.as_unknown()});
    const operation limited = with_deadline(running.consumer, 10, scheduler.face());
    expect_in_child([&](child_report& child) {
        for (const operation* each : {&all, &limited}) {
            CHILD_SAME(each->status(), error);
            CHILD_SAME(each->error_code(), forked);
            CHILD_SAME(each->Wait(ASYNCOM_INFINITE), ok);
            CHILD_SAME(each->Cancel(), ok);
        }
        CHILD_SAME(other.worker.Follow(running.consumer), forked);
        // What is made here finds that it has ended.
        const operation fresh = when_all({running.consumer.as_unknown()});
        CHILD_SAME(fresh.status(), error);
        CHILD_SAME(fresh.error_code(), forked);
        CHILD_SAME(int(index_of(when_any({running.consumer.as_unknown()}))), 0);
        const operation late = with_deadline(running.consumer, 10, nullptr);
        CHILD_SAME(late.error_code(), forked);
        const both_ends own_one = make_both(action());
        const both_ends own_two = make_both(action());
        CHILD_SAME(own_one.worker.Follow(own_two.consumer), ok);
        CHILD_SAME(own_two.worker.Follow(own_one.consumer), bad_argument);
        CHILD_SAME(own_two.worker.Complete(nullptr), ok);
        CHILD_SAME(own_one.consumer.status(), completed);
    });
    running.worker.Complete(nullptr);
    other.worker.Complete(nullptr);
    EXPECT_EQ(all.status(), completed);
    EXPECT_EQ(limited.status(), completed);
}

// Another thread is in the middle of the library's own calls while the process forks.
TEST(Fork, TakesNoLockThatAnotherThreadHeld) {
    std::atomic<bool> stop{false};
    const both_ends busy = make_both(operation_with("string", "u4"));
    std::thread other([&] {
        while (!stop.load()) {
            const own<progress_handler> progress = make_progress(busy.consumer.type());
            busy.consumer.put_Progress(progress);
            ref taken;
            busy.consumer.get_Progress(taken.put());
            const both_ends passing = make_both(operation_of("string"));
            passing.consumer.Wait(0);
        }
    });
    for (int i = 0; i < 50; ++i)
        expect_in_child([&](child_report& child) {
            // The test's own recording may have been locked by the other thread; only the library
            // is called here.
            CHILD_SAME(busy.consumer.error_code(), forked);
            CHILD_SAME(busy.consumer.Wait(ASYNCOM_INFINITE), ok);
            void* made = nullptr;
            CHILD_SAME(AsyncomCreateCanceled(type_of(action()), &iid_action, &made), ok);
            release(made);
            const both_ends ends = make_both(action());
            CHILD_SAME(ends.consumer.Wait(0), no);
            CHILD_SAME(ends.worker.Complete(nullptr), ok);
            CHILD_SAME(ends.consumer.Wait(ASYNCOM_INFINITE), ok);
        });
    stop = true;
    other.join();
}

#if !defined(ASYNCOM_TEST_UNDER_TSAN)

TEST(Fork, RestartsThePoolOnDemand) {
    static std::atomic<int> runs{0};
    IAsyncWork* item = nullptr;
    ASSERT_EQ(AsyncomCreateWork(
                  [](void*, IAsyncProducer* given, IUnknown*) -> HRESULT {
                      ++runs;
                      return producer::share(given).Complete(nullptr);
                  },
                  nullptr, nullptr, &item),
              ok);
    const auto run_once = [&] {
        void* made = nullptr;
        if (AsyncomRun(type_of(action()), item, nullptr, &iid_action, &made) != ok)
            return unexpected;
        const operation op(made, action());
        op.Wait(ASYNCOM_INFINITE);
        return op.status() == completed ? ok : failed;
    };
    EXPECT_EQ(run_once(), ok);
    expect_in_child([&](child_report& child) {
        CHILD_SAME(run_once(), ok);
        CHILD_SAME(run_once(), ok);
    });
    EXPECT_EQ(run_once(), ok);
    release(item);
}

#endif

} // namespace
