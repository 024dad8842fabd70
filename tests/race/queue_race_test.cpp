// SPDX-License-Identifier: MIT
// Threads that start at once: a completion queue against ends, consumers and its own end.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

// Takes all there is, and counts it.
int drain(IAsyncCompletionQueue* queue, uint32_t timeout) {
    AsyncomCompletion items[4];
    uint32_t count = 0;
    int taken = 0;
    while (queue->Dequeue(items, 4, timeout, &count) == S_OK) {
        for (uint32_t i = 0; i < count; ++i)
            items[i].operation->Release();
        taken += int(count);
        timeout = 0;
    }
    return taken;
}

// Ends, consumers that wait, and Close: every operation is given at most once, nobody waits for
// ever, and nothing is held any more.
TEST(QueueRace, CompletionQueueClosesAgainstEndsAndConsumers) {
    raced_operation targets[2];
    IAsyncCompletionQueue* queue = nullptr;
    std::atomic<int> taken = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            taken = 0;
            ASSERT_EQ(AsyncomCreateCompletionQueue(&queue), S_OK);
            for (raced_operation& each : targets) {
                each.create();
                ASSERT_EQ(queue->Attach(each.control, 1), S_OK);
            }
        },
        {[&] { targets[0].producer->Complete(&result); },
         [&] { targets[1].producer->Complete(&result); },
         [&] { taken += drain(queue, ASYNCOM_INFINITE); }, [&] { queue->Close(); }},
        [&] {
            EXPECT_LE(taken, 2);
            EXPECT_EQ(queue->Release(), 0u);
            for (raced_operation& each : targets) {
                each.control->AddRef();
                EXPECT_EQ(each.control->Release(), 3u) << "consumer, control and the producers";
                each.destroy();
            }
        });
}

// Attached while it ends, taken by whoever comes, on a queue whose last reference goes right after.
TEST(QueueRace, CompletionQueueGivesEachEndOnceAndMayGoAtOnce) {
    raced_operation target;
    IAsyncCompletionQueue* queue = nullptr;
    intptr_t handle = 0;
    int round = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            ASSERT_EQ(AsyncomCreateCompletionQueue(&queue), S_OK);
            // Every other round with a kernel object.
            if (++round % 2 == 0) {
                ASSERT_EQ(queue->GetWaitHandle(&handle), S_OK);
            }
            target.create();
        },
        {[&] { target.producer->Complete(&result); },
         [&] {
             EXPECT_EQ(queue->Attach(target.control, 5), S_OK);
             EXPECT_EQ(drain(queue, ASYNCOM_INFINITE), 1);
             EXPECT_EQ(queue->Release(), 0u);
         }},
        [&] {
            if (round % 2 == 0) {
                EXPECT_EQ(AsyncomCloseWaitHandle(handle), S_OK);
            }
            target.destroy();
        });
}

} // namespace
