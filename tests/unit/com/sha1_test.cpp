// SPDX-License-Identifier: MIT
// SHA-1 against FIPS 180's own examples, in pieces and in constant expressions.
#include "com/sha1.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

constexpr sha1_digest digest_of(std::string_view text) {
    sha1 hash;
    hash.update(gsl::span<const char>(text.data(), text.size()));
    return hash.finish();
}

std::string hex(const sha1_digest& digest) {
    std::string text;
    char digits[3];
    for (const std::uint8_t byte : digest) {
        std::snprintf(digits, sizeof digits, "%02x", byte);
        text += digits;
    }
    return text;
}

constexpr std::string_view two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

static_assert(digest_of("abc")[0] == 0xa9 && digest_of("abc")[19] == 0x9d);

TEST(Sha1, GivesThePublishedDigests) {
    EXPECT_EQ(hex(digest_of("")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    EXPECT_EQ(hex(digest_of("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(hex(digest_of(two_blocks)), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    EXPECT_EQ(hex(digest_of(std::string(1'000'000, 'a'))),
              "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(Sha1, GivesTheSameDigestHoweverTheTextIsCut) {
    const std::string text(300, 'x');
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        sha1 hash;
        hash.update(gsl::span<const char>(text.data(), cut));
        hash.update(gsl::span<const char>(text.data() + cut, text.size() - cut));
        ASSERT_EQ(hash.finish(), digest_of(text)) << cut;
    }
}

// 55 and 56 bytes: the length just fits into the last block, and just does not.
TEST(Sha1, PadsEveryLengthAroundABlockBoundary) {
    EXPECT_EQ(hex(digest_of(std::string(55, 'a'))), "c1c8bbdc22796e28c0e15163d20899b65621d65a");
    EXPECT_EQ(hex(digest_of(std::string(56, 'a'))), "c2db330f6083854c99d4b5bfb6e8f29f201be699");
    EXPECT_EQ(hex(digest_of(std::string(64, 'a'))), "0098ba824b5c16427bd7a1122a5a442a25ec644d");
}

} // namespace
} // namespace asyncom::core
