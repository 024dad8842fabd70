// SPDX-License-Identifier: MIT
// The ring of tasks.
#include "run/task_queue.h"

#include "numbered_task.h"
#include "support/failing_memory.h"

#include <cstdint>
#include <new>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

TEST(TaskQueue, IsEmptyAtFirst) {
    task_queue queue;
    EXPECT_TRUE(queue.empty());
    EXPECT_FALSE(queue.pop());
    EXPECT_FALSE(queue.pop_newest());
}

TEST(TaskQueue, GivesBackInTheOrderOfThePushes) {
    task_queue queue;
    uintptr_t pushed = 0;
    uintptr_t popped = 0;
    // Grows while it wraps around.
    for (int round = 0; round < 1000; ++round) {
        for (int i = 0; i < 7; ++i) {
            queue.push(numbered(++pushed));
        }
        for (int i = 0; i < 5; ++i) {
            ASSERT_EQ(number_of(queue.pop()), ++popped);
        }
    }
    EXPECT_EQ(queue.size(), pushed - popped);
    while (!queue.empty()) {
        ASSERT_EQ(number_of(queue.pop()), ++popped);
    }
    EXPECT_EQ(pushed, popped);
}

TEST(TaskQueue, WorksAgainAfterItsMemoryWasGivenBack) {
    task_queue queue;
    for (uintptr_t burst = 0; burst < 2; ++burst) {
        for (uintptr_t i = 1; i <= 10'000; ++i) {
            queue.push(numbered(i));
        }
        for (uintptr_t i = 1; i <= 10'000; ++i) {
            ASSERT_EQ(number_of(queue.pop()), i);
        }
    }
}

TEST(TaskQueue, TakesBackTheNewest) {
    task_queue queue;
    queue.push(numbered(1));
    queue.push(numbered(2));
    EXPECT_EQ(number_of(queue.pop_newest()), 2u);
    EXPECT_EQ(number_of(queue.pop()), 1u);
    EXPECT_TRUE(queue.empty());
}

TEST(TaskQueue, IsUnchangedWhenThereIsNoMemory) {
    task_queue queue;
    {
        const failing_memory first(0);
        EXPECT_THROW(queue.push(numbered(1)), std::bad_alloc);
    }
    EXPECT_TRUE(queue.empty());
    for (uintptr_t i = 1; i <= 64; ++i) {
        queue.push(numbered(i));
    }
    {
        const failing_memory growth(0);
        EXPECT_THROW(queue.push(numbered(65)), std::bad_alloc);
    }
    for (uintptr_t i = 1; i <= 64; ++i) {
        ASSERT_EQ(number_of(queue.pop()), i);
    }
}

} // namespace
