// SPDX-License-Identifier: MIT
// HSTRING off Windows: every edge as Windows answers it.
#include "support/raw.h"
#include "support/values.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

class string {
public:
    string() = default;
    explicit string(const std::u16string& text) : m_handle(make_string(text)) {}
    string(const string&) = delete;
    ~string() { WindowsDeleteString(m_handle); }
    operator HSTRING() const { return m_handle; }
    HSTRING* put() {
        WindowsDeleteString(m_handle);
        m_handle = reinterpret_cast<HSTRING>(this);
        return &m_handle;
    }
    std::u16string text() const { return text_of(m_handle); }

private:
    HSTRING m_handle = nullptr;
};

HSTRING garbage() {
    static int anything;
    return reinterpret_cast<HSTRING>(&anything);
}

TEST(Hstring, NullIsTheEmptyString) {
    EXPECT_EQ(WindowsGetStringLen(nullptr), 0U);
    EXPECT_EQ(WindowsIsStringEmpty(nullptr), 1);
    std::uint32_t length = 7;
    const WCHAR* text = WindowsGetStringRawBuffer(nullptr, &length);
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(text[0], 0);
    EXPECT_EQ(length, 0U);
    EXPECT_EQ(WindowsDeleteString(nullptr), ok);
}

TEST(Hstring, IsMadeFromCountedText) {
    HSTRING made = garbage();
    EXPECT_EQ(WindowsCreateString(u"abc", 3, nullptr), bad_argument);
    EXPECT_EQ(WindowsCreateString(nullptr, 3, &made), bad_pointer);
    made = garbage();
    EXPECT_EQ(WindowsCreateString(u"abc", 0, &made), ok);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(WindowsCreateString(nullptr, 0, &made), ok);
    EXPECT_EQ(made, nullptr);
    const WCHAR unterminated[] = {u'a', u'\0', u'b'};
    EXPECT_EQ(WindowsCreateString(unterminated, 3, &made), ok);
    EXPECT_EQ(WindowsGetStringLen(made), 3U);
    EXPECT_EQ(text_of(made), std::u16string(unterminated, 3));
    EXPECT_EQ(WindowsGetStringRawBuffer(made, nullptr)[3], 0);
    EXPECT_EQ(WindowsIsStringEmpty(made), 0);
    WindowsDeleteString(made);
}

TEST(Hstring, ReferencesNeedATerminator) {
    HSTRING_HEADER header;
    HSTRING made = garbage();
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 3, nullptr, &made), bad_argument);
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 3, &header, nullptr), bad_argument);
    EXPECT_EQ(WindowsCreateStringReference(nullptr, 3, &header, &made), bad_pointer);
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 2, &header, &made), not_terminated);
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 0, &header, &made), not_terminated);
    made = garbage();
    EXPECT_EQ(WindowsCreateStringReference(nullptr, 0, &header, &made), ok);
    EXPECT_EQ(made, nullptr);
    made = garbage();
    EXPECT_EQ(WindowsCreateStringReference(u"", 0, &header, &made), ok);
    EXPECT_EQ(made, nullptr);
    const WCHAR text[] = u"abc";
    EXPECT_EQ(WindowsCreateStringReference(text, 3, &header, &made), ok);
    EXPECT_EQ(WindowsGetStringRawBuffer(made, nullptr), text);
    EXPECT_EQ(WindowsDeleteString(made), ok);
    EXPECT_EQ(WindowsGetStringLen(made), 3U);
}

TEST(Hstring, DuplicateSharesOrCopies) {
    string out;
    EXPECT_EQ(WindowsDuplicateString(nullptr, nullptr), bad_argument);
    EXPECT_EQ(WindowsDuplicateString(nullptr, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), nullptr);
    const string original(u"abc");
    EXPECT_EQ(WindowsDuplicateString(original, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), static_cast<HSTRING>(original));
    HSTRING_HEADER header;
    HSTRING reference = nullptr;
    WindowsCreateStringReference(u"abc", 3, &header, &reference);
    string copy;
    EXPECT_EQ(WindowsDuplicateString(reference, copy.put()), ok);
    EXPECT_NE(static_cast<HSTRING>(copy), reference);
    EXPECT_EQ(copy.text(), u"abc");
}

TEST(Hstring, KnowsEmbeddedNulls) {
    std::int32_t has = 7;
    EXPECT_EQ(WindowsStringHasEmbeddedNull(nullptr, nullptr), bad_argument);
    EXPECT_EQ(WindowsStringHasEmbeddedNull(nullptr, &has), ok);
    EXPECT_EQ(has, 0);
    EXPECT_EQ(WindowsStringHasEmbeddedNull(string(u"abc"), &has), ok);
    EXPECT_EQ(has, 0);
    EXPECT_EQ(WindowsStringHasEmbeddedNull(string(std::u16string(u"ab\0", 3)), &has), ok);
    EXPECT_EQ(has, 1);
}

TEST(Hstring, ComparesUnitByUnit) {
    std::int32_t order = 7;
    EXPECT_EQ(WindowsCompareStringOrdinal(nullptr, nullptr, nullptr), bad_argument);
    EXPECT_EQ(WindowsCompareStringOrdinal(nullptr, nullptr, &order), ok);
    EXPECT_EQ(order, 0);
    const string a(u"abc");
    const string longer(u"abcd");
    const string b(u"b");
    const string high(u"\xFF21");
    const string surrogate(u"\xD83C\xDF33");
    const struct {
        HSTRING left, right;
        std::int32_t order;
    } cases[] = {{a, a, 0},       {a, longer, -1},      {longer, a, 1},
                 {a, b, -1},      {b, longer, 1},       {nullptr, a, -1},
                 {a, nullptr, 1}, {high, surrogate, 1}, {b, surrogate, -1}};
    for (const auto& each : cases) {
        EXPECT_EQ(WindowsCompareStringOrdinal(each.left, each.right, &order), ok);
        EXPECT_EQ(order, each.order);
    }
}

TEST(Hstring, Concatenates) {
    const string a(u"ab");
    const string b(u"cd");
    string out;
    EXPECT_EQ(WindowsConcatString(a, b, nullptr), bad_argument);
    EXPECT_EQ(WindowsConcatString(a, b, out.put()), ok);
    EXPECT_EQ(out.text(), u"abcd");
    EXPECT_EQ(WindowsConcatString(a, nullptr, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), static_cast<HSTRING>(a));
    EXPECT_EQ(WindowsConcatString(nullptr, b, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), static_cast<HSTRING>(b));
    EXPECT_EQ(WindowsConcatString(nullptr, nullptr, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), nullptr);
}

TEST(Hstring, GivesItsParts) {
    const string a(u"abcdef");
    string out;
    EXPECT_EQ(WindowsSubstring(a, 99, nullptr), bad_argument);
    EXPECT_EQ(WindowsSubstring(a, 2, out.put()), ok);
    EXPECT_EQ(out.text(), u"cdef");
    EXPECT_EQ(WindowsSubstring(a, 0, out.put()), ok);
    EXPECT_EQ(out.text(), u"abcdef");
    EXPECT_NE(static_cast<HSTRING>(out), static_cast<HSTRING>(a));
    EXPECT_EQ(WindowsSubstring(a, 6, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), nullptr);
    HSTRING none = nullptr;
    EXPECT_EQ(WindowsSubstring(a, 7, &none), bounds);
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 1, 3, nullptr), bad_argument);
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 1, 3, out.put()), ok);
    EXPECT_EQ(out.text(), u"bcd");
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 3, 0, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), nullptr);
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 3, 4, &none), bounds);
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 3, 0xFFFFFFFF, &none), bounds);
    EXPECT_EQ(WindowsSubstringWithSpecifiedLength(a, 7, 0, &none), bounds);
    EXPECT_EQ(none, nullptr);
}

TEST(Hstring, IsTrimmed) {
    const string padded(u"  ab  ");
    const string blank(u" ");
    const string other(u"xyz");
    string out;
    EXPECT_EQ(WindowsTrimStringStart(padded, blank, nullptr), bad_argument);
    HSTRING none = nullptr;
    EXPECT_EQ(WindowsTrimStringStart(padded, nullptr, &none), bad_argument);
    EXPECT_EQ(WindowsTrimStringEnd(padded, nullptr, &none), bad_argument);
    EXPECT_EQ(WindowsTrimStringEnd(padded, blank, nullptr), bad_argument);
    EXPECT_EQ(WindowsTrimStringStart(padded, blank, out.put()), ok);
    EXPECT_EQ(out.text(), u"ab  ");
    EXPECT_EQ(WindowsTrimStringEnd(padded, blank, out.put()), ok);
    EXPECT_EQ(out.text(), u"  ab");
    EXPECT_EQ(WindowsTrimStringStart(padded, other, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), static_cast<HSTRING>(padded));
    EXPECT_EQ(WindowsTrimStringEnd(nullptr, blank, out.put()), ok);
    EXPECT_EQ(static_cast<HSTRING>(out), nullptr);
}

TEST(Hstring, ReplacesEveryOccurrence) {
    const string source(u"one two one");
    const string from(u"one");
    string out;
    EXPECT_EQ(WindowsReplaceString(source, from, string(u"1"), out.put()), ok);
    EXPECT_EQ(out.text(), u"1 two 1");
    EXPECT_EQ(WindowsReplaceString(source, from, nullptr, out.put()), ok);
    EXPECT_EQ(out.text(), u" two ");
    EXPECT_EQ(WindowsReplaceString(source, from, string(u"x"), nullptr), bad_argument);
}

TEST(Hstring, GrowsFromABuffer) {
    WCHAR* units = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    EXPECT_EQ(WindowsPreallocateStringBuffer(3, nullptr, &buffer), bad_pointer);
    EXPECT_EQ(WindowsPreallocateStringBuffer(3, &units, nullptr), bad_pointer);
    EXPECT_EQ(WindowsPreallocateStringBuffer(0, &units, &buffer), ok);
    EXPECT_NE(units, nullptr);
    EXPECT_EQ(buffer, nullptr);
    ASSERT_EQ(WindowsPreallocateStringBuffer(3, &units, &buffer), ok);
    EXPECT_EQ(units[3], 0);
    HSTRING made = nullptr;
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, nullptr), bad_pointer);
    units[3] = u'x';
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, &made), bad_argument);
    units[3] = 0;
    units[0] = u'a';
    units[1] = u'b';
    units[2] = u'c';
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, &made), ok);
    EXPECT_EQ(text_of(made), u"abc");
    WindowsDeleteString(made);
    made = garbage();
    EXPECT_EQ(WindowsPromoteStringBuffer(nullptr, &made), ok);
    EXPECT_EQ(made, nullptr);
    ASSERT_EQ(WindowsPreallocateStringBuffer(3, &units, &buffer), ok);
    EXPECT_EQ(WindowsDeleteStringBuffer(buffer), ok);
    EXPECT_EQ(WindowsDeleteStringBuffer(nullptr), ok);
}

// The block is Windows' own, so that a library which builds it itself exchanges strings with this
// one.
TEST(Hstring, HasWindowsBlockLayout) {
    const string made(u"abc");
    struct block {
        std::uint32_t flags, length, padding[2];
        const WCHAR* text;
        std::int32_t references;
    } seen;
    std::memcpy(&seen, static_cast<HSTRING>(made), sizeof seen);
    EXPECT_EQ(seen.flags & 1U, 0U);
    EXPECT_EQ(seen.length, 3U);
    EXPECT_EQ(seen.text, WindowsGetStringRawBuffer(made, nullptr));
    EXPECT_EQ(seen.references, 1);
    static_assert(sizeof(HSTRING_HEADER) == 24);
}

} // namespace
