// SPDX-License-Identifier: MIT
// Reading switches from the environment.
#include "platform/environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace {

using asyncom::core::environment;

TEST(Environment, GivesWhatIsSet) {
    ASSERT_EQ(setenv("ASYNCOM_UNIT_TEST", "value", 1), 0);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST"), "value");
    ASSERT_EQ(setenv("ASYNCOM_UNIT_TEST", "", 1), 0);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST"), "");
}

TEST(Environment, GivesNullForWhatIsNot) {
    ASSERT_EQ(unsetenv("ASYNCOM_UNIT_TEST"), 0);
    EXPECT_EQ(environment("ASYNCOM_UNIT_TEST"), nullptr);
}

TEST(Environment, OfAProcessWithMoreRightsThanItsCallerIsNotObeyed) {
    ASSERT_EQ(setenv("ASYNCOM_UNIT_TEST", "value", 1), 0);
    EXPECT_EQ(environment("ASYNCOM_UNIT_TEST", true), nullptr);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST", false), "value");
}

// The tests run with the rights of whoever starts them, and so the switches count.
TEST(Environment, IsObeyedInATest) {
    EXPECT_FALSE(asyncom::core::has_more_rights_than_caller());
}

} // namespace
