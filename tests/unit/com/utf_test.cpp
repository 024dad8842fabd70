// SPDX-License-Identifier: MIT
// UTF-8 and UTF-16: what is valid, what becomes of it, where it may be cut.
#include "com/utf.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

std::u16string to_utf16(std::string_view text) {
    std::u16string units(utf16_length(text), u'?');
    utf8_to_utf16(text, units.data());
    return units;
}

std::string to_utf8(std::u16string_view text) {
    std::string bytes(utf8_length(text), '?');
    utf16_to_utf8(text, bytes.data());
    return bytes;
}

// One, two, three and four bytes, and the ends of each range.
constexpr std::string_view edges =
    "\x01\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf"
    "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf";
constexpr std::u16string_view edges_utf16 =
    u"\u0001\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff";

TEST(Utf8, AcceptsEveryKindOfCharacter) {
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_valid_utf8("plain"));
    EXPECT_TRUE(is_valid_utf8(edges));
    EXPECT_TRUE(is_valid_utf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, RefusesOverlongForms) {
    EXPECT_FALSE(is_valid_utf8("\xc0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xc1\xbf"));
    EXPECT_FALSE(is_valid_utf8("\xe0\x9f\xbf"));
    EXPECT_FALSE(is_valid_utf8("\xf0\x8f\xbf\xbf"));
}

TEST(Utf8, RefusesSurrogatesAndWhatIsAboveUnicode) {
    EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xed\xbf\xbf"));
    EXPECT_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));
    EXPECT_FALSE(is_valid_utf8("\xf5\x80\x80\x80"));
    EXPECT_FALSE(is_valid_utf8("\xff"));
}

TEST(Utf8, RefusesCharactersCutShortAndStrayContinuations) {
    for (const std::string_view whole : {"\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
        for (std::size_t length = 1; length < whole.size(); ++length) {
            EXPECT_FALSE(is_valid_utf8(whole.substr(0, length)));
            EXPECT_FALSE(is_valid_utf8(std::string(whole.substr(0, length)) + "a"));
            EXPECT_FALSE(is_valid_utf8(whole.substr(length)));
        }
    }
}

TEST(Utf, ConvertsTheEdgesOfEveryRangeBothWays) {
    EXPECT_EQ(to_utf16(edges), edges_utf16);
    EXPECT_EQ(to_utf8(edges_utf16), edges);
}

TEST(Utf, ReplacesUnpairedSurrogates) {
    const char16_t high_at_end[] = {u'a', 0xD83D};
    const char16_t low_first[] = {0xDE00, u'a'};
    const char16_t two_high[] = {0xD83D, 0xD83D, 0xDE00};
    EXPECT_EQ(to_utf8({high_at_end, 2}), "a\xef\xbf\xbd");
    EXPECT_EQ(to_utf8({low_first, 2}), "\xef\xbf\xbd"
                                       "a");
    EXPECT_EQ(to_utf8({two_high, 3}), "\xef\xbf\xbd\xf0\x9f\x98\x80");
}

TEST(Utf, CutsBetweenCharactersOnly) {
    constexpr std::string_view text = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"; // 1, 2, 3, 4 bytes
    const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t most = 0; most < std::size(expected); ++most)
        EXPECT_EQ(whole_characters(text, most).size(), expected[most]) << most;

    constexpr std::u16string_view units = u"a\U0001F600b";
    const std::size_t expected_units[] = {0, 1, 1, 3, 4, 4};
    for (std::size_t most = 0; most < std::size(expected_units); ++most)
        EXPECT_EQ(whole_characters(units, most).size(), expected_units[most]) << most;
}

} // namespace
} // namespace asyncom::core
