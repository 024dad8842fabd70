// SPDX-License-Identifier: MIT
#include "tool/progress_figures.h"

#include <gtest/gtest.h>

using namespace asyncom::tool;

namespace {

hash_progress progress_of(uint64_t files, uint64_t bytes,
                          uint64_t files_total = hash_progress::unknown,
                          uint64_t bytes_total = hash_progress::unknown) {
    return {files, files_total, bytes, bytes_total};
}

} // namespace

TEST(Speedometer, SaysNothingAboutTheRestWhileTheTotalIsUnknown) {
    speedometer speed;
    speed.update(progress_of(0, 0), 0);
    const progress_figures figures = speed.update(progress_of(10, 1000), 2);
    EXPECT_FALSE(figures.fraction);
    EXPECT_FALSE(figures.seconds_left);
    EXPECT_NEAR(figures.bytes_per_second, 500, 0.01);
}

TEST(Speedometer, AnEvenSpeedGivesAnExactEstimate) {
    speedometer speed;
    progress_figures figures;
    constexpr uint64_t total = 100'000'000;
    for (int i = 0; i <= 50; ++i) {
        figures =
            speed.update(progress_of(0, static_cast<uint64_t>(i) * 1'000'000, 0, total), i * 0.1);
    }
    EXPECT_NEAR(figures.bytes_per_second, 1e7, 1e3);
    ASSERT_TRUE(figures.fraction && figures.seconds_left);
    EXPECT_NEAR(*figures.fraction, 0.5, 1e-9);
    EXPECT_NEAR(*figures.seconds_left, 5, 0.01);
}

TEST(Speedometer, EmptyFilesAreWorkToo) {
    speedometer speed;
    speed.update(progress_of(0, 0, 1000, 0), 0);
    const progress_figures figures = speed.update(progress_of(250, 0, 1000, 0), 2);
    ASSERT_TRUE(figures.fraction && figures.seconds_left);
    EXPECT_NEAR(*figures.fraction, 0.25, 1e-9);
    EXPECT_NEAR(*figures.seconds_left, 6, 0.01);
}

TEST(Speedometer, NeverSaysMoreThanAll) {
    speedometer speed;
    const progress_figures grown = speed.update(progress_of(11, 2000, 10, 1000), 2);
    EXPECT_EQ(grown.fraction, 1.0);
    EXPECT_EQ(grown.seconds_left, 0.0);
    EXPECT_EQ(speed.update(progress_of(0, 0, 0, 0), 3).fraction, 1.0);
}

TEST(Speedometer, GivesNoEstimateInTheFirstSecond) {
    speedometer speed;
    speed.update(progress_of(0, 0, 10, 1000), 0);
    EXPECT_FALSE(speed.update(progress_of(5, 500, 10, 1000), 0.5).seconds_left);
}
