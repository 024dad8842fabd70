// SPDX-License-Identifier: MIT
// New strings made from others: joined, cut, trimmed, replaced. Built on the functions of
// hstring.h alone.
#include "com/hstring.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace asyncom::core {
namespace {

HRESULT create_from(std::u16string_view text, HSTRING* string) noexcept {
    return hstring_create(text.data(), static_cast<std::uint32_t>(text.size()), string);
}

// Both trims: what is left, shared with the source where that is all of it.
HRESULT create_trimmed(HSTRING string, std::u16string_view left, HSTRING* trimmed) noexcept {
    if (left.size() == hstring_length(string)) return hstring_duplicate(string, trimmed);
    return create_from(left, trimmed);
}

std::size_t count_of(std::u16string_view text, std::u16string_view part) noexcept {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

void write_replaced(std::u16string_view text, std::u16string_view from, std::u16string_view to,
                    char16_t* target) noexcept {
    for (;;) {
        const std::size_t at = text.find(from);
        target += text.copy(target, at); // all of it where nothing is found
        if (at == text.npos) return;
        target += to.copy(target, to.size());
        text.remove_prefix(at + from.size());
    }
}

} // namespace

HRESULT hstring_concat(HSTRING left, HSTRING right, HSTRING* joined) noexcept {
    if (!joined) return E_INVALIDARG;
    *joined = nullptr;
    if (!left) return hstring_duplicate(right, joined);
    if (!right) return hstring_duplicate(left, joined);
    const std::u16string_view first = hstring_view(left);
    const std::u16string_view second = hstring_view(right);
    const std::size_t length = first.size() + second.size();
    if (length > std::numeric_limits<std::uint32_t>::max()) return E_INVALIDARG;
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    const HRESULT result =
        hstring_preallocate(static_cast<std::uint32_t>(length), &characters, &buffer);
    if (result < 0) return result;
    first.copy(characters, first.size());
    second.copy(characters + first.size(), second.size());
    return hstring_promote(buffer, joined);
}

HRESULT hstring_substring(HSTRING string, std::uint32_t start, HSTRING* part) noexcept {
    if (!part) return E_INVALIDARG;
    *part = nullptr;
    const std::u16string_view text = hstring_view(string);
    if (start > text.size()) return E_BOUNDS;
    return create_from(text.substr(start), part);
}

HRESULT hstring_substring(HSTRING string, std::uint32_t start, std::uint32_t length,
                          HSTRING* part) noexcept {
    if (!part) return E_INVALIDARG;
    *part = nullptr;
    const std::u16string_view text = hstring_view(string);
    if (start > text.size() || length > text.size() - start) return E_BOUNDS;
    return create_from(text.substr(start, length), part);
}

HRESULT hstring_trim_start(HSTRING string, HSTRING characters, HSTRING* trimmed) noexcept {
    if (!trimmed) return E_INVALIDARG;
    *trimmed = nullptr;
    if (!characters) return E_INVALIDARG;
    std::u16string_view left = hstring_view(string);
    left.remove_prefix(std::min(left.find_first_not_of(hstring_view(characters)), left.size()));
    return create_trimmed(string, left, trimmed);
}

HRESULT hstring_trim_end(HSTRING string, HSTRING characters, HSTRING* trimmed) noexcept {
    if (!trimmed) return E_INVALIDARG;
    *trimmed = nullptr;
    if (!characters) return E_INVALIDARG;
    const std::u16string_view text = hstring_view(string);
    // Where nothing is left, npos + 1 is 0.
    const std::size_t length = text.find_last_not_of(hstring_view(characters)) + 1;
    return create_trimmed(string, text.substr(0, length), trimmed);
}

HRESULT hstring_replace(HSTRING string, HSTRING from, HSTRING to, HSTRING* replaced) noexcept {
    if (!replaced) return E_INVALIDARG;
    *replaced = nullptr;
    if (!from) return E_INVALIDARG;
    const std::u16string_view text = hstring_view(string);
    const std::u16string_view old_part = hstring_view(from);
    const std::u16string_view new_part = hstring_view(to);
    const std::size_t count = count_of(text, old_part);
    if (count == 0) return hstring_duplicate(string, replaced);

    // No factor reaches 2^32, so 64 bits hold the product.
    const std::size_t length = text.size() - count * old_part.size() + count * new_part.size();
    if (length > std::numeric_limits<std::uint32_t>::max()) return E_INVALIDARG;
    if (length == 0) return S_OK;
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    const HRESULT result =
        hstring_preallocate(static_cast<std::uint32_t>(length), &characters, &buffer);
    if (result < 0) return result;
    write_replaced(text, old_part, new_part, characters);
    return hstring_promote(buffer, replaced);
}

} // namespace asyncom::core
