// SPDX-License-Identifier: MIT
#include <asyncom/born_ended.hpp>
#include <asyncom/scheduler.hpp>
#include <asyncom/then.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace then_test {

using namespace asyncom;

TEST(Then, TakesTheTypeOfWhatTheContinuationAnswers) {
    const manual_scheduler scheduler;
    const auto [operation, producer] = create_operation<std::uint32_t>();
    const async_operation<hstring> text =
        then(operation,
             [](const async_operation<std::uint32_t>& before) {
                 return to_hstring(std::to_string(before.get_results()));
             },
             {.scheduler = scheduler});
    bool done = false;
    const async_action last =
        then(text, [&](const auto&) { done = true; }, {.scheduler = scheduler});
    producer.complete(12);
    EXPECT_EQ(text.status(), AsyncStatus::Started) << "never inside the end";
    scheduler.run_ready();
    EXPECT_EQ(text.get(), u"12");
    EXPECT_TRUE(done);
    last.get();
}

TEST(Then, BecomesTheOperationThatTheContinuationAnswers) {
    const manual_scheduler scheduler;
    const auto inner = create_operation<std::uint32_t, double>();
    const async_operation_with_progress<std::uint32_t, double> outer = then(
        create_completed(), [&](const auto&) { return inner.operation; }, {.scheduler = scheduler});
    scheduler.run_ready();
    double part = 0;
    outer.progress([&](const auto&, double value) { part = value; });
    inner.producer.report(0.5);
    inner.producer.complete(4);
    EXPECT_EQ(part, 0.5);
    EXPECT_EQ(outer.get(), 4u);
}

TEST(Then, FailsWithWhatTheContinuationThrows) {
    const auto failed = create_failed<std::uint32_t>(E_ACCESSDENIED, "locked");
    const auto passed_on = then(failed, [](const auto& before) { return before.get_results(); });
    try {
        passed_on.get();
        FAIL();
    } catch (const hresult_access_denied& error) {
        EXPECT_STREQ(error.what(), "locked");
    }
    const auto thrown = then(failed, [](const auto&) { throw std::out_of_range("past"); });
    EXPECT_EQ(thrown.try_get().code(), E_BOUNDS);
}

TEST(Then, IsNotRunAfterACancel) {
    const auto kept = std::make_shared<int>(0);
    const auto [operation, producer] = create_operation<void>();
    const auto next = then(operation, [kept](const auto&) { ++*kept; });
    next.cancel();
    EXPECT_TRUE(producer.cancel_requested());
    producer.end_canceled();
    EXPECT_THROW(next.get(), hresult_canceled);
    EXPECT_EQ(*kept, 0);
}

} // namespace then_test
