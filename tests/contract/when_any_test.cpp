// SPDX-License-Identifier: MIT
// AsyncomWhenAny.
#include "support/composing.h"
#include "support/threads.h"

namespace {

using namespace contract;

TEST(WhenAny, CompletesWithTheFirstOnceTheLosersHaveEnded) {
    const auto ends = make_many(action(), 3);
    const operation any = when_any(inputs_of(ends));
    ends[1].worker.Complete(nullptr);
    EXPECT_EQ(any.status(), started);
    EXPECT_EQ(ends[0].consumer.status(), canceled);
    EXPECT_EQ(ends[2].consumer.status(), canceled);
    EXPECT_EQ(reason_of(ends[0].consumer).code, cancelled);
    ends[2].worker.EndCanceled();
    EXPECT_EQ(any.status(), started);
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(any.status(), completed);
    EXPECT_EQ(index_of(any), 1U);
}

TEST(WhenAny, TakesAnErrorOrACancelForAnEnd) {
    for (const bool fails : {true, false}) {
        const auto ends = make_many(action(), 2);
        const operation any = when_any(inputs_of(ends));
        if (fails)
            ends[1].worker.Fail(failed, nullptr);
        else
            ends[1].worker.EndCanceled();
        ends[0].worker.EndCanceled();
        EXPECT_EQ(any.status(), completed);
        EXPECT_EQ(index_of(any), 1U);
    }
    empty_error_slot();
}

TEST(WhenAny, TakesTheLowestOfThoseThatHaveEndedBefore) {
    const auto ends = make_many(action(), 4);
    ends[2].worker.Complete(nullptr);
    ends[1].worker.Complete(nullptr);
    const operation any = when_any(inputs_of(ends));
    EXPECT_EQ(ends[0].consumer.status(), canceled);
    EXPECT_EQ(ends[3].consumer.status(), canceled);
    ends[0].worker.EndCanceled();
    ends[3].worker.EndCanceled();
    EXPECT_EQ(index_of(any), 1U);
}

TEST(WhenAny, CancelGoesToAllAndIsAwaited) {
    const auto ends = make_many(action(), 2);
    const operation any = when_any(inputs_of(ends));
    EXPECT_EQ(any.CancelWithReason(access_denied, "no"), ok);
    for (const both_ends& each : ends)
        EXPECT_EQ(reason_of(each.consumer).code, access_denied);
    ends[1].worker.EndCanceled();
    EXPECT_FALSE(any.ended());
    ends[0].worker.EndCanceled();
    EXPECT_TRUE(any.ended());
    EXPECT_EQ(any.status(), canceled);
    EXPECT_EQ(any.error_code(), cancelled);
    empty_error_slot();
}

// Losers that end inside their cancel handler, on the winner's thread.
TEST(WhenAny, EndsInsideTheWinnersEndWhereLosersDo) {
    const auto ends = make_many(action(), 3);
    for (const both_ends& each : ends) {
        const own<cancel_handler> handler(
            [&each](void*) { return each.worker.EndCanceled() == ok ? ok : failed; });
        each.worker.put_CancelHandler(handler);
    }
    const operation any = when_any(inputs_of(ends));
    const own<completed_handler> handler = make_completed(any.type());
    any.put_Completed(handler);
    EXPECT_EQ(ends[2].worker.Complete(nullptr), ok);
    EXPECT_EQ(any.status(), completed);
    EXPECT_EQ(index_of(any), 2U);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(WhenAny, SharesALoserWithAnother) {
    const auto ends = make_many(action(), 3);
    const operation first =
        when_any({ends[0].consumer.as_unknown(), ends[1].consumer.as_unknown()});
    const operation second =
        when_any({ends[1].consumer.as_unknown(), ends[2].consumer.as_unknown()});
    ends[0].worker.Complete(nullptr);
    ends[1].worker.EndCanceled();
    EXPECT_EQ(index_of(first), 0U);
    EXPECT_EQ(second.status(), started);
    ends[2].worker.EndCanceled();
    EXPECT_EQ(index_of(second), 0U);
}

TEST(WhenAny, TakesTenThousand) {
    const auto ends = make_many(action(), 10'000);
    const operation any = when_any(inputs_of(ends));
    ends[5'000].worker.Complete(nullptr);
    for (const both_ends& each : ends) {
        if (each.consumer.ended()) continue;
        EXPECT_EQ(any.status(), started);
        each.worker.EndCanceled();
    }
    EXPECT_EQ(index_of(any), 5'000U);
}

TEST(WhenAny, ChecksItsArguments) {
    const both_ends end = make_both(action());
    IUnknown* const one = end.consumer.as_unknown();
    IUnknown* const with_null[] = {one, nullptr};
    void* made = &made;
    EXPECT_EQ(AsyncomWhenAny(nullptr, 1, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomWhenAny(with_null, 2, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(AsyncomWhenAny(&one, 1, nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomWhenAny(&one, 1, nullptr, &iid_async_info, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomWhenAny(&one, 0, nullptr, &iid_async_info, &made), bad_argument);
    EXPECT_EQ(AsyncomWhenAny(&one, 1, nullptr, &iid_producer, &made), no_interface);
    const own<cancel_handler> foreign;
    IUnknown* const stranger = unknown(foreign.get());
    EXPECT_EQ(AsyncomWhenAny(&stranger, 1, nullptr, &iid_async_info, &made), no_interface);
    EXPECT_EQ(end.consumer.status(), started);
    empty_error_slot();
}

} // namespace
