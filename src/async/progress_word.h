// SPDX-License-Identifier: MIT
// The Progress handler of an operation in fast mode, in one word:
//
//   1             empty
//   handler       owned, and a report may call it
//   handler | 2   the same, while a report is inside that has a reference to drop when it leaves
//   handler | 1   owned, not yet to be called: put_Progress has yet to see that the operation runs
//   handler | 3   owned, no longer to be called: the operation has ended
//   5             absorbed: an owned one has moved into the extended record
//
// One bit tells a report that it must not call, and two tell it that there is more to do when it
// has called, so it looks at nothing else.
#pragma once

#include <cstdint>

namespace asyncom::core {

class progress_view {
public:
    explicit constexpr progress_view(std::uint64_t bits) noexcept : m_bits(bits) {}

    static constexpr std::uint64_t empty = 1;
    static constexpr std::uint64_t absorbed = 5;
    static constexpr std::uint64_t not_yet = 1;
    static constexpr std::uint64_t no_longer = 3;
    static constexpr std::uint64_t handed_over = 2;

    constexpr std::uint64_t bits() const noexcept { return m_bits; }
    constexpr bool is_callable() const noexcept { return (m_bits & not_yet) == 0; }
    // Not 0: something has happened to it since it was called.
    constexpr std::uint32_t disturbance() const noexcept {
        return std::uint32_t(m_bits) & std::uint32_t{no_longer};
    }
    constexpr bool is_empty() const noexcept { return m_bits == empty; }
    constexpr bool is_absorbed() const noexcept { return m_bits == absorbed; }
    constexpr bool owns_handler() const noexcept { return !is_empty() && !is_absorbed(); }

    // Of a callable word.
    template <class Handler>
    Handler* callable() const noexcept {
        return reinterpret_cast<Handler*>(m_bits);
    }
    // Of a word that owns one.
    template <class Handler>
    Handler* handler() const noexcept {
        return reinterpret_cast<Handler*>(m_bits & ~no_longer);
    }

private:
    std::uint64_t m_bits;
};

} // namespace asyncom::core
