// SPDX-License-Identifier: MIT
// Which copy of the library serves; two real ones are in tests/contract.
#include "com/first_copy.h"

#include "support/child_process.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

TEST(FirstCopy, ServesWhereThereIsNoOther) {
    EXPECT_EQ(refuse_second_copy(), S_OK);
    EXPECT_EQ(own_copy, copy_state::first);
    EXPECT_EQ(refuse_second_copy_slowly(), S_OK) << "asked again";
}

TEST(FirstCopy, IsDecidedOnceForThreadsThatAskTogether) {
    own_copy = copy_state::unused;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] { EXPECT_EQ(refuse_second_copy(), S_OK); });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(own_copy, copy_state::first);
}

// In the child there is no thread that was about to decide.
TEST(FirstCopy, IsDecidedAnewInAChildOfAnUndecidedProcess) {
    ASSERT_EQ(refuse_second_copy(), S_OK); // what is done once is done
    own_copy = copy_state::deciding;
    EXPECT_TRUE(holds_in_child([] { return refuse_second_copy() == S_OK; }));
    own_copy = copy_state::first;
    EXPECT_TRUE(holds_in_child([] { return own_copy == copy_state::first; }));
}

} // namespace
} // namespace asyncom::core
