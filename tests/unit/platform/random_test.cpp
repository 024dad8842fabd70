// SPDX-License-Identifier: MIT
// Random bytes.
#include "platform/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace asyncom::core {
namespace {

TEST(Random, FillsTheWholeTarget) {
    // 1 000 bytes that stayed zero would be a miracle of 2^-8000 for each half.
    std::array<std::uint8_t, 2000> bytes{};
    ASSERT_TRUE(fill_random(bytes.data(), bytes.size()));
    const auto is_set = [](std::uint8_t byte) { return byte != 0; };
    EXPECT_TRUE(std::any_of(bytes.begin(), bytes.begin() + 1000, is_set));
    EXPECT_TRUE(std::any_of(bytes.begin() + 1000, bytes.end(), is_set));
}

TEST(Random, TouchesNothingForNoBytes) {
    std::uint8_t byte = 7;
    EXPECT_TRUE(fill_random(&byte, 0));
    EXPECT_EQ(byte, 7);
}

TEST(Random, GivesOtherBytesEachTime) {
    std::array<std::uint8_t, 16> first{};
    std::array<std::uint8_t, 16> second{};
    ASSERT_TRUE(fill_random(first.data(), first.size()));
    ASSERT_TRUE(fill_random(second.data(), second.size()));
    EXPECT_NE(first, second);
}

} // namespace
} // namespace asyncom::core
