// SPDX-License-Identifier: MIT
// Ticks, the coarse clock and deadlines.
#include "platform/clock.h"

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

constexpr int64_t year = 365 * 24 * 3600 * ticks_per_second;

TEST(Clock, NeverGoesBack) {
    int64_t last = monotonic_ticks();
    for (int i = 0; i < 10'000; ++i) {
        const int64_t now = monotonic_ticks();
        ASSERT_GE(now, last);
        last = now;
    }
}

TEST(Clock, CoarseReadingsGoWithTheTicks) {
    const int64_t ticks = monotonic_ticks();
    const uint32_t first = coarse_clock();
    int64_t passed = 0;
    while (passed < 40 * ticks_per_millisecond) {
        passed = coarse_ticks_between(first, coarse_clock());
    }
    // The coarse clock stands still for up to 10 ms between its steps, on Windows 16.
    const int64_t elapsed = monotonic_ticks() - ticks;
    EXPECT_GE(elapsed, passed - 20 * ticks_per_millisecond);
}

TEST(Clock, CoarseReadingsAreSecondsAndParts) {
    EXPECT_EQ(coarse_ticks_between(0, 1), INT64_C(41'943)); // 2^22 ns
    EXPECT_EQ(coarse_ticks_between(5 << 8, 8 << 8), 3 * ticks_per_second);
    EXPECT_EQ(coarse_ticks_between(5 << 8 | 238, 6 << 8), ticks_per_second - INT64_C(9'982'443));
}

TEST(Clock, CoarseReadingsWrapOnce) {
    EXPECT_EQ(coarse_ticks_between(0xFFFF'FF00, 2 << 8), 3 * ticks_per_second);
    EXPECT_EQ(coarse_ticks_between(0x100, 0), 0xFF'FFFF * ticks_per_second);
}

TEST(Clock, SumsPastTheEndOfTimeAreTheEndOfTime) {
    EXPECT_EQ(add_ticks(5, 7), 12);
    EXPECT_EQ(add_ticks(INT64_MAX - 1, 1), INT64_MAX);
    EXPECT_EQ(add_ticks(INT64_MAX - 1, 2), INT64_MAX);
    EXPECT_EQ(add_ticks(INT64_MAX, INT64_MAX), INT64_MAX);
}

TEST(Clock, HoldsTwoHundredAndNinetyYears) {
    const deadline until = deadline_after(290 * year);
    EXPECT_FALSE(until.is_forever());
    EXPECT_FALSE(until.has_passed());
    EXPECT_GT(until.ticks, 290 * year - 1);
}

TEST(Clock, TheLongestDurationIsForEver) {
    EXPECT_TRUE(deadline_after(INT64_MAX).is_forever());
    EXPECT_FALSE(deadline_after(INT64_MAX).has_passed());
}

TEST(Clock, TimeoutsOfTheContractAreMilliseconds) {
    EXPECT_TRUE(deadline_after_milliseconds(0xFFFFFFFF).is_forever());
    EXPECT_TRUE(deadline_after_milliseconds(0).has_passed());
    const int64_t before = monotonic_ticks();
    const deadline longest = deadline_after_milliseconds(0xFFFFFFFE);
    EXPECT_GE(longest.ticks - before, INT64_C(0xFFFFFFFE) * 10'000);
}

} // namespace
