// SPDX-License-Identifier: MIT
#include <asyncom/born_ended.hpp>
#include <asyncom/compose.hpp>
#include <asyncom/control.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <vector>

namespace compose_test {

using namespace asyncom;
using namespace std::chrono_literals;

TEST(Compose, AllOfDifferentTypes) {
    const auto first = create_operation<std::uint32_t>();
    const auto second = create_operation<void, double>();
    const auto all = when_all(first.operation, second.operation);
    double part = 0;
    all.progress([&](const auto&, double value) { part = value; });
    second.producer.report(0.5);
    EXPECT_EQ(part, 0.25);
    first.producer.complete(1);
    EXPECT_EQ(all.status(), AsyncStatus::Started);
    second.producer.complete();
    all.get();
    EXPECT_EQ(part, 1.0);
}

TEST(Compose, AllOfARange) {
    std::list<async_operation<std::uint32_t>> operations;
    std::vector<async_producer<std::uint32_t>> producers;
    for (int i = 0; i < 3; ++i) {
        auto created = create_operation<std::uint32_t>();
        operations.push_back(created.operation);
        producers.push_back(created.producer);
    }
    const auto all = when_all(operations, {.name = "three"});
    EXPECT_STREQ(async_control(all).info().name, "three");
    const auto weighted = when_all(operations, std::vector<double>{1, 1, 2});
    double part = 0;
    weighted.progress([&](const auto&, double value) { part = value; });
    producers[2].complete(2);
    EXPECT_EQ(part, 0.5);
    producers[0].fail(E_BOUNDS, "the first");
    producers[1].complete(1);
    EXPECT_STREQ(all.try_get().error().what(), "the first");
    EXPECT_THROW(weighted.get(), hresult_out_of_bounds);
    EXPECT_THROW(when_all(operations, std::vector<double>{1}), hresult_invalid_argument);
    EXPECT_THROW(when_all(operations, std::vector<double>{1, -1, 1}), hresult_invalid_argument);
}

TEST(Compose, AllOfNoneHasEnded) {
    when_all(std::vector<async_action>()).get();
    const async_action pair[2] = {create_completed(), create_completed()};
    when_all(pair).get();
}

TEST(Compose, AllIsCancelledWithItsParts) {
    const auto first = create_operation<void>();
    const auto all = when_all(first.operation, create_completed<std::uint32_t>(1));
    async_control(all).cancel(E_ABORT, "enough");
    EXPECT_EQ(first.producer.reason()->text, u"enough");
    first.producer.end_canceled();
    EXPECT_THROW(all.get(), hresult_canceled);
}

TEST(Compose, AnyGivesTheFirstAndCancelsTheOthers) {
    const auto slow = create_operation<void>();
    const auto quick = create_operation<std::uint32_t>();
    const async_operation<std::uint32_t> any = when_any(slow.operation, quick.operation);
    quick.producer.complete(1);
    EXPECT_TRUE(slow.producer.cancel_requested());
    EXPECT_EQ(any.status(), AsyncStatus::Started);
    slow.producer.end_canceled();
    EXPECT_EQ(any.get(), 1u);
    EXPECT_EQ(when_any(std::vector{create_completed(), create_canceled()}).get(), 0u);
    EXPECT_THROW(when_any(std::vector<async_action>()), hresult_invalid_argument);
}

TEST(Compose, InTimeOrNot) {
    const manual_scheduler clock;
    const auto late = create_operation<std::uint32_t, double>();
    const async_operation_with_progress<std::uint32_t, double> limited =
        with_deadline(late.operation, 5s, {.scheduler = clock});
    clock.advance(4999ms);
    EXPECT_FALSE(late.producer.cancel_requested());
    clock.advance(1ms);
    EXPECT_EQ(late.producer.reason()->code, error_timeout);
    late.producer.end_canceled();
    EXPECT_EQ(limited.try_get().code(), error_timeout);
    EXPECT_EQ(with_deadline(create_completed<std::uint32_t>(3), 0s).get(), 3u);
}

TEST(Compose, RefusesNothing) {
    EXPECT_THROW(when_all(async_action()), hresult_error);
    EXPECT_THROW(when_any(async_action()), hresult_error);
    EXPECT_THROW(with_deadline(async_action(), 1s), hresult_error);
}

} // namespace compose_test
