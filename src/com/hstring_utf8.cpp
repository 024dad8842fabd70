// SPDX-License-Identifier: MIT
// HSTRING from the text of our own functions; over the functions of whichever system makes it.
#include "com/hstring.h"
#include "com/utf.h"

#include <limits>

namespace asyncom::core {

HRESULT hstring_from_utf8(const char* text, HSTRING* string) noexcept {
    if (!string) return E_POINTER;
    *string = nullptr;
    if (!text) return S_OK;
    const std::string_view bytes{text};
    if (!is_valid_utf8(bytes)) return E_INVALIDARG;
    const std::size_t units = utf16_length(bytes);
    if (units > std::numeric_limits<std::uint32_t>::max()) return E_INVALIDARG;
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    const HRESULT result =
        hstring_preallocate(static_cast<std::uint32_t>(units), &characters, &buffer);
    if (result < 0) return result;
    utf8_to_utf16(bytes, characters);
    return hstring_promote(buffer, string);
}

} // namespace asyncom::core
