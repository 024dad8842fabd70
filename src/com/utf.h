// SPDX-License-Identifier: MIT
// UTF-8 and UTF-16, one into the other. Clients give UTF-8, which is checked once at the wall;
// Windows' interfaces carry UTF-16, which nobody checks, so it may hold unpaired surrogates.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace asyncom::core {

// Strict: no overlong form, no surrogate, nothing above U+10FFFF, no character cut short.
bool is_valid_utf8(std::string_view text) noexcept;

// The units that utf8_to_utf16 writes. Both take valid UTF-8.
std::size_t utf16_length(std::string_view text) noexcept;
void utf8_to_utf16(std::string_view text, char16_t* target) noexcept;

// The bytes that utf16_to_utf8 writes. An unpaired surrogate becomes U+FFFD.
std::size_t utf8_length(std::u16string_view text) noexcept;
void utf16_to_utf8(std::u16string_view text, char* target) noexcept;

// Throws std::bad_alloc.
std::string to_utf8(std::u16string_view text);

// Names of files are any bytes; what is not UTF-8 as a whole is shown with question marks for all
// that is not ASCII.
void mark_invalid_utf8(char* text, std::size_t length) noexcept;
std::string shown_as_utf8(std::string bytes);

// The longest beginning of at most `most` units that cuts no character in two.
std::string_view whole_characters(std::string_view text, std::size_t most) noexcept;
std::u16string_view whole_characters(std::u16string_view text, std::size_t most) noexcept;

} // namespace asyncom::core
