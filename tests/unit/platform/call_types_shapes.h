// SPDX-License-Identifier: MIT
// The shapes of the test types, from the compiler's own sizes and offsets.
#pragma once

#include "platform/call_shape.h"

#include "call_types.h"

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

namespace asyncom::core::test {

// Appends the leaves of a T at `base`.
template <typename T>
struct leaves_of {
    static void append(std::vector<scalar>& leaves, std::size_t base) {
        static_assert(std::is_arithmetic_v<T> || std::is_pointer_v<T>);
        const scalar_kind kind = std::is_floating_point_v<T> ? scalar_kind::floating
                                 : std::is_signed_v<T>       ? scalar_kind::signed_integer
                                                             : scalar_kind::unsigned_integer;
        leaves.push_back({static_cast<std::uint32_t>(base), sizeof(T), kind});
    }
};

template <typename T, std::size_t Count>
struct leaves_of<T[Count]> {
    static void append(std::vector<scalar>& leaves, std::size_t base) {
        for (std::size_t index = 0; index < Count; ++index) {
            leaves_of<T>::append(leaves, base + index * sizeof(T));
        }
    }
};

#define CALL_FIELD(type, member) leaves_of<type>::append(leaves, base + offsetof(self, member));
#define CALL_INTEGER(name, type)
#define CALL_POINTER(name)
#define CALL_REAL(name, type)
#define CALL_STRUCT(name, fields)                                                                  \
    template <>                                                                                    \
    struct leaves_of<name> {                                                                       \
        static void append(std::vector<scalar>& leaves, std::size_t base) {                        \
            using self = name;                                                                     \
            fields                                                                                 \
        }                                                                                          \
    };
#include "call_types.inc"
#undef CALL_FIELD
#undef CALL_INTEGER
#undef CALL_POINTER
#undef CALL_REAL
#undef CALL_STRUCT

// A named shape that owns its leaves.
struct call_type {
    std::string_view name;
    std::uint32_t bytes;
    std::uint32_t alignment;
    bool aggregate;
    std::vector<scalar> leaves;

    value_shape shape() const { return {leaves, bytes, alignment, aggregate}; }
};

template <typename T>
call_type make_call_type(std::string_view name) {
    call_type type{name, sizeof(T), alignof(T), std::is_class_v<T>, {}};
    leaves_of<T>::append(type.leaves, 0);
    return type;
}

// In the order of the tables of compiled handlers.
inline std::vector<call_type> all_call_types() {
    std::vector<call_type> types;
#define CALL_FIELD(type, member)
#define CALL_INTEGER(name, type) types.push_back(make_call_type<name>(#name));
#define CALL_POINTER(name) types.push_back(make_call_type<name>(#name));
#define CALL_REAL(name, type) types.push_back(make_call_type<name>(#name));
#define CALL_STRUCT(name, fields) types.push_back(make_call_type<name>(#name));
#include "call_types.inc"
#undef CALL_FIELD
#undef CALL_INTEGER
#undef CALL_POINTER
#undef CALL_REAL
#undef CALL_STRUCT
    return types;
}

} // namespace asyncom::core::test
