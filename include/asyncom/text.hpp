// SPDX-License-Identifier: MIT
// Text that is put together while compiling: signatures of types, and the names in them.
#pragma once

#include <cstddef>
#include <string_view>

namespace asyncom {

// `Length` characters of ASCII and a terminator. A constant of this type costs nothing at run time.
template <std::size_t Length>
struct fixed_text {
    char characters[Length + 1]{};

    constexpr fixed_text() noexcept = default;
    // From a string literal.
    constexpr fixed_text(const char (&literal)[Length + 1]) noexcept {
        for (std::size_t i = 0; i < Length; ++i)
            characters[i] = literal[i];
    }

    static constexpr std::size_t size() noexcept { return Length; }
    constexpr const char* c_str() const noexcept { return characters; }
    constexpr std::string_view view() const noexcept { return {characters, Length}; }
    constexpr operator std::string_view() const noexcept { return view(); }

    template <std::size_t Other>
    constexpr bool operator==(const fixed_text<Other>& other) const noexcept {
        return view() == other.view();
    }
};

template <std::size_t Size>
fixed_text(const char (&)[Size]) -> fixed_text<Size - 1>;

template <std::size_t Left, std::size_t Right>
constexpr fixed_text<Left + Right> operator+(const fixed_text<Left>& left,
                                             const fixed_text<Right>& right) noexcept {
    fixed_text<Left + Right> joined;
    for (std::size_t i = 0; i < Left; ++i)
        joined.characters[i] = left.characters[i];
    for (std::size_t i = 0; i < Right; ++i)
        joined.characters[Left + i] = right.characters[i];
    return joined;
}

} // namespace asyncom
