// SPDX-License-Identifier: MIT
// co_await on operations of other libraries, from any coroutine.
#include <asyncom/coroutine.hpp>

#include "operation_by_habit.h"
#include "started.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace {

using namespace asyncom;

constexpr HRESULT server_unavailable = static_cast<HRESULT>(0x800706BA);

task store(operation_by_habit::view operation, std::uint32_t& into) {
    into = co_await std::move(operation);
}
async_operation<std::uint32_t> pass_on(operation_by_habit::view operation) {
    co_return co_await std::move(operation);
}

class foreign_habit : public testing::TestWithParam<habit> {};

TEST_P(foreign_habit, gives_the_result_to_any_coroutine) {
    std::uint32_t result = 0;
    const auto operation = make_self<operation_by_habit>(GetParam());
    const task waiting = store(view_of(operation), result);
    if (GetParam() == habit::late) operation->end();
    ASSERT_TRUE(waiting.done());
    waiting.rethrow();
    EXPECT_EQ(result, 7u);
}

TEST_P(foreign_habit, gives_the_result_to_an_asyncom_coroutine) {
    const auto operation = make_self<operation_by_habit>(GetParam());
    const auto passed = pass_on(view_of(operation));
    if (GetParam() == habit::late) operation->end();
    EXPECT_EQ(passed.get_results(), 7u);
}

INSTANTIATE_TEST_SUITE_P(all, foreign_habit,
                         testing::Values(habit::late, habit::inside_setter, habit::on_a_thread,
                                         habit::keeps_handler, habit::calls_twice));

TEST(AwaitForeign, InALoopOfOneCoroutine) {
    const auto body = [](habit how) -> async_operation<std::uint32_t> {
        std::uint32_t sum = 0;
        for (int round = 0; round < 100; ++round)
            sum += co_await view_of(make_self<operation_by_habit>(how));
        co_return sum;
    };
    for (const habit how : {habit::inside_setter, habit::on_a_thread, habit::keeps_handler})
        EXPECT_EQ(body(how).get_results(), 700u);
}

TEST(AwaitForeign, CanceledThrowsWhateverItsGetResultsAnswers) {
    std::uint32_t result = 0;
    const auto operation =
        make_self<operation_by_habit>(habit::inside_setter, AsyncStatus::Canceled);
    EXPECT_THROW(store(view_of(operation), result).rethrow(), hresult_canceled);
    EXPECT_EQ(result, 0u);
}

TEST(AwaitForeign, ALostHandlerEndsTheWait) {
    std::uint32_t result = 0;
    const auto operation = make_self<operation_by_habit>(habit::loses_handler);
    const task waiting = store(view_of(operation), result);
    ASSERT_TRUE(waiting.done());
    try {
        waiting.rethrow();
        FAIL();
    } catch (const hresult_error& error) {
        EXPECT_EQ(error.code(), server_unavailable);
    }
}

TEST(AwaitForeign, ARefusedHandlerIsTheFailure) {
    std::uint32_t result = 0;
    const auto operation = make_self<operation_by_habit>(habit::refuses_handler);
    EXPECT_THROW(store(view_of(operation), result).rethrow(), hresult_access_denied);
}

TEST(AwaitForeign, TheSecondWaitIsRefused) {
    std::uint32_t result = 0;
    const auto operation = make_self<operation_by_habit>(habit::inside_setter);
    store(view_of(operation), result).rethrow();
    EXPECT_THROW(store(view_of(operation), result).rethrow(), hresult_illegal_delegate_assignment);
}

TEST(AwaitForeign, ADestroyedCoroutineIsNotResumed) {
    std::uint32_t result = 0;
    const auto operation = make_self<operation_by_habit>(habit::late);
    {
        task waiting = store(view_of(operation), result);
        waiting.destroy();
    }
    operation->end();
    EXPECT_EQ(result, 0u);
}

TEST(AwaitForeign, CancelReachesItAndItsFailureToCancelIsNobodys) {
    const auto operation = make_self<operation_by_habit>(habit::late);
    const auto passed = pass_on(view_of(operation));
    passed.cancel();
    EXPECT_EQ(operation->cancels, 1);
    operation->end();
    EXPECT_EQ(passed.status(), AsyncStatus::Canceled);
}

} // namespace
