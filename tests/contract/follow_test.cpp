// SPDX-License-Identifier: MIT
// IAsyncProducer::Follow.
#include "support/composing.h"
#include "support/threads.h"

namespace {

using namespace contract;

TEST(Follow, EndsAsTheOtherDoes) {
    for (const family& each : all_families()) {
        both_ends outer = make_both(each);
        const both_ends inner = make_both(each);
        EXPECT_EQ(outer.worker.Follow(inner.consumer), ok);
        outer.worker.release(); // abandons nothing
        EXPECT_EQ(outer.consumer.status(), started);
        const result_of result(each, 6);
        inner.worker.Complete(result.argument());
        EXPECT_EQ(outer.consumer.status(), completed);
        if (!each.has_result()) continue;
        value taken(*each.result);
        EXPECT_EQ(outer.consumer.take_results(taken), ok);
        EXPECT_TRUE(taken.equals(result.expected()));
    }
}

TEST(Follow, TakesWhatHasEndedAtOnce) {
    const both_ends outer = make_both(operation_of("u4"));
    const both_ends inner = make_both(operation_of("u4"));
    const std::uint32_t result = 3;
    inner.worker.Complete(&result);
    const own<completed_handler> handler = make_completed(outer.consumer.type());
    outer.consumer.put_Completed(handler);
    EXPECT_EQ(outer.worker.Follow(inner.consumer), ok);
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(index_of(outer.consumer), 3U);
}

TEST(Follow, TakesTheEndFromTheProducer) {
    const both_ends outer = make_both(operation_with("u4", "u4"));
    const both_ends inner = make_both(operation_with("u4", "u4"));
    EXPECT_EQ(outer.worker.Follow(inner.consumer), ok);
    const std::uint32_t number = 1;
    EXPECT_EQ(outer.worker.ReportProgress(&number), illegal_state_change);
    EXPECT_EQ(outer.worker.SetPartialResult(&number), illegal_state_change);
    EXPECT_EQ(outer.worker.Complete(&number), illegal_state_change);
    EXPECT_EQ(outer.worker.Fail(failed, nullptr), illegal_state_change);
    EXPECT_EQ(outer.worker.EndCanceled(), illegal_state_change);
    EXPECT_EQ(outer.worker.Follow(inner.consumer), illegal_state_change);
    EXPECT_EQ(outer.consumer.status(), started);
    std::uint8_t requested = 1;
    EXPECT_EQ(outer.worker.get_CancelRequested(&requested), ok);
    inner.worker.Complete(&number);
    EXPECT_EQ(outer.worker.Follow(inner.consumer), illegal_state_change);
    EXPECT_EQ(outer.consumer.status(), completed);
    empty_error_slot();
}

TEST(Follow, PassesProgressPartialResultsAndErrors) {
    const family& type = operation_with("u4", "u4");
    const both_ends outer = make_both(type);
    const both_ends inner = make_named(type, "inner work");
    outer.worker.Follow(inner.consumer);
    std::vector<std::uint32_t> seen;
    const own<progress_handler> handler = make_progress(type, [&](void*, const void* value) {
        seen.push_back(*static_cast<const std::uint32_t*>(value));
        return ok;
    });
    outer.consumer.put_Progress(handler);
    for (const std::uint32_t number : {1U, 2U, 3U})
        inner.worker.ReportProgress(&number);
    EXPECT_EQ(seen, (std::vector<std::uint32_t>{1, 2, 3}));
    const std::uint32_t partial = 9;
    inner.worker.SetPartialResult(&partial);
    std::uint32_t found = 0;
    EXPECT_EQ(outer.consumer.GetPartialResult(&found), ok);
    EXPECT_EQ(found, 9U);
    inner.worker.Fail(access_denied, "no");
    EXPECT_EQ(outer.consumer.error_code(), access_denied);
    EXPECT_NE(context_of(outer.consumer).find("\"inner work\""), std::string::npos);
    EXPECT_EQ(outer.consumer.GetPartialResult(&found), ok);
    empty_error_slot();
}

TEST(Follow, CancelGoesDownWithItsReasonAfterTheOwnHandler) {
    const both_ends outer = make_both(action());
    const both_ends inner = make_both(action());
    std::vector<int> order;
    const own<cancel_handler> first([&](void*) {
        order.push_back(1);
        return ok;
    });
    const own<cancel_handler> second([&](void*) {
        order.push_back(2);
        return ok;
    });
    outer.worker.put_CancelHandler(first);
    inner.worker.put_CancelHandler(second);
    outer.worker.Follow(inner.consumer);
    outer.consumer.CancelWithReason(timed_out, "slow");
    EXPECT_EQ(order, (std::vector<int>{1, 2}));
    EXPECT_EQ(reason_of(inner.consumer).text, u"slow");
    EXPECT_FALSE(outer.consumer.ended());
    inner.worker.Fail(failed, "meanwhile");
    EXPECT_EQ(outer.consumer.status(), canceled);
    ref kept;
    EXPECT_EQ(outer.consumer.GetError(kept.put()), ok); // the error that came later
    empty_error_slot();
}

TEST(Follow, AfterACancelCancelsTheOther) {
    const both_ends outer = make_both(action());
    const both_ends inner = make_both(action());
    outer.consumer.CancelWithReason(timed_out, "slow");
    EXPECT_EQ(outer.worker.Follow(inner.consumer), ok);
    EXPECT_EQ(reason_of(inner.consumer).code, timed_out);
    EXPECT_EQ(reason_of(inner.consumer).text, u"slow");
    inner.worker.EndCanceled();
    EXPECT_TRUE(outer.consumer.ended());
    empty_error_slot();
}

TEST(Follow, RefusesAnotherTypeAndAStranger) {
    const both_ends outer = make_both(operation_of("u4"));
    const both_ends other = make_both(operation_of("i4"));
    EXPECT_EQ(outer.worker.Follow(other.consumer), bad_argument);
    EXPECT_EQ(outer.worker.Follow(nullptr), bad_pointer);
    const own<cancel_handler> foreign;
    EXPECT_EQ(outer.worker.Follow(foreign), no_interface);
    const std::uint32_t number = 2;
    EXPECT_EQ(outer.worker.Complete(&number), ok);
    empty_error_slot();
}

TEST(Follow, InsideTheOwnProgressHandlerIsRefused) {
    const both_ends outer = make_both(action_with("f8"));
    const both_ends inner = make_both(action_with("f8"));
    answer inside = unexpected;
    const own<progress_handler> handler =
        make_progress(outer.consumer.type(), [&](void*, const void*) {
            inside = outer.worker.Follow(inner.consumer);
            return ok;
        });
    outer.consumer.put_Progress(handler);
    const double half = 0.5;
    EXPECT_EQ(outer.worker.ReportProgress(&half), ok);
    EXPECT_EQ(inside, illegal_method_call);
    EXPECT_EQ(outer.worker.Complete(nullptr), ok);
    EXPECT_EQ(inner.consumer.status(), started);
    empty_error_slot();
}

// ---- cycles

TEST(FollowCycle, OfOneIsRefused) {
    const both_ends one = make_both(action());
    EXPECT_EQ(one.worker.Follow(one.consumer), bad_argument);
    EXPECT_EQ(one.worker.Complete(nullptr), ok);
    empty_error_slot();
}

TEST(FollowCycle, OfManyIsRefusedAndNothingHasChanged) {
    const auto ends = make_many(action(), 50);
    for (std::size_t i = 0; i + 1 < ends.size(); ++i)
        EXPECT_EQ(ends[i].worker.Follow(ends[i + 1].consumer), ok);
    for (std::size_t i = 0; i < ends.size(); ++i)
        EXPECT_EQ(ends.back().worker.Follow(ends[i].consumer), bad_argument);
    EXPECT_EQ(ends.back().worker.Complete(nullptr), ok);
    EXPECT_EQ(ends.front().consumer.status(), completed);
    empty_error_slot();
}

TEST(FollowCycle, ThroughEveryCompositionIsRefused) {
    const manual scheduler;
    const own<work> item([](void*, void*) { return ok; });
    {
        const both_ends one = make_both(action_with("f8"));
        const operation all = when_all({one.consumer.as_unknown(), one.consumer.as_unknown()});
        EXPECT_EQ(one.worker.Follow(when_all({all.as_unknown()})), bad_argument);
        one.worker.Complete(nullptr);
    }
    {
        const both_ends one = make_both(operation_of("u4"));
        EXPECT_EQ(one.worker.Follow(when_any({one.consumer.as_unknown()})), bad_argument);
        one.worker.EndCanceled();
    }
    {
        const both_ends one = make_both(action());
        EXPECT_EQ(one.worker.Follow(with_deadline(one.consumer, 10, scheduler.face())),
                  bad_argument);
        one.worker.Complete(nullptr);
    }
    {
        const both_ends one = make_both(action());
        EXPECT_EQ(one.worker.Follow(then(one.consumer, action(), item, scheduler.face())),
                  bad_argument);
        one.worker.Complete(nullptr);
        scheduler.run_ready();
    }
    {
        const both_ends one = make_both(action());
        const operation after = then(one.consumer, action(), item, scheduler.face());
        const operation late = with_deadline(after, 10, scheduler.face());
        const both_ends between = make_both(action());
        EXPECT_EQ(between.worker.Follow(late), ok);
        EXPECT_EQ(one.worker.Follow(between.consumer), bad_argument);
        one.worker.Complete(nullptr);
        scheduler.run_ready();
    }
    empty_error_slot();
}

// Each level waits for the one below twice: a search that forgot where it has been would need 2^60
// steps.
TEST(FollowCycle, SearchVisitsEachOperationOnce) {
    const both_ends bottom = make_both(action_with("f8"));
    const both_ends outer = make_both(action_with("f8"));
    std::vector<operation> levels;
    IUnknown* below = bottom.consumer.as_unknown();
    for (int i = 0; i < 60; ++i) {
        levels.push_back(when_all({below, below}));
        below = levels.back().as_unknown();
    }
    const operation above = when_all({outer.consumer.as_unknown()});
    EXPECT_EQ(outer.worker.Follow(levels.back()), ok);
    EXPECT_EQ(bottom.worker.Follow(above), bad_argument);
    EXPECT_EQ(bottom.worker.Complete(nullptr), ok);
    EXPECT_EQ(above.status(), completed);
    empty_error_slot();
}

TEST(FollowCycle, OfTwoThreadsAtOnceIsClosedByNone) {
    for (int round = 0; round < 500; ++round) {
        const both_ends a = make_both(action());
        const both_ends b = make_both(action());
        start_line line(2);
        answer first = unexpected;
        std::thread other([&] {
            line.meet();
            first = a.worker.Follow(b.consumer);
            empty_error_slot();
        });
        line.meet();
        const answer second = b.worker.Follow(a.consumer);
        other.join();
        ASSERT_EQ(int(first == ok) + int(second == ok), 1);
        ASSERT_EQ(int(first == bad_argument) + int(second == bad_argument), 1);
        EXPECT_EQ((first == ok ? b : a).worker.Complete(nullptr), ok);
        ASSERT_EQ(a.consumer.status(), completed);
        ASSERT_EQ(b.consumer.status(), completed);
    }
    empty_error_slot();
}

} // namespace
