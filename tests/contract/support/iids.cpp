// SPDX-License-Identifier: MIT
// SHA-1 and the name-based GUID over it: the oracle for the library's identifiers.
#include "support/iids.h"

#include <array>
#include <bit>
#include <cstdio>
#include <vector>

namespace contract {
namespace {

std::uint32_t big_endian(const std::uint8_t* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | bytes[i];
    return value;
}

void digest_block(std::array<std::uint32_t, 5>& state, const std::uint8_t* block) {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = big_endian(block + i * 4);
    for (std::size_t i = 16; i < 80; ++i)
        w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
        std::uint32_t mix = b ^ c ^ d;
        std::uint32_t constant = i < 40 ? 0x6ED9EBA1 : 0xCA62C1D6;
        if (i < 20) {
            mix = (b & c) | (~b & d);
            constant = 0x5A827999;
        } else if (i >= 40 && i < 60) {
            mix = (b & c) | (b & d) | (c & d);
            constant = 0x8F1BBCDC;
        }
        const std::uint32_t next = std::rotl(a, 5) + mix + e + constant + w[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

std::array<std::uint8_t, 20> sha1(std::vector<std::uint8_t> message) {
    std::array<std::uint32_t, 5> state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    const std::uint64_t bits = message.size() * 8;
    message.push_back(0x80);
    while (message.size() % 64 != 56)
        message.push_back(0);
    for (int shift = 56; shift >= 0; shift -= 8)
        message.push_back(static_cast<std::uint8_t>(bits >> shift));
    for (std::size_t at = 0; at < message.size(); at += 64)
        digest_block(state, message.data() + at);
    std::array<std::uint8_t, 20> digest{};
    for (std::size_t i = 0; i < 20; ++i)
        digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - i % 4 * 8));
    return digest;
}

} // namespace

std::string text_of(const GUID& value) {
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                  static_cast<unsigned>(value.Data1), value.Data2, value.Data3, value.Data4[0],
                  value.Data4[1], value.Data4[2], value.Data4[3], value.Data4[4], value.Data4[5],
                  value.Data4[6], value.Data4[7]);
    return text;
}

GUID instance_iid(std::string_view signature) {
    // Windows' namespace for parameterised types, in textual order.
    std::vector<std::uint8_t> message{0x11, 0xf4, 0x7a, 0xd5, 0x7b, 0x73, 0x42, 0xc0,
                                      0xab, 0xae, 0x87, 0x8b, 0x1e, 0x16, 0xad, 0xee};
    message.insert(message.end(), signature.begin(), signature.end());
    std::array<std::uint8_t, 20> hash = sha1(std::move(message));
    hash[6] = static_cast<std::uint8_t>((hash[6] & 0x0F) | 0x50);
    hash[8] = static_cast<std::uint8_t>((hash[8] & 0x3F) | 0x80);
    GUID value{};
    value.Data1 = big_endian(hash.data());
    value.Data2 = static_cast<std::uint16_t>(hash[4] << 8 | hash[5]);
    value.Data3 = static_cast<std::uint16_t>(hash[6] << 8 | hash[7]);
    for (std::size_t i = 0; i < 8; ++i)
        value.Data4[i] = hash[8 + i];
    return value;
}

} // namespace contract
