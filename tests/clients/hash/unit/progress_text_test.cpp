// SPDX-License-Identifier: MIT
#include "tool/progress_text.h"

#include <gtest/gtest.h>

using namespace asyncom::tool;

namespace {

progress_figures half_way() {
    progress_figures figures;
    figures.progress = {1234, 20000, 1024 * 1024 * 1024, 2147483648u};
    figures.bytes_per_second = 512.0 * 1024 * 1024;
    figures.fraction = 0.5;
    figures.seconds_left = 3.2;
    return figures;
}

} // namespace

TEST(ProgressText, BytesHaveThreeFigures) {
    EXPECT_EQ(bytes_text(0), "0 B");
    EXPECT_EQ(bytes_text(1023), "1023 B");
    EXPECT_EQ(bytes_text(1024), "1.0 KiB");
    EXPECT_EQ(bytes_text(23.4 * 1024 * 1024), "23.4 MiB");
    EXPECT_EQ(bytes_text(345.0 * 1024 * 1024 * 1024), "345 GiB");
    EXPECT_EQ(bytes_text(1023.7 * 1024), "1.0 MiB");
    EXPECT_EQ(bytes_text(18446744073709551615.0), "16.0 EiB");
}

TEST(ProgressText, DurationsReadAsClocksDo) {
    EXPECT_EQ(duration_text(0.4), "0:00");
    EXPECT_EQ(duration_text(59.6), "1:00");
    EXPECT_EQ(duration_text(754), "12:34");
    EXPECT_EQ(duration_text(3723), "1:02:03");
    EXPECT_EQ(duration_text(1e30), "99:59:59");
    EXPECT_EQ(elapsed_text(0.418), "0.42 s");
    EXPECT_EQ(elapsed_text(12.34), "12.3 s");
    EXPECT_EQ(elapsed_text(75), "1:15");
}

TEST(ProgressText, TheBarShowsTheFraction) {
    EXPECT_EQ(bar_text(half_way(), 90), "[=========>         ]   50%  1.0 GiB of 2.0 GiB  0:03 "
                                        "left  512 MiB/s  1234 of 20000 files");
}

TEST(ProgressText, TheBarIsNeverWiderThanTheTerminal) {
    for (unsigned width = 1; width < 200; ++width) {
        EXPECT_LE(bar_text(half_way(), width).size(), width);
    }
}

TEST(ProgressText, ANarrowTerminalLosesTheLeastImportantFirst) {
    EXPECT_EQ(bar_text(half_way(), 57), " 50%  1.0 GiB of 2.0 GiB  0:03 left  512 MiB/s");
    EXPECT_EQ(bar_text(half_way(), 30), " 50%  1.0 GiB of 2.0 GiB");
    EXPECT_EQ(bar_text(half_way(), 3), " 50");
}

TEST(ProgressText, WithoutATotalThereIsNoBar) {
    progress_figures figures;
    figures.progress = {1, hash_progress::unknown, 2048, hash_progress::unknown};
    figures.bytes_per_second = 1024;
    EXPECT_EQ(bar_text(figures, 100), "2.0 KiB  1.0 KiB/s  1 file");
    EXPECT_EQ(line_text(figures), "2.0 KiB  1.0 KiB/s  1 file");
}

TEST(ProgressText, AHundredPercentIsSaidOnlyAtTheEnd) {
    progress_figures figures = half_way();
    figures.fraction = 0.9999;
    EXPECT_EQ(line_text(figures).substr(0, 4), " 99%");
    figures.fraction = 1.0;
    EXPECT_EQ(line_text(figures).substr(0, 4), "100%");
}
