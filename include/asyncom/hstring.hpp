// SPDX-License-Identifier: MIT
// hstring: owns an immutable UTF-16 string of the Windows Runtime. Copies share one block.
//
// A null handle is the empty string. hstring is one handle in size and layout, so that a structure
// that holds one crosses the wall as what it is. hstring_reference borrows text instead of copying
// it, for the length of a call; a literal becomes one without allocation:
//
//   using namespace asyncom::literals;
//   auto factory = asyncom::get_activation_factory(u"Acme.Scan.Device"_hs);
#pragma once

#include <asyncom/com_ptr.hpp>

#include <compare>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace asyncom {

// The text behind a handle that the caller lends; it ends where the handle ends.
inline std::u16string_view view_of(HSTRING string) noexcept {
    std::uint32_t length = 0;
    const WCHAR* const units = WindowsGetStringRawBuffer(string, &length);
    // On Windows a unit is a wchar_t of the same size.
    return {reinterpret_cast<const char16_t*>(units), length};
}

class hstring {
public:
    hstring() noexcept = default;
    // Takes over a handle that the caller owns.
    hstring(HSTRING owned, take_ownership_from_abi_t) noexcept : m_handle(owned) {}
    // Copies text. Throws std::bad_alloc, also where its length is more than an HSTRING can count.
    hstring(std::u16string_view text) {
        const HRESULT made =
            text.size() > UINT32_MAX
                ? E_OUTOFMEMORY
                : WindowsCreateString(reinterpret_cast<const WCHAR*>(text.data()),
                                      static_cast<std::uint32_t>(text.size()), &m_handle);
        if (made < 0) impl::throw_hresult(made);
    }
    hstring(const char16_t* text) : hstring(std::u16string_view(text)) {}
    hstring(std::nullptr_t) = delete;

    // Shares the block of an owned string.
    hstring(const hstring& other) noexcept : m_handle(other.duplicate()) {}
    hstring(hstring&& other) noexcept : m_handle(other.detach()) {}
    hstring& operator=(hstring other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~hstring() { WindowsDeleteString(m_handle); }

    // Borrowed.
    HSTRING get() const noexcept { return m_handle; }
    // For an out-parameter that hands over a string. What was held before is released.
    HSTRING* put() noexcept {
        WindowsDeleteString(detach());
        return &m_handle;
    }
    [[nodiscard]] HSTRING detach() noexcept { return std::exchange(m_handle, nullptr); }

    std::u16string_view view() const noexcept { return view_of(m_handle); }
    operator std::u16string_view() const noexcept { return view(); }
    // With a terminator, and never null.
    const char16_t* c_str() const noexcept { return view().data(); }
    std::uint32_t size() const noexcept { return WindowsGetStringLen(m_handle); }
    bool empty() const noexcept { return m_handle == nullptr; }
    const char16_t* begin() const noexcept { return view().data(); }
    const char16_t* end() const noexcept { return view().data() + size(); }

    // By code units, as Windows does. Text is compared as it is, without a string made of it.
    friend bool operator==(const hstring& left, const hstring& right) noexcept {
        return left.view() == right.view();
    }
    friend bool operator==(const hstring& left, std::u16string_view right) noexcept {
        return left.view() == right;
    }
    friend bool operator==(const hstring& left, const char16_t* right) noexcept {
        return left.view() == right;
    }
    friend auto operator<=>(const hstring& left, const hstring& right) noexcept {
        return left.view().compare(right.view()) <=> 0; // libc++ 14 has no <=> of views
    }
    friend auto operator<=>(const hstring& left, std::u16string_view right) noexcept {
        return left.view().compare(right) <=> 0;
    }
    friend auto operator<=>(const hstring& left, const char16_t* right) noexcept {
        return left.view().compare(right) <=> 0;
    }

private:
    // An owned string is shared, which needs no memory.
    HSTRING duplicate() const noexcept {
        HSTRING shared = nullptr;
        WindowsDuplicateString(m_handle, &shared);
        return shared;
    }

    HSTRING m_handle = nullptr;
};

// Text that is lent for a call: no allocation, no copy. The text must be terminated and outlive
// this object; neither can be moved. Text without a terminator ends the process, as in C++/WinRT:
// nobody would see that its place was taken by an empty string.
class hstring_reference {
public:
    hstring_reference(const char16_t* terminated, std::size_t length) noexcept {
        if (length > UINT32_MAX ||
            WindowsCreateStringReference(reinterpret_cast<const WCHAR*>(terminated),
                                         static_cast<std::uint32_t>(length), &m_header,
                                         &m_handle) < 0)
            std::terminate();
    }
    hstring_reference(const char16_t* terminated) noexcept
        : hstring_reference(terminated, std::u16string_view(terminated).size()) {}
    hstring_reference(const std::u16string& text) noexcept
        : hstring_reference(text.c_str(), text.size()) {}
    hstring_reference(const hstring& text) noexcept
        : hstring_reference(text.c_str(), text.size()) {}
    hstring_reference(const hstring_reference&) = delete;
    hstring_reference& operator=(const hstring_reference&) = delete;

    HSTRING get() const noexcept { return m_handle; }

private:
    HSTRING_HEADER m_header{};
    HSTRING m_handle = nullptr;
};

inline namespace literals {
// u"text"_hs
inline hstring_reference operator""_hs(const char16_t* text, std::size_t length) noexcept {
    return {text, length};
}
} // namespace literals

template <>
inline constexpr auto signature_v<hstring> = fixed_text("string");

// ---- UTF-8 -------------------------------------------------------------------------------------

namespace impl {

// The next code point of UTF-8 text, taken off its front. What is not well-formed gives U+FFFD for
// each maximal part of it, as the Unicode Standard recommends (3.9, U+FFFD Substitution).
constexpr char32_t take_utf8(std::string_view& text) noexcept {
    const auto unit = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const unsigned first = unit(0);
    std::size_t length = first < 0x80   ? 1
                         : first < 0xC2 ? 0
                         : first < 0xE0 ? 2
                         : first < 0xF0 ? 3
                         : first < 0xF5 ? 4
                                        : 0;
    // The second byte has narrower bounds after some first bytes: no overlong forms, no surrogates,
    // nothing above U+10FFFF.
    const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    char32_t point = length < 2 ? first : first & (0x7Fu >> length);
    std::size_t taken = 1;
    for (; taken < length; ++taken) {
        const unsigned next = unit(taken);
        if (next < (taken == 1 ? low : 0x80) || next > (taken == 1 ? high : 0xBF)) break;
        point = point << 6 | (next & 0x3F);
    }
    text.remove_prefix(taken);
    return taken == length ? point : U'\xFFFD';
}

// The same of UTF-16; a lone surrogate gives U+FFFD.
constexpr char32_t take_utf16(std::u16string_view& text) noexcept {
    const char32_t first = text.front();
    text.remove_prefix(1);
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || text.empty() || text.front() < 0xDC00 || text.front() > 0xDFFF)
        return U'\xFFFD';
    const char32_t second = text.front();
    text.remove_prefix(1);
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

inline void append_utf8(std::string& text, char32_t point) {
    const auto tail = [&](int shift) {
        text += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
    };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | point >> 6), tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0 | point >> 12), tail(6), tail(0);
    } else {
        text += static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0);
    }
}

inline void append_utf16(std::u16string& text, char32_t point) {
    if (point < 0x10000) {
        text += static_cast<char16_t>(point);
    } else {
        text += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
        text += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
}

} // namespace impl

// To UTF-8. Lone surrogates become U+FFFD.
inline std::string to_string(std::u16string_view text) {
    std::string converted;
    converted.reserve(text.size());
    while (!text.empty())
        impl::append_utf8(converted, impl::take_utf16(text));
    return converted;
}

// From UTF-8. What is not well-formed becomes U+FFFD.
inline std::u16string to_utf16(std::string_view text) {
    std::u16string converted;
    converted.reserve(text.size());
    while (!text.empty())
        impl::append_utf16(converted, impl::take_utf8(text));
    return converted;
}
inline hstring to_hstring(std::string_view text) {
    return hstring(to_utf16(text));
}

} // namespace asyncom

template <>
struct std::hash<asyncom::hstring> {
    std::size_t operator()(const asyncom::hstring& text) const noexcept {
        return std::hash<std::u16string_view>{}(text.view());
    }
};
