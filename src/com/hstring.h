// SPDX-License-Identifier: MIT
// HSTRING: immutable counted UTF-16 text. Null is the empty string, and no other handle is empty.
// Heap strings are counted; reference strings lie in the caller's own memory for one call and are
// copied by whoever keeps them. The block layout is Windows' own, on malloc and free, because
// other languages' bindings build and free such blocks without asking us.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>
#include <string_view>

namespace asyncom::core {

// Each does what one Windows function does, to the last error code; runtime.h describes them. A
// failure leaves a null handle where an out-parameter was given.

// WindowsCreateString, WindowsCreateStringReference, WindowsDeleteString, WindowsDuplicateString.
HRESULT hstring_create(const char16_t* text, std::uint32_t length, HSTRING* string) noexcept;
HRESULT hstring_create_reference(const char16_t* text, std::uint32_t length, HSTRING_HEADER* header,
                                 HSTRING* string) noexcept;
void hstring_delete(HSTRING string) noexcept;
HRESULT hstring_duplicate(HSTRING string, HSTRING* copy) noexcept;

// WindowsGetStringLen, WindowsGetStringRawBuffer, WindowsStringHasEmbeddedNull,
// WindowsCompareStringOrdinal.
std::uint32_t hstring_length(HSTRING string) noexcept;
const char16_t* hstring_text(HSTRING string, std::uint32_t* length) noexcept;
HRESULT hstring_has_embedded_nul(HSTRING string, std::int32_t* answer) noexcept;
HRESULT hstring_compare(HSTRING left, HSTRING right, std::int32_t* order) noexcept;

// hstring_edit.cpp: WindowsConcatString, WindowsSubstring, WindowsSubstringWithSpecifiedLength,
// WindowsTrimStringStart, WindowsTrimStringEnd, WindowsReplaceString.
HRESULT hstring_concat(HSTRING left, HSTRING right, HSTRING* joined) noexcept;
HRESULT hstring_substring(HSTRING string, std::uint32_t start, HSTRING* part) noexcept;
HRESULT hstring_substring(HSTRING string, std::uint32_t start, std::uint32_t length,
                          HSTRING* part) noexcept;
HRESULT hstring_trim_start(HSTRING string, HSTRING characters, HSTRING* trimmed) noexcept;
HRESULT hstring_trim_end(HSTRING string, HSTRING characters, HSTRING* trimmed) noexcept;
HRESULT hstring_replace(HSTRING string, HSTRING from, HSTRING to, HSTRING* replaced) noexcept;

// WindowsPreallocateStringBuffer, WindowsPromoteStringBuffer, WindowsDeleteStringBuffer. A buffer
// is a heap string that nobody has seen yet.
HRESULT hstring_preallocate(std::uint32_t length, char16_t** characters,
                            HSTRING_BUFFER* buffer) noexcept;
HRESULT hstring_promote(HSTRING_BUFFER buffer, HSTRING* string) noexcept;
void hstring_delete_buffer(HSTRING_BUFFER buffer) noexcept;

// ---- Beyond Windows' own ------------------------------------------------------------------------

// Borrowed from the string, terminated; of null, empty.
std::u16string_view hstring_view(HSTRING string) noexcept;

// E_INVALIDARG for what is not UTF-8. A null text gives the empty string.
HRESULT hstring_from_utf8(const char* text, HSTRING* string) noexcept;

} // namespace asyncom::core
