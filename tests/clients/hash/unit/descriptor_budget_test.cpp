// SPDX-License-Identifier: MIT
#include "tool/descriptor_budget.h"

#include <gtest/gtest.h>

using namespace asyncom::tool;

TEST(DescriptorBudget, StaysBelowTheLimit) {
    for (const uint64_t limit : {64u, 100u, 256u, 1024u, 65536u}) {
        for (const uint32_t jobs : {1u, 2u, 16u}) {
            const descriptor_budget budget = divide_descriptors(limit, jobs);
            EXPECT_LE(2 * budget.path + budget.in_flight + jobs + 12, limit)
                << limit << ' ' << jobs;
        }
    }
}

TEST(DescriptorBudget, LeavesEnoughToGoOnWithHoweverLowTheLimit) {
    const descriptor_budget budget = divide_descriptors(8, 1024);
    EXPECT_GE(budget.path, 2u);
    EXPECT_GE(budget.in_flight, 2 * budget.path);
}
