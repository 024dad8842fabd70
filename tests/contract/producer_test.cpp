// SPDX-License-Identifier: MIT
// The producer's end: what it may do when, what happens when it misbehaves, and when it vanishes.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

CONTRACT_TEST(Producer, EndsOnce, every) {
    const result_of result(context.type, 5);
    for (int first = 0; first < 3; ++first) {
        const made_operation ends = context.make();
        const own<completed_handler> handler = make_completed(context.type);
        ends.consumer.put_Completed(handler);
        if (first == 0) ends.worker->complete(result.argument());
        if (first == 1) ends.worker->fail(access_denied, nullptr);
        if (first == 2) ends.worker->end_canceled();
        const std::int32_t status = ends.consumer.status();
        SHOULD_BE(ends.worker->complete(result.argument()), illegal_state_change);
        SHOULD_BE(ends.worker->fail(failed, nullptr), illegal_state_change);
        SHOULD_BE(ends.worker->end_canceled(), illegal_state_change);
        SHOULD_BE(ends.consumer.status(), status);
        SHOULD_BE(handler->calls(), 1U);
    }
}

CONTRACT_TEST(Producer, ThatVanishesNeverLeavesAWaiter, every) {
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.worker.reset();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(ends.consumer.status(), error);
    SHOULD_BE(ends.consumer.error_code(), abandoned);
    SHOULD_BE(ends.consumer.results(), abandoned);
}

CONTRACT_TEST(Producer, ThatVanishesAfterACancelCanceled, every) {
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.Cancel();
    ends.worker.reset();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(ends.consumer.status(), canceled);
    SHOULD_BE(ends.consumer.results(), cancelled);
}

CONTRACT_TEST(Producer, MayGoAfterTheEnd, every) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    ends.worker->complete(result.argument());
    ends.worker.reset();
    SHOULD_BE(ends.consumer.status(), completed);
    SHOULD_BE(ends.consumer.results(), ok);
}

CONTRACT_TEST(Producer, ChecksItsResult, every) {
    const made_operation ends = context.make();
    const int something = 1;
    if (context.type.has_result())
        SHOULD_BE(ends.worker->complete(nullptr), bad_pointer);
    else
        SHOULD_BE(ends.worker->complete(&something), bad_argument);
    SHOULD_BE(ends.consumer.status(), started);
    const result_of result(context.type, 5);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
}

CONTRACT_TEST(Producer, DoesNotFailWithASuccess, every) {
    const made_operation ends = context.make();
    SHOULD_BE(ends.worker->fail(ok, nullptr), bad_argument);
    SHOULD_BE(ends.worker->fail(no, nullptr), bad_argument);
    SHOULD_BE(ends.consumer.status(), started);
}

CONTRACT_TEST(Producer, ChecksItsReports, every) {
    const made_operation ends = context.make();
    const std::byte something[512]{};
    if (context.type.has_progress())
        SHOULD_BE(ends.worker->report(nullptr), bad_pointer);
    else
        SHOULD_BE(ends.worker->report(something), not_implemented);
}

CONTRACT_TEST(Producer, ChecksItsPartialResults, every, feature::partial_results) {
    const made_operation ends = context.make();
    const std::byte something[512]{};
    if (context.type.has_result())
        SHOULD_BE(ends.worker->set_partial(nullptr), bad_pointer);
    else
        SHOULD_BE(ends.worker->set_partial(something), not_implemented);
}

// Ending from inside the handler that a report is running would end the operation under the
// reporter's feet.
TEST(Producer, MayNotEndInsideItsOwnProgressHandler) {
    for (const family& each : plain_families()) {
        if (!each.has_progress()) continue;
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        const own<completed_handler> end = make_completed(each);
        int misuses = 0;
        const own<progress_handler> handler = make_progress(each, [&](void*, const void*) {
            misuses += ends.worker.Complete(result.argument()) == illegal_method_call;
            misuses += ends.worker.Fail(failed, nullptr) == illegal_method_call;
            misuses += ends.worker.EndCanceled() == illegal_method_call;
            return ok;
        });
        ends.consumer.put_Progress(handler);
        ends.consumer.put_Completed(end);
        const value report = value::sample(*each.progress, 1);
        EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
        EXPECT_EQ(misuses, 3) << each.name;
        EXPECT_EQ(ends.consumer.status(), started);
        EXPECT_EQ(end->calls(), 0U);
        EXPECT_EQ(ends.worker.Complete(result.argument()), ok);
        EXPECT_EQ(end->calls(), 1U);
    }
}

TEST(Producer, MayBeReleasedInsideItsProgressHandler) {
    for (const family& each : plain_families()) {
        if (!each.has_progress()) continue;
        both_ends ends = make_both(each);
        const own<completed_handler> end = make_completed(each);
        void* worker = ends.worker.get();
        const own<progress_handler> handler = make_progress(each, [&](void*, const void*) {
            ends.worker.release();
            return ok;
        });
        ends.consumer.put_Progress(handler);
        ends.consumer.put_Completed(end);
        const value report = value::sample(*each.progress, 1);
        EXPECT_EQ(call<const void*>(worker, 3, report.address()), ok);
        EXPECT_EQ(ends.consumer.error_code(), abandoned) << each.name;
        EXPECT_EQ(end->calls(), 1U);
        EXPECT_TRUE(handler.alone());
    }
    empty_error_slot();
}

// As a smart pointer's copy does; in every report, so that one which is not dropped shows.
TEST(Producer, MayBeSharedAndReleasedInsideItsProgressHandler) {
    for (const family& each : plain_families()) {
        if (!each.has_progress()) continue;
        both_ends ends = make_both(each);
        const both_ends other = make_both(action());
        ref weak;
        {
            const ref source = ends.consumer.query(iid_weak_source);
            ASSERT_EQ(call(source.get(), 3, weak.put()), ok);
        }
        void* const sender = ends.consumer.get();
        const own<progress_handler> handler = make_progress(each, [&](void*, const void*) {
            producer copy = producer::share(ends.worker.get());
            copy.release();
            const ref borrowed = ref::share(sender);
            return ok;
        });
        ends.consumer.put_Progress(handler);
        const value report = value::sample(*each.progress, 1);
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
        // The same inside a handler of another operation.
        const own<completed_handler> outer = make_completed(action(), [&](void*, std::int32_t) {
            for (int i = 0; i < 3; ++i)
                EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
            return ok;
        });
        other.consumer.put_Completed(outer);
        EXPECT_EQ(other.worker.Complete(nullptr), ok);
        ends.worker.EndCanceled();
        ends.worker.release();
        ends.consumer.release();
        ref back;
        EXPECT_EQ((call<const GUID*, void**>(weak.get(), 3, &iid_async_info, back.put())), ok);
        EXPECT_FALSE(back) << each.name;
    }
    empty_error_slot();
}

// The handler's context owns the producer reference through which the operation is completed.
TEST(Producer, MayBeOwnedByItsOwnProgressHandler) {
    for (const family& each : plain_families()) {
        if (!each.has_progress()) continue;
        const result_of result(each, 5);
        both_ends ends = make_both(each);
        const own<completed_handler> end = make_completed(each, [&](void* sender, std::int32_t) {
            return call<GUID*, void**>(sender, 0, const_cast<GUID*>(&iid_unknown), nullptr) ==
                           bad_pointer
                       ? ok
                       : failed;
        });
        ends.consumer.put_Completed(end);
        void* const worker = ends.worker.get();
        {
            own<progress_handler> owner =
                make_progress(each, [held = ends.worker](void*, const void*) { return ok; });
            ends.consumer.put_Progress(owner);
        }
        ends.worker.release();
        ends.consumer.release();
        EXPECT_EQ(call<const void*>(worker, 5, result.argument()), ok) << each.name;
        EXPECT_EQ(end->calls(), 1U);
        EXPECT_TRUE(end.alone());
    }
}

TEST(Producer, MayBeReleasedInsideItsCancelHandler) {
    for (const family& each : plain_families()) {
        both_ends ends = make_both(each);
        const own<completed_handler> end = make_completed(each);
        const own<cancel_handler> told([&](void*) {
            ends.worker.release();
            return ok;
        });
        ends.worker.put_CancelHandler(told);
        ends.consumer.put_Completed(end);
        EXPECT_EQ(ends.consumer.Cancel(), ok);
        EXPECT_EQ(ends.consumer.status(), canceled);
        EXPECT_TRUE(ends.consumer.ended());
        EXPECT_EQ(end->calls(), 1U);
        EXPECT_TRUE(told.alone());
    }
}

TEST(Producer, MayCompleteInsideAnotherOperationsHandler) {
    const both_ends outer = make_both(action());
    const both_ends inner = make_both(action());
    const own<completed_handler> inner_handler = make_completed(action());
    inner.consumer.put_Completed(inner_handler);
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        EXPECT_EQ(inner.worker.Complete(nullptr), ok);
        EXPECT_EQ(inner_handler->calls(), 1U);
        return ok;
    });
    outer.consumer.put_Completed(handler);
    EXPECT_EQ(outer.worker.Complete(nullptr), ok);
    EXPECT_EQ(inner_handler->calls(), 1U);
}

TEST(Producer, CancelHandlerGetsTheProducerAsSender) {
    const both_ends ends = make_both(operation_of("string"));
    void* sender = nullptr;
    const own<cancel_handler> told([&](void* from) {
        sender = from;
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    ends.consumer.Cancel();
    EXPECT_EQ(sender, ends.worker.get());
}

TEST(Producer, CancelHandlerSetAfterTheRequestRunsInside) {
    const both_ends ends = make_both(action());
    ends.consumer.Cancel();
    const own<cancel_handler> first;
    const own<cancel_handler> second;
    EXPECT_EQ(ends.worker.put_CancelHandler(first), ok);
    EXPECT_EQ(first->calls.load(), 1U);
    // Another one is told too, the same one never twice.
    EXPECT_EQ(ends.worker.put_CancelHandler(second), ok);
    EXPECT_EQ(second->calls.load(), 1U);
    EXPECT_EQ(first->calls.load(), 1U);
    EXPECT_EQ(ends.worker.put_CancelHandler(nullptr), ok);
    EXPECT_TRUE(first.alone());
    EXPECT_TRUE(second.alone());
}

TEST(Producer, CancelHandlerIsReplacedBeforeTheRequest) {
    const both_ends ends = make_both(action());
    const own<cancel_handler> first;
    const own<cancel_handler> second;
    ends.worker.put_CancelHandler(first);
    ends.worker.put_CancelHandler(second);
    EXPECT_TRUE(first.alone());
    ends.consumer.Cancel();
    EXPECT_EQ(first->calls.load(), 0U);
    EXPECT_EQ(second->calls.load(), 1U);
}

// When put_CancelHandler returns, the old handler neither runs nor will.
TEST(Producer, RemovingTheCancelHandlerWaitsForItsRun) {
    const both_ends ends = make_both(action());
    gate inside;
    gate may_return;
    std::atomic<bool> returned{false};
    const own<cancel_handler> told([&](void*) {
        inside.open();
        may_return.wait();
        returned = true;
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    std::thread canceller([&] { ends.consumer.Cancel(); });
    inside.wait();
    std::thread releaser([&] { may_return.open(); });
    EXPECT_EQ(ends.worker.put_CancelHandler(nullptr), ok);
    EXPECT_TRUE(returned.load());
    canceller.join();
    releaser.join();
    EXPECT_TRUE(told.alone());
}

TEST(Producer, CancelHandlerMayRemoveItself) {
    const both_ends ends = make_both(action());
    answer removing = unexpected;
    const own<cancel_handler> told([&](void*) {
        removing = ends.worker.put_CancelHandler(nullptr);
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    EXPECT_EQ(ends.consumer.Cancel(), ok);
    EXPECT_EQ(removing, ok);
    EXPECT_EQ(told->calls.load(), 1U);
    EXPECT_TRUE(told.alone());
}

TEST(Producer, EndDropsTheCancelHandlerWithoutWaiting) {
    const both_ends ends = make_both(action());
    gate inside;
    gate ended;
    const own<cancel_handler> told([&](void*) {
        inside.open();
        ended.wait();
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    std::thread canceller([&] { ends.consumer.Cancel(); });
    inside.wait();
    EXPECT_EQ(ends.worker.EndCanceled(), ok);
    ended.open();
    canceller.join();
    EXPECT_TRUE(told.alone());
}

TEST(Producer, SeesTheReasonOfTheCancel) {
    const both_ends ends = make_both(action());
    std::uint8_t requested = 9;
    answer reason = unexpected;
    HSTRING text = nullptr;
    EXPECT_EQ(ends.worker.get_CancelRequested(&requested), ok);
    EXPECT_EQ(requested, 0);
    EXPECT_EQ(ends.worker.GetCancelReason(&reason, &text), no);
    EXPECT_EQ(reason, ok);
    EXPECT_EQ(text, nullptr);
    ends.consumer.CancelWithReason(timed_out, "too slow");
    EXPECT_EQ(ends.worker.get_CancelRequested(&requested), ok);
    EXPECT_EQ(requested, 1);
    EXPECT_EQ(ends.worker.GetCancelReason(&reason, &text), ok);
    EXPECT_EQ(reason, timed_out);
    EXPECT_EQ(text_of(text), u"too slow");
    WindowsDeleteString(text);
}

TEST(Producer, ThatCancelsUnaskedGivesTheCodeAsReason) {
    const both_ends ends = make_both(action());
    EXPECT_EQ(ends.worker.EndCanceled(), ok);
    std::uint8_t requested = 9;
    EXPECT_EQ(ends.consumer.get_CancelRequested(&requested), ok);
    EXPECT_EQ(requested, 0);
    answer reason = ok;
    HSTRING text = nullptr;
    EXPECT_EQ(ends.consumer.GetCancelReason(&reason, &text), ok);
    EXPECT_EQ(reason, cancelled);
    EXPECT_EQ(text_of(text), u"");
    WindowsDeleteString(text);
}

TEST(Producer, GivesTheOperationAfterEveryConsumerLeft) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        both_ends ends = make_both(each);
        void* const pointer = ends.consumer.get();
        const own<completed_handler> handler = make_completed(each);
        ends.consumer.put_Completed(handler);
        ends.consumer.release();
        ref back;
        EXPECT_EQ(ends.worker.GetOperation(&each.iid, back.put()), ok);
        EXPECT_EQ(back.get(), pointer);
        back.reset();
        ends.worker.Complete(result.argument());
        EXPECT_EQ(handler->calls(), 1U);
        EXPECT_EQ(ends.worker.GetOperation(&each.iid, back.put()), ok);
        EXPECT_EQ(operation(back.detach(), each).status(), completed);
    }
}

// 5, 6, 7 and the last Release from several threads: one wins, and there is one outcome.
TEST(Producer, EndsOnceWhenThreadsRace) {
    for (int round = 0; round < 1'000; ++round) {
        both_ends ends = make_both(action());
        const own<completed_handler> handler = make_completed(action());
        ends.consumer.put_Completed(handler);
        start_line line(4);
        std::atomic<int> accepted{0};
        std::vector<std::thread> team;
        for (int way = 0; way < 3; ++way)
            team.emplace_back([&, way, mine = producer::share(ends.worker.get())]() mutable {
                line.meet();
                const answer answered = way == 0   ? mine.Complete(nullptr)
                                        : way == 1 ? mine.Fail(access_denied, "raced")
                                                   : mine.EndCanceled();
                if (answered == ok)
                    ++accepted;
                else
                    EXPECT_EQ(answered, illegal_state_change);
                mine.release();
            });
        line.meet();
        ends.worker.release();
        for (std::thread& each : team)
            each.join();
        ASSERT_EQ(accepted.load(), 1);
        ASSERT_EQ(handler->calls(), 1U);
        ASSERT_EQ(handler->last().status, ends.consumer.status());
        ASSERT_TRUE(handler.alone());
    }
    empty_error_slot();
}

// What the producer wrote before the end is visible to the handler and to a reader that saw the
// end.
TEST(Producer, PublishesWhatItWroteBefore) {
    const family& of = operation_of("u8");
    for (int round = 0; round < 2'000; ++round) {
        const both_ends ends = make_both(of);
        std::uint64_t plain = 0;
        std::thread worker([&] {
            plain = 42;
            const std::uint64_t result = 7;
            ends.worker.Complete(&result);
        });
        while (ends.consumer.status() == started)
            std::this_thread::yield();
        EXPECT_EQ(ends.consumer.results(), ok);
        EXPECT_EQ(plain, 42U);
        worker.join();
    }
}

} // namespace
