// SPDX-License-Identifier: MIT
// Text into a caller's buffer.
#include "com/text_buffer.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <string_view>

namespace asyncom::core {
namespace {

constexpr auto insufficient_buffer = static_cast<HRESULT>(0x8007007A);
constexpr std::string_view euro_cents = "5\xe2\x82\xac 20"; // 7 bytes, the euro is three of them

TEST(CopyText, WritesTextAndTerminatorWhereBothFit) {
    char buffer[8] = {};
    std::uint32_t needed = 0;
    EXPECT_EQ(copy_text(euro_cents, buffer, sizeof buffer, &needed), S_OK);
    EXPECT_EQ(std::string_view(buffer), euro_cents);
    EXPECT_EQ(needed, 8u);
}

TEST(CopyText, CutsAtACharacterAndSaysSo) {
    const std::string_view expected[] = {"", "", "5", "5", "5", "5\xe2\x82\xac"};
    for (std::uint32_t capacity = 1; capacity < std::size(expected); ++capacity) {
        char buffer[8] = "xxxxxxx";
        std::uint32_t needed = 0;
        EXPECT_EQ(copy_text(euro_cents, buffer, capacity, &needed), insufficient_buffer);
        EXPECT_EQ(std::string_view(buffer), expected[capacity]) << capacity;
        EXPECT_EQ(buffer[capacity], 'x') << "written past the capacity";
        EXPECT_EQ(needed, 8u);
    }
}

TEST(CopyText, OnlyMeasuresForCapacityZero) {
    std::uint32_t needed = 0;
    EXPECT_EQ(copy_text(euro_cents, nullptr, 0, &needed), S_OK);
    EXPECT_EQ(needed, 8u);
    char untouched = 'x';
    EXPECT_EQ(copy_text(euro_cents, &untouched, 0, &needed), S_OK);
    EXPECT_EQ(untouched, 'x');
}

TEST(CopyText, RefusesNullAndClearsTheRest) {
    char buffer[4] = "abc";
    std::uint32_t needed = 7;
    EXPECT_EQ(copy_text(euro_cents, buffer, sizeof buffer, nullptr), E_POINTER);
    EXPECT_EQ(buffer[0], '\0');
    EXPECT_EQ(copy_text(euro_cents, nullptr, 4, &needed), E_POINTER);
    EXPECT_EQ(needed, 0u);
}

TEST(CopyText, CountsOneByteForTheEmptyText) {
    char buffer[1] = {'x'};
    std::uint32_t needed = 0;
    EXPECT_EQ(copy_text({}, buffer, 1, &needed), S_OK);
    EXPECT_EQ(buffer[0], '\0');
    EXPECT_EQ(needed, 1u);
}

} // namespace
} // namespace asyncom::core
