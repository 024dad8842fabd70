// SPDX-License-Identifier: MIT
// The system's HSTRING: only what the library itself needs of it.
#include "com/hstring.h"

namespace asyncom::core {

HRESULT hstring_create(const char16_t* text, std::uint32_t length, HSTRING* string) noexcept {
    return ::WindowsCreateString(reinterpret_cast<const WCHAR*>(text), length, string);
}

HRESULT hstring_create_reference(const char16_t* text, std::uint32_t length, HSTRING_HEADER* header,
                                 HSTRING* string) noexcept {
    return ::WindowsCreateStringReference(reinterpret_cast<const WCHAR*>(text), length, header,
                                          string);
}

void hstring_delete(HSTRING string) noexcept {
    ::WindowsDeleteString(string);
}

HRESULT hstring_duplicate(HSTRING string, HSTRING* copy) noexcept {
    if (!copy) return E_INVALIDARG;
    *copy = nullptr;
    return ::WindowsDuplicateString(string, copy);
}

std::uint32_t hstring_length(HSTRING string) noexcept {
    return ::WindowsGetStringLen(string);
}

const char16_t* hstring_text(HSTRING string, std::uint32_t* length) noexcept {
    return reinterpret_cast<const char16_t*>(::WindowsGetStringRawBuffer(string, length));
}

std::u16string_view hstring_view(HSTRING string) noexcept {
    std::uint32_t length = 0;
    const char16_t* const text = hstring_text(string, &length);
    return {text, length};
}

HRESULT hstring_preallocate(std::uint32_t length, char16_t** characters,
                            HSTRING_BUFFER* buffer) noexcept {
    return ::WindowsPreallocateStringBuffer(length, reinterpret_cast<WCHAR**>(characters), buffer);
}

HRESULT hstring_promote(HSTRING_BUFFER buffer, HSTRING* string) noexcept {
    return ::WindowsPromoteStringBuffer(buffer, string);
}

} // namespace asyncom::core
