// SPDX-License-Identifier: MIT
// Calling classes of the Windows x64 convention: 1, 2, 4 and 8 bytes travel in a register, all
// else by pointer to a copy that belongs to the callee. A lone float or double is in an SSE
// register, the same inside a struct is in an integer one. With GCC and Clang the classes also
// compile for a System V target, where a test calls them through ms_abi functions.
#pragma once

#include <optional>
#include <tuple>

#include "platform/call_shape.h"

#if defined(_WIN64)
#define ASYNCOM_WIN64_CALL
#else
#define ASYNCOM_WIN64_CALL __attribute__((ms_abi))
#endif

namespace asyncom::core::win64 {

namespace detail {

using namespace call_detail;

using register_classes =
    std::tuple<whole<std::int8_t>, whole<std::uint8_t>, whole<std::int16_t>, whole<std::uint16_t>,
               whole<std::uint32_t>, whole<std::uint64_t>, whole<float>, whole<double>>;
enum : std::size_t { at_i1, at_u1, at_i2, at_u2, at_u4, at_u8, at_f4, at_f8, in_registers };

// The convention wants copies on sixteen byte boundaries.
template <std::size_t Bytes>
struct alignas(16) private_copy {
    unsigned char bytes[Bytes];
};

inline constexpr std::size_t smallest_indirect = 2; // words
inline constexpr std::size_t indirect_sizes = largest_argument / 8 - smallest_indirect + 1;
inline constexpr std::size_t at_indirect = in_registers;
inline constexpr std::size_t at_ragged = at_indirect + indirect_sizes;

template <typename Argument>
ASYNCOM_NO_FUNCTION_CHECK inline std::int32_t call_slot(void* handler, void* sender,
                                                        Argument value) noexcept {
    using method = std::int32_t(ASYNCOM_WIN64_CALL*)(void*, void*, Argument) noexcept;
    void* const* slots = *static_cast<void* const* const*>(handler);
    return reinterpret_cast<method>(slots[3])(handler, sender, value);
}

template <typename Passing>
struct in_register {
    using argument = typename Passing::argument;

    static std::int32_t invoke(void* handler, void* sender, const void* value,
                               std::size_t bytes) noexcept {
        return call_slot(handler, sender, Passing::load(value, bytes));
    }

    template <auto Deliver>
    static std::int32_t ASYNCOM_WIN64_CALL entry(void* self, void* sender,
                                                 argument value) noexcept {
        return Deliver(self, sender, static_cast<const void*>(&value));
    }
};

// Words == 0: the size is known only at run time.
template <std::size_t Words>
struct by_pointer {
    using argument = const void*;

    static std::int32_t invoke(void* handler, void* sender, const void* value,
                               std::size_t bytes) noexcept {
        private_copy<Words == 0 ? largest_argument : Words * 8> copy;
        std::memcpy(copy.bytes, value, Words == 0 ? bytes : Words * 8);
        return call_slot<const void*>(handler, sender, copy.bytes);
    }

    template <auto Deliver>
    static std::int32_t ASYNCOM_WIN64_CALL entry(void* self, void* sender,
                                                 argument value) noexcept {
        return Deliver(self, sender, value);
    }
};

template <std::size_t I>
constexpr auto passing_of() noexcept {
    if constexpr (I < in_registers) {
        return in_register<std::tuple_element_t<I, register_classes>>{};
    } else if constexpr (I < at_ragged) {
        return by_pointer<I - at_indirect + smallest_indirect>{};
    } else {
        return by_pointer<0>{};
    }
}

inline std::size_t register_class(const value_shape& shape) noexcept {
    const scalar& leaf = shape.scalars.front();
    const bool is_signed = leaf.kind == scalar_kind::signed_integer;
    const bool alone = !shape.aggregate;
    const bool floating = alone && leaf.kind == scalar_kind::floating;
    switch (shape.bytes) {
    case 1:
        return alone && is_signed ? at_i1 : at_u1;
    case 2:
        return alone && is_signed ? at_i2 : at_u2;
    case 4:
        return floating ? at_f4 : at_u4;
    default:
        return floating ? at_f8 : at_u8;
    }
}

} // namespace detail

inline constexpr std::size_t calling_class_count = detail::at_ragged + 1;

template <std::size_t I>
struct calling : decltype(detail::passing_of<I>()) {
    static_assert(I < calling_class_count);
};

// The calling class of a value, or nothing if it is too large to be passed.
inline std::optional<std::size_t> classify(const value_shape& shape) noexcept {
    if (shape.bytes == 0 || shape.bytes > largest_argument) return std::nullopt;
    if (shape.bytes <= 2 || shape.bytes == 4 || shape.bytes == 8) {
        return detail::register_class(shape);
    }
    if (shape.bytes % 8 != 0) return detail::at_ragged;
    return detail::at_indirect + shape.bytes / 8 - detail::smallest_indirect;
}

} // namespace asyncom::core::win64
