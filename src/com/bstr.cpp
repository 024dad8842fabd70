// SPDX-License-Identifier: MIT
// BSTR on malloc and free.
#include "com/bstr.h"

#include "com/utf.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

namespace asyncom::core {
namespace {

// In front of the text. The unused half keeps the text on an eight-byte boundary, as Windows does.
struct bstr_prefix {
    std::uint32_t unused;
    std::uint32_t bytes;
};
static_assert(sizeof(bstr_prefix) == 8);

// An odd number of bytes has its terminator at an odd place and one at the next unit.
constexpr std::uint32_t terminator_bytes = 3;
constexpr std::uint32_t most_bytes =
    std::numeric_limits<std::uint32_t>::max() - sizeof(bstr_prefix) - terminator_bytes;

bstr_prefix* prefix_of(BSTR string) noexcept {
    return reinterpret_cast<bstr_prefix*>(string) - 1;
}

// The text is not written, what follows it is.
BSTR allocate(std::uint32_t bytes) noexcept {
    if (bytes > most_bytes) return nullptr;
    const std::size_t total = sizeof(bstr_prefix) + std::size_t{bytes} + terminator_bytes;
    auto* prefix = static_cast<bstr_prefix*>(std::malloc(total));
    if (!prefix) return nullptr;
    *prefix = {0, bytes};
    std::memset(reinterpret_cast<char*>(prefix + 1) + bytes, 0, terminator_bytes);
    return reinterpret_cast<BSTR>(prefix + 1);
}

} // namespace

BSTR bstr_allocate_bytes(const char* bytes, std::uint32_t count) noexcept {
    const BSTR string = allocate(count);
    if (!string) return nullptr;
    if (bytes)
        std::memcpy(string, bytes, count);
    else
        std::memset(string, 0, count);
    return string;
}

BSTR bstr_allocate_units(const char16_t* text, std::uint32_t units) noexcept {
    if (units > most_bytes / sizeof(char16_t)) return nullptr;
    return bstr_allocate_bytes(reinterpret_cast<const char*>(text),
                               units * static_cast<std::uint32_t>(sizeof(char16_t)));
}

BSTR bstr_allocate(const char16_t* text) noexcept {
    if (!text) return nullptr;
    const std::size_t units = std::char_traits<char16_t>::length(text);
    if (units > most_bytes / sizeof(char16_t)) return nullptr;
    return bstr_allocate_units(text, static_cast<std::uint32_t>(units));
}

bool bstr_reallocate(BSTR* string, const char16_t* text) noexcept {
    if (!string) return false;
    const BSTR replacement = bstr_allocate(text);
    if (text && !replacement) return false;
    bstr_free(*string);
    *string = replacement;
    return true;
}

bool bstr_reallocate_units(BSTR* string, const char16_t* text, std::uint32_t units) noexcept {
    if (!string) return false;
    const BSTR replacement = bstr_allocate_units(text, units);
    if (!replacement) return false;
    if (!text && *string) {
        const std::uint32_t kept = std::min(bstr_bytes(replacement), bstr_bytes(*string));
        std::memcpy(replacement, *string, kept);
    }
    bstr_free(*string);
    *string = replacement;
    return true;
}

void bstr_free(BSTR string) noexcept {
    if (string) std::free(prefix_of(string));
}

std::uint32_t bstr_bytes(BSTR string) noexcept {
    return string ? prefix_of(string)->bytes : 0;
}

std::uint32_t bstr_units(BSTR string) noexcept {
    return bstr_bytes(string) / static_cast<std::uint32_t>(sizeof(char16_t));
}

BSTR bstr_from_utf8(std::string_view text) noexcept {
    const std::size_t units = utf16_length(text);
    if (units > most_bytes / sizeof(char16_t)) return nullptr;
    const BSTR string = allocate(static_cast<std::uint32_t>(units * sizeof(char16_t)));
    if (string) utf8_to_utf16(text, string);
    return string;
}

std::u16string_view bstr_view(BSTR string) noexcept {
    if (!string) return {};
    return {string, bstr_units(string)};
}

} // namespace asyncom::core
