// SPDX-License-Identifier: MIT
// UTF-8 and UTF-16, one into the other.
#include "com/utf.h"

#include <algorithm>
#include <cstdint>

namespace asyncom::core {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

constexpr std::uint8_t byte_at(std::string_view text, std::size_t index) noexcept {
    return static_cast<std::uint8_t>(text[index]);
}

constexpr bool is_continuation(std::uint8_t byte) noexcept {
    return (byte & 0xC0) == 0x80;
}

constexpr bool is_high_surrogate(char16_t unit) noexcept {
    return (unit & 0xFC00) == 0xD800;
}

constexpr bool is_low_surrogate(char16_t unit) noexcept {
    return (unit & 0xFC00) == 0xDC00;
}

// Bytes of the character that a lead byte begins, 0 for a byte that begins none. C0, C1 and what
// follows F4 could only begin overlong forms and characters that do not exist.
constexpr std::size_t character_bytes(std::uint8_t lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// The second byte alone tells overlong forms, surrogates and numbers above U+10FFFF.
constexpr bool may_follow(std::uint8_t lead, std::uint8_t second) noexcept {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second < 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return true;
    }
}

// The character at `position` of valid UTF-8, which moves behind it.
char32_t take_character(std::string_view text, std::size_t& position) noexcept {
    const std::uint8_t lead = byte_at(text, position);
    const std::size_t bytes = character_bytes(lead);
    char32_t character = bytes == 1 ? lead : lead & (0x7Fu >> bytes);
    for (std::size_t index = 1; index < bytes; ++index)
        character = character << 6 | (byte_at(text, position + index) & 0x3F);
    position += bytes;
    return character;
}

char32_t take_character(std::u16string_view text, std::size_t& position) noexcept {
    const char16_t unit = text[position++];
    if (!is_high_surrogate(unit)) return is_low_surrogate(unit) ? replacement_character : unit;
    if (position == text.size() || !is_low_surrogate(text[position])) return replacement_character;
    const char16_t low = text[position++];
    return 0x10000 + (static_cast<char32_t>(unit & 0x3FF) << 10 | (low & 0x3FF));
}

constexpr std::size_t bytes_of(char32_t character) noexcept {
    if (character < 0x80) return 1;
    if (character < 0x800) return 2;
    return character < 0x10000 ? 3 : 4;
}

char* put_character(char32_t character, char* target) noexcept {
    const std::size_t bytes = bytes_of(character);
    if (bytes == 1) {
        *target = static_cast<char>(character);
        return target + 1;
    }
    for (std::size_t index = bytes - 1; index > 0; --index) {
        target[index] = static_cast<char>(0x80 | (character & 0x3F));
        character >>= 6;
    }
    target[0] = static_cast<char>((0xF00u >> bytes & 0xF0) | character);
    return target + bytes;
}

} // namespace

bool is_valid_utf8(std::string_view text) noexcept {
    for (std::size_t position = 0; position < text.size();) {
        const std::uint8_t lead = byte_at(text, position);
        const std::size_t bytes = character_bytes(lead);
        if (bytes == 0 || bytes > text.size() - position) return false;
        if (bytes > 1 && !may_follow(lead, byte_at(text, position + 1))) return false;
        for (std::size_t index = 1; index < bytes; ++index)
            if (!is_continuation(byte_at(text, position + index))) return false;
        position += bytes;
    }
    return true;
}

std::size_t utf16_length(std::string_view text) noexcept {
    std::size_t units = 0;
    for (std::size_t position = 0; position < text.size(); ++units) {
        const std::size_t bytes = character_bytes(byte_at(text, position));
        if (bytes == 4) ++units;
        position += bytes;
    }
    return units;
}

void utf8_to_utf16(std::string_view text, char16_t* target) noexcept {
    for (std::size_t position = 0; position < text.size();) {
        char32_t character = take_character(text, position);
        if (character >= 0x10000) {
            character -= 0x10000;
            *target++ = static_cast<char16_t>(0xD800 | character >> 10);
            character = 0xDC00 | (character & 0x3FF);
        }
        *target++ = static_cast<char16_t>(character);
    }
}

std::size_t utf8_length(std::u16string_view text) noexcept {
    std::size_t bytes = 0;
    for (std::size_t position = 0; position < text.size();)
        bytes += bytes_of(take_character(text, position));
    return bytes;
}

void utf16_to_utf8(std::u16string_view text, char* target) noexcept {
    for (std::size_t position = 0; position < text.size();)
        target = put_character(take_character(text, position), target);
}

std::string to_utf8(std::u16string_view text) {
    std::string bytes(utf8_length(text), '\0');
    utf16_to_utf8(text, bytes.data());
    return bytes;
}

void mark_invalid_utf8(char* text, std::size_t length) noexcept {
    if (is_valid_utf8({text, length})) return;
    std::replace_if(
        text, text + length, [](char unit) { return static_cast<unsigned char>(unit) >= 0x80; },
        '?');
}

std::string shown_as_utf8(std::string bytes) {
    mark_invalid_utf8(bytes.data(), bytes.size());
    return bytes;
}

std::string_view whole_characters(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text;
    while (most > 0 && is_continuation(byte_at(text, most)))
        --most;
    return text.substr(0, most);
}

std::u16string_view whole_characters(std::u16string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text;
    if (most > 0 && is_high_surrogate(text[most - 1]) && is_low_surrogate(text[most])) --most;
    return text.substr(0, most);
}

} // namespace asyncom::core
