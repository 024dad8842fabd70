// SPDX-License-Identifier: MIT
// How far several operations are together: each has a weight and a fraction, and the sum is kept up
// to date from any thread without looking at all of them.
#pragma once

#include <gsl/span>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

// Finite, not negative, and not all zero.
bool are_weights(gsl::span<const double> weights) noexcept;

class weighted_part {
public:
    // Of the whole, from 0 to 1.
    void start(double share) noexcept {
        m_share = share;
        m_fraction.store(0, std::memory_order_relaxed);
    }
    // Whole, without a change of the sum: for a part that has no fraction before its end. Whoever
    // needs the sum calls change_of_quiet_end first, one at a time.
    void end_quietly() noexcept { m_quiet.store(true, std::memory_order_release); }
    double change_of_quiet_end() noexcept;
    // What it is of the whole, whether the sum knows it or not.
    double done() const noexcept;

    // By how much the sum changes. A fraction that is not one leaves it as it is.
    double change_to(double fraction) noexcept;

private:
    double m_share = 0;
    std::atomic<double> m_fraction{0};
    std::atomic<bool> m_quiet{false};
};

// What each of `count` weights is of their sum; none: all are the same.
class weight_shares {
public:
    weight_shares(const double* weights, std::uint32_t count) noexcept;
    double of(std::uint32_t index) const noexcept;

private:
    const double* const m_weights;
    // Of parts of the largest: so large weights have a finite sum, and small ones one above 0.
    double m_largest = 1;
    double m_sum = 0;
};

class weighted_sum {
public:
    void add(double change) noexcept {
        double sum = m_sum.load(std::memory_order_relaxed);
        while (!m_sum.compare_exchange_weak(sum, sum + change, std::memory_order_relaxed)) {
        }
    }
    // From 0 to 1, whatever rounding has made of it.
    double get() const noexcept;

private:
    std::atomic<double> m_sum{0};
};

} // namespace asyncom::core
