// SPDX-License-Identifier: MIT
// A listener whose rate is capped, and a report that is made inside another one.
#include "library_provider.h"
#include "support/listening.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

namespace {

using namespace contract;

double value_of(const void* value) {
    double read = 0;
    std::memcpy(&read, value, sizeof read);
    return read;
}

// Reports 0.7 inside the report of 0.5.
struct nested_report {
    nested_report(bool capped_first, std::uint32_t max_per_second) {
        const std::uint64_t early = capped_first ? 1 : face.progress(nesting);
        const std::uint64_t later = face.progress(capped, max_per_second);
        const std::uint64_t last = capped_first ? face.progress(nesting) : 1;
        EXPECT_TRUE(early != 0 && later != 0 && last != 0);
    }
    void report(double value) const { EXPECT_EQ(ends.worker.ReportProgress(&value), ok); }

    const family& type = action_with("f8");
    both_ends ends = make_both(type);
    listening face{ends.consumer};
    std::vector<double> heard;
    own<progress_handler> capped = make_progress(type, [this](void*, const void* value) {
        heard.push_back(value_of(value));
        return ok;
    });
    own<progress_handler> nesting = make_progress(type, [this](void*, const void* value) {
        if (value_of(value) == 0.5) report(0.7);
        return ok;
    });
};

// More than a test lasts.
constexpr std::uint32_t one_per_second = 1;

TEST(ListenerRate, AReportThatALaterOneHasOvertakenIsNotHeardBehindIt) {
    nested_report one(false, one_per_second);
    one.report(0.5);
    EXPECT_EQ(one.heard, (std::vector<double>{0.7}));
    one.ends.worker.Complete(nullptr);
    EXPECT_EQ(one.heard, (std::vector<double>{0.7})) << "that was the last";
}

TEST(ListenerRate, WhatIsOwedIsTheLatest) {
    for (const bool capped_first : {false, true}) {
        nested_report one(capped_first, one_per_second);
        one.report(0.1);
        one.report(0.5);
        EXPECT_EQ(one.heard, (std::vector<double>{0.1}));
        one.ends.worker.Complete(nullptr);
        EXPECT_EQ(one.heard, (std::vector<double>{0.1, 0.7}));
    }
}

TEST(ListenerRate, WhoHasNoneHearsEveryReport) {
    nested_report one(false, 0);
    one.report(0.5);
    EXPECT_EQ(one.heard, (std::vector<double>{0.7, 0.5}));
}

} // namespace
