// SPDX-License-Identifier: MIT
// A short wait reaches its last stage and goes on.
#include "platform/backoff.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace {

using asyncom::core::backoff;

TEST(Backoff, WaitsUntilTheOtherThreadIsDone) {
    std::atomic<bool> done{false};
    std::thread other([&] { done.store(true, std::memory_order_release); });
    backoff wait;
    while (!done.load(std::memory_order_acquire)) {
        wait.pause();
    }
    other.join();
}

TEST(Backoff, GoesThroughAllItsStages) {
    backoff wait;
    for (int round = 0; round < 50; ++round) {
        wait.pause();
    }
}

} // namespace
