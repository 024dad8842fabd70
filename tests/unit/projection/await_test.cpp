// SPDX-License-Identifier: MIT
// co_await from a coroutine that is not asyncom's, on operations of the library.
#include <asyncom/await.hpp>

#include "started.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <thread>

namespace {

using namespace asyncom;

template <class View>
task store_result(View operation, typename View::result_type& into) {
    into = co_await operation;
}
template <class View>
task count_end(View operation, int& ended) {
    co_await operation;
    ++ended;
}

TEST(Await, GivesTheResultOfAPendingOperation) {
    started<std::uint32_t> source;
    std::uint32_t result = 0;
    const task waiting = store_result(source.operation, result);
    EXPECT_FALSE(waiting.done());
    source.complete(7u);
    EXPECT_TRUE(waiting.done());
    waiting.rethrow();
    EXPECT_EQ(result, 7u);
}

TEST(Await, DoesNotSuspendOnAnOperationThatHasEnded) {
    started<std::uint32_t> source;
    source.complete(7u);
    std::uint32_t result = 0;
    const task waiting = store_result(source.operation, result);
    EXPECT_TRUE(waiting.done());
    EXPECT_EQ(result, 7u);
}

TEST(Await, MovesAnExpiringViewAndCopiesANamedOne) {
    started<std::uint32_t> source;
    source.complete(7u);
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    const auto body = [](async_operation<std::uint32_t> operation, std::uint32_t& one,
                         std::uint32_t& two) -> task {
        one = co_await operation;
        EXPECT_TRUE(operation);
        two = co_await std::move(operation);
        EXPECT_FALSE(operation);
    };
    body(source.operation, first, second).rethrow();
    EXPECT_EQ(first, 7u);
    EXPECT_EQ(second, 7u);
}

TEST(Await, KeepsTheOperationAliveThroughItsOwnHandler) {
    int ended = 0;
    started<> source;
    const task waiting = count_end(std::move(source.operation), ended);
    source.complete();
    source.producer = nullptr;
    EXPECT_EQ(ended, 1);
}

TEST(Await, OfEveryFamily) {
    started<void, double> action;
    started<hstring, double> operation;
    int ended = 0;
    hstring text;
    const task one = count_end(action.operation, ended);
    const task two = store_result(operation.operation, text);
    action.complete();
    operation.complete(hstring(u"text"));
    EXPECT_EQ(ended, 1);
    EXPECT_EQ(text, hstring(u"text"));
}

TEST(Await, ThrowsTheFailureWithItsMessage) {
    started<std::uint32_t> source;
    std::uint32_t result = 0;
    const task waiting = store_result(source.operation, result);
    source.fail(E_BOUNDS, "no such line");
    ASSERT_TRUE(waiting.done());
    try {
        waiting.rethrow();
        FAIL();
    } catch (const hresult_out_of_bounds& error) {
        EXPECT_STREQ(error.what(), "no such line");
    }
}

TEST(Await, ThrowsHresultCanceledAfterACancelWithTheTextOfItsReason) {
    started<> source;
    int ended = 0;
    const task waiting = count_end(source.operation, ended);
    source.operation.as<IAsyncControl>()->CancelWithReason(E_ABORT, "closing down");
    EXPECT_FALSE(waiting.done()); // the work has not ended
    source.cancel_ends();
    ASSERT_TRUE(waiting.done());
    try {
        waiting.rethrow();
        FAIL();
    } catch (const hresult_canceled& error) {
        EXPECT_STREQ(error.what(), "closing down");
    }
    EXPECT_EQ(ended, 0);
}

TEST(Await, ThrowsWhatAnAbandonedOperationEndsWith) {
    started<> source;
    int ended = 0;
    const task waiting = count_end(source.operation, ended);
    source.producer = nullptr;
    ASSERT_TRUE(waiting.done());
    try {
        waiting.rethrow();
        FAIL();
    } catch (const hresult_error& error) {
        EXPECT_EQ(error.code(), ASYNCOM_E_ABANDONED);
    }
}

TEST(Await, RefusesAViewOfNothing) {
    int ended = 0;
    const task waiting = count_end(async_action(), ended);
    try {
        waiting.rethrow();
        FAIL();
    } catch (const hresult_error& error) {
        EXPECT_EQ(error.code(), E_POINTER);
    }
}

TEST(Await, RefusesAnOperationThatIsClosed) {
    started<> source;
    source.complete();
    source.operation.close();
    int ended = 0;
    EXPECT_THROW(count_end(source.operation, ended).rethrow(), hresult_illegal_method_call);
}

TEST(Await, AnyNumberOfTimesAndBesideAHandler) {
    started<std::uint32_t> source;
    int called = 0;
    source.operation.completed([&](const auto&, AsyncStatus) { ++called; });
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    const task one = store_result(source.operation, first);
    const task two = store_result(source.operation, second);
    source.complete(7u);
    EXPECT_EQ(called, 1);
    EXPECT_EQ(first, 7u);
    EXPECT_EQ(second, 7u);
    std::uint32_t third = 0;
    const task three = store_result(source.operation, third);
    EXPECT_EQ(third, 7u);
}

TEST(Await, LeavesNoErrorOnTheThreadWhenItIsTheSecondToWait) {
    started<> source;
    source.complete();
    int ended = 0;
    const task one = count_end(source.operation, ended);
    const task two = count_end(source.operation, ended);
    EXPECT_EQ(ended, 2);
    com_ptr<IErrorInfo> left;
    EXPECT_EQ(GetErrorInfo(0, left.put()), S_FALSE);
}

TEST(Await, TryAwaitGivesAValueOrWhyThereIsNone) {
    const auto body = [](async_operation<std::uint32_t> operation,
                         result<std::uint32_t>& into) -> task {
        into = co_await try_await(std::move(operation));
    };
    result<std::uint32_t> got = hresult_error();
    started<std::uint32_t> good;
    good.complete(7u);
    body(good.operation, got).rethrow();
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, 7u);

    started<std::uint32_t> bad;
    bad.fail(E_BOUNDS, "no such line");
    body(bad.operation, got).rethrow();
    ASSERT_FALSE(got);
    EXPECT_EQ(got.code(), E_BOUNDS);
    EXPECT_STREQ(got.error().what(), "no such line");

    started<std::uint32_t> canceled;
    canceled.cancel_ends();
    body(canceled.operation, got).rethrow();
    EXPECT_EQ(got.code(), error_canceled);

    body(nullptr, got).rethrow();
    EXPECT_EQ(got.code(), E_POINTER);
}

TEST(Await, ACoroutineThatIsDestroyedWhileItWaitsLeavesTheWorkRunning) {
    started<std::uint32_t> source;
    std::uint32_t result = 0;
    {
        task waiting = store_result(source.operation, result);
        waiting.destroy();
    }
    EXPECT_EQ(source.operation.status(), AsyncStatus::Started);
    source.complete(7u);
    EXPECT_EQ(result, 0u);
    EXPECT_EQ(source.operation.get(), 7u);
}

TEST(Await, ADestroyedCoroutineMayHaveWaitedBesideOthers) {
    started<> source;
    int ended = 0;
    task first = count_end(source.operation, ended);
    task second = count_end(source.operation, ended);
    const task third = count_end(source.operation, ended);
    second.destroy();
    first.destroy();
    source.complete();
    EXPECT_EQ(ended, 1);
}

TEST(Await, GoesOnOnlyWhenTheOperationIsDoneWithTheHandler) {
    started<> source;
    int ended = 0;
    const task waiting = count_end(source.operation, ended);
    com_ptr<IUnknown> handler;
    check_hresult(source.operation.abi()->get_Completed(handler.put()));
    ASSERT_TRUE(handler);
    EXPECT_TRUE(handler.try_as<IAgileObject>());
    EXPECT_TRUE((handler.try_as<async_completed_handler<void, void>>()));
    EXPECT_FALSE(handler.try_as<IAsyncInfo>());
    source.complete();
    EXPECT_EQ(ended, 0); // somebody else may still call it
    handler = nullptr;
    EXPECT_EQ(ended, 1);
}

TEST(Await, OnAnotherThreadThanTheOneThatEndsIt) {
    constexpr int rounds = 2000;
    for (int round = 0; round < rounds; ++round) {
        started<int> source;
        std::int32_t result = 0;
        std::thread ending([&] { source.complete(round); });
        const task waiting = store_result(source.operation, result);
        ending.join();
        ASSERT_TRUE(waiting.done());
        ASSERT_EQ(result, round);
    }
}

} // namespace
