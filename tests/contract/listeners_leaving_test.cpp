// SPDX-License-Identifier: MIT
// Listeners that leave, at any moment and from anywhere.
#include "support/listening.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace {

using namespace contract;

TEST(Listeners, LeaveOnceAndAreLetGoAtOnce) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    const std::uint64_t tokens[] = {face.completed(end), face.progress(progress)};
    EXPECT_FALSE(end.alone());
    EXPECT_FALSE(progress.alone());
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), ok);
    EXPECT_TRUE(end.alone());
    EXPECT_TRUE(progress.alone());
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), no);
    for (const std::uint64_t token : {std::uint64_t{0}, tokens[0] + 1000, ~std::uint64_t{0}})
        EXPECT_EQ(face.Unsubscribe(token), no);
    const double value = 0.5;
    ends.worker.ReportProgress(&value);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(end->calls(), 0U);
    EXPECT_EQ(progress->calls(), 0U);
}

TEST(Listeners, MayLeaveInsideThemselvesAndRemoveTheNext) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    std::uint64_t tokens[3] = {};
    std::vector<answer> answers;
    const own<completed_handler> first = make_completed(action(), [&](void*, std::int32_t) {
        for (const std::uint64_t token : tokens)
            answers.push_back(face.Unsubscribe(token));
        return ok;
    });
    const own<completed_handler> next = make_completed(action());
    tokens[0] = face.completed(first);
    tokens[1] = face.completed(next);
    tokens[2] = face.completed(next);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(answers, (std::vector{no, ok, ok})); // its own one call has begun
    EXPECT_EQ(next->calls(), 0U);
    EXPECT_TRUE(first.alone());
    EXPECT_TRUE(next.alone());
}

TEST(Listeners, OfProgressMayLeaveInsideThemselvesAndRemoveOthers) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const double value = 0.5;
    std::uint64_t tokens[3] = {};
    std::vector<answer> answers;
    const own<progress_handler> before = make_progress(of);
    const own<progress_handler> after = make_progress(of);
    const own<progress_handler> leaving = make_progress(of, [&](void*, const void*) {
        for (const std::uint64_t token : tokens)
            answers.push_back(face.Unsubscribe(token));
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
        return ok;
    });
    tokens[0] = face.progress(before);
    tokens[1] = face.progress(leaving);
    tokens[2] = face.progress(after);
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_TRUE(leaving.alone());
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(answers, (std::vector{ok, ok, ok}));
    EXPECT_EQ(before->calls(), 1U);
    EXPECT_EQ(leaving->calls(), 1U);
    EXPECT_EQ(after->calls(), 0U);
}

TEST(Listeners, MaySubscribeNewOnesInside) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const double value = 0.5;
    const own<progress_handler> late_progress = make_progress(of);
    const own<completed_handler> late_end = make_completed(of);
    const own<progress_handler> progress = make_progress(of, [&](void*, const void*) {
        EXPECT_NE(face.progress(late_progress), 0U);
        return ok;
    });
    const own<completed_handler> end = make_completed(of, [&](void*, std::int32_t) {
        EXPECT_NE(face.completed(late_end), 0U);
        EXPECT_EQ(late_end->calls(), 1U); // ended: inside
        EXPECT_NE(face.progress(late_progress), 0U);
        return ok;
    });
    EXPECT_NE(face.progress(progress), 0U);
    EXPECT_NE(face.completed(end), 0U);
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(late_progress->calls(), 0U); // from the next report on
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(late_progress->calls(), 1U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(late_end->calls(), 1U);
    EXPECT_TRUE(late_progress.alone());
}

TEST(Listeners, MayLetGoOfTheOperation) {
    for (const family& each : plain_families()) {
        both_ends ends = make_both(each);
        listening face(ends.consumer);
        const own<completed_handler> handler = make_completed(each, [&](void*, std::int32_t) {
            face.release();
            ends.consumer.release();
            ends.worker.release();
            return ok;
        });
        const own<completed_handler> next = make_completed(each);
        EXPECT_NE(face.completed(handler), 0U);
        EXPECT_NE(face.completed(next), 0U);
        const result_of result(each, 5);
        EXPECT_EQ(call(ends.worker.get(), 5, result.argument()), ok);
        EXPECT_EQ(next->calls(), 1U);
        EXPECT_TRUE(next.alone());
    }
}

// The last reference to the operation goes when a handler that left does.
TEST(Listeners, MayHoldTheOperationThatTheyLeave) {
    both_ends ends = make_both(action());
    listening face(ends.consumer);
    own<completed_handler> handler = make_completed(action());
    const std::uint64_t token = face.completed(handler);
    void* const last = ends.consumer.query(iid_listeners).detach();
    handler->on_destroy = [last] { release(last); };
    own<completed_handler> gone(std::move(handler));
    { const own<completed_handler> dropped(std::move(gone)); }
    ends.consumer.release();
    face.release();
    // Through the reference that the call itself ends.
    EXPECT_EQ(call(last, 5, token), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
}

TEST(Listeners, OfAnOperationThatNobodyHoldsStillHear) {
    both_ends ends = make_both(action());
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(listening(ends.consumer).completed(handler), 0U);
    ends.consumer.release();
    EXPECT_EQ(handler->calls(), 0U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

// ---- threads

TEST(Listeners, ComeAndGoOnFourThreadsWhileOneReportsAndEnds) {
    const family& of = action_with("f8");
    for (int round = 0; round < 200; ++round) {
        const both_ends ends = make_both(of);
        const listening face(ends.consumer);
        start_line line(5);
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                line.meet();
                for (int turn = 0; turn < 20; ++turn) {
                    std::atomic<bool> may_run{true};
                    std::atomic<int> wrong{0};
                    const auto run = [&] {
                        if (!may_run.load()) ++wrong;
                        return ok;
                    };
                    const own<progress_handler> progress =
                        make_progress(of, [&](void*, const void*) { return run(); });
                    const own<completed_handler> end =
                        make_completed(of, [&](void*, std::int32_t) { return run(); });
                    const std::uint64_t first = face.progress(progress, i == 0 ? 1 : 0);
                    const std::uint64_t second = face.completed(end);
                    const answer left = face.Unsubscribe(second);
                    face.Unsubscribe(first);
                    may_run = false;
                    EXPECT_EQ(end->calls(), left == ok ? 0U : 1U);
                    EXPECT_TRUE(progress.alone());
                    EXPECT_TRUE(end.alone());
                    EXPECT_EQ(wrong.load(), 0);
                }
            });
        }
        line.meet();
        for (double value = 0; value < 20; ++value)
            EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
        EXPECT_EQ(ends.worker.Complete(nullptr), ok);
        for (std::thread& each : threads)
            each.join();
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
    }
}

} // namespace
