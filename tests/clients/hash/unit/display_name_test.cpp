// SPDX-License-Identifier: MIT
#include "tool/display_name.h"

#include <gtest/gtest.h>

using namespace asyncom::tool;

TEST(DisplayName, KeepsATerminalFromObeyingAName) {
    EXPECT_EQ(display_name("plain \xc3\xa4"), "plain \xc3\xa4");
    EXPECT_EQ(display_name("a\nb\rc\td\\"), "a\\nb\\rc\\td\\\\");
    EXPECT_EQ(display_name("\x1b[31m\x7f"), "\\033[31m\\177");
}

TEST(DisplayName, GivesBytesThatAreNotUtf8ToProgramsAsHexToo) {
    nlohmann::json object;
    put_json_name(object, "plain");
    EXPECT_EQ(json_line(object), R"({"name":"plain"})");
    object.clear();
    put_json_name(object, "a\xff");
    EXPECT_EQ(object["name_hex"], "61ff");
    EXPECT_EQ(nlohmann::json::parse(json_line(object))["name"], "a\xef\xbf\xbd");
}
