// SPDX-License-Identifier: MIT
// SHA-1 as FIPS 180-4 states it, in pieces, at run time and in constant expressions. It names
// types (name_based_guid.h) and protects nothing.
#pragma once

#include <gsl/span>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace asyncom::core {

using sha1_digest = std::array<std::uint8_t, 20>;

class sha1 {
public:
    constexpr void append(std::uint8_t byte) {
        m_block[m_length % block_bytes] = byte;
        if (++m_length % block_bytes == 0) compress();
    }

    // Appends text; any number of calls, cut anywhere, gives the digest of the whole.
    constexpr void update(gsl::span<const char> text) {
        for (const char unit : text)
            append(static_cast<std::uint8_t>(unit));
    }

    // Ends the message. The object is of no further use.
    constexpr sha1_digest finish() {
        const std::uint64_t bits = m_length * 8;
        append(0x80);
        while (m_length % block_bytes != block_bytes - 8)
            append(0);
        for (int shift = 56; shift >= 0; shift -= 8)
            append(static_cast<std::uint8_t>(bits >> shift));

        sha1_digest digest{};
        for (std::size_t index = 0; index < digest.size(); ++index)
            digest[index] = static_cast<std::uint8_t>(m_state[index / 4] >> (24 - 8 * (index % 4)));
        return digest;
    }

private:
    static constexpr std::size_t block_bytes = 64;

    constexpr void compress() {
        std::array<std::uint32_t, 80> words{};
        for (std::size_t index = 0; index < 16; ++index)
            words[index] = std::uint32_t{m_block[4 * index]} << 24 |
                           std::uint32_t{m_block[4 * index + 1]} << 16 |
                           std::uint32_t{m_block[4 * index + 2]} << 8 | m_block[4 * index + 3];
        for (std::size_t index = 16; index < words.size(); ++index)
            words[index] = std::rotl(
                words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1);

        auto [a, b, c, d, e] = m_state;
        for (std::size_t round = 0; round < words.size(); ++round) {
            const std::uint32_t next =
                std::rotl(a, 5) + mix(round, b, c, d) + e + constant(round) + words[round];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = next;
        }
        m_state[0] += a;
        m_state[1] += b;
        m_state[2] += c;
        m_state[3] += d;
        m_state[4] += e;
    }

    static constexpr std::uint32_t mix(std::size_t round, std::uint32_t b, std::uint32_t c,
                                       std::uint32_t d) {
        if (round < 20) return (b & c) | (~b & d);
        if (round < 40) return b ^ c ^ d;
        if (round < 60) return (b & c) | (b & d) | (c & d);
        return b ^ c ^ d;
    }

    static constexpr std::uint32_t constant(std::size_t round) {
        constexpr std::array<std::uint32_t, 4> constants{0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC,
                                                         0xCA62C1D6};
        return constants[round / 20];
    }

    std::array<std::uint32_t, 5> m_state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476,
                                         0xC3D2E1F0};
    std::array<std::uint8_t, block_bytes> m_block{};
    std::uint64_t m_length = 0;
};

} // namespace asyncom::core
