// SPDX-License-Identifier: MIT
// A token names one listener of one operation, and never what the library itself has subscribed.
#include "library_provider.h"
#include "support/composing.h"
#include "support/listening.h"
#include "support/queueing.h"
#include "support/sinking.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace {

using namespace contract;

std::uint32_t counted_listeners(const operation& op) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info.listeners;
}

TEST(ListenerTokens, OfOneOperationMeanNothingToAnother) {
    const family& of = action_with("f8");
    const both_ends one = make_both(of);
    const both_ends other = make_both(of);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    std::set<std::uint64_t> tokens;
    for (const both_ends* each : {&one, &other}) {
        const listening face(each->consumer);
        tokens.insert({face.completed(end), face.completed(end), face.progress(progress)});
    }
    EXPECT_EQ(tokens.size(), 6U); // none recurs
    const operation all = when_all({other.consumer.as_unknown()});
    const own<completed_handler> mine = make_completed(of);
    const std::uint64_t token = listening(one.consumer).completed(mine);
    EXPECT_EQ(listening(other.consumer).Unsubscribe(token), no);
    EXPECT_EQ(listening(all).Unsubscribe(token), no);
    EXPECT_EQ(other.worker.Complete(nullptr), ok);
    EXPECT_EQ(all.status(), completed);
    EXPECT_EQ(end->calls(), 2U);
    EXPECT_EQ(one.worker.Complete(nullptr), ok);
    EXPECT_EQ(mine->calls(), 1U);
    EXPECT_EQ(end->calls(), 4U);
}

// Whatever token is tried: the library's own listeners stay.
TEST(ListenerTokens, DoNotRemoveWhatTheLibraryHasSubscribed) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(of);
    const std::uint64_t first = face.completed(handler);
    const manual clock;
    const operation all = when_all({ends.consumer.as_unknown()});
    const operation limited = with_deadline(ends.consumer, 1000, clock.face());
    const queueing queue;
    EXPECT_EQ(queue.attach(ends.consumer, 7), ok);
    const both_ends total = make_both(of);
    const sinking total_sink(total.worker);
    EXPECT_EQ(total_sink.AddChild(ends.consumer.as_unknown(), 1), ok);
    sinking capped(ends.worker, 1); // has last words
    EXPECT_EQ(capped.Report(0.25), ok);
    EXPECT_EQ(capped.Report(0.5), ok);
    const std::uint64_t last = face.completed(handler);
    ASSERT_LT(last - first, 100000U);
    // In a fresh process the client's own are small numbers, too.
    for (std::uint64_t token = 0; token < 64; ++token)
        EXPECT_TRUE(token == first || token == last || face.Unsubscribe(token) == no) << token;
    for (std::uint64_t token = first + 1; token < last; ++token)
        EXPECT_EQ(face.Unsubscribe(token), no);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_EQ(handler->calls(), 2U);
    EXPECT_EQ(all.status(), completed);
    EXPECT_EQ(limited.status(), completed);
    EXPECT_EQ(queue.take().keys(), (std::vector<std::uint64_t>{7}));
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(total.consumer.GetInfo(&info), ok);
    EXPECT_EQ(info.progress, 1.0);
}

TEST(ListenerTokens, OfSeveralThreadsNameOneListenerEach) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(action());
    std::vector<std::uint64_t> tokens[2];
    for (int round = 0; round < 4; ++round) {
        for (auto& each : tokens) {
            std::thread([&] { each.push_back(face.completed(handler)); }).join();
            each.push_back(face.completed(handler));
        }
    }
    for (const auto& each : tokens)
        for (const std::uint64_t token : each)
            EXPECT_EQ(face.Unsubscribe(token), ok);
    EXPECT_EQ(counted_listeners(ends.consumer), 0U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 0U);
}

TEST(ListenerTokens, AreCountedForClientsOnly) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const operation all = when_all({ends.consumer.as_unknown()});
    const queueing queue;
    EXPECT_EQ(queue.attach(ends.consumer, 7), ok);
    EXPECT_EQ(counted_listeners(ends.consumer), 0U);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    EXPECT_NE(listening(ends.consumer).completed(end), 0U);
    EXPECT_EQ(counted_listeners(ends.consumer), 1U);
    EXPECT_NE(listening(ends.consumer).progress(progress), 0U);
    EXPECT_EQ(counted_listeners(ends.consumer), 2U);
}

} // namespace
