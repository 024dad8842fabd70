// SPDX-License-Identifier: MIT
// Cancel of coroutines and of what they wait for.
#include <asyncom/coroutine.hpp>

#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace {

using namespace asyncom;

constexpr HRESULT closing_down = static_cast<HRESULT>(0x800703E3);

async_action wait_below(async_action other) {
    co_await std::move(other);
}

TEST(Cancellation, ReachesTheAwaitedOperationAndWaitsForItsEnd) {
    started<> source;
    const async_action outer = wait_below(wait_below(source.operation));
    bool ended = false;
    outer.completed([&](const auto&, AsyncStatus status) {
        ended = true;
        EXPECT_EQ(status, AsyncStatus::Canceled);
    });
    outer.cancel();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Canceled);
    EXPECT_FALSE(ended); // the work of the innermost goes on
    source.cancel_ends();
    EXPECT_TRUE(ended);
}

TEST(Cancellation, TakesItsReasonAlong) {
    started<> source;
    const async_action outer = wait_below(wait_below(source.operation));
    outer.as<IAsyncControl>()->CancelWithReason(closing_down, "closing d\xC3\xB6wn");
    HRESULT reason = S_OK;
    hstring text;
    check_hresult(source.producer->GetCancelReason(&reason, text.put()));
    EXPECT_EQ(reason, closing_down);
    EXPECT_EQ(to_string(text), "closing d\xC3\xB6wn");
    source.cancel_ends();
}

TEST(Cancellation, AnOperationThatEndsWellInSpiteOfItGivesItsResult) {
    started<std::uint32_t> source;
    std::uint32_t got = 0;
    const auto body = [&]() -> async_action { got = co_await source.operation; };
    source.operation.completed([](const auto&, AsyncStatus) {});
    const async_action outer = body();
    outer.cancel();
    source.complete(7u);
    // The operation is one of ours and was cancelled: so it ends.
    EXPECT_EQ(got, 0u);
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
}

TEST(Cancellation, BeforeAWaitCancelsWhatIsAwaitedAndThenThrows) {
    started<> gate;
    started<> source;
    const auto body = [&]() -> async_action {
        try {
            co_await gate.operation;
        } catch (const hresult_canceled&) {
        }
        co_await source.operation;
        ADD_FAILURE() << "it was cancelled";
    };
    const async_action outer = body();
    outer.cancel();
    gate.cancel_ends();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Canceled);
    EXPECT_FALSE(can_unload_now() == S_OK); // it still waits for the end
    source.cancel_ends();
    EXPECT_TRUE(projection::comes_to_be_unloadable());
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
}

TEST(Cancellation, BeforeAWaitThrowsAlthoughTheOperationHadEndedWell) {
    started<> gate;
    const auto body = [&]() -> async_action {
        try {
            co_await gate.operation;
        } catch (const hresult_canceled&) {
        }
        started<> ready;
        ready.complete();
        co_await ready.operation;
        ADD_FAILURE() << "it was cancelled";
    };
    const async_action outer = body();
    outer.cancel();
    gate.cancel_ends();
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
}

TEST(Cancellation, BeforeAnyOtherWaitThrowsAtOnce) {
    started<> gate;
    bool reached = false;
    const auto body = [&]() -> async_action {
        static_cast<void>(co_await try_await(gate.operation));
        reached = true;
        co_await std::suspend_never();
        ADD_FAILURE() << "it was cancelled";
    };
    const async_action outer = body();
    outer.cancel();
    gate.cancel_ends();
    EXPECT_TRUE(reached);
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
}

TEST(Cancellation, EndsALoopOverOperationsThatAreReady) {
    const auto body = [](async_action gate, int& rounds) -> async_action {
        const auto ready = []() -> async_action { co_return; };
        static_cast<void>(co_await try_await(std::move(gate)));
        for (; rounds < 1000; ++rounds)
            co_await ready();
    };
    started<> gate;
    int rounds = 0;
    const async_action outer = body(gate.operation, rounds);
    outer.cancel();
    gate.cancel_ends();
    EXPECT_EQ(rounds, 0);
}

TEST(Cancellation, IsPolled) {
    started<> gate;
    std::optional<cancellation_token> token;
    const auto body = [&]() -> async_action {
        token = co_await get_cancellation_token();
        static_cast<void>(co_await try_await(gate.operation));
        EXPECT_THROW(token->check(), hresult_canceled);
    };
    const async_action outer = body();
    EXPECT_FALSE((*token)());
    EXPECT_FALSE(token->reason());
    token->check();
    outer.as<IAsyncControl>()->CancelWithReason(closing_down, nullptr);
    EXPECT_TRUE((*token)());
    EXPECT_EQ(token->reason()->code, closing_down);
    gate.cancel_ends();
}

TEST(Cancellation, DuringTheEndChangesNothing) {
    started<> gate;
    const async_action outer = wait_below(gate.operation);
    outer.completed([&](const async_action& ended, AsyncStatus status) {
        ended.cancel();
        EXPECT_EQ(status, AsyncStatus::Completed);
    });
    gate.complete();
    EXPECT_EQ(outer.status(), AsyncStatus::Completed);
    outer.cancel();
    EXPECT_EQ(outer.status(), AsyncStatus::Completed);
}

TEST(Cancellation, WhileLocalsAreDestroyedWinsAndTheValueIsKept) {
    async_operation<std::uint32_t> operation;
    started<> gate;
    struct canceler {
        async_operation<std::uint32_t>& target;
        ~canceler() { target.cancel(); }
    };
    const auto body = [&]() -> async_operation<std::uint32_t> {
        const canceler local{operation};
        co_await gate.operation;
        co_return 7u;
    };
    operation = body();
    gate.complete();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    std::uint32_t kept = 0;
    check_hresult(operation.as<IAsyncControl>()->GetPartialResult(&kept));
    EXPECT_EQ(kept, 7u);
}

TEST(Cancellation, InsideTheCancelOfTheAwaitedOperationTheBodyMayEnd) {
    started<> source;
    check_hresult(source.producer->put_CancelHandler(
        make_delegate<IAsyncCancelHandler>([](IAsyncProducer* producer) {
            producer->EndCanceled();
        }).get()));
    const async_action outer = wait_below(wait_below(source.operation));
    source.operation = nullptr;
    outer.cancel();
    EXPECT_EQ(outer.status(), AsyncStatus::Canceled);
    EXPECT_TRUE(projection::comes_to_be_unloadable()); // both bodies are gone
}

} // namespace
