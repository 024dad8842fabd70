// SPDX-License-Identifier: MIT
// Copying and destroying values whose type is known only at run time. A value without strings and
// interfaces is bytes; the common sizes of those are copied without a call.
#pragma once

#include <asyncom/platform.h>

#include <cstdint>
#include <cstring>

namespace asyncom::core {

enum class owned_kind : std::uint32_t { string, object };

struct owned_field {
    std::uint32_t offset;
    owned_kind kind;
};

// Plain, so that it can be a member of the type record. `owned` lives as long as the layout.
struct value_layout {
    std::uint32_t bytes;     // 0: there is no such value
    std::uint32_t alignment; // then 1
    const owned_field* owned;
    std::uint32_t owned_count; // 0: trivial
};

namespace detail {

HRESULT copy_owning_value(const value_layout& layout, void* target, const void* source) noexcept;
void destroy_owning_value(const value_layout& layout, void* target) noexcept;

inline void copy_bytes(std::uint32_t bytes, void* target, const void* source) noexcept {
    switch (bytes) {
    case 0:
        return;
    case 1:
        std::memcpy(target, source, 1);
        return;
    case 4:
        std::memcpy(target, source, 4);
        return;
    case 8:
        std::memcpy(target, source, 8);
        return;
    case 16:
        std::memcpy(target, source, 16);
        return;
    case 24:
        std::memcpy(target, source, 24);
        return;
    default:
        std::memcpy(target, source, bytes);
        return;
    }
}

inline void clear_bytes(std::uint32_t bytes, void* target) noexcept {
    switch (bytes) {
    case 0:
        return;
    case 1:
        std::memset(target, 0, 1);
        return;
    case 4:
        std::memset(target, 0, 4);
        return;
    case 8:
        std::memset(target, 0, 8);
        return;
    case 16:
        std::memset(target, 0, 16);
        return;
    case 24:
        std::memset(target, 0, 24);
        return;
    default:
        std::memset(target, 0, bytes);
        return;
    }
}

} // namespace detail

// Gives the uninitialised target its own references. A failure (E_OUTOFMEMORY: a string that only
// borrows its text must be copied) leaves zero bytes in the target and nothing behind.
inline HRESULT copy_value(const value_layout& layout, void* target, const void* source) noexcept {
    if (layout.owned_count != 0) return detail::copy_owning_value(layout, target, source);
    detail::copy_bytes(layout.bytes, target, source);
    return 0;
}

// Gives up what the value owns and leaves zero bytes, which are again a value of every type.
inline void destroy_value(const value_layout& layout, void* target) noexcept {
    if (layout.owned_count != 0) return detail::destroy_owning_value(layout, target);
    detail::clear_bytes(layout.bytes, target);
}

} // namespace asyncom::core
