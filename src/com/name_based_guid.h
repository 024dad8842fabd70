// SPDX-License-Identifier: MIT
// The IID of a parameterised type is a version 5 UUID of its signature. SHA-1 and the namespace
// take bytes in the order a GUID is written, not in the order it lies in memory.
#pragma once

#include "com/guid.h"
#include "com/sha1.h"

namespace asyncom::core {

// Takes a signature in pieces and gives the IID of the whole.
class name_based_guid_hash {
public:
    constexpr name_based_guid_hash() {
        for (const std::uint8_t byte : type_namespace)
            m_hash.append(byte);
    }

    constexpr void update(gsl::span<const char> text) { m_hash.update(text); }

    // Ends the signature. The object is of no further use.
    constexpr GUID finish() {
        const sha1_digest digest = m_hash.finish();
        std::array<std::uint8_t, 16> bytes{};
        for (std::size_t index = 0; index < bytes.size(); ++index)
            bytes[index] = digest[index];
        bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x50); // version 5
        bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80); // RFC 4122 variant
        return guid_from_textual_bytes(bytes);
    }

private:
    // 11f47ad5-7b73-42c0-abae-878b1e16adee: the namespace of Windows Runtime types.
    static constexpr std::array<std::uint8_t, 16> type_namespace{0x11, 0xf4, 0x7a, 0xd5, 0x7b, 0x73,
                                                                 0x42, 0xc0, 0xab, 0xae, 0x87, 0x8b,
                                                                 0x1e, 0x16, 0xad, 0xee};

    sha1 m_hash;
};

constexpr GUID name_based_guid(gsl::span<const char> signature) {
    name_based_guid_hash hash;
    hash.update(signature);
    return hash.finish();
}

} // namespace asyncom::core
