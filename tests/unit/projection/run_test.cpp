// SPDX-License-Identifier: MIT
// Plain functions as operations.
#include "records.h"
#include "unloading.h"

#include <asyncom/run.hpp>
#include <asyncom/scheduler.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace {

using namespace asyncom;

// Runs its tasks when the test says so.
class Run : public testing::Test {
protected:
    operation_options here() const { return {.scheduler = m_scheduler}; }
    void run_all() const { m_scheduler.run_ready(); }

private:
    manual_scheduler m_scheduler;
};

std::uint32_t seven() noexcept {
    return 7;
}

TEST_F(Run, GivesWhatTheFunctionReturns) {
    const auto of_lambda = asyncom::run([] { return hstring(u"text"); }, here());
    const auto of_function = asyncom::run(&seven, here());
    const auto of_nothing = asyncom::run([] {}, here());
    static_assert(std::is_same_v<decltype(of_lambda), const async_operation<hstring>>);
    static_assert(std::is_same_v<decltype(of_function), const async_operation<std::uint32_t>>);
    static_assert(std::is_same_v<decltype(of_nothing), const async_action>);
    run_all();
    EXPECT_EQ(of_lambda.get(), hstring(u"text"));
    EXPECT_EQ(of_function.get(), 7u);
    EXPECT_EQ(of_nothing.status(), AsyncStatus::Completed);
}

TEST_F(Run, InThePoolByDefault) {
    EXPECT_EQ(asyncom::run([] { return 7u; }).get(), 7u);
}

TEST_F(Run, TakesTokensInAnyOrder) {
    const auto operation = asyncom::run(
        [](cancellation_token canceled, progress_token<double, std::uint32_t> progress) {
            progress(0.5);
            progress.set_result(1);
            return canceled() ? 0u : 2u;
        },
        here());
    static_assert(std::is_same_v<decltype(operation),
                                 const async_operation_with_progress<std::uint32_t, double>>);
    std::vector<double> seen;
    operation.progress([&](const auto&, double part) { seen.push_back(part); });
    run_all();
    EXPECT_EQ(operation.get(), 2u);
    EXPECT_EQ(seen, std::vector<double>{0.5});
}

TEST_F(Run, AnExceptionIsTheFailure) {
    SKIP_WITHOUT_RECORDS();
    const auto operation =
        asyncom::run([] { throw hresult_error(E_BOUNDS, "no such line"); }, here());
    run_all();
    EXPECT_STREQ(operation.try_get().error().what(), "no such line");
}

TEST_F(Run, TakesAResultByValueToo) {
    const auto fails = [](bool fail) {
        return [fail]() -> asyncom::result<hstring> {
            if (fail) return hresult_error(E_BOUNDS, "no such line");
            return hstring(u"text");
        };
    };
    const async_operation<hstring> good = asyncom::run(fails(false), here());
    const async_operation<hstring> bad = asyncom::run(fails(true), here());
    run_all();
    EXPECT_EQ(good.get(), hstring(u"text"));
    EXPECT_EQ(bad.try_get().code(), E_BOUNDS);
}

TEST_F(Run, CancelledBeforeItBeginsItIsNotCalled) {
    const auto kept = std::make_shared<int>();
    const auto operation = asyncom::run([kept] { ADD_FAILURE() << "it was cancelled"; }, here());
    operation.cancel();
    run_all();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    EXPECT_EQ(kept.use_count(), 1);
}

TEST_F(Run, TheFunctionIsDestroyedBeforeTheEnd) {
    auto kept = std::make_shared<int>();
    const auto operation = asyncom::run([kept] {}, here());
    operation.completed([&](const auto&, AsyncStatus) { EXPECT_EQ(kept.use_count(), 1); });
    EXPECT_EQ(kept.use_count(), 2);
    run_all();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
}

TEST_F(Run, TakesAFunctionThatCanOnlyBeMoved) {
    const auto operation =
        asyncom::run([owned = std::make_unique<std::uint32_t>(7u)] { return *owned; }, here());
    run_all();
    EXPECT_EQ(operation.get(), 7u);
}

TEST_F(Run, CallsBackWhenItIsCancelled) {
    int called = 0;
    async_action operation;
    operation = asyncom::run(
        [&](cancellation_token canceled) {
            canceled.callback([&] { ++called; });
            const std::stop_token token = canceled.stop_token();
            operation.cancel();
            EXPECT_TRUE(token.stop_requested());
            canceled.check();
        },
        here());
    run_all();
    EXPECT_EQ(called, 1);
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
}

TEST_F(Run, HasItsName) {
    operation_options named = here();
    named.name = "counting";
    const async_action operation = asyncom::run([] {}, named);
    AsyncomOperationInfo info{};
    info.size = sizeof(info);
    check_hresult(operation.as<IAsyncControl>()->GetInfo(&info));
    EXPECT_STREQ(info.name, "counting");
    run_all();
}

TEST_F(Run, LeavesNothingBehind) {
    ASSERT_TRUE(projection::comes_to_be_unloadable());
    {
        const async_action operation = asyncom::run([](cancellation_token) {}, here());
        EXPECT_EQ(can_unload_now(), S_FALSE);
        run_all();
    }
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

} // namespace
