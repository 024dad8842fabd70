// SPDX-License-Identifier: MIT
// Cancel: asked once, answered at once, and what the body makes of it.
#include "library_provider.h"
#include "support/check.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

CONTRACT_TEST(Cancel, ShowsInTheStatusAtOnce, every) {
    const made_operation ends = context.make();
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(ends.consumer.status(), canceled);
}

CONTRACT_TEST(Cancel, TellsTheBodyOnceOnTheCancellersThread, every, feature::cancel_handler) {
    const made_operation ends = context.make();
    const own<cancel_handler> told;
    SHOULD_BE(ends.worker->put_cancel_handler(told), ok);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(told->calls.load(), 1U);
    SHOULD(told->thread.load() == std::this_thread::get_id());
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(told->calls.load(), 1U);
    std::uint8_t requested = 9;
    SHOULD_BE(ends.worker->cancel_requested(&requested), ok);
    SHOULD_BE(requested, 1U);
}

CONTRACT_TEST(Cancel, AfterTheEndChangesNothing, every) {
    const result_of result(context.type, 5);
    for (const bool well : {true, false}) {
        const made_operation ends = context.make();
        const own<completed_handler> handler = make_completed(context.type);
        ends.consumer.put_Completed(handler);
        if (well)
            ends.worker->complete(result.argument());
        else
            ends.worker->fail(access_denied, nullptr);
        SHOULD_BE(ends.consumer.Cancel(), ok);
        SHOULD_BE(ends.consumer.status(), well ? completed : error);
        SHOULD_BE(ends.consumer.error_code(), well ? ok : access_denied);
        SHOULD_BE(ends.consumer.results(), well ? ok : access_denied);
        SHOULD_BE(handler->calls(), 1U);
    }
}

CONTRACT_TEST(Cancel, BeforeTheHandlerIsSetStillFiresIt, every) {
    const made_operation ends = context.make();
    ends.consumer.Cancel();
    const own<completed_handler> handler = make_completed(context.type);
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    ends.worker->end_canceled();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, canceled);
}

CONTRACT_TEST(Cancel, IsNotUndoneByABodyThatSucceeds, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.Cancel();
    SHOULD_BE(ends.worker->complete(result.argument()), no);
    SHOULD_BE(ends.consumer.status(), canceled);
    SHOULD_BE(ends.consumer.error_code(), cancelled);
    SHOULD_BE(ends.consumer.results(), cancelled);
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, canceled);
}

CONTRACT_TEST(Cancel, IsNotUndoneByABodyThatFails, every) {
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.Cancel();
    SHOULD_BE(ends.worker->fail(access_denied, "too late"), no);
    SHOULD_BE(ends.consumer.status(), canceled);
    SHOULD_BE(ends.consumer.error_code(), cancelled);
    SHOULD_BE(ends.consumer.results(), cancelled);
    SHOULD_BE(handler->last().status, canceled);
}

CONTRACT_TEST(Cancel, MayComeFromTheBodyItself, every) {
    const made_operation asked_nobody = context.make();
    SHOULD_BE(asked_nobody.worker->end_canceled(), ok);
    SHOULD_BE(asked_nobody.consumer.status(), canceled);
    SHOULD_BE(asked_nobody.consumer.error_code(), cancelled);
    const made_operation by_code = context.make();
    SHOULD_BE(by_code.worker->fail(cancelled, nullptr), ok);
    SHOULD_BE(by_code.consumer.status(), canceled);
    SHOULD_BE(by_code.consumer.error_code(), cancelled);
    SHOULD_BE(by_code.consumer.results(), cancelled);
}

CONTRACT_TEST(Cancel, InsideTheHandlerDoesNothing, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    answer inside = unexpected;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        inside = ends.consumer.Cancel();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    SHOULD_BE(inside, ok);
    SHOULD_BE(ends.consumer.status(), completed);
    SHOULD_BE(handler->calls(), 1U);
}

// Cancel comes back although the body does not move before it has.
CONTRACT_TEST(Cancel, DoesNotWaitForTheBody, plain) {
    const made_operation ends = context.make();
    gate cancelled_already;
    std::thread body([&] {
        cancelled_already.wait();
        ends.worker->end_canceled();
    });
    SHOULD_BE(ends.consumer.Cancel(), ok);
    cancelled_already.open();
    body.join();
    SHOULD_BE(ends.consumer.status(), canceled);
}

CONTRACT_TEST(CancelHandler, MayCallBackIntoTheOperation, every, feature::cancel_handler) {
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    std::int32_t status = -1;
    answer closing = ok;
    answer setting = unexpected;
    answer again = unexpected;
    const own<cancel_handler> told([&](void*) {
        status = ends.consumer.status();
        closing = ends.consumer.Close();
        setting = ends.consumer.put_Completed(handler);
        again = ends.consumer.Cancel();
        return ok;
    });
    ends.worker->put_cancel_handler(told);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(status, canceled);
    SHOULD_BE(closing, illegal_state_change);
    SHOULD_BE(setting, ok);
    SHOULD_BE(again, ok);
    SHOULD_BE(told->calls.load(), 1U);
    SHOULD_BE(handler->calls(), 0U);
    ends.worker->end_canceled();
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(CancelHandler, MayEndTheOperation, every, feature::cancel_handler) {
    const result_of result(context.type, 5);
    for (int way = 0; way < 3; ++way) {
        const made_operation ends = context.make();
        const own<completed_handler> handler = make_completed(context.type);
        ends.consumer.put_Completed(handler);
        answer ended = unexpected;
        const own<cancel_handler> told([&](void*) {
            if (way == 0) ended = ends.worker->end_canceled();
            if (way == 1) ended = ends.worker->complete(result.argument());
            if (way == 2) ended = ends.worker->fail(access_denied, nullptr);
            return ok;
        });
        ends.worker->put_cancel_handler(told);
        SHOULD_BE(ends.consumer.Cancel(), ok);
        SHOULD_BE(ended, way == 0 ? ok : no);
        SHOULD_BE(ends.consumer.status(), canceled);
        SHOULD_BE(handler->calls(), 1U);
        SHOULD_BE(handler->last().status, canceled);
        SHOULD(told.alone());
    }
}

CONTRACT_TEST(CancelHandler, FailingIsNotTheCancellersFailure, plain, feature::cancel_handler) {
    const made_operation ends = context.make();
    const own<cancel_handler> told([](void*) { return failed; });
    ends.worker->put_cancel_handler(told);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(ends.consumer.status(), canceled);
}

CONTRACT_TEST(CancelHandler, IsLetGoAtTheEnd, plain, feature::cancel_handler) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<cancel_handler> told;
    ends.worker->put_cancel_handler(told);
    SHOULD_BE(told->references.load(), 2U);
    ends.worker->complete(result.argument());
    SHOULD(told.alone());
    ends.consumer.Cancel();
    SHOULD_BE(told->calls.load(), 0U);
}

CONTRACT_TEST(Cancel, AfterCloseStillAnswersOk, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    ends.worker->complete(result.argument());
    SHOULD_BE(ends.consumer.Close(), ok);
    SHOULD_BE(ends.consumer.Cancel(), ok);
}

TEST(Cancel, FromTwoThreadsTellsTheBodyOnce) {
    for (int round = 0; round < 500; ++round) {
        const both_ends ends = make_both(plain_families()[static_cast<std::size_t>(round) % 4]);
        const own<cancel_handler> told;
        ends.worker.put_CancelHandler(told);
        start_line line(2);
        std::thread other([&] {
            line.meet();
            EXPECT_EQ(ends.consumer.Cancel(), ok);
        });
        line.meet();
        EXPECT_EQ(ends.consumer.Cancel(), ok);
        other.join();
        EXPECT_EQ(told->calls.load(), 1U);
        EXPECT_EQ(ends.worker.EndCanceled(), ok);
    }
}

// Whoever wins, the handler is called once and is told what the status says.
TEST(Cancel, RacingTheEndLeavesOneOutcome) {
    constexpr std::size_t rounds = 100'000;
    const family& of = action();
    std::vector<both_ends> all;
    std::vector<own<completed_handler>> handlers;
    for (std::size_t i = 0; i < rounds; ++i) {
        all.push_back(make_both(of));
        handlers.push_back(make_completed(of));
        all[i].consumer.put_Completed(handlers[i]);
    }
    std::atomic<std::size_t> round{0};
    std::atomic<std::size_t> done{0};
    std::thread canceller([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            while (round.load() <= i)
                std::this_thread::yield();
            all[i].consumer.Cancel();
            done.store(i + 1);
        }
    });
    std::size_t well = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
        round.store(i + 1);
        const answer answered = all[i].worker.Complete(nullptr);
        while (done.load() <= i)
            std::this_thread::yield();
        const std::int32_t status = all[i].consumer.status();
        ASSERT_EQ(status, answered == ok ? completed : canceled);
        ASSERT_EQ(handlers[i]->calls(), 1U);
        ASSERT_EQ(handlers[i]->last().status, status);
        well += answered == ok ? 1 : 0;
    }
    canceller.join();
    RecordProperty("completed", static_cast<int>(well));
}

} // namespace
