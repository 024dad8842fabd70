// SPDX-License-Identifier: MIT
// BSTR, by the names a client calls.
#include "com/bstr.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace asyncom::core {
namespace {

std::uint32_t prefix_of(BSTR string) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, reinterpret_cast<const char*>(string) - 4, sizeof bytes);
    return bytes;
}

TEST(Bstr, CarriesItsLengthInBytesInFront) {
    const BSTR string = SysAllocString(u"abc");
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(prefix_of(string), 6u);
    EXPECT_EQ(SysStringLen(string), 3u);
    EXPECT_EQ(SysStringByteLen(string), 6u);
    EXPECT_EQ(string[3], u'\0');
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(string) % 8, 0u);
    SysFreeString(string);
}

TEST(Bstr, TakesNullForTheEmptyString) {
    EXPECT_EQ(SysAllocString(nullptr), nullptr);
    EXPECT_EQ(SysStringLen(nullptr), 0u);
    EXPECT_EQ(SysStringByteLen(nullptr), 0u);
    SysFreeString(nullptr);
    EXPECT_TRUE(bstr_view(nullptr).empty());
}

TEST(Bstr, IsNotNullForAnEmptyText) {
    const BSTR string = SysAllocString(u"");
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(SysStringLen(string), 0u);
    EXPECT_EQ(string[0], u'\0');
    SysFreeString(string);
}

TEST(Bstr, KeepsEmbeddedNulsAndNeedsNoTerminator) {
    const char16_t units[] = {u'a', u'\0', u'b'};
    const BSTR string = SysAllocStringLen(units, 3);
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(std::u16string_view(string, SysStringLen(string)), std::u16string_view(units, 3));
    EXPECT_EQ(string[3], u'\0');
    SysFreeString(string);
}

TEST(Bstr, GivesATerminatedStringToBeWrittenForANullSource) {
    const BSTR string = SysAllocStringLen(nullptr, 4);
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(SysStringLen(string), 4u);
    EXPECT_EQ(string[4], u'\0');
    SysFreeString(string);
    const BSTR bytes = SysAllocStringByteLen(nullptr, 3);
    ASSERT_NE(bytes, nullptr);
    EXPECT_EQ(SysStringByteLen(bytes), 3u);
    SysFreeString(bytes);
}

TEST(Bstr, HoldsAnOddNumberOfBytes) {
    const BSTR string = SysAllocStringByteLen("abcde", 5);
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(SysStringByteLen(string), 5u);
    EXPECT_EQ(SysStringLen(string), 2u);
    const char expected[] = {'a', 'b', 'c', 'd', 'e', 0, 0, 0};
    EXPECT_EQ(std::memcmp(string, expected, sizeof expected), 0);
    SysFreeString(string);
}

TEST(Bstr, RefusesLengthsThatCannotBeCounted) {
    EXPECT_EQ(SysAllocStringLen(nullptr, 0xFFFFFFFF), nullptr);
    EXPECT_EQ(SysAllocStringLen(nullptr, 0x7FFFFFFF), nullptr);
    EXPECT_EQ(SysAllocStringByteLen(nullptr, 0xFFFFFFFF), nullptr);
}

TEST(SysReAllocString, ReplacesTheString) {
    BSTR string = SysAllocString(u"old");
    EXPECT_EQ(SysReAllocString(&string, u"replacement"), 1);
    EXPECT_EQ(bstr_view(string), u"replacement");
    EXPECT_EQ(SysReAllocString(&string, string + 2), 1) << "from inside itself";
    EXPECT_EQ(bstr_view(string), u"placement");
    EXPECT_EQ(SysReAllocString(&string, nullptr), 1);
    EXPECT_EQ(string, nullptr);
    EXPECT_EQ(SysReAllocString(&string, u"new"), 1);
    EXPECT_EQ(bstr_view(string), u"new");
    SysFreeString(string);
    EXPECT_EQ(SysReAllocString(nullptr, u"new"), 0);
}

TEST(SysReAllocStringLen, ReplacesOrResizesTheString) {
    BSTR string = SysAllocString(u"abcdef");
    EXPECT_EQ(SysReAllocStringLen(&string, u"xyzw", 3), 1);
    EXPECT_EQ(bstr_view(string), u"xyz");
    EXPECT_EQ(SysReAllocStringLen(&string, nullptr, 5), 1);
    EXPECT_EQ(SysStringLen(string), 5u);
    EXPECT_EQ(bstr_view(string).substr(0, 3), u"xyz");
    EXPECT_EQ(string[5], u'\0');
    EXPECT_EQ(SysReAllocStringLen(&string, nullptr, 2), 1);
    EXPECT_EQ(bstr_view(string), u"xy");
    EXPECT_EQ(SysReAllocStringLen(&string, u"x", 0xFFFFFFFF), 0);
    EXPECT_EQ(bstr_view(string), u"xy") << "a failure keeps the string";
    SysFreeString(string);

    string = nullptr;
    EXPECT_EQ(SysReAllocStringLen(&string, nullptr, 2), 1);
    EXPECT_EQ(SysStringLen(string), 2u);
    SysFreeString(string);
    EXPECT_EQ(SysReAllocStringLen(nullptr, u"x", 1), 0);
}

TEST(Bstr, IsMadeFromUtf8) {
    const BSTR string = bstr_from_utf8("\xc3\xa4\xf0\x9f\x98\x80");
    ASSERT_NE(string, nullptr);
    EXPECT_EQ(bstr_view(string), u"\u00e4\U0001F600");
    EXPECT_EQ(string[3], u'\0');
    SysFreeString(string);
}

} // namespace
} // namespace asyncom::core
