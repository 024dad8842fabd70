// SPDX-License-Identifier: MIT
// SHA-1 (FIPS 180-4) of short texts while compiling. It names types (guid.hpp) and protects
// nothing.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace asyncom {

class sha1 {
public:
    using digest = std::array<std::uint8_t, 20>;

    constexpr void add(std::uint8_t byte) noexcept {
        m_block[m_length % 64] = byte;
        if (++m_length % 64 == 0) take_block();
    }

    // Ends the message; nothing may be added afterwards.
    constexpr digest finish() noexcept {
        const std::uint64_t bits = m_length * 8;
        add(0x80);
        while (m_length % 64 != 56)
            add(0);
        for (int shift = 56; shift >= 0; shift -= 8)
            add(std::uint8_t(bits >> shift));
        digest bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = std::uint8_t(m_state[i / 4] >> (24 - 8 * (i % 4)));
        return bytes;
    }

private:
    constexpr void take_block() noexcept {
        std::array<std::uint32_t, 80> words{};
        for (std::size_t i = 0; i < 64; ++i)
            words[i / 4] = words[i / 4] << 8 | m_block[i];
        for (std::size_t i = 16; i < 80; ++i)
            words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);

        auto [a, b, c, d, e] = m_state;
        for (std::size_t i = 0; i < 80; ++i) {
            const std::uint32_t next = std::rotl(a, 5) + mix(i, b, c, d) + e + words[i];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = next;
        }
        m_state = {m_state[0] + a, m_state[1] + b, m_state[2] + c, m_state[3] + d, m_state[4] + e};
    }

    // The function and the constant of a round.
    static constexpr std::uint32_t mix(std::size_t round, std::uint32_t b, std::uint32_t c,
                                       std::uint32_t d) noexcept {
        if (round < 20) return ((b & c) | (~b & d)) + 0x5A827999;
        if (round < 40) return (b ^ c ^ d) + 0x6ED9EBA1;
        if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
        return (b ^ c ^ d) + 0xCA62C1D6;
    }

    std::array<std::uint32_t, 5> m_state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476,
                                         0xC3D2E1F0};
    std::array<std::uint8_t, 64> m_block{};
    std::uint64_t m_length = 0;
};

} // namespace asyncom
