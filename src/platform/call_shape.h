// SPDX-License-Identifier: MIT
// What a calling convention needs to know about a value that is passed by value, and the small
// loaders that the three conventions share. A progress handler's Invoke takes (self, sender, P),
// and P is the only argument of the whole contract whose place depends on its type.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

// Clang's check of the type behind a function pointer compares declared types. A calling class
// stands for many types that share one place in the registers, so the check would refuse every
// handler that names its own struct. It is off here, and only here.
#if defined(__clang__)
#define ASYNCOM_NO_FUNCTION_CHECK __attribute__((no_sanitize("function")))
#else
#define ASYNCOM_NO_FUNCTION_CHECK
#endif

namespace asyncom::core {

enum class scalar_kind : std::uint8_t { signed_integer, unsigned_integer, floating };

// One leaf of a value after all structs are flattened; a pointer is an unsigned integer.
struct scalar {
    std::uint32_t offset;
    std::uint8_t bytes;
    scalar_kind kind;
};

struct value_shape {
    std::span<const scalar> scalars; // by ascending offset, never empty
    std::uint32_t bytes;
    std::uint32_t alignment; // 1, 2, 4 or 8
    bool aggregate;          // a struct, even one of a single field; Win64 tells them apart
};

// The largest P: a bound on the private copies that a call places on the stack.
inline constexpr std::uint32_t largest_argument = 256;

namespace call_detail {

// 1 to 7 bytes in the low end of a word. Reads exactly `bytes`, so that a value at the end of a
// page, or one that a sanitizer guards, is never overrun.
inline std::uint64_t load_tail(const void* value, std::size_t bytes) noexcept {
    const auto* from = static_cast<const unsigned char*>(value);
    std::uint64_t word = 0;
    auto* to = reinterpret_cast<unsigned char*>(&word);
    if (bytes & 4) {
        std::memcpy(to, from, 4), to += 4, from += 4;
    }
    if (bytes & 2) {
        std::memcpy(to, from, 2), to += 2, from += 2;
    }
    if (bytes & 1) {
        *to = *from;
    }
    return word;
}

// A value of exactly the size of T in the register of T.
template <typename T>
struct whole {
    using argument = T;
    using outgoing = T;
    static T load(const void* value, std::size_t) noexcept {
        T loaded;
        std::memcpy(&loaded, value, sizeof loaded);
        return loaded;
    }
};

// A struct of 3, 5, 6 or 7 bytes in one integer register.
struct ragged_word {
    using argument = std::uint64_t;
    using outgoing = std::uint64_t;
    static std::uint64_t load(const void* value, std::size_t bytes) noexcept {
        return load_tail(value, bytes);
    }
};

// A struct of 9 to 16 bytes in two registers, each of the kind its half asks for.
template <typename First, typename Second>
struct halves {
    struct argument {
        typename First::argument first;
        typename Second::argument second;
    };
    using outgoing = argument;
    static argument load(const void* value, std::size_t bytes) noexcept {
        const auto* from = static_cast<const unsigned char*>(value);
        return {First::load(from, 8), Second::load(from + 8, bytes - 8)};
    }
};

// The convention of a plain C function of the target, which all but one header use: Passing says
// where the value is, this says how slot 3 of a handler is called and how it is implemented.
template <typename Passing>
struct third_argument {
    using argument = typename Passing::argument;

    // Loads the value of `bytes` bytes and calls Invoke, slot 3 of the handler's vtable. `bytes`
    // is read only by the classes whose size is not in their name; elsewhere it costs nothing.
    ASYNCOM_NO_FUNCTION_CHECK static std::int32_t
    invoke(void* handler, void* sender, const void* value, std::size_t bytes) noexcept {
        using method = std::int32_t (*)(void*, void*, typename Passing::outgoing) noexcept;
        void* const* slots = *static_cast<void* const* const*>(handler);
        return reinterpret_cast<method>(slots[3])(handler, sender, Passing::load(value, bytes));
    }

    // Invoke of a handler of ours: hands the value's address to Deliver(self, sender, const void*),
    // which reads it as bytes. The address is good until Deliver returns.
    template <auto Deliver>
    static std::int32_t entry(void* self, void* sender, argument value) noexcept {
        return Deliver(self, sender, static_cast<const void*>(&value));
    }
};

} // namespace call_detail
} // namespace asyncom::core
