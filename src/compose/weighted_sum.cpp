// SPDX-License-Identifier: MIT
#include "compose/weighted_sum.h"

#include <algorithm>
#include <cmath>

namespace asyncom::core {

bool are_weights(gsl::span<const double> weights) noexcept {
    const bool valid = std::all_of(weights.begin(), weights.end(), [](double weight) {
        return std::isfinite(weight) && weight >= 0;
    });
    return valid &&
           std::any_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
}

double weighted_part::change_to(double fraction) noexcept {
    if (std::isnan(fraction)) return 0;
    const double next = std::clamp(fraction, 0.0, 1.0);
    const double last = m_fraction.exchange(next, std::memory_order_relaxed);
    return (next - last) * m_share;
}

double weighted_part::change_of_quiet_end() noexcept {
    if (!m_quiet.load(std::memory_order_acquire)) return 0;
    // Whole before it is no longer quiet: done() never sees less.
    const double change = change_to(1);
    m_quiet.store(false, std::memory_order_release);
    return change;
}

double weighted_part::done() const noexcept {
    if (m_quiet.load(std::memory_order_acquire)) return m_share;
    return m_share * m_fraction.load(std::memory_order_relaxed);
}

weight_shares::weight_shares(const double* weights, std::uint32_t count) noexcept
    : m_weights(weights), m_sum(count) {
    if (weights == nullptr || count == 0) return;
    const gsl::span given(weights, count);
    m_largest = *std::max_element(given.begin(), given.end());
    m_sum = 0;
    for (const double weight : given)
        m_sum += weight / m_largest;
}

double weight_shares::of(std::uint32_t index) const noexcept {
    return (m_weights != nullptr ? m_weights[index] / m_largest : 1) / m_sum;
}

double weighted_sum::get() const noexcept {
    return std::clamp(m_sum.load(std::memory_order_relaxed), 0.0, 1.0);
}

} // namespace asyncom::core
