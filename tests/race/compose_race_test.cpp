// SPDX-License-Identifier: MIT
// Threads that start at once: compositions against the ends and the cancel of what they wait for.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

// Two inputs end while the composition of both is cancelled and let go.
TEST(ComposeRace, CompositionsEndOnceWhoeverComesFirst) {
    raced_operation targets[2];
    counted_handler handler;
    IAsyncControl* composed[2] = {};
    int round = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            handler.reset();
            IUnknown* inputs[2];
            for (int i = 0; i < 2; ++i) {
                targets[i].create();
                inputs[i] = targets[i].control;
            }
            void** const first = reinterpret_cast<void**>(&composed[0]);
            const GUID& iid = IID_IAsyncControl;
            ASSERT_EQ(++round % 2 == 0 ? AsyncomWhenAll(inputs, 2, nullptr, nullptr, &iid, first)
                                       : AsyncomWhenAny(inputs, 2, nullptr, &iid, first),
                      S_OK);
            ASSERT_EQ(AsyncomWithDeadline(composed[0], 1, nullptr, &iid,
                                          reinterpret_cast<void**>(&composed[1])),
                      S_OK);
        },
        {[&] { targets[0].producer->Complete(&result); },
         [&] { targets[1].producer->Complete(&result); },
         [&] { composed[0]->CancelWithReason(HRESULT(0x800704C7), nullptr); },
         [&] {
             EXPECT_EQ(composed[1]->Wait(ASYNCOM_INFINITE), S_OK);
             EXPECT_EQ(composed[0]->Wait(ASYNCOM_INFINITE), S_OK);
         }},
        [&] {
            composed[1]->Release();
            composed[0]->Release();
            for (raced_operation& each : targets)
                each.destroy();
        });
}

// Each follows the other, and whoever is left is ended: no cycle, no loss.
TEST(ComposeRace, FollowersNeverCloseACycle) {
    raced_operation targets[2];
    HRESULT answers[2] = {};
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            for (raced_operation& each : targets)
                each.create();
        },
        {[&] { answers[0] = targets[0].producer->Follow(targets[1].control); },
         [&] { answers[1] = targets[1].producer->Follow(targets[0].control); }},
        [&] {
            EXPECT_EQ((answers[0] == S_OK) + (answers[1] == S_OK), 1);
            EXPECT_EQ(targets[answers[0] == S_OK ? 1 : 0].producer->Complete(&result), S_OK);
            for (raced_operation& each : targets) {
                EXPECT_EQ(each.status(), 1);
                each.destroy();
            }
        });
}

} // namespace
