// SPDX-License-Identifier: MIT
#include <asyncom/observe.hpp>
#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <stdexcept>
#include <string>

namespace observe_test {

using namespace asyncom;
using namespace std::chrono_literals;

TEST(Observe, ShowsWhatLives) {
    const auto created = create_operation<void>({.name = "observed"});
    int seen = 0;
    enumerate_operations([&](const AsyncomOperationInfo& each) {
        if (std::string(each.name) == "observed") ++seen;
    });
    EXPECT_EQ(seen, 1);
    const auto counting = [&seen](const AsyncomOperationInfo&) { return ++seen < 2; };
    enumerate_operations(counting);
    EXPECT_EQ(seen, 2) << "false ends the listing";
    EXPECT_THROW(enumerate_operations(
                     [](const AsyncomOperationInfo&) { throw std::out_of_range("seen enough"); }),
                 hresult_out_of_bounds);
    created.producer.complete();
}

TEST(Observe, WritesToNoClosedFile) {
    EXPECT_THROW(dump_operations(-1), hresult_error);
    EXPECT_THROW(dump_operations(1, 77), hresult_invalid_argument);
}

TEST(Observe, TakesTheProcessOutOfUseAndBack) {
    const auto [operation, producer] = create_operation<void>();
    EXPECT_EQ(quiesce(nullptr, 0s), 1u);
    EXPECT_THROW(create_operation<void>(), hresult_error);
    EXPECT_EQ(producer.reason()->code, ASYNCOM_E_QUIESCED);
    producer.end_canceled();
    quiesce(nullptr);
    EXPECT_EQ(quiesce(nullptr, 1h), 0u);
    resume(nullptr);
    EXPECT_TRUE(create_operation<void>().operation);
}

} // namespace observe_test
