// SPDX-License-Identifier: MIT
// Sleeping on a word and being woken.
#include "platform/park.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

TEST(Park, ReturnsAtOnceWhenTheWordDiffers) {
    std::atomic<uint32_t> word{7};
    EXPECT_TRUE(park(word, 6, forever));
    EXPECT_TRUE(park(word, 6, deadline_after(ticks_per_second)));
}

TEST(Park, AnswersFalseWhenTheDeadlineHasPassed) {
    std::atomic<uint32_t> word{7};
    EXPECT_FALSE(park(word, 7, deadline{0}));
    EXPECT_FALSE(park(word, 7, deadline{monotonic_ticks() - 1}));
}

TEST(Park, NeverTimesOutBeforeItsDeadline) {
    std::atomic<uint32_t> word{7};
    const deadline until = deadline_after(2 * ticks_per_millisecond);
    while (park(word, 7, until)) {
    }
    EXPECT_GE(monotonic_ticks(), until.ticks);
}

TEST(Park, UnparkOneWakesASleeper) {
    std::atomic<uint32_t> word{0};
    std::thread sleeper([&] {
        while (word.load() == 0) {
            park(word, 0, forever);
        }
    });
    word.store(1);
    unpark_one(word);
    sleeper.join();
}

TEST(Park, UnparkAllWakesEverySleeper) {
    std::atomic<uint32_t> word{0};
    std::vector<std::thread> sleepers;
    for (int i = 0; i < 4; ++i) {
        sleepers.emplace_back([&] {
            while (word.load() == 0) {
                park(word, 0, deadline_after(INT64_MAX / 2));
            }
        });
    }
    word.store(1);
    unpark_all(word);
    for (std::thread& sleeper : sleepers) {
        sleeper.join();
    }
}

TEST(Park, WakingAWordOnWhichNobodySleepsIsNothing) {
    std::atomic<uint32_t> word{0};
    unpark_one(word);
    unpark_all(word);
    EXPECT_EQ(word.load(), 0u);
}

} // namespace
