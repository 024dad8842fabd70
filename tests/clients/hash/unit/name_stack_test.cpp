// SPDX-License-Identifier: MIT
#include "tool/name_stack.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace asyncom::tool;

namespace {

std::vector<std::string> rest_of(name_stack& names) {
    std::vector<std::string> result;
    std::string_view name;
    bool is_directory = false;
    while (names.next(name, is_directory)) {
        result.push_back(std::string{name} + (is_directory ? "/" : ""));
    }
    return result;
}

using list = std::vector<std::string>;

} // namespace

TEST(NameStack, SortsADirectoryAsItsNameWithASlash) {
    name_stack names;
    names.push();
    EXPECT_TRUE(names.add("a0", false)); // '0' follows '/'
    EXPECT_TRUE(names.add("a", true));
    EXPECT_TRUE(names.add("a.b", false)); // '.' precedes '/'
    EXPECT_TRUE(names.add("a-", true));
    names.sort();
    EXPECT_EQ(rest_of(names), (list{"a-/", "a.b", "a/", "a0"}));
}

TEST(NameStack, SortsByUnsignedBytes) {
    name_stack names;
    names.push();
    for (const char* name : {"\xff", "z", "\x80", "A", "a", "\x01"}) {
        EXPECT_TRUE(names.add(name, false));
    }
    names.sort();
    EXPECT_EQ(rest_of(names), (list{"\x01", "A", "a", "z", "\x80", "\xff"}));
}

TEST(NameStack, GoesOnWhereItWasWhenALevelIsRemoved) {
    name_stack names;
    names.push();
    EXPECT_TRUE(names.add("one", true));
    EXPECT_TRUE(names.add("two", false));
    names.sort();
    std::string_view name;
    bool is_directory = false;
    ASSERT_TRUE(names.next(name, is_directory));
    EXPECT_TRUE(is_directory);
    names.push();
    EXPECT_TRUE(names.add("inner", false));
    names.sort();
    EXPECT_EQ(rest_of(names), list{"inner"});
    names.pop();
    EXPECT_EQ(rest_of(names), list{"two"});
    EXPECT_EQ(names.depth(), 1u);
}

TEST(NameStack, ForgetsTheRestOfALevelOnRequest) {
    name_stack names;
    names.push();
    EXPECT_TRUE(names.add("one", false));
    names.sort();
    names.skip_rest();
    EXPECT_EQ(rest_of(names), list{});
}

TEST(NameStack, AnEmptyLevelHasNothing) {
    name_stack names;
    names.push();
    names.sort();
    EXPECT_EQ(rest_of(names), list{});
}
