// SPDX-License-Identifier: MIT
// The clock that ships.
#include "run/time_source.h"

#include "platform/clock.h"

#include <thread>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

TEST(TimeSource, OfTheSystemIsTheMonotonicClock) {
    const int64_t before = monotonic_ticks();
    const int64_t now = system_time().now();
    EXPECT_GE(now, before);
    EXPECT_LE(now, monotonic_ticks());
}

TEST(TimeSource, OfTheSystemSleepsAndWakes) {
    std::atomic<uint32_t> word{0};
    EXPECT_FALSE(system_time().park(word, 0, deadline{0}));
    std::thread sleeper([&] {
        while (word.load() == 0) {
            system_time().park(word, 0, forever);
        }
    });
    word.store(1);
    system_time().unpark(word);
    sleeper.join();
}

} // namespace
