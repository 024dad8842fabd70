// SPDX-License-Identifier: MIT
// What a coroutine is told when it is cancelled.
#include <asyncom/coroutine.hpp>

#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <memory>
#include <stop_token>
#include <thread>

namespace {

using namespace asyncom;

TEST(CancelCallback, CallsBackOnceOnTheCancellingThread) {
    started<> gate;
    int called = 0;
    std::thread::id where;
    const auto body = [&]() -> async_action {
        const auto token = co_await get_cancellation_token();
        token.callback([&] {
            ++called;
            where = std::this_thread::get_id();
        });
        co_await gate.operation;
    };
    const async_action outer = body();
    std::thread canceler([&] { outer.cancel(); });
    const auto expected = canceler.get_id();
    canceler.join();
    outer.cancel();
    EXPECT_EQ(called, 1);
    EXPECT_EQ(where, expected);
    gate.cancel_ends();
}

TEST(CancelCallback, CallsBackAtOnceWhereItWasAskedForBefore) {
    started<> gate;
    int called = 0;
    const auto body = [&]() -> async_action {
        const auto token = co_await get_cancellation_token();
        static_cast<void>(co_await try_await(gate.operation));
        token.callback([&] { ++called; });
        EXPECT_TRUE(token.stop_token().stop_requested());
    };
    const async_action outer = body();
    outer.cancel();
    gate.cancel_ends();
    EXPECT_EQ(called, 1);
}

TEST(CancelCallback, ACallbackIsReplacedTakenAwayAndGoneWithTheBody) {
    started<> gate;
    const auto kept = std::make_shared<int>();
    int called = 0;
    const auto body = [&]() -> async_action {
        const auto token = co_await get_cancellation_token();
        token.callback([kept] { ADD_FAILURE() << "it was replaced"; });
        token.callback([kept] { ADD_FAILURE() << "it was taken away"; });
        token.callback(nullptr);
        EXPECT_EQ(kept.use_count(), 1);
        token.callback([&called, kept] { ++called; });
        co_await gate.operation;
    };
    const async_action outer = body();
    outer.completed([&](const auto&, AsyncStatus) { EXPECT_EQ(kept.use_count(), 1); });
    gate.complete();
    outer.cancel();
    EXPECT_EQ(called, 0);
}

TEST(CancelCallback, ACallbackThatThrowsChangesNothing) {
    started<> gate;
    const auto body = [&]() -> async_action {
        const auto token = co_await get_cancellation_token();
        token.callback([] { throw hresult_access_denied(); });
        co_await gate.operation;
    };
    const async_action outer = body();
    outer.cancel();
    gate.cancel_ends();
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
    AsyncomOperationInfo info{};
    info.size = sizeof(info);
    check_hresult(outer.as<IAsyncControl>()->GetInfo(&info));
    EXPECT_EQ(info.handler_failures, 1u);
    EXPECT_EQ(info.first_handler_failure, E_ACCESSDENIED);
}

TEST(CancelCallback, ACallbackMayEndTheBodyAndCancelAgain) {
    started<> gate;
    async_action outer;
    const auto kept = std::make_shared<int>(7);
    int seen = 0;
    const auto body = [&]() -> async_action {
        const auto token = co_await get_cancellation_token();
        token.callback([&, kept] {
            outer.cancel();
            gate.complete(); // the body goes on in here, and all of it is destroyed
            seen = *kept;
        });
        co_await gate.operation;
    };
    outer = body();
    outer.cancel();
    EXPECT_EQ(seen, 7);
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(CancelCallback, GivesAStopToken) {
    started<> gate;
    std::stop_token token;
    const auto body = [&]() -> async_action {
        token = (co_await get_cancellation_token()).stop_token();
        co_await gate.operation;
    };
    const async_action outer = body();
    EXPECT_TRUE(token.stop_possible());
    EXPECT_FALSE(token.stop_requested());
    outer.cancel();
    EXPECT_TRUE(token.stop_requested());
    gate.cancel_ends();
}

} // namespace
