// SPDX-License-Identifier: MIT
// Reading switches from the environment.
#include "platform/environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace {

using asyncom::core::environment;

#if defined(_WIN32)
int set(const char* value) {
    return _putenv_s("ASYNCOM_UNIT_TEST", value);
}
int unset() {
    return _putenv_s("ASYNCOM_UNIT_TEST", "");
}
#else
int set(const char* value) {
    return setenv("ASYNCOM_UNIT_TEST", value, 1);
}
int unset() {
    return unsetenv("ASYNCOM_UNIT_TEST");
}
#endif

TEST(Environment, GivesWhatIsSet) {
    ASSERT_EQ(set("value"), 0);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST"), "value");
#if !defined(_WIN32) // where an empty variable is none
    ASSERT_EQ(set(""), 0);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST"), "");
#endif
}

TEST(Environment, GivesNullForWhatIsNot) {
    ASSERT_EQ(unset(), 0);
    EXPECT_EQ(environment("ASYNCOM_UNIT_TEST"), nullptr);
}

TEST(Environment, OfAProcessWithMoreRightsThanItsCallerIsNotObeyed) {
    ASSERT_EQ(set("value"), 0);
    EXPECT_EQ(environment("ASYNCOM_UNIT_TEST", true), nullptr);
    EXPECT_STREQ(environment("ASYNCOM_UNIT_TEST", false), "value");
}

// The tests run with the rights of whoever starts them, and so the switches count.
TEST(Environment, IsObeyedInATest) {
    EXPECT_FALSE(asyncom::core::has_more_rights_than_caller());
}

} // namespace
