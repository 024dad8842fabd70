// SPDX-License-Identifier: MIT
#include "tool/display_name.h"

#include <gtest/gtest.h>

using namespace asyncom::tool;

TEST(DisplayName, KeepsATerminalFromObeyingAName) {
    EXPECT_EQ(display_name("plain \xc3\xa4"), "plain \xc3\xa4");
    EXPECT_EQ(display_name("a\nb\rc\td\\"), "a\\nb\\rc\\td\\\\");
    EXPECT_EQ(display_name("\x1b[31m\x7f"), "\\033[31m\\177");
    EXPECT_EQ(display_name("\x9b"
                           "31m"),
              "\\23331m");
    EXPECT_EQ(display_name("\xc2\x9b"
                           "31m"),
              "\\302\\23331m");
    EXPECT_EQ(display_name("\xc2\x80\xc2\x9f\xc2\xa0"), "\\302\\200\\302\\237\xc2\xa0");
}

TEST(DisplayName, KeepsTextInEveryLanguage) {
    for (const char* text : {"caf\xc3\xa9", "\xe0\xa4\x85\xe2\x82\xac\xed\x9f\xbf\xef\xbf\xbd",
                             "\xf0\x9f\x98\x80\xf1\x80\x80\x80\xf4\x8f\xbf\xbf", "\xdf\xbf"}) {
        EXPECT_EQ(display_name(text), text);
    }
}

TEST(DisplayName, ShowsBytesThatAreNotUtf8) {
    EXPECT_EQ(display_name("\xff-\xe9"), "\\377-\\351");
    EXPECT_EQ(display_name("\xc3"), "\\303");            // cut off
    EXPECT_EQ(display_name("\xe2\x82"), "\\342\\202");   // cut off
    EXPECT_EQ(display_name("\xe2\x82x"), "\\342\\202x"); // cut off by another character
    EXPECT_EQ(display_name("\xc0\xaf"), "\\300\\257");   // longer than needed
    EXPECT_EQ(display_name("\xe0\x82\xa9"), "\\340\\202\\251");
    EXPECT_EQ(display_name("\xf0\x82\x82\xac"), "\\360\\202\\202\\254");
    EXPECT_EQ(display_name("\xed\xa0\x80"), "\\355\\240\\200");          // a surrogate
    EXPECT_EQ(display_name("\xf4\x90\x80\x80"), "\\364\\220\\200\\200"); // beyond Unicode
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
