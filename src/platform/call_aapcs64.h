// SPDX-License-Identifier: MIT
// Calling classes of the 64-bit Arm convention (Linux, macOS and Windows on Arm): up to four floats
// or doubles of one kind travel in v0 to v3, other structs of up to sixteen bytes in integer
// registers, larger ones by pointer to a copy that belongs to the callee.
#pragma once

#include <optional>
#include <tuple>

#include "platform/call_shape.h"

namespace asyncom::core::aapcs64 {

namespace detail {

using namespace call_detail;

template <typename T, std::size_t Count>
struct homogeneous_floats {
    T values[Count];
};
template <typename T, std::size_t Count>
using in_vectors = whole<homogeneous_floats<T, Count>>;

using integer_word = whole<std::uint64_t>;

// The narrow scalars have their own types: Apple's variant wants them extended by the caller.
using register_classes =
    std::tuple<whole<std::int8_t>, whole<std::uint8_t>, whole<std::int16_t>, whole<std::uint16_t>,
               whole<std::uint32_t>, integer_word, ragged_word,
               halves<integer_word, whole<std::uint32_t>>, halves<integer_word, integer_word>,
               halves<integer_word, ragged_word>, whole<float>, in_vectors<float, 2>,
               in_vectors<float, 3>, in_vectors<float, 4>, whole<double>, in_vectors<double, 2>,
               in_vectors<double, 3>, in_vectors<double, 4>>;
enum : std::size_t {
    at_i1,
    at_u1,
    at_i2,
    at_u2,
    at_u4,
    at_u8,
    at_ragged_word,
    at_u8_u4,
    at_u8_u8,
    at_u8_ragged,
    at_floats,                  // one to four
    at_doubles = at_floats + 4, // one to four
    in_registers = at_doubles + 4
};
static_assert(std::tuple_size_v<register_classes> == in_registers);

inline constexpr std::size_t smallest_indirect = 3; // words
inline constexpr std::size_t indirect_sizes = largest_argument / 8 - smallest_indirect + 1;
inline constexpr std::size_t at_indirect = in_registers;
inline constexpr std::size_t at_ragged = at_indirect + indirect_sizes;

// Words == 0: the size is known only at run time.
template <std::size_t Words>
struct by_pointer {
    using argument = const void*;

    ASYNCOM_NO_FUNCTION_CHECK static std::int32_t
    invoke(void* handler, void* sender, const void* value, std::size_t bytes) noexcept {
        using method = std::int32_t (*)(void*, void*, const void*) noexcept;
        alignas(16) unsigned char copy[Words == 0 ? largest_argument : Words * 8];
        std::memcpy(copy, value, Words == 0 ? bytes : Words * 8);
        void* const* slots = *static_cast<void* const* const*>(handler);
        return reinterpret_cast<method>(slots[3])(handler, sender, copy);
    }

    template <auto Deliver>
    static std::int32_t entry(void* self, void* sender, argument value) noexcept {
        return Deliver(self, sender, value);
    }
};

template <std::size_t I>
constexpr auto passing_of() noexcept {
    if constexpr (I < in_registers) {
        return third_argument<std::tuple_element_t<I, register_classes>>{};
    } else if constexpr (I < at_ragged) {
        return by_pointer<I - at_indirect + smallest_indirect>{};
    } else {
        return by_pointer<0>{};
    }
}

// One to four leaves, all float or all double, fill vector registers; also a lone one.
inline bool is_homogeneous_floating(const value_shape& shape) noexcept {
    if (shape.scalars.size() > 4) return false;
    for (const scalar& leaf : shape.scalars) {
        if (leaf.kind != scalar_kind::floating) return false;
        if (leaf.bytes != shape.scalars.front().bytes) return false;
    }
    return true;
}

inline std::size_t integer_class(const value_shape& shape) noexcept {
    const bool is_signed = shape.scalars.front().kind == scalar_kind::signed_integer;
    const bool extends_sign = is_signed && !shape.aggregate;
    switch (shape.bytes) {
    case 1:
        return extends_sign ? at_i1 : at_u1;
    case 2:
        return extends_sign ? at_i2 : at_u2;
    case 4:
        return at_u4;
    case 8:
        return at_u8;
    case 12:
        return at_u8_u4;
    case 16:
        return at_u8_u8;
    default:
        return shape.bytes < 8 ? at_ragged_word : at_u8_ragged;
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
    if (detail::is_homogeneous_floating(shape)) {
        const bool single = shape.scalars.front().bytes == 4;
        return (single ? detail::at_floats : detail::at_doubles) + shape.scalars.size() - 1;
    }
    if (shape.bytes <= 16) return detail::integer_class(shape);
    if (shape.bytes % 8 != 0) return detail::at_ragged;
    return detail::at_indirect + shape.bytes / 8 - detail::smallest_indirect;
}

} // namespace asyncom::core::aapcs64
