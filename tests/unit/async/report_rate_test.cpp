// SPDX-License-Identifier: MIT
// How often a listener hears, without a clock.
#include "async/report_rate.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

TEST(ReportRate, WithoutACapEveryValueIsDue) {
    report_rate rate(0);
    EXPECT_FALSE(rate.is_capped());
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(rate.is_due(0));
        rate.deliver(0, 1);
    }
}

TEST(ReportRate, TheFirstIsDueAtAnyTimeAndTheNextAnIntervalLater) {
    for (const std::int64_t start : {INT64_MIN, std::int64_t{0}, INT64_MAX - 1}) {
        report_rate rate(10);
        EXPECT_TRUE(rate.is_capped());
        EXPECT_TRUE(rate.is_due(start));
        rate.deliver(start, 1);
        EXPECT_FALSE(rate.is_due(start));
    }
    report_rate rate(10);
    rate.deliver(0, 1);
    EXPECT_FALSE(rate.is_due(ticks_per_second / 10 - 1));
    EXPECT_TRUE(rate.is_due(ticks_per_second / 10));
}

TEST(ReportRate, IsNeverMoreThanAskedFor) {
    for (const std::uint32_t cap : {1u, 3u, 7u, 60u, 1000u, 3'000'000u, 0xFFFFFFFFu}) {
        report_rate rate(cap);
        rate.deliver(0, 1);
        std::int64_t interval = 0;
        while (!rate.is_due(interval))
            interval = interval == 0 ? 1 : interval * 2;
        EXPECT_GE(interval, 1);
        // The largest instant that is not due, found by halves.
        std::int64_t early = interval / 2;
        std::int64_t due = interval;
        while (due - early > 1)
            (rate.is_due((early + due) / 2) ? due : early) = (early + due) / 2;
        EXPECT_GE(std::uint64_t(due) * cap, std::uint64_t(ticks_per_second)) << cap;
    }
}

TEST(ReportRate, OwesWhatItHeldBackUntilTheNextDelivery) {
    report_rate rate(1);
    rate.deliver(0, 1);
    EXPECT_FALSE(rate.is_owed());
    rate.owe(2);
    EXPECT_TRUE(rate.is_owed());
    rate.deliver(ticks_per_second, 3);
    EXPECT_FALSE(rate.is_owed());
}

TEST(ReportRate, KnowsWhetherALaterReportHasCome) {
    for (const std::uint32_t first : {1u, 0x80000005u, 0xFFFFFFFFu}) {
        report_rate rate(1);
        EXPECT_FALSE(rate.has_passed(first)) << "nothing has come";
        rate.deliver(0, first + 1);
        EXPECT_TRUE(rate.has_passed(first));
        EXPECT_FALSE(rate.has_passed(first + 1));
        EXPECT_FALSE(rate.has_passed(first + 2));
        rate.owe(first + 3);
        EXPECT_TRUE(rate.has_passed(first + 2));
    }
}

} // namespace
} // namespace asyncom::core
