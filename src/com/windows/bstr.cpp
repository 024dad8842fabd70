// SPDX-License-Identifier: MIT
// The system's BSTR: only what the library itself needs of it.
#include "com/bstr.h"

#include "com/utf.h"

#include <cstring>
#include <limits>

namespace asyncom::core {

BSTR bstr_allocate(const char16_t* text) noexcept {
    return ::SysAllocString(reinterpret_cast<const WCHAR*>(text));
}

BSTR bstr_allocate_units(const char16_t* text, std::uint32_t units) noexcept {
    const BSTR string = ::SysAllocStringLen(reinterpret_cast<const WCHAR*>(text), units);
    // The system leaves them as they are.
    if (string && !text) std::memset(string, 0, std::size_t{units} * sizeof(WCHAR));
    return string;
}

void bstr_free(BSTR string) noexcept {
    ::SysFreeString(string);
}

std::uint32_t bstr_units(BSTR string) noexcept {
    return ::SysStringLen(string);
}

std::uint32_t bstr_bytes(BSTR string) noexcept {
    return ::SysStringByteLen(string);
}

BSTR bstr_from_utf8(std::string_view text) noexcept {
    const std::size_t units = utf16_length(text);
    if (units > std::numeric_limits<std::uint32_t>::max() / sizeof(WCHAR)) return nullptr;
    const BSTR string = ::SysAllocStringLen(nullptr, static_cast<UINT>(units));
    if (string) utf8_to_utf16(text, reinterpret_cast<char16_t*>(string));
    return string;
}

std::u16string_view bstr_view(BSTR string) noexcept {
    if (!string) return {};
    return {reinterpret_cast<const char16_t*>(string), bstr_units(string)};
}

} // namespace asyncom::core
