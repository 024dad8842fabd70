// SPDX-License-Identifier: MIT
#include "tool/batch.h"

#include <gtest/gtest.h>

#include <string>

using namespace asyncom::tool;

TEST(Batch, GivesEachFileToOneWorkerAndTellsTheLast) {
    const auto work = reference<batch>::adopt(new batch);
    work->add("one");
    work->add("two");
    file_entry* first = work->claim();
    file_entry* second = work->claim();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(work->name(*first), "one");
    EXPECT_EQ(work->name(*second), "two");
    EXPECT_EQ(work->claim(), nullptr);
    EXPECT_FALSE(work->done());
    EXPECT_TRUE(work->done());
}

TEST(Batch, IsFullByCountOrByLongNames) {
    const auto many = reference<batch>::adopt(new batch);
    for (uint32_t i = 0; i < batch::capacity; ++i) {
        EXPECT_FALSE(many->is_full());
        many->add("x");
    }
    EXPECT_TRUE(many->is_full());

    const auto large = reference<batch>::adopt(new batch);
    large->add(std::string(batch::names_capacity, 'x'));
    EXPECT_TRUE(large->is_full());
    EXPECT_GT(large->weight(), 1u);
}
