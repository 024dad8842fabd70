// SPDX-License-Identifier: MIT
#include <asyncom/error.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <unordered_map>

namespace hstring_test {

using namespace asyncom;
using namespace std::string_literals;
using namespace std::string_view_literals;

static_assert(sizeof(hstring) == sizeof(HSTRING));
static_assert(std::is_nothrow_copy_constructible_v<hstring> &&
              std::is_nothrow_move_assignable_v<hstring>);
static_assert(!std::is_constructible_v<hstring, std::nullptr_t>);
static_assert(!std::is_copy_constructible_v<hstring_reference> &&
              !std::is_move_constructible_v<hstring_reference>);

TEST(Hstring, CopiesShareOneBlock) {
    const hstring text = u"text";
    hstring copy = text;
    EXPECT_EQ(copy.get(), text.get());
    hstring& same = copy;
    copy = same;
    copy = std::move(same);
    EXPECT_EQ(copy, u"text");
    const hstring moved = std::move(copy);
    EXPECT_EQ(moved.get(), text.get());
    EXPECT_TRUE(copy.empty());
}

TEST(Hstring, EmptyIsNullAndTerminated) {
    const hstring empty;
    EXPECT_EQ(empty.get(), nullptr);
    EXPECT_EQ(empty.size(), 0u);
    EXPECT_EQ(*empty.c_str(), u'\0');
    EXPECT_EQ(empty.begin(), empty.end());
    EXPECT_EQ(hstring(u"").get(), nullptr);
    EXPECT_EQ(empty, u""sv);
}

TEST(Hstring, KeepsNullUnits) {
    const hstring text = u"a\0b"sv;
    EXPECT_EQ(text.size(), 3u);
    EXPECT_EQ(text.view(), u"a\0b"sv);
    EXPECT_EQ(std::u16string(text.begin(), text.end()), u"a\0b"s);
    EXPECT_NE(text, u"a");
}

TEST(Hstring, PutReleasesWhatWasThere) {
    hstring text = u"first";
    ASSERT_EQ(WindowsDuplicateString(hstring_reference(u"second").get(), text.put()), S_OK);
    EXPECT_EQ(text, u"second");
    const hstring taken(text.detach(), take_ownership_from_abi);
    EXPECT_EQ(taken, u"second");
    EXPECT_TRUE(text.empty());
}

TEST(Hstring, ComparesByCodeUnits) {
    const hstring low = u"a", high = u"b";
    EXPECT_LT(low, high);
    EXPECT_LT(low, u"aa");
    EXPECT_GT(high, u"a"s);
    EXPECT_EQ(low, u"a"s);
    EXPECT_EQ(u"a"sv, low);
    // U+FFFF is before U+10000 as a character, and behind its first unit.
    EXPECT_GT(hstring(u"\xFFFF"), hstring(u"\xD800\xDC00"));
    std::map<hstring, int> ordered{{high, 2}, {low, 1}};
    EXPECT_EQ(ordered.begin()->second, 1);
    std::unordered_map<hstring, int> hashed{{high, 2}, {low, 1}};
    EXPECT_EQ(hashed.at(u"b"), 2);
}

TEST(Hstring, ThatIsTooLongToBeCountedIsRefused) {
    const std::u16string_view endless(u"", std::size_t{UINT32_MAX} + 1);
    EXPECT_THROW(hstring{endless}, std::bad_alloc);
}

TEST(HstringReference, BorrowsTheText) {
    using namespace asyncom::literals;
    const char16_t text[] = u"lent";
    const hstring_reference lent(text);
    EXPECT_EQ(WindowsGetStringRawBuffer(lent.get(), nullptr), reinterpret_cast<const WCHAR*>(text));
    EXPECT_EQ(view_of((u"a\0b"_hs).get()), u"a\0b"sv);
    EXPECT_EQ((u""_hs).get(), nullptr);
    const std::u16string owned = u"owned";
    EXPECT_EQ(view_of(hstring_reference(owned).get()), u"owned");
    const hstring string = u"string";
    EXPECT_EQ(view_of(hstring_reference(string).get()), u"string");
}

TEST(HstringReference, ThatIsKeptBecomesACopy) {
    hstring kept;
    {
        std::u16string text = u"gone";
        ASSERT_EQ(WindowsDuplicateString(hstring_reference(text).get(), kept.put()), S_OK);
        text = u"else";
    }
    EXPECT_EQ(kept, u"gone");
}

TEST(HstringReferenceDeathTest, RefusesTextWithoutATerminator) {
    EXPECT_DEATH(hstring_reference(u"text", 2), "");
}

// ---- UTF-8

struct conversion {
    std::string_view utf8;
    std::u16string_view utf16;
};

TEST(Utf, WellFormedTextComesBack) {
    constexpr conversion all[] = {
        {""sv, u""sv},
        {"a\0b\x7f"sv, u"a\0b\x7f"sv},
        {"\xC2\x80\xDF\xBF"sv, u"\x80\x7FF"sv},
        {"\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"sv, u"\x800\xD7FF\xE000\xFFFF"sv},
        {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"sv, u"\xD800\xDC00\xDBFF\xDFFF"sv},
    };
    for (const conversion& each : all) {
        EXPECT_EQ(to_utf16(each.utf8), each.utf16);
        EXPECT_EQ(to_string(each.utf16), each.utf8);
    }
}

// Each maximal part of an ill-formed sequence becomes one U+FFFD: the Unicode Standard's tables
// 3-8 to 3-11, and the limits of every kind.
TEST(Utf, IllFormedUtf8IsMarked) {
    constexpr conversion all[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"sv,
         u"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\x41"sv},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"sv,
         u"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\x41"sv},
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"sv,
         u"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\x41\xFFFD\xFFFD\x42"sv},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"sv, u"\xFFFD\xFFFD\xFFFD\xFFFD\x41"sv},
        {"\xC2"sv, u"\xFFFD"sv},
        {"\xE1\x80"sv, u"\xFFFD"sv},
        {"\xF1\x80\x80"sv, u"\xFFFD"sv},
        {"\xC1\x80"sv, u"\xFFFD\xFFFD"sv},
        {"\xF5\x80"sv, u"\xFFFD\xFFFD"sv},
        {"\xC2\xC2\x80"sv, u"\xFFFD\x80"sv},
        {"\xE1\x80\0"sv, u"\xFFFD\0"sv},
    };
    for (const conversion& each : all)
        EXPECT_EQ(to_utf16(each.utf8), each.utf16) << testing::PrintToString(each.utf8);
}

TEST(Utf, LoneSurrogatesAreMarked) {
    EXPECT_EQ(to_string(u"\xD800"sv), "\xEF\xBF\xBD");
    EXPECT_EQ(to_string(u"\xDC00\xD800z"sv), "\xEF\xBF\xBD\xEF\xBF\xBDz");
    EXPECT_EQ(to_string(u"\xD800\xD800\xDC00"sv), "\xEF\xBF\xBD\xF0\x90\x80\x80");
}

TEST(Utf, ConvertsStringsAndLiterals) {
    EXPECT_EQ(to_hstring("gr\xC3\xBC\xC3\x9F"), u"gr\u00fc\u00df");
    EXPECT_EQ(to_string(hstring(u"\u20ac")), "\xE2\x82\xAC");
    EXPECT_EQ(to_string(u"literal"), "literal");
}

} // namespace hstring_test
