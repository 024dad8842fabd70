// SPDX-License-Identifier: MIT
#include "foreign_error.h"

#include <asyncom/born_ended.hpp>
#include <asyncom/control.hpp>
#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace producer_test {

using namespace asyncom;

TEST(Producer, EndsOnce) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    EXPECT_TRUE(producer.complete(1));
    EXPECT_THROW(producer.complete(2), hresult_illegal_state_change);
    EXPECT_EQ(producer.try_complete(2).code(), E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(producer.try_fail(E_FAIL).code(), E_ILLEGAL_STATE_CHANGE);
    EXPECT_THROW(producer.set_partial_result(2), hresult_illegal_state_change);
    EXPECT_THROW(producer.end_canceled(), hresult_illegal_state_change);
    EXPECT_EQ(operation.get(), 1u);
}

TEST(Producer, HearsThatACancelHasWon) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    EXPECT_FALSE(producer.cancel_requested());
    EXPECT_FALSE(producer.reason());
    async_control(operation).cancel(E_ABORT, "enough");
    ASSERT_TRUE(producer.reason());
    EXPECT_EQ(producer.reason()->code, E_ABORT);
    EXPECT_EQ(producer.reason()->text, u"enough");
    EXPECT_FALSE(producer.complete(1));
    EXPECT_THROW(operation.get(), hresult_canceled);
}

TEST(Producer, GivesTheOperation) {
    auto [operation, producer] = create_operation<std::uint32_t, double>();
    EXPECT_EQ(producer.operation(), operation);
    operation = nullptr;
    EXPECT_EQ(producer.operation().status(), AsyncStatus::Started);
    producer.complete(1);
}

TEST(Producer, FailsWithTheMessageOfARecordWithoutACode) {
    const auto [operation, producer] = create_operation<void>();
    SetErrorInfo(0, make<projection::codeless_error>(u"of another maker").get());
    producer.fail(hresult_error(E_BOUNDS, take_ownership_from_abi));
    EXPECT_STREQ(operation.try_get().error().what(), "of another maker");
    SetErrorInfo(0, make<projection::codeless_error>(u"at once").get());
    const auto failed = create_failed<void>(hresult_error(E_FAIL, take_ownership_from_abi));
    EXPECT_STREQ(failed.try_get().error().what(), "at once");
}

TEST(Producer, FailsWithTheExceptionAtHand) {
    const auto [operation, producer] = create_operation<void>();
    try {
        throw std::invalid_argument("seven is odd");
    } catch (...) {
        producer.fail_with_current_exception();
    }
    EXPECT_EQ(operation.try_get().code(), E_INVALIDARG);
    EXPECT_STREQ(operation.try_get().error().what(), "seven is odd");
}

TEST(Producer, IsToldOfACancelOnce) {
    const auto [operation, producer] = create_operation<void>();
    int told = 0;
    producer.on_cancel([&] { ++told; });
    operation.cancel();
    operation.cancel();
    EXPECT_EQ(told, 1);
    // One that comes late is told at once, and may end the operation itself.
    producer.on_cancel([](const async_producer<void>& sender) { sender.end_canceled(); });
    EXPECT_EQ(operation.wait_for(std::chrono::seconds(0)), AsyncStatus::Canceled);
}

TEST(Producer, TakesItsCancelHandlerAway) {
    const auto kept = std::make_shared<int>(0);
    const auto [operation, producer] = create_operation<void>();
    producer.on_cancel([kept] { ++*kept; });
    producer.on_cancel(nullptr);
    EXPECT_EQ(kept.use_count(), 1);
    operation.cancel();
    EXPECT_EQ(*kept, 0);
    producer.end_canceled();
}

TEST(Producer, OutlivesACancelHandlerThatThrows) {
    const auto [operation, producer] = create_operation<void>();
    producer.on_cancel([] { throw std::runtime_error("in cancel"); });
    operation.cancel();
    producer.end_canceled();
    EXPECT_THROW(operation.get(), hresult_canceled);
}

TEST(Producer, FollowsAnotherOperation) {
    const auto outer = create_operation<std::uint32_t, double>();
    const auto inner = create_operation<std::uint32_t, double>();
    outer.producer.follow(inner.operation);
    EXPECT_THROW(outer.producer.complete(1), hresult_illegal_state_change);
    double seen = 0;
    outer.operation.progress([&](const auto&, double part) { seen = part; });
    inner.producer.report(0.5);
    inner.producer.complete(8);
    EXPECT_EQ(seen, 0.5);
    EXPECT_EQ(outer.operation.get(), 8u);
}

TEST(Producer, TakesOptions) {
    const auto parent = create_operation<void>();
    const auto child = create_operation<void>({.name = "child", .parent = parent.operation});
    EXPECT_STREQ(async_control(child.operation).info().name, "child");
    EXPECT_EQ(async_control(child.operation).info().parent_serial,
              async_control(parent.operation).info().serial);
    parent.operation.cancel();
    EXPECT_TRUE(child.producer.cancel_requested());
    EXPECT_THROW(create_operation<void>({.name = "\xFF"}), hresult_invalid_argument);
}

TEST(Producer, ReportsAndCompletesWhatConverts) {
    const auto [operation, producer] = create_operation<hstring, double>();
    double seen = 0;
    operation.progress([&](const auto&, double part) { seen = part; });
    producer.report(1);
    producer.complete(u"a literal");
    EXPECT_EQ(seen, 1.0);
    EXPECT_EQ(operation.get(), u"a literal");
}

} // namespace producer_test
