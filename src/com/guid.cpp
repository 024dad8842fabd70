// SPDX-License-Identifier: MIT
// Windows' functions that make, print and read GUIDs.
#include "com/guid.h"

#include "platform/random.h"

#include <asyncom/runtime.h>

namespace asyncom::core {
namespace {

// Reads no further than is needed to see that the text is too long.
std::u16string_view bounded_text(const char16_t* text) noexcept {
    std::size_t length = 0;
    while (length <= guid_text_length && text[length] != 0)
        ++length;
    return {text, length};
}

} // namespace

HRESULT create_guid(GUID* guid) noexcept {
    if (!guid) return E_INVALIDARG;
    GUID random{};
    if (!fill_random(&random, sizeof random)) return E_FAIL;
    random.Data3 = static_cast<std::uint16_t>((random.Data3 & 0x0FFF) | 0x4000); // version 4
    random.Data4[0] = static_cast<std::uint8_t>((random.Data4[0] & 0x3F) | 0x80);
    *guid = random;
    return S_OK;
}

std::int32_t string_from_guid(const GUID& guid, char16_t* text, std::int32_t capacity) noexcept {
    constexpr auto needed = static_cast<std::int32_t>(guid_text_length + 1);
    if (!text || capacity < needed) return 0;
    print_guid(guid, hex_digits::any_case, text);
    text[guid_text_length] = 0;
    return needed;
}

HRESULT iid_from_string(const char16_t* text, GUID* iid) noexcept {
    if (!iid) return E_INVALIDARG;
    *iid = null_guid;
    if (!text) return S_OK;
    const std::u16string_view bounded = bounded_text(text);
    if (bounded.size() != guid_text_length) return E_INVALIDARG;
    return parse_guid(bounded, hex_digits::any_case, *iid) ? S_OK : CO_E_IIDSTRING;
}

} // namespace asyncom::core
