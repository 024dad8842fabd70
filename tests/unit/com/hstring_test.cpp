// SPDX-License-Identifier: MIT
// HSTRING as Windows has it: making, sharing, reading, buffers, and the block itself. By the names
// a client calls.
#include "com/hstring.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

const HSTRING garbage = reinterpret_cast<HSTRING>(std::uintptr_t{0x1234});

HSTRING make(std::u16string_view text) {
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateString(text.data(), static_cast<std::uint32_t>(text.size()), &string),
              S_OK);
    return string;
}

// What every implementation of these strings agrees upon; Rust's windows-strings builds it itself.
struct windows_block {
    std::uint32_t flags;
    std::uint32_t length;
    std::uint32_t padding[2];
    const char16_t* text;
    std::int32_t references;
    char16_t start[1];
};

const windows_block& block_of(HSTRING string) {
    return *reinterpret_cast<const windows_block*>(string);
}

TEST(WindowsCreateString, CopiesTheCountedUnitsAndTerminatesThem) {
    const char16_t source[] = {u'a', u'b', u'c', u'd'};
    HSTRING string = nullptr;
    ASSERT_EQ(WindowsCreateString(source, 3, &string), S_OK);
    std::uint32_t length = 0;
    const char16_t* text = WindowsGetStringRawBuffer(string, &length);
    EXPECT_NE(text, source);
    EXPECT_EQ(length, 3u);
    EXPECT_EQ(std::u16string_view(text), u"abc");
    EXPECT_EQ(WindowsDeleteString(string), S_OK);
}

TEST(WindowsCreateString, KeepsEmbeddedNuls) {
    const HSTRING string = make(std::u16string_view(u"a\0b", 3));
    EXPECT_EQ(WindowsGetStringLen(string), 3u);
    EXPECT_EQ(hstring_view(string), std::u16string_view(u"a\0b", 3));
    WindowsDeleteString(string);
}

TEST(WindowsCreateString, GivesNullForLengthZeroWhateverTheSource) {
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateString(u"abc", 0, &string), S_OK);
    EXPECT_EQ(string, nullptr);
    string = garbage;
    EXPECT_EQ(WindowsCreateString(nullptr, 0, &string), S_OK);
    EXPECT_EQ(string, nullptr);
}

TEST(WindowsCreateString, RefusesNulls) {
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateString(nullptr, 3, &string), E_POINTER);
    EXPECT_EQ(string, nullptr);
    EXPECT_EQ(WindowsCreateString(u"abc", 3, nullptr), E_INVALIDARG);
    EXPECT_EQ(WindowsCreateString(nullptr, 3, nullptr), E_INVALIDARG);
}

TEST(WindowsCreateStringReference, PointsAtTheSource) {
    const char16_t source[] = u"abc";
    HSTRING_HEADER header;
    HSTRING string = nullptr;
    ASSERT_EQ(WindowsCreateStringReference(source, 3, &header, &string), S_OK);
    EXPECT_EQ(static_cast<void*>(string), static_cast<void*>(&header));
    std::uint32_t length = 0;
    EXPECT_EQ(WindowsGetStringRawBuffer(string, &length), source);
    EXPECT_EQ(length, 3u);
    EXPECT_EQ(WindowsDeleteString(string), S_OK);
    EXPECT_EQ(WindowsGetStringLen(string), 3u) << "a reference string is never deleted";
}

TEST(WindowsCreateStringReference, NeedsTheTerminator) {
    HSTRING_HEADER header;
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateStringReference(u"abcd", 3, &header, &string),
              E_STRING_NOT_NULL_TERMINATED);
    EXPECT_EQ(string, nullptr);
    EXPECT_EQ(WindowsCreateStringReference(u"abcd", 0, &header, &string),
              E_STRING_NOT_NULL_TERMINATED);
}

TEST(WindowsCreateStringReference, GivesNullForLengthZero) {
    HSTRING_HEADER header;
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateStringReference(u"", 0, &header, &string), S_OK);
    EXPECT_EQ(string, nullptr);
    string = garbage;
    EXPECT_EQ(WindowsCreateStringReference(nullptr, 0, &header, &string), S_OK);
    EXPECT_EQ(string, nullptr);
}

TEST(WindowsCreateStringReference, RefusesNulls) {
    HSTRING_HEADER header;
    HSTRING string = garbage;
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 3, nullptr, &string), E_INVALIDARG);
    EXPECT_EQ(WindowsCreateStringReference(u"abc", 3, &header, nullptr), E_INVALIDARG);
    EXPECT_EQ(WindowsCreateStringReference(nullptr, 3, &header, &string), E_POINTER);
}

TEST(WindowsDuplicateString, SharesAHeapString) {
    const HSTRING string = make(u"shared");
    HSTRING copy = nullptr;
    ASSERT_EQ(WindowsDuplicateString(string, &copy), S_OK);
    EXPECT_EQ(copy, string);
    EXPECT_EQ(block_of(string).references, 2);
    WindowsDeleteString(string);
    EXPECT_EQ(hstring_view(copy), u"shared");
    WindowsDeleteString(copy);
}

TEST(WindowsDuplicateString, CopiesAReferenceString) {
    char16_t source[] = u"abc";
    HSTRING_HEADER header;
    HSTRING string = nullptr;
    ASSERT_EQ(WindowsCreateStringReference(source, 3, &header, &string), S_OK);
    HSTRING copy = nullptr;
    ASSERT_EQ(WindowsDuplicateString(string, &copy), S_OK);
    EXPECT_NE(copy, string);
    std::memset(source, 0xFF, sizeof source);
    std::memset(&header, 0xFF, sizeof header);
    EXPECT_EQ(hstring_view(copy), u"abc") << "the caller's memory is not needed any more";
    WindowsDeleteString(copy);
}

TEST(WindowsDuplicateString, TakesTheNullStringAndRefusesANullTarget) {
    HSTRING copy = garbage;
    EXPECT_EQ(WindowsDuplicateString(nullptr, &copy), S_OK);
    EXPECT_EQ(copy, nullptr);
    EXPECT_EQ(WindowsDuplicateString(nullptr, nullptr), E_INVALIDARG);
}

TEST(HString, ReadsNullAsTheEmptyString) {
    std::uint32_t length = 7;
    const char16_t* text = WindowsGetStringRawBuffer(nullptr, &length);
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(*text, u'\0');
    EXPECT_EQ(length, 0u);
    EXPECT_NE(WindowsGetStringRawBuffer(nullptr, nullptr), nullptr);
    EXPECT_EQ(WindowsGetStringLen(nullptr), 0u);
    EXPECT_EQ(WindowsIsStringEmpty(nullptr), 1);
    EXPECT_EQ(WindowsDeleteString(nullptr), S_OK);
}

TEST(HString, IsNotEmptyWithText) {
    const HSTRING string = make(u"x");
    EXPECT_EQ(WindowsIsStringEmpty(string), 0);
    WindowsDeleteString(string);
}

TEST(WindowsStringHasEmbeddedNull, FindsANulThatIsCounted) {
    const struct {
        std::u16string_view text;
        std::int32_t answer;
    } cases[] = {{{}, 0}, {u"abc", 0}, {{u"a\0c", 3}, 1}, {{u"abc\0", 4}, 1}, {{u"\0", 1}, 1}};
    for (const auto& each : cases) {
        const HSTRING string = make(each.text);
        std::int32_t answer = 7;
        EXPECT_EQ(WindowsStringHasEmbeddedNull(string, &answer), S_OK);
        EXPECT_EQ(answer, each.answer);
        WindowsDeleteString(string);
    }
    EXPECT_EQ(WindowsStringHasEmbeddedNull(nullptr, nullptr), E_INVALIDARG);
}

TEST(WindowsCompareStringOrdinal, OrdersByCodeUnits) {
    const struct {
        std::u16string_view left, right;
        std::int32_t order;
    } cases[] = {
        {u"abc", u"abc", 0},
        {u"abc", u"abd", -1},
        {u"b", u"abc", 1},
        {u"ab", u"abc", -1},
        {u"abc", u"ab", 1},
        {u"a", u"B", 1},
        {{}, {}, 0},
        {{}, u"a", -1},
        {u"a", {}, 1},
        // In code units a surrogate pair sorts before U+FFFF.
        {u"\U00010000", u"\uffff", -1},
    };
    for (const auto& each : cases) {
        const HSTRING left = make(each.left);
        const HSTRING right = make(each.right);
        std::int32_t order = 7;
        EXPECT_EQ(WindowsCompareStringOrdinal(left, right, &order), S_OK);
        EXPECT_EQ(order, each.order);
        WindowsDeleteString(left);
        WindowsDeleteString(right);
    }
    EXPECT_EQ(WindowsCompareStringOrdinal(nullptr, nullptr, nullptr), E_INVALIDARG);
}

TEST(WindowsPreallocateStringBuffer, BecomesAStringWhenPromoted) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    ASSERT_EQ(WindowsPreallocateStringBuffer(3, &characters, &buffer), S_OK);
    EXPECT_EQ(characters[3], u'\0') << "terminated already";
    std::memcpy(characters, u"xyz", 3 * sizeof(char16_t));
    HSTRING string = nullptr;
    ASSERT_EQ(WindowsPromoteStringBuffer(buffer, &string), S_OK);
    EXPECT_EQ(hstring_view(string), u"xyz");
    EXPECT_EQ(WindowsGetStringRawBuffer(string, nullptr), characters);
    WindowsDeleteString(string);
}

TEST(WindowsPreallocateStringBuffer, GivesCharactersButNoBufferForLengthZero) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = reinterpret_cast<HSTRING_BUFFER>(garbage);
    EXPECT_EQ(WindowsPreallocateStringBuffer(0, &characters, &buffer), S_OK);
    EXPECT_EQ(buffer, nullptr);
    ASSERT_NE(characters, nullptr);
    EXPECT_EQ(*characters, u'\0');
    *characters = u'\0'; // as one who terminates whatever he writes
    HSTRING string = garbage;
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, &string), S_OK);
    EXPECT_EQ(string, nullptr);
}

TEST(WindowsPreallocateStringBuffer, RefusesNulls) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    EXPECT_EQ(WindowsPreallocateStringBuffer(3, nullptr, &buffer), E_POINTER);
    EXPECT_EQ(WindowsPreallocateStringBuffer(3, &characters, nullptr), E_POINTER);
    EXPECT_EQ(WindowsPreallocateStringBuffer(0, nullptr, &buffer), E_POINTER);
}

TEST(WindowsPromoteStringBuffer, LeavesABufferWithoutTerminatorToTheCaller) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    ASSERT_EQ(WindowsPreallocateStringBuffer(2, &characters, &buffer), S_OK);
    std::memcpy(characters, u"abc", 3 * sizeof(char16_t));
    HSTRING string = garbage;
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, &string), E_INVALIDARG);
    EXPECT_EQ(string, nullptr);
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, nullptr), E_POINTER);
    characters[2] = u'\0';
    EXPECT_EQ(WindowsPromoteStringBuffer(buffer, &string), S_OK) << "still the caller's";
    WindowsDeleteString(string);
}

TEST(WindowsDeleteStringBuffer, DropsABuffer) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    ASSERT_EQ(WindowsPreallocateStringBuffer(2, &characters, &buffer), S_OK);
    EXPECT_EQ(WindowsDeleteStringBuffer(buffer), S_OK);
    EXPECT_EQ(WindowsDeleteStringBuffer(nullptr), S_OK);
}

TEST(HStringBlock, IsLaidOutAsOnWindows) {
    const HSTRING string = make(u"abc");
    const windows_block& block = block_of(string);
    EXPECT_EQ(block.flags, 0u);
    EXPECT_EQ(block.length, 3u);
    EXPECT_EQ(block.text, block.start);
    EXPECT_EQ(block.references, 1);
    EXPECT_EQ(sizeof(HSTRING_HEADER), 24u);
    WindowsDeleteString(string);

    HSTRING_HEADER header;
    HSTRING reference = nullptr;
    ASSERT_EQ(WindowsCreateStringReference(u"ab", 2, &header, &reference), S_OK);
    EXPECT_EQ(block_of(reference).flags, 1u);
}

TEST(HStringBlock, MayBeMadeByAnotherLanguageWithMalloc) {
    auto* block = static_cast<windows_block*>(std::calloc(1, sizeof(windows_block) + 8));
    ASSERT_NE(block, nullptr);
    std::memcpy(block->start, u"rust", 5 * sizeof(char16_t));
    block->length = 4;
    block->text = block->start;
    block->references = 1;
    const auto string = reinterpret_cast<HSTRING>(block);
    HSTRING copy = nullptr;
    EXPECT_EQ(WindowsDuplicateString(string, &copy), S_OK);
    EXPECT_EQ(copy, string);
    EXPECT_EQ(hstring_view(copy), u"rust");
    WindowsDeleteString(copy);
    WindowsDeleteString(string); // with free
}

TEST(HString, IsCountedAcrossThreads) {
    const HSTRING string = make(u"everywhere");
    std::vector<std::thread> threads;
    for (int index = 0; index < 4; ++index)
        threads.emplace_back([string] {
            for (int round = 0; round < 1000; ++round) {
                HSTRING copy = nullptr;
                ASSERT_EQ(WindowsDuplicateString(string, &copy), S_OK);
                WindowsDeleteString(copy);
            }
        });
    for (std::thread& each : threads)
        each.join();
    EXPECT_EQ(block_of(string).references, 1);
    WindowsDeleteString(string);
}

TEST(HStringFromUtf8, ConvertsValidText) {
    HSTRING string = nullptr;
    ASSERT_EQ(hstring_from_utf8("gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", &string), S_OK);
    EXPECT_EQ(hstring_view(string), u"gr\u00fc\u00df \U0001F600");
    WindowsDeleteString(string);
}

TEST(HStringFromUtf8, GivesNullForNothing) {
    HSTRING string = garbage;
    EXPECT_EQ(hstring_from_utf8(nullptr, &string), S_OK);
    EXPECT_EQ(string, nullptr);
    string = garbage;
    EXPECT_EQ(hstring_from_utf8("", &string), S_OK);
    EXPECT_EQ(string, nullptr);
}

TEST(HStringFromUtf8, RefusesWhatIsNotUtf8) {
    HSTRING string = garbage;
    EXPECT_EQ(hstring_from_utf8("gr\xfc\xdf", &string), E_INVALIDARG);
    EXPECT_EQ(string, nullptr);
    EXPECT_EQ(hstring_from_utf8("text", nullptr), E_POINTER);
}

} // namespace
} // namespace asyncom::core
