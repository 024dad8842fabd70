// SPDX-License-Identifier: MIT
// The structs that serve as values. Plain members only, so that every compiler passes them as the
// platform's C convention says; fields() names the members once for making, comparing and
// signatures.
#pragma once
#include "support/values.h"

#include <tuple>

namespace contract::samples {

// Scalars of their own, passed as their underlying type is.
enum class boolean : std::uint8_t {};
enum class character : char16_t {};

// An IReference<UInt64>, the only interface that a WinRT struct may hold.
struct reference {
    numbered_object* object;
};

#define ASYNCOM_TEST_FIELDS(type, ...)                                                             \
    static constexpr char name[] = #type;                                                          \
    auto fields() {                                                                                \
        return std::tie(__VA_ARGS__);                                                              \
    }                                                                                              \
    auto fields() const {                                                                          \
        return std::tie(__VA_ARGS__);                                                              \
    }

struct Byte {
    std::uint8_t a;
    ASYNCOM_TEST_FIELDS(Byte, a)
};
struct TwoBytes {
    std::uint8_t a, b;
    ASYNCOM_TEST_FIELDS(TwoBytes, a, b)
};
struct ThreeBytes {
    std::uint8_t a, b, c;
    ASYNCOM_TEST_FIELDS(ThreeBytes, a, b, c)
};
struct OneInt {
    std::int32_t a;
    ASYNCOM_TEST_FIELDS(OneInt, a)
};
struct TwoInts {
    std::uint32_t a, b;
    ASYNCOM_TEST_FIELDS(TwoInts, a, b)
};
struct ThreeInts {
    std::uint32_t a, b, c;
    ASYNCOM_TEST_FIELDS(ThreeInts, a, b, c)
};
struct FiveInts {
    std::uint32_t a, b, c, d, e;
    ASYNCOM_TEST_FIELDS(FiveInts, a, b, c, d, e)
};
struct OneFloat {
    float a;
    ASYNCOM_TEST_FIELDS(OneFloat, a)
};
struct TwoFloats {
    float a, b;
    ASYNCOM_TEST_FIELDS(TwoFloats, a, b)
};
struct ThreeFloats {
    float a, b, c;
    ASYNCOM_TEST_FIELDS(ThreeFloats, a, b, c)
};
struct FourFloats {
    float a, b, c, d;
    ASYNCOM_TEST_FIELDS(FourFloats, a, b, c, d)
};
struct TwoDoubles {
    double a, b;
    ASYNCOM_TEST_FIELDS(TwoDoubles, a, b)
};
struct ThreeDoubles {
    double a, b, c;
    ASYNCOM_TEST_FIELDS(ThreeDoubles, a, b, c)
};
struct FourDoubles {
    double a, b, c, d;
    ASYNCOM_TEST_FIELDS(FourDoubles, a, b, c, d)
};
struct TwoLongs {
    std::int64_t a, b;
    ASYNCOM_TEST_FIELDS(TwoLongs, a, b)
};
struct LongDouble {
    std::int64_t a;
    double b;
    ASYNCOM_TEST_FIELDS(LongDouble, a, b)
};
struct DoubleLong {
    double a;
    std::int64_t b;
    ASYNCOM_TEST_FIELDS(DoubleLong, a, b)
};
struct FloatIntDouble {
    float a;
    std::int32_t b;
    double c;
    ASYNCOM_TEST_FIELDS(FloatIntDouble, a, b, c)
};
struct FloatFloatInt {
    float a, b;
    std::uint32_t c;
    ASYNCOM_TEST_FIELDS(FloatFloatInt, a, b, c)
};
struct Step {
    std::uint32_t files, total;
    std::uint64_t bytes;
    double fraction;
    ASYNCOM_TEST_FIELDS(Step, files, total, bytes, fraction)
};
struct SixLongs {
    std::uint64_t a, b, c, d, e, f;
    ASYNCOM_TEST_FIELDS(SixLongs, a, b, c, d, e, f)
};
struct Nested {
    TwoFloats from;
    TwoInts to;
    ASYNCOM_TEST_FIELDS(Nested, from, to)
};
struct Named {
    HSTRING first, second;
    std::uint32_t count;
    ASYNCOM_TEST_FIELDS(Named, first, second, count)
};
struct Holder {
    reference object;
    HSTRING text;
    ASYNCOM_TEST_FIELDS(Holder, object, text)
};
struct OneString {
    HSTRING text;
    ASYNCOM_TEST_FIELDS(OneString, text)
};
// 256 bytes, the largest value that progress can carry.
struct Largest {
    SixLongs a, b, c, d, e;
    TwoLongs f;
    ASYNCOM_TEST_FIELDS(Largest, a, b, c, d, e, f)
};
struct Mixed17 {
    double a;
    std::uint64_t b;
    std::uint8_t c;
    ASYNCOM_TEST_FIELDS(Mixed17, a, b, c)
};

#undef ASYNCOM_TEST_FIELDS

enum class mode : std::int32_t {};
enum class flags : std::uint32_t {};

} // namespace contract::samples
