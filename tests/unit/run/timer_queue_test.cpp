// SPDX-License-Identifier: MIT
// The heap of timers and its tokens, against a plain model.
#include "run/timer_queue.h"

#include "numbered_task.h"
#include "support/failing_memory.h"

#include <cstdint>
#include <map>
#include <new>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

void drain(timer_queue& timers) {
    while (timers.pop_due(INT64_MAX)) {
    }
}

TEST(TimerQueue, GivesNothingBeforeItIsDue) {
    timer_queue timers;
    EXPECT_EQ(timers.next_due(), INT64_MAX);
    EXPECT_FALSE(timers.pop_due(INT64_MAX));
    timers.add(100, numbered(1));
    EXPECT_EQ(timers.next_due(), 100);
    EXPECT_FALSE(timers.pop_due(99));
    EXPECT_EQ(number_of(timers.pop_due(100)), 1u);
    EXPECT_TRUE(timers.empty());
}

TEST(TimerQueue, GivesTheEarliestFirstAndOneInstantInTheOrderOfAdding) {
    timer_queue timers;
    timers.add(30, numbered(4));
    timers.add(10, numbered(1));
    timers.add(20, numbered(2));
    timers.add(20, numbered(3));
    timers.add(INT64_MAX, numbered(5));
    for (uintptr_t expected = 1; expected <= 5; ++expected) {
        EXPECT_EQ(number_of(timers.pop_due(INT64_MAX)), expected);
    }
}

TEST(TimerQueue, ComparesItsEarliestWithThatOfAnother) {
    timer_queue some;
    timer_queue others;
    EXPECT_FALSE(some.comes_before(others));
    some.add(20, numbered(1));
    EXPECT_TRUE(some.comes_before(others));
    EXPECT_FALSE(others.comes_before(some));
    others.add(20, numbered(2));
    EXPECT_TRUE(some.comes_before(others));
    EXPECT_FALSE(others.comes_before(some));
    others.add(10, numbered(3));
    EXPECT_FALSE(some.comes_before(others));
    EXPECT_TRUE(others.comes_before(some));
    drain(some);
    drain(others);
}

TEST(TimerQueue, NeverGivesATokenTwiceNorZero) {
    timer_queue timers;
    timer_queue others;
    std::set<uint64_t> tokens{0};
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(tokens.insert(timers.add(i, numbered(1))).second);
        EXPECT_TRUE(tokens.insert(others.add(i, numbered(1))).second);
        timers.pop_due(INT64_MAX);
    }
    drain(others);
}

TEST(TimerQueue, RemovesByTokenOnce) {
    timer_queue timers;
    EXPECT_FALSE(timers.remove(1));
    const uint64_t first = timers.add(10, numbered(1));
    const uint64_t second = timers.add(20, numbered(2));
    EXPECT_FALSE(timers.remove(0));
    EXPECT_FALSE(timers.remove(second + 1));
    EXPECT_EQ(number_of(timers.remove(first)), 1u);
    EXPECT_FALSE(timers.remove(first));
    EXPECT_EQ(timers.next_due(), 20);
    EXPECT_EQ(number_of(timers.pop_due(20)), 2u);
    EXPECT_FALSE(timers.remove(second));
}

TEST(TimerQueue, BehavesAsASortedMapUnderAnyOrderOfCalls) {
    std::mt19937_64 random(1);
    timer_queue timers;
    std::map<std::pair<int64_t, uint64_t>, uintptr_t> model;
    std::vector<std::pair<int64_t, uint64_t>> keys;
    for (uintptr_t step = 1; step <= 20'000; ++step) {
        if (random() % 5 < 2) {
            const auto due = static_cast<int64_t>(random() % 1000);
            const std::pair key(due, timers.add(due, numbered(step)));
            model.emplace(key, step);
            keys.push_back(key);
        } else if (random() % 2 == 0 && !keys.empty()) {
            const auto key = keys[random() % keys.size()];
            const auto found = model.find(key);
            const uintptr_t expected = found == model.end() ? 0 : found->second;
            ASSERT_EQ(number_of(timers.remove(key.second)), expected);
            if (found != model.end()) model.erase(found);
        } else {
            const auto now = static_cast<int64_t>(random() % 1000);
            const bool due = !model.empty() && model.begin()->first.first <= now;
            ASSERT_EQ(number_of(timers.pop_due(now)), due ? model.begin()->second : 0);
            if (due) model.erase(model.begin());
        }
        ASSERT_EQ(timers.size(), model.size());
        ASSERT_EQ(timers.next_due(), model.empty() ? INT64_MAX : model.begin()->first.first);
    }
    drain(timers);
}

TEST(TimerQueue, IsUnchangedWhicheverAllocationFails) {
    timer_queue timers;
    int refused = 0;
    // Over the first growths of the heap and of the table.
    for (uintptr_t number = 1; number <= 40; ++number) {
        for (int nth = 0;; ++nth) {
            const size_t before = timers.size();
            const failing_memory failure(nth);
            try {
                timers.add(static_cast<int64_t>(number), numbered(number));
                if (!failure.has_failed()) break;
            } catch (const std::bad_alloc&) {
                ++refused;
                ASSERT_EQ(timers.size(), before);
                continue;
            }
            break;
        }
    }
    EXPECT_GT(refused, 40);
    for (uintptr_t number = 1; number <= 40; ++number) {
        EXPECT_EQ(number_of(timers.pop_due(INT64_MAX)), number);
    }
}

TEST(TimerQueue, WhatComesAndGoesIsNoAllocation) {
    timer_queue timers;
    timers.add(1, numbered(1));
    const uint64_t token = timers.add(2, numbered(2));
    EXPECT_TRUE(timers.pop_due(1));
    EXPECT_TRUE(timers.remove(token));
    const failing_memory failure(0);
    for (int turn = 0; turn < 100; ++turn) {
        timers.add(1, numbered(1));
        timers.remove(timers.add(2, numbered(2)));
        EXPECT_EQ(number_of(timers.pop_due(1)), 1u);
    }
    EXPECT_FALSE(failure.has_failed());
}

TEST(TimerQueue, GivesTheMemoryOfABurstBack) {
    timer_queue timers;
    const auto burst = [&] {
        for (uintptr_t number = 1; number <= 5000; ++number)
            timers.add(int64_t(number), numbered(number));
        drain(timers);
    };
    burst();
    // The tables have grown, and so have only the timers to ask for: those beyond what is kept.
    const failing_memory failure(2000);
    EXPECT_THROW(burst(), std::bad_alloc);
    drain(timers);
}

} // namespace
