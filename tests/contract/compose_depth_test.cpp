// SPDX-License-Identifier: MIT
// Lines of a million compositions: their end, their cancel, their progress and their release each
// need no more stack than one.
#include "support/composing.h"
#include "support/threads.h"

namespace {

using namespace contract;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr std::size_t depth = 20'000;
#else
constexpr std::size_t depth = 1'000'000;
#endif

// Keeps only the last of a line: each composition keeps the one below it.
template <class Above>
operation line_over(operation bottom, Above&& above) {
    operation top = std::move(bottom);
    for (std::size_t i = 0; i < depth; ++i)
        top = above(top);
    return top;
}

both_ends follow(const operation& other) {
    both_ends outer = make_both(other.type());
    EXPECT_EQ(outer.worker.Follow(other), ok);
    return outer;
}

TEST(ComposeDepth, AMillionDeadlinesEndAtOnce) {
    on_small_stack(small_stack, [] {
        const manual scheduler;
        const both_ends bottom = make_both(action());
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return with_deadline(below, 10, scheduler.face());
        });
        EXPECT_EQ(bottom.worker.Fail(failed, nullptr), ok);
        EXPECT_EQ(top.status(), error);
        EXPECT_EQ(top.error_code(), failed);
    });
    empty_error_slot();
}

TEST(ComposeDepth, AMillionDeadlinesAreCancelledAndReport) {
    on_small_stack(small_stack, [] {
        const manual scheduler;
        const both_ends bottom = make_both(action_with("u4"));
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return with_deadline(below, 10, scheduler.face());
        });
        int seen = 0;
        const own<progress_handler> handler = make_progress(top.type(), [&](void*, const void*) {
            ++seen;
            return ok;
        });
        top.put_Progress(handler);
        const std::uint32_t value = 4;
        bottom.worker.ReportProgress(&value);
        EXPECT_EQ(seen, 1);
        EXPECT_EQ(top.CancelWithReason(timed_out, "all of it"), ok);
        EXPECT_EQ(reason_of(bottom.consumer).text, u"all of it");
        bottom.worker.EndCanceled();
        EXPECT_TRUE(top.ended());
    });
    empty_error_slot();
}

TEST(ComposeDepth, AMillionFollowEachOther) {
    on_small_stack(small_stack, [] {
        both_ends bottom = make_both(operation_of("u4"));
        const operation top = line_over(
            bottom.consumer, [](const operation& below) { return follow(below).consumer; });
        const std::uint32_t partial = 8;
        bottom.worker.SetPartialResult(&partial);
        std::uint32_t found = 0;
        EXPECT_EQ(top.GetPartialResult(&found), ok);
        EXPECT_EQ(found, 8U);
        EXPECT_EQ(bottom.worker.Follow(top), bad_argument);
        bottom.worker.release(); // abandoned
        EXPECT_EQ(top.error_code(), abandoned);
    });
    empty_error_slot();
}

// From above: each follows one that follows nothing yet.
TEST(ComposeDepth, AMillionFollowFromTheTop) {
    on_small_stack(small_stack, [] {
        both_ends lowest = make_both(action());
        const operation top = lowest.consumer;
        for (std::size_t i = 0; i < depth; ++i) {
            both_ends below = make_both(action());
            EXPECT_EQ(lowest.worker.Follow(below.consumer), ok);
            lowest = std::move(below);
        }
        lowest.worker.Complete(nullptr);
        EXPECT_EQ(top.status(), completed);
    });
}

TEST(ComposeDepth, AMillionContinuationsRun) {
    on_small_stack(small_stack, [] {
        const manual scheduler;
        const own<work> item([](void* worker, void*) {
            return call<const void*>(worker, 5, nullptr); // Complete
        });
        const both_ends bottom = make_both(action());
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return then(below, action(), item, scheduler.face());
        });
        bottom.worker.Complete(nullptr);
        for (std::uint32_t ran = 1; ran != 0;)
            ran = scheduler.run_ready();
        EXPECT_EQ(item->calls, depth);
        EXPECT_EQ(top.status(), completed);
    });
}

TEST(ComposeDepth, AMillionContinuationsAreCancelled) {
    on_small_stack(small_stack, [] {
        const manual scheduler;
        const own<work> item([](void*, void*) { return ok; });
        const both_ends bottom = make_both(action());
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return then(below, action(), item, scheduler.face());
        });
        top.Cancel();
        EXPECT_FALSE(top.ended());
        bottom.worker.EndCanceled();
        EXPECT_TRUE(top.ended());
        EXPECT_EQ(item->calls, 0U);
        EXPECT_TRUE(item.alone());
    });
}

TEST(ComposeDepth, AMillionOfAllAndAny) {
    on_small_stack(small_stack, [] {
        const both_ends bottom = make_both(action_with("f8"));
        int turn = 0;
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return ++turn % 8 != 0 ? when_all({below.as_unknown()})
                                   : when_any({below.as_unknown()});
        });
        const double half = 0.5;
        bottom.worker.ReportProgress(&half);
        bottom.worker.Complete(nullptr);
        EXPECT_EQ(top.status(), completed);
    });
}

TEST(ComposeDepth, AMillionSumsReport) {
    on_small_stack(small_stack, [] {
        const manual scheduler;
        const both_ends bottom = make_both(action_with("f8"));
        int turn = 0;
        const operation top = line_over(bottom.consumer, [&](const operation& below) {
            return ++turn % 2 != 0 ? when_all({below.as_unknown()})
                                   : with_deadline(below, 10, scheduler.face());
        });
        double seen = 0;
        const own<progress_handler> handler = make_progress(top.type(), [&](void*, const void* at) {
            std::memcpy(&seen, at, sizeof seen);
            return ok;
        });
        top.put_Progress(handler);
        const double half = 0.5;
        bottom.worker.ReportProgress(&half);
        EXPECT_EQ(seen, 0.5);
        bottom.worker.Complete(nullptr);
        EXPECT_EQ(seen, 1);
        EXPECT_EQ(top.status(), completed);
    });
}

// Every loser of a line ends inside its cancel handler.
TEST(ComposeDepth, ALineOfRacesEndsInsideItsFirstEnd) {
    on_small_stack(small_stack, [] {
        const both_ends bottom = make_both(action());
        std::vector<both_ends> losers;
        operation top = bottom.consumer;
        for (int i = 0; i < 10'000; ++i) {
            losers.push_back(make_both(action()));
            const own<cancel_handler> handler(
                [&losers, i](void*) { return losers[i].worker.EndCanceled(); });
            losers.back().worker.put_CancelHandler(handler);
            top = when_any({top.as_unknown(), losers.back().consumer.as_unknown()});
        }
        bottom.worker.Complete(nullptr);
        EXPECT_EQ(index_of(top), 0U);
        EXPECT_EQ(losers.front().consumer.status(), canceled);
    });
}

} // namespace
