// SPDX-License-Identifier: MIT
// Calling classes of the System V x86-64 convention (Linux, macOS on Intel): a struct of up to
// sixteen bytes travels as one or two eightbytes, each in an integer or an SSE register; a larger
// one is copied onto the stack.
#pragma once

#include <optional>
#include <tuple>

#include "platform/call_shape.h"

namespace asyncom::core::sysv_x64 {

namespace detail {

using namespace call_detail;

using integer_word = whole<std::uint64_t>;
using sse_word = whole<double>; // also two packed floats: only the 64 bits count

template <typename First>
using halves_after = std::tuple<halves<First, whole<std::uint32_t>>, halves<First, integer_word>,
                                halves<First, whole<float>>, halves<First, sse_word>>;

// The narrow scalars have their own types because the caller extends them to 32 bits: Clang
// relies on it, though the written convention does not say so. A ragged end follows integers only:
// a struct with a float in it has a size that is a multiple of four.
using register_classes = decltype(std::tuple_cat(
    std::tuple<whole<std::int8_t>, whole<std::uint8_t>, whole<std::int16_t>, whole<std::uint16_t>,
               whole<std::uint32_t>, integer_word, ragged_word, whole<float>, sse_word>{},
    halves_after<integer_word>{}, halves_after<sse_word>{},
    std::tuple<halves<integer_word, ragged_word>>{}));

// Indices into register_classes, and among the four classes of halves_after.
enum : std::size_t {
    at_i1,
    at_u1,
    at_i2,
    at_u2,
    at_u4,
    at_u8,
    at_ragged,
    at_f4,
    at_f8,
    at_integer_halves,
    at_sse_halves = at_integer_halves + 4,
    at_ragged_halves = at_sse_halves + 4,
    in_registers
};
enum : std::size_t { then_u4, then_u8, then_f4, then_f8 };
static_assert(std::tuple_size_v<register_classes> == in_registers);

// On the stack. The outgoing type has no alignment, because the value may only have that of P,
// and is copied straight into the outgoing slot; the incoming one is where the caller put it.
template <std::size_t Words>
struct memory {
    struct argument {
        alignas(8) unsigned char bytes[Words * 8];
    };
    struct outgoing {
        unsigned char bytes[Words * 8];
    };
    static outgoing load(const void* value, std::size_t) noexcept {
        return *static_cast<const outgoing*>(value);
    }
};

// As memory, for a value that ends inside its last word.
template <std::size_t Words>
struct ragged_memory : memory<Words> {
    using outgoing = typename memory<Words>::outgoing;
    static outgoing load(const void* value, std::size_t bytes) noexcept {
        constexpr std::size_t full = (Words - 1) * 8;
        outgoing copy;
        std::memcpy(copy.bytes, value, full);
        const auto* tail = static_cast<const unsigned char*>(value) + full;
        const std::uint64_t last = load_tail(tail, bytes - full);
        std::memcpy(copy.bytes + full, &last, sizeof last);
        return copy;
    }
};

inline constexpr std::size_t smallest_memory = 3; // words
inline constexpr std::size_t memory_sizes = largest_argument / 8 - smallest_memory + 1;
inline constexpr std::size_t at_memory = in_registers;
inline constexpr std::size_t at_ragged_memory = at_memory + memory_sizes;

template <std::size_t I>
constexpr auto passing_of() noexcept {
    if constexpr (I < in_registers) {
        return std::tuple_element_t<I, register_classes>{};
    } else if constexpr (I < at_ragged_memory) {
        return memory<I - at_memory + smallest_memory>{};
    } else {
        return ragged_memory<I - at_ragged_memory + smallest_memory>{};
    }
}

inline std::size_t scalar_class(const scalar& leaf) noexcept {
    const bool is_signed = leaf.kind == scalar_kind::signed_integer;
    if (leaf.kind == scalar_kind::floating) return leaf.bytes == 4 ? at_f4 : at_f8;
    if (leaf.bytes == 1) return is_signed ? at_i1 : at_u1;
    if (leaf.bytes == 2) return is_signed ? at_i2 : at_u2;
    return leaf.bytes == 4 ? at_u4 : at_u8;
}

// An eightbyte is SSE only if every leaf in it is floating.
inline bool is_sse(const value_shape& shape, std::uint32_t eightbyte) noexcept {
    for (const scalar& leaf : shape.scalars) {
        if (leaf.offset / 8 == eightbyte && leaf.kind != scalar_kind::floating) return false;
    }
    return true;
}

inline std::size_t one_eightbyte(const value_shape& shape) noexcept {
    if (is_sse(shape, 0)) return shape.bytes == 4 ? at_f4 : at_f8;
    switch (shape.bytes) {
    case 1:
        return at_u1;
    case 2:
        return at_u2;
    case 4:
        return at_u4;
    case 8:
        return at_u8;
    default:
        return at_ragged;
    }
}

inline std::size_t two_eightbytes(const value_shape& shape) noexcept {
    if (shape.bytes % 4 != 0) return at_ragged_halves;
    const std::size_t first = is_sse(shape, 0) ? at_sse_halves : at_integer_halves;
    const bool full = shape.bytes == 16;
    if (is_sse(shape, 1)) return first + (full ? then_f8 : then_f4);
    return first + (full ? then_u8 : then_u4);
}

} // namespace detail

inline constexpr std::size_t calling_class_count = detail::at_ragged_memory + detail::memory_sizes;

template <std::size_t I>
struct calling : call_detail::third_argument<decltype(detail::passing_of<I>())> {
    static_assert(I < calling_class_count);
};

// The calling class of a value, or nothing if it is too large to be passed.
inline std::optional<std::size_t> classify(const value_shape& shape) noexcept {
    if (shape.bytes == 0 || shape.bytes > largest_argument) return std::nullopt;
    if (!shape.aggregate) return detail::scalar_class(shape.scalars.front());
    if (shape.bytes <= 8) return detail::one_eightbyte(shape);
    if (shape.bytes <= 16) return detail::two_eightbytes(shape);
    const std::size_t words = (shape.bytes + 7) / 8;
    const bool full = shape.bytes % 8 == 0;
    return (full ? detail::at_memory : detail::at_ragged_memory) + words - detail::smallest_memory;
}

} // namespace asyncom::core::sysv_x64
