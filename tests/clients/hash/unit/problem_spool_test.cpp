// SPDX-License-Identifier: MIT
#include "tool/problem_spool.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

using namespace asyncom::tool;

TEST(ProblemSpool, GivesProblemsBackInOrder) {
    problem_spool spool;
    spool.add({file_state::vanished, ENOENT, "one"});
    spool.add({file_state::unreadable, EACCES, std::string_view{"two\n"}});
    std::string told;
    spool.for_each([&](const problem& each) {
        told += std::string{each.name} + problem_word(each.state) + std::to_string(each.error);
    });
    EXPECT_EQ(told,
              "onevanished" + std::to_string(ENOENT) + "two\nunreadable" + std::to_string(EACCES));
    EXPECT_EQ(spool.count(), 2u);
}

TEST(ProblemSpool, GivesBackMoreThanItKeepsInMemory) {
    problem_spool spool;
    constexpr int most = 100'000;
    for (int i = 0; i < most; ++i) {
        spool.add({file_state::changed, 0, "a name of some length, number " + std::to_string(i)});
    }
    for (int round = 0; round < 2; ++round) {
        int next = 0;
        spool.for_each([&](const problem& each) {
            ASSERT_EQ(each.name, "a name of some length, number " + std::to_string(next));
            ++next;
        });
        EXPECT_EQ(next, most);
    }
}
