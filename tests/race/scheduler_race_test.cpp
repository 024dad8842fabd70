// SPDX-License-Identifier: MIT
// Threads that start at once: tasks of a manual scheduler against its clock and its last Release.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

// Each task is called once, whether it runs, is cancelled or is dropped by the last Release.
TEST(SchedulerRace, AManualSchedulerDeliversEachTaskOnce) {
    IAsyncManualScheduler* scheduler = nullptr;
    std::atomic<uint32_t> delivered = 0;
    std::atomic<uint32_t> ran = 0;
    uint64_t token = 0;
    const auto count = [](void* context, HRESULT) {
        static_cast<std::atomic<uint32_t>*>(context)->fetch_add(1);
    };
    run_rounds(
        rounds,
        [&] {
            delivered = 0;
            ran = 0;
            ASSERT_EQ(AsyncomCreateManualScheduler(&scheduler), S_OK);
            ASSERT_EQ(scheduler->ScheduleAfter(5, count, &delivered, &token), S_OK);
            for (int each = 0; each < 3; ++each)
                scheduler->AddRef();
        },
        {[&] {
             EXPECT_EQ(scheduler->Schedule(count, &delivered), S_OK);
             uint32_t here = 0;
             EXPECT_EQ(scheduler->RunReady(2, &here), S_OK);
             ran += here;
             scheduler->Release();
         },
         [&] {
             EXPECT_EQ(scheduler->ScheduleAfter(3, count, &delivered, nullptr), S_OK);
             uint32_t here = 0;
             EXPECT_EQ(scheduler->Advance(4, &here), S_OK);
             ran += here;
             scheduler->Release();
         },
         [&] {
             ran += scheduler->CancelScheduled(token) == S_OK ? 1 : 0;
             uint32_t waiting = 0;
             EXPECT_EQ(scheduler->get_Pending(&waiting), S_OK);
             EXPECT_LE(waiting, 3u);
             scheduler->Release();
         }},
        [&] {
            EXPECT_EQ(delivered, ran);
            uint32_t waiting = 0;
            EXPECT_EQ(scheduler->get_Pending(&waiting), S_OK);
            EXPECT_EQ(delivered + waiting, 3u);
            EXPECT_EQ(scheduler->Release(), 0u);
            EXPECT_EQ(delivered, 3u);
        });
}

// The last reference may go on any thread, in any order with the others.
TEST(SchedulerRace, OneOfTheReleasesOfAManualSchedulerDropsWhatWaits) {
    IAsyncManualScheduler* scheduler = nullptr;
    std::atomic<uint32_t> dropped = 0;
    const auto count = [](void* context, HRESULT reason) {
        static_cast<std::atomic<uint32_t>*>(context)->fetch_add(reason == E_ABORT ? 1 : 100);
    };
    const auto add_one_and_leave = [&] {
        EXPECT_EQ(scheduler->Schedule(count, &dropped), S_OK);
        scheduler->Release();
    };
    run_rounds(
        rounds,
        [&] {
            dropped = 0;
            ASSERT_EQ(AsyncomCreateManualScheduler(&scheduler), S_OK);
            scheduler->AddRef();
        },
        {add_one_and_leave, add_one_and_leave}, [&] { EXPECT_EQ(dropped, 2u); });
}

} // namespace
