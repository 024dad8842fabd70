// SPDX-License-Identifier: MIT
// GUIDs as text: {8-4-4-4-12}, in UTF-8 or UTF-16, at run time and in constant expressions.
// Comparison is platform.h's operator==.
#pragma once

#include <asyncom/platform.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asyncom::core {

inline constexpr GUID null_guid{};

// Braces and hyphens included, terminator not.
inline constexpr std::size_t guid_text_length = 38;

// Signatures are hashed, so they hold lower case only; everyone else writes as they like.
enum class hex_digits { any_case, lower_case };

namespace detail {

template <typename Unit>
constexpr int hex_value(Unit unit, hex_digits accepted) noexcept {
    if (unit >= Unit{'0'} && unit <= Unit{'9'}) return static_cast<int>(unit - Unit{'0'});
    if (unit >= Unit{'a'} && unit <= Unit{'f'}) return static_cast<int>(unit - Unit{'a'}) + 10;
    if (accepted == hex_digits::lower_case) return -1;
    if (unit >= Unit{'A'} && unit <= Unit{'F'}) return static_cast<int>(unit - Unit{'A'}) + 10;
    return -1;
}

inline constexpr std::array<std::size_t, 4> guid_hyphens{9, 14, 19, 24};

// Where each of the 16 bytes stands in the text, in the order the text has them.
inline constexpr std::array<std::uint8_t, 16> guid_byte_positions{1,  3,  5,  7,  10, 12, 15, 17,
                                                                  20, 22, 25, 27, 29, 31, 33, 35};

// The text begins with the most significant byte of each integer field.
constexpr std::array<std::uint8_t, 16> textual_bytes(const GUID& guid) noexcept {
    std::array<std::uint8_t, 16> bytes{
        static_cast<std::uint8_t>(guid.Data1 >> 24), static_cast<std::uint8_t>(guid.Data1 >> 16),
        static_cast<std::uint8_t>(guid.Data1 >> 8),  static_cast<std::uint8_t>(guid.Data1),
        static_cast<std::uint8_t>(guid.Data2 >> 8),  static_cast<std::uint8_t>(guid.Data2),
        static_cast<std::uint8_t>(guid.Data3 >> 8),  static_cast<std::uint8_t>(guid.Data3)};
    for (std::size_t index = 0; index < 8; ++index)
        bytes[8 + index] = guid.Data4[index];
    return bytes;
}

} // namespace detail

// The inverse of detail::textual_bytes.
constexpr GUID guid_from_textual_bytes(const std::array<std::uint8_t, 16>& bytes) noexcept {
    GUID guid{};
    guid.Data1 = std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
                 std::uint32_t{bytes[2]} << 8 | bytes[3];
    guid.Data2 = static_cast<std::uint16_t>(bytes[4] << 8 | bytes[5]);
    guid.Data3 = static_cast<std::uint16_t>(bytes[6] << 8 | bytes[7]);
    for (std::size_t index = 0; index < 8; ++index)
        guid.Data4[index] = bytes[8 + index];
    return guid;
}

// The whole text must be one GUID; `guid` is left alone where it is not.
template <typename Unit>
constexpr bool parse_guid(std::basic_string_view<Unit> text, hex_digits accepted,
                          GUID& guid) noexcept {
    if (text.size() != guid_text_length) return false;
    if (text[0] != Unit{'{'} || text[37] != Unit{'}'}) return false;
    for (const std::size_t hyphen : detail::guid_hyphens)
        if (text[hyphen] != Unit{'-'}) return false;

    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        const std::size_t position = detail::guid_byte_positions[index];
        const int high = detail::hex_value(text[position], accepted);
        const int low = detail::hex_value(text[position + 1], accepted);
        if (high < 0 || low < 0) return false;
        bytes[index] = static_cast<std::uint8_t>(high << 4 | low);
    }
    guid = guid_from_textual_bytes(bytes);
    return true;
}

// Writes guid_text_length units and no terminator.
template <typename Unit>
constexpr void print_guid(const GUID& guid, hex_digits style, Unit* target) noexcept {
    const std::string_view digits =
        style == hex_digits::lower_case ? "0123456789abcdef" : "0123456789ABCDEF";
    const std::array<std::uint8_t, 16> bytes = detail::textual_bytes(guid);
    target[0] = Unit{'{'};
    for (const std::size_t hyphen : detail::guid_hyphens)
        target[hyphen] = Unit{'-'};
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        const std::size_t position = detail::guid_byte_positions[index];
        target[position] = static_cast<Unit>(digits[bytes[index] >> 4]);
        target[position + 1] = static_cast<Unit>(digits[bytes[index] & 0xF]);
    }
    target[37] = Unit{'}'};
}

// CoCreateGuid, StringFromGUID2, IIDFromString; runtime.h describes them.
HRESULT create_guid(GUID* guid) noexcept;
std::int32_t string_from_guid(const GUID& guid, char16_t* text, std::int32_t capacity) noexcept;
HRESULT iid_from_string(const char16_t* text, GUID* iid) noexcept;

} // namespace asyncom::core
