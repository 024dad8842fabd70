// SPDX-License-Identifier: MIT
// Threads that start at once: reports against handlers that come and go, and the end.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

TEST(ProgressRace, ProgressHandlerIsReplacedReadAndClearedUnderReports) {
    raced_operation target;
    counted_handler first, second;
    const double value = 0.5;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            first.reset();
            second.reset();
            target.create();
            void* const progress = first.progress(target.type);
            slots_of(target.consumer).put_Progress(target.consumer, progress);
            release(progress);
        },
        {[&] {
             for (int i = 0; i < 5; ++i)
                 target.producer->ReportProgress(&value);
             target.producer->Complete(&result);
         },
         [&] {
             void* const progress = second.progress(target.type);
             slots_of(target.consumer).put_Progress(target.consumer, progress);
             release(progress);
         },
         [&] {
             void* got = nullptr;
             slots_of(target.consumer).get_Progress(target.consumer, &got);
             release(got);
             slots_of(target.consumer).put_Progress(target.consumer, nullptr);
         }},
        [&] {
            EXPECT_EQ(first.destroyed, 1);
            EXPECT_EQ(second.destroyed, 1);
            target.destroy();
        });
}

TEST(ProgressRace, ReportAgainstTheEndIsDeliveredOrDropped) {
    raced_operation target;
    counted_handler handler;
    const double value = 0.5;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            handler.reset();
            target.create();
            void* const progress = handler.progress(target.type);
            slots_of(target.consumer).put_Progress(target.consumer, progress);
            release(progress);
        },
        {[&] {
             for (int i = 0; i < 3; ++i)
                 target.producer->ReportProgress(&value);
         },
         [&] { target.producer->Complete(&result); }},
        [&] {
            EXPECT_EQ(handler.destroyed, 1);
            target.destroy();
        });
}

} // namespace
