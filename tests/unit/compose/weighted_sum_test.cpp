// SPDX-License-Identifier: MIT
#include "compose/weighted_sum.h"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace asyncom::core;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool valid(double first, double second) {
    const double weights[] = {first, second};
    return are_weights(weights);
}

TEST(Weights, AreFiniteNotNegativeAndNotAllZero) {
    EXPECT_TRUE(valid(0, 1));
    EXPECT_TRUE(valid(std::numeric_limits<double>::denorm_min(), 0));
    EXPECT_FALSE(valid(0, 0));
    EXPECT_FALSE(valid(1, -1));
    EXPECT_FALSE(valid(1, infinite));
    EXPECT_FALSE(valid(not_a_number, 1));
}

TEST(Weights, AreSharesOfTheirSumHoweverLarge) {
    const double largest = std::numeric_limits<double>::max();
    for (const double weight : {largest, std::numeric_limits<double>::denorm_min()}) {
        const double weights[] = {weight, weight, 0, weight, weight};
        const weight_shares shares(weights, 5);
        EXPECT_EQ(shares.of(0), 0.25);
        EXPECT_EQ(shares.of(2), 0);
    }
    EXPECT_EQ(weight_shares(nullptr, 4).of(3), 0.25);
}

TEST(WeightedPart, ChangesTheSumByItsShare) {
    weighted_part part;
    part.start(0.5);
    EXPECT_EQ(part.change_to(0.5), 0.25);
    EXPECT_EQ(part.change_to(0.25), -0.125);
    EXPECT_EQ(part.change_to(7), 0.375);
    EXPECT_EQ(part.change_to(not_a_number), 0);
    EXPECT_EQ(part.change_to(-7), -0.5);
}

TEST(WeightedSum, StaysBetweenZeroAndOne) {
    weighted_sum sum;
    sum.add(-0.1);
    EXPECT_EQ(sum.get(), 0);
    sum.add(0.6);
    EXPECT_EQ(sum.get(), 0.5);
    sum.add(1);
    EXPECT_EQ(sum.get(), 1);
}

} // namespace
