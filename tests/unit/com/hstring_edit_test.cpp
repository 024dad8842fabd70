// SPDX-License-Identifier: MIT
// HSTRINGs made from others. By the names a client calls.
#include "com/hstring.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace asyncom::core {
namespace {

const HSTRING untouched = reinterpret_cast<HSTRING>(std::uintptr_t{0x1234});

// A heap string that ends with the scope.
class text {
public:
    text(std::u16string_view units) { // NOLINT: tests read better with the conversion
        EXPECT_EQ(
            WindowsCreateString(units.data(), static_cast<std::uint32_t>(units.size()), &m_string),
            S_OK);
    }
    text(const char16_t* units) : text(std::u16string_view(units)) {}
    text(const text&) = delete;
    text& operator=(const text&) = delete;
    ~text() { WindowsDeleteString(m_string); }

    operator HSTRING() const { return m_string; }

private:
    HSTRING m_string = nullptr;
};

// A reference string over a literal.
class reference {
public:
    explicit reference(std::u16string_view units) {
        EXPECT_EQ(WindowsCreateStringReference(
                      units.data(), static_cast<std::uint32_t>(units.size()), &m_header, &m_string),
                  S_OK);
    }
    reference(const reference&) = delete;
    reference& operator=(const reference&) = delete;

    operator HSTRING() const { return m_string; }

private:
    HSTRING_HEADER m_header;
    HSTRING m_string = nullptr;
};

// The text of a result, which is deleted; "<null>" tells the null string from an empty one.
std::u16string taken(HSTRING string) {
    if (!string) return u"<null>";
    std::u16string units(hstring_view(string));
    WindowsDeleteString(string);
    return units;
}

template <typename Call, typename... Arguments>
std::u16string result_of(Call call, Arguments&&... arguments) {
    HSTRING result = untouched;
    EXPECT_EQ(call(std::forward<Arguments>(arguments)..., &result), S_OK);
    return taken(result);
}

template <typename Call, typename... Arguments>
HRESULT failure_of(Call call, Arguments&&... arguments) {
    HSTRING result = untouched;
    const HRESULT code = call(std::forward<Arguments>(arguments)..., &result);
    EXPECT_EQ(result, nullptr);
    return code;
}

TEST(WindowsConcatString, JoinsTwoStrings) {
    EXPECT_EQ(result_of(WindowsConcatString, text(u"ab"), text(u"cde")), u"abcde");
}

TEST(WindowsConcatString, DuplicatesTheOtherOfANull) {
    const text only(u"only");
    HSTRING joined = nullptr;
    EXPECT_EQ(WindowsConcatString(only, nullptr, &joined), S_OK);
    EXPECT_EQ(joined, static_cast<HSTRING>(only));
    EXPECT_EQ(taken(joined), u"only");
    EXPECT_EQ(WindowsConcatString(nullptr, only, &joined), S_OK);
    EXPECT_EQ(joined, static_cast<HSTRING>(only));
    EXPECT_EQ(taken(joined), u"only");

    const reference passed(u"passed");
    EXPECT_EQ(WindowsConcatString(passed, nullptr, &joined), S_OK);
    EXPECT_NE(joined, static_cast<HSTRING>(passed));
    EXPECT_EQ(taken(joined), u"passed");
    EXPECT_EQ(result_of(WindowsConcatString, nullptr, nullptr), u"<null>");
    EXPECT_EQ(WindowsConcatString(only, only, nullptr), E_INVALIDARG);
}

TEST(WindowsSubstring, TakesTheRestFromAPosition) {
    const text source(u"abcdef");
    EXPECT_EQ(result_of(WindowsSubstring, source, 2u), u"cdef");
    EXPECT_EQ(result_of(WindowsSubstring, source, 6u), u"<null>");
    EXPECT_EQ(failure_of(WindowsSubstring, source, 7u), E_BOUNDS);
    EXPECT_EQ(result_of(WindowsSubstring, nullptr, 0u), u"<null>");
    EXPECT_EQ(failure_of(WindowsSubstring, nullptr, 1u), E_BOUNDS);
    EXPECT_EQ(WindowsSubstring(source, 7, nullptr), E_INVALIDARG) << "checked first";
}

TEST(WindowsSubstring, MakesANewStringEvenOfTheWhole) {
    const text source(u"abc");
    HSTRING part = nullptr;
    ASSERT_EQ(WindowsSubstring(source, 0, &part), S_OK);
    EXPECT_NE(part, static_cast<HSTRING>(source));
    EXPECT_EQ(taken(part), u"abc");
}

TEST(WindowsSubstringWithSpecifiedLength, TakesAPart) {
    const text source(u"abcdef");
    const auto cut = WindowsSubstringWithSpecifiedLength;
    EXPECT_EQ(result_of(cut, source, 1u, 3u), u"bcd");
    EXPECT_EQ(result_of(cut, source, 0u, 6u), u"abcdef");
    EXPECT_EQ(result_of(cut, source, 3u, 0u), u"<null>");
    EXPECT_EQ(result_of(cut, source, 6u, 0u), u"<null>");
    EXPECT_EQ(failure_of(cut, source, 6u, 1u), E_BOUNDS);
    EXPECT_EQ(failure_of(cut, source, 7u, 0u), E_BOUNDS);
    EXPECT_EQ(failure_of(cut, source, 2u, 0xFFFFFFFFu), E_BOUNDS) << "the sum wraps";
    EXPECT_EQ(failure_of(cut, source, 0xFFFFFFFFu, 2u), E_BOUNDS);
    EXPECT_EQ(cut(source, 0, 1, nullptr), E_INVALIDARG);
}

TEST(WindowsTrimStringStart, TakesAnyOfTheUnitsAway) {
    EXPECT_EQ(result_of(WindowsTrimStringStart, text(u"xyxabcx"), text(u"yx")), u"abcx");
    EXPECT_EQ(result_of(WindowsTrimStringStart, text(u"xyx"), text(u"yx")), u"<null>");
    EXPECT_EQ(result_of(WindowsTrimStringStart, nullptr, text(u"x")), u"<null>");
}

TEST(WindowsTrimStringEnd, TakesAnyOfTheUnitsAway) {
    EXPECT_EQ(result_of(WindowsTrimStringEnd, text(u"xabcxyx"), text(u"yx")), u"xabc");
    EXPECT_EQ(result_of(WindowsTrimStringEnd, text(u"xyx"), text(u"yx")), u"<null>");
    EXPECT_EQ(result_of(WindowsTrimStringEnd, nullptr, text(u"x")), u"<null>");
}

TEST(WindowsTrimString, DuplicatesWhatNeedsNoTrimming) {
    const text source(u"abc");
    const reference passed(u"abc");
    for (const auto trim : {WindowsTrimStringStart, WindowsTrimStringEnd}) {
        HSTRING trimmed = nullptr;
        EXPECT_EQ(trim(source, text(u"xyz"), &trimmed), S_OK);
        EXPECT_EQ(trimmed, static_cast<HSTRING>(source));
        WindowsDeleteString(trimmed);
        EXPECT_EQ(trim(passed, text(u"xyz"), &trimmed), S_OK);
        EXPECT_NE(trimmed, static_cast<HSTRING>(passed));
        EXPECT_EQ(taken(trimmed), u"abc");
    }
}

TEST(WindowsTrimString, RefusesNulls) {
    for (const auto trim : {WindowsTrimStringStart, WindowsTrimStringEnd}) {
        EXPECT_EQ(failure_of(trim, text(u"abc"), nullptr), E_INVALIDARG);
        EXPECT_EQ(failure_of(trim, nullptr, nullptr), E_INVALIDARG);
        EXPECT_EQ(trim(nullptr, nullptr, nullptr), E_INVALIDARG);
    }
}

TEST(WindowsReplaceString, ReplacesEveryOccurrence) {
    const auto replace = WindowsReplaceString;
    EXPECT_EQ(result_of(replace, text(u"a-b-c"), text(u"-"), text(u"::")), u"a::b::c");
    EXPECT_EQ(result_of(replace, text(u"--"), text(u"-"), text(u"+")), u"++");
    EXPECT_EQ(result_of(replace, text(u"aaaaa"), text(u"aa"), text(u"b")), u"bba")
        << "from the left, without overlap";
    EXPECT_EQ(result_of(replace, text(u"abab"), text(u"ab"), text(u"abab")), u"abababab")
        << "what was put in is not searched";
    EXPECT_EQ(result_of(replace, text({u"a\0b", 3}), text({u"\0", 1}), text(u"x")), u"axb");
}

TEST(WindowsReplaceString, RemovesForANullReplacement) {
    EXPECT_EQ(result_of(WindowsReplaceString, text(u"a-b-c"), text(u"-"), nullptr), u"abc");
    EXPECT_EQ(result_of(WindowsReplaceString, text(u"---"), text(u"-"), nullptr), u"<null>");
}

TEST(WindowsReplaceString, DuplicatesWhereNothingIsFound) {
    const text source(u"abc");
    HSTRING replaced = nullptr;
    EXPECT_EQ(WindowsReplaceString(source, text(u"x"), text(u"y"), &replaced), S_OK);
    EXPECT_EQ(replaced, static_cast<HSTRING>(source));
    WindowsDeleteString(replaced);
    EXPECT_EQ(result_of(WindowsReplaceString, nullptr, text(u"x"), text(u"y")), u"<null>");
}

TEST(WindowsReplaceString, RefusesAnEmptySearchAndANullTarget) {
    EXPECT_EQ(failure_of(WindowsReplaceString, text(u"abc"), nullptr, text(u"y")), E_INVALIDARG);
    EXPECT_EQ(WindowsReplaceString(text(u"abc"), text(u"b"), text(u"y"), nullptr), E_INVALIDARG);
}

TEST(WindowsReplaceString, RefusesAResultThatCannotBeCounted) {
    const text source(std::u16string(70'000, u'a'));
    EXPECT_EQ(failure_of(WindowsReplaceString, source, text(u"a"), source), E_INVALIDARG);
}

} // namespace
} // namespace asyncom::core
