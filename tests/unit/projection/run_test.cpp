// SPDX-License-Identifier: MIT
// Plain functions as operations.
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
class run : public testing::Test {
protected:
    operation_options here() const { return {.scheduler = m_scheduler}; }
    void run_all() const { m_scheduler.run_ready(); }

private:
    manual_scheduler m_scheduler;
};

std::uint32_t seven() noexcept {
    return 7;
}

TEST_F(run, gives_what_the_function_returns) {
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

TEST_F(run, in_the_pool_by_default) {
    EXPECT_EQ(asyncom::run([] { return 7u; }).get(), 7u);
}

TEST_F(run, takes_tokens_in_any_order) {
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

TEST_F(run, an_exception_is_the_failure) {
    const auto operation =
        asyncom::run([] { throw hresult_error(E_BOUNDS, "no such line"); }, here());
    run_all();
    EXPECT_STREQ(operation.try_get().error().what(), "no such line");
}

TEST_F(run, takes_a_result_by_value_too) {
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

TEST_F(run, cancelled_before_it_begins_it_is_not_called) {
    const auto kept = std::make_shared<int>();
    const auto operation = asyncom::run([kept] { ADD_FAILURE() << "it was cancelled"; }, here());
    operation.cancel();
    run_all();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    EXPECT_EQ(kept.use_count(), 1);
}

TEST_F(run, the_function_is_destroyed_before_the_end) {
    auto kept = std::make_shared<int>();
    const auto operation = asyncom::run([kept] {}, here());
    operation.completed([&](const auto&, AsyncStatus) { EXPECT_EQ(kept.use_count(), 1); });
    EXPECT_EQ(kept.use_count(), 2);
    run_all();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
}

TEST_F(run, takes_a_function_that_can_only_be_moved) {
    const auto operation =
        asyncom::run([owned = std::make_unique<std::uint32_t>(7u)] { return *owned; }, here());
    run_all();
    EXPECT_EQ(operation.get(), 7u);
}

TEST_F(run, calls_back_when_it_is_cancelled) {
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

TEST_F(run, has_its_name) {
    operation_options named = here();
    named.name = "counting";
    const async_action operation = asyncom::run([] {}, named);
    AsyncomOperationInfo info{};
    info.size = sizeof(info);
    check_hresult(operation.as<IAsyncControl>()->GetInfo(&info));
    EXPECT_STREQ(info.name, "counting");
    run_all();
}

TEST_F(run, leaves_nothing_behind) {
    ASSERT_EQ(can_unload_now(), S_OK);
    {
        const async_action operation = asyncom::run([](cancellation_token) {}, here());
        EXPECT_EQ(can_unload_now(), S_FALSE);
        run_all();
    }
    EXPECT_EQ(can_unload_now(), S_OK);
}

} // namespace
