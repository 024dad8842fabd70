// SPDX-License-Identifier: MIT
// Counting what the process may use.
#include "platform/cpu.h"

#include <gtest/gtest.h>

#if defined(__linux__)
#include <sched.h>
#endif

namespace {

using namespace asyncom::core;

TEST(Cpu, ThereIsAtLeastOne) {
    EXPECT_GE(cpu_count(), 1u);
    cpu_relax();
}

#if defined(__linux__)

TEST(Cpu, CountsTheAffinityMaskAndNotTheMachine) {
    cpu_set_t whole;
    ASSERT_EQ(sched_getaffinity(0, sizeof whole, &whole), 0);
    EXPECT_EQ(cpu_count(), static_cast<uint32_t>(CPU_COUNT(&whole)));
    int first = 0;
    while (!CPU_ISSET(first, &whole)) {
        ++first;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(cpu_count(), 1u);
    ASSERT_EQ(sched_setaffinity(0, sizeof whole, &whole), 0);
}

#endif

} // namespace
