// SPDX-License-Identifier: MIT
// A struct that owns strings and an object, and what it can own.
#pragma once

#include "async/value.h"
#include "com/hstring.h"

#include <asyncom/asyncom.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace asyncom::core::test {

class counted_object : public IUnknown {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) noexcept override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG ASYNCOM_CALL AddRef() noexcept override { return ++references; }
    ULONG ASYNCOM_CALL Release() noexcept override { return --references; }

    std::uint32_t references = 1;
};

// A string of the heap, and one that only borrows its text and is copied by whoever keeps it.
class borrowed_string {
public:
    explicit borrowed_string(std::u16string_view text) {
        hstring_create_reference(text.data(), static_cast<std::uint32_t>(text.size()), &m_header,
                                 &m_string);
    }
    HSTRING get() const { return m_string; }

private:
    HSTRING_HEADER m_header;
    HSTRING m_string = nullptr;
};

inline HSTRING make_string(std::u16string_view text) {
    HSTRING string = nullptr;
    hstring_create(text.data(), static_cast<std::uint32_t>(text.size()), &string);
    return string;
}

struct record {
    std::uint32_t number;
    HSTRING first;
    IUnknown* object;
    HSTRING second;
    std::uint8_t flag;
};

inline constexpr owned_field record_fields[] = {{offsetof(record, first), owned_kind::string},
                                                {offsetof(record, object), owned_kind::object},
                                                {offsetof(record, second), owned_kind::string}};
inline constexpr value_layout record_layout{sizeof(record), alignof(record), record_fields, 3};

inline bool is_zero(const void* value, std::size_t bytes) {
    const auto* first = static_cast<const unsigned char*>(value);
    return std::all_of(first, first + bytes, [](unsigned char byte) { return byte == 0; });
}

} // namespace asyncom::core::test
