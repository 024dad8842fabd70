// SPDX-License-Identifier: MIT
// Close: refused while the body runs, final afterwards, and it frees nothing.
#include "library_provider.h"
#include "support/check.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

CONTRACT_TEST(Close, IsRefusedWhileRunning, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    SHOULD_BE(ends.consumer.Close(), illegal_state_change);
    SHOULD_BE(ends.consumer.status(), started);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    SHOULD_BE(ends.consumer.status(), completed);
}

CONTRACT_TEST(Close, IsRefusedWhileACancelledBodyRuns, every) {
    const made_operation ends = context.make();
    ends.consumer.Cancel();
    SHOULD_BE(ends.consumer.Close(), illegal_state_change);
    SHOULD_BE(ends.consumer.status(), canceled);
    ends.worker->end_canceled();
    SHOULD_BE(ends.consumer.Close(), ok);
}

CONTRACT_TEST(Close, IsAcceptedOnceEndedAndRepeatable, every) {
    const result_of result(context.type, 5);
    for (const std::int32_t outcome : {completed, canceled, error}) {
        const made_operation ends = context.make();
        if (outcome == completed) ends.worker->complete(result.argument());
        if (outcome == canceled) ends.worker->end_canceled();
        if (outcome == error) ends.worker->fail(access_denied, nullptr);
        SHOULD_BE(ends.consumer.Close(), ok);
        SHOULD_BE(ends.consumer.Close(), ok);
        SHOULD_BE(ends.consumer.Cancel(), ok);
    }
}

CONTRACT_TEST(Close, MakesEveryOtherCallIllegal, every) {
    const result_of result(context.type, 5);
    for (const std::int32_t outcome : {completed, canceled, error}) {
        const made_operation ends = context.make();
        if (outcome == completed) ends.worker->complete(result.argument());
        if (outcome == canceled) ends.worker->end_canceled();
        if (outcome == error) ends.worker->fail(access_denied, nullptr);
        ends.consumer.Close();
        const own<completed_handler> handler = make_completed(context.type);
        ref taken;
        std::uint32_t id = 0;
        std::int32_t status = -1;
        answer code = ok;
        SHOULD_BE(ends.consumer.get_Id(&id), illegal_method_call);
        SHOULD_BE(ends.consumer.get_Status(&status), illegal_method_call);
        SHOULD_BE(ends.consumer.get_ErrorCode(&code), illegal_method_call);
        SHOULD_BE(ends.consumer.put_Completed(handler), illegal_method_call);
        SHOULD_BE(ends.consumer.put_Completed(nullptr), illegal_method_call);
        SHOULD_BE(ends.consumer.get_Completed(taken.put()), illegal_method_call);
        SHOULD_BE(ends.consumer.results(), illegal_method_call);
        SHOULD(handler.alone());
        SHOULD_BE(handler->calls(), 0U);
        if (!context.type.has_progress()) continue;
        const own<progress_handler> progress = make_progress(context.type);
        SHOULD_BE(ends.consumer.put_Progress(progress), illegal_method_call);
        SHOULD_BE(ends.consumer.get_Progress(taken.put()), illegal_method_call);
        SHOULD(progress.alone());
    }
}

// As Windows' objects do, the getters write although they fail.
CONTRACT_TEST(Close, LeavesTheGettersWriting, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    std::uint32_t id = 0;
    ends.consumer.get_Id(&id);
    ends.worker->complete(result.argument());
    ends.consumer.Close();
    std::uint32_t id_after = 0;
    std::int32_t status = -1;
    answer code = ok;
    ends.consumer.get_Id(&id_after);
    ends.consumer.get_Status(&status);
    ends.consumer.get_ErrorCode(&code);
    SHOULD_BE(id_after, id);
    SHOULD_BE(status, closed);
    SHOULD_BE(code, illegal_method_call);
}

CONTRACT_TEST(Close, StillRefusesNull, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    ends.worker->complete(result.argument());
    ends.consumer.Close();
    SHOULD_BE(ends.consumer.get_Id(nullptr), bad_pointer);
    SHOULD_BE(ends.consumer.get_Status(nullptr), bad_pointer);
    SHOULD_BE(ends.consumer.get_ErrorCode(nullptr), bad_pointer);
}

CONTRACT_TEST(Close, InsideTheHandlerIsHonoured, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    answer closing = unexpected;
    answer reading = ok;
    answer taking = ok;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        closing = ends.consumer.Close();
        std::int32_t status = 0;
        reading = ends.consumer.get_Status(&status);
        taking = ends.consumer.results();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    SHOULD_BE(closing, ok);
    SHOULD_BE(reading, illegal_method_call);
    SHOULD_BE(taking, illegal_method_call);
    SHOULD(handler.alone());
}

CONTRACT_TEST(Close, DoesNotWaitForARunningHandler, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    gate inside;
    gate closed_already;
    bool met = false;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        inside.open();
        met = closed_already.wait_for(context.patience);
        return ok;
    });
    ends.consumer.put_Completed(handler);
    std::thread worker([&] { ends.worker->complete(result.argument()); });
    inside.wait();
    SHOULD_BE(ends.consumer.Close(), ok);
    closed_already.open();
    worker.join();
    SHOULD(met);
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Close, IsNotNeededToFreeEverything, every) {
    // Handlers and result are counted; what stays shows when the check ends.
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    if (context.type.has_progress()) {
        const own<progress_handler> progress = make_progress(context.type);
        ends.consumer.put_Progress(progress);
    }
    ends.worker->complete(result.argument());
    ends.worker.reset();
    ends.consumer.release();
    SHOULD(handler.alone());
}

TEST(Close, LeavesIAsyncControlUsable) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        ends.worker.Fail(access_denied, "no entry");
        EXPECT_EQ(ends.consumer.Close(), ok);
        EXPECT_TRUE(ends.consumer.ended());
        EXPECT_EQ(ends.consumer.Wait(ASYNCOM_INFINITE), ok);
        ref kept;
        EXPECT_EQ(ends.consumer.GetError(kept.put()), ok);
        EXPECT_TRUE(kept);
        ref type;
        EXPECT_EQ(ends.consumer.GetType(type.put()), ok);
        EXPECT_EQ(type.detach(), type_of(each));
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        EXPECT_EQ(ends.consumer.GetInfo(&info), ok);
        EXPECT_EQ(info.status, error);
        EXPECT_EQ(info.flags & ASYNCOM_INFO_CLOSED, ASYNCOM_INFO_CLOSED);
        EXPECT_EQ(ends.consumer.CancelWithReason(failed, nullptr), no);
        std::intptr_t handle = -1;
        EXPECT_EQ(ends.consumer.GetWaitHandle(&handle), ok);
        EXPECT_EQ(AsyncomCloseWaitHandle(handle), ok);
    }
}

TEST(Close, RacesTheEndWithoutHarm) {
    for (int round = 0; round < 2'000; ++round) {
        const both_ends ends = make_both(action());
        const own<completed_handler> handler = make_completed(action());
        ends.consumer.put_Completed(handler);
        start_line line(2);
        std::thread closer([&] {
            line.meet();
            while (ends.consumer.Close() == illegal_state_change)
                std::this_thread::yield();
        });
        line.meet();
        EXPECT_EQ(ends.worker.Complete(nullptr), ok);
        closer.join();
        EXPECT_EQ(handler->calls(), 1U);
        EXPECT_TRUE(handler.alone());
    }
}

} // namespace
