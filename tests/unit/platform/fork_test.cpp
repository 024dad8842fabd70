// SPDX-License-Identifier: MIT
// The epoch and the resets in the child of a fork.
#include "platform/fork.h"

#include <atomic>

#include <gtest/gtest.h>

#if !defined(_WIN32)

#include "support/child_process.h"

namespace {

using namespace asyncom::core;

constinit std::atomic<int> resets{0};

void count_reset() noexcept {
    resets.fetch_add(1);
}

TEST(Fork, GivesEveryChildAnotherEpoch) {
    watch_forks();
    const uint8_t parent = fork_epoch();
    EXPECT_TRUE(holds_in_child([&] {
        const uint8_t own = fork_epoch();
        return own != parent &&
               holds_in_child([&] { return fork_epoch() != own && fork_epoch() != parent; });
    }));
    EXPECT_EQ(fork_epoch(), parent);
}

TEST(Fork, WatchingTwiceCountsOnce) {
    watch_forks();
    watch_forks();
    const uint8_t parent = fork_epoch();
    EXPECT_TRUE(holds_in_child([&] { return static_cast<uint8_t>(fork_epoch() - parent) == 1; }));
}

TEST(Fork, RunsResetsInTheChildOnly) {
    watch_forks();
    for (int time = 0; time < 100; ++time)
        on_fork_child(count_reset);
    EXPECT_TRUE(holds_in_child([] { return resets.load() == 1; }));
    EXPECT_EQ(resets.load(), 0);
}

} // namespace

#endif
