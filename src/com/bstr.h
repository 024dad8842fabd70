// SPDX-License-Identifier: MIT
// BSTR: UTF-16 text with its length in bytes in the four bytes before it. Only error info uses it.
#pragma once

#include <asyncom/platform.h>

#include <cstdint>
#include <string_view>

namespace asyncom::core {

// SysAllocString: null without memory, and for a null text.
BSTR bstr_allocate(const char16_t* text) noexcept;

// SysAllocStringLen, SysAllocStringByteLen: null without memory and above what the length can
// count. A null text leaves zeros, to be written over. The terminator is added.
BSTR bstr_allocate_units(const char16_t* text, std::uint32_t units) noexcept;
BSTR bstr_allocate_bytes(const char* bytes, std::uint32_t count) noexcept;

// SysReAllocString, SysReAllocStringLen: false without memory, and then the string stays as it was.
// `text` may lie inside the old string. A null text empties the string, or, where a length is
// given, keeps what fits of it.
bool bstr_reallocate(BSTR* string, const char16_t* text) noexcept;
bool bstr_reallocate_units(BSTR* string, const char16_t* text, std::uint32_t units) noexcept;

// SysFreeString, SysStringLen, SysStringByteLen. Null is the empty string.
void bstr_free(BSTR string) noexcept;
std::uint32_t bstr_units(BSTR string) noexcept;
std::uint32_t bstr_bytes(BSTR string) noexcept;

// Takes valid UTF-8. Null without memory.
BSTR bstr_from_utf8(std::string_view text) noexcept;

// Borrowed from the string.
std::u16string_view bstr_view(BSTR string) noexcept;

} // namespace asyncom::core
