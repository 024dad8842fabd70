// SPDX-License-Identifier: MIT
// How often one listener of progress wants to hear. The first value always comes; one that comes
// too early is owed, so that the end can still deliver the last.
#pragma once

#include "platform/clock.h"

#include <cstdint>

namespace asyncom::core {

class report_rate {
public:
    report_rate() noexcept = default;
    // 0: every value.
    explicit report_rate(std::uint32_t max_per_second) noexcept
        : m_interval(max_per_second == 0 ? 0 : rounded_up(max_per_second)) {}

    bool is_capped() const noexcept { return m_interval != 0; }
    bool is_due(std::int64_t now) const noexcept { return now >= m_due; }
    bool is_owed() const noexcept { return m_owed; }
    // Whether a report that began after this one, inside it or beside it, has come here before it.
    bool has_passed(std::uint32_t report) const noexcept {
        return m_due != INT64_MIN && std::int32_t(m_last_report - report) > 0;
    }

    void owe(std::uint32_t report) noexcept {
        m_owed = true;
        m_last_report = report;
    }
    void deliver(std::int64_t now, std::uint32_t report) noexcept {
        m_owed = false;
        m_last_report = report;
        if (is_capped()) m_due = add_ticks(now, m_interval);
    }

private:
    // Never more than were asked for.
    static constexpr std::int64_t rounded_up(std::uint32_t per_second) noexcept {
        return (ticks_per_second + per_second - 1) / per_second;
    }

    std::int64_t m_interval = 0; // ticks
    std::int64_t m_due = INT64_MIN;
    bool m_owed = false;
    std::uint32_t m_last_report = 0; // delivered or owed; only of one that is capped
};

} // namespace asyncom::core
