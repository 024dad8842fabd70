// SPDX-License-Identifier: MIT
//
// When progress is shown.
#include "tool/progress_view.h"

#include "tool/progress_text.h"

namespace asyncom::tool {
namespace {

constexpr int bar_interval_ms = 40; // 25 redraws a second
constexpr int line_interval_ms = 500;

// A log gets a line for each tenth that is done, but not more often than this, and one now and then
// in between.
constexpr double seconds_between_tenths = 2;
constexpr double seconds_between_lines = 30;

} // namespace

progress_view::progress_view(console& target, bool quiet)
    : m_console{target}, m_style{quiet                 ? style::nothing
                                 : target.can_redraw() ? style::bar
                                                       : style::lines},
      m_start{std::chrono::steady_clock::now()} {}

int progress_view::interval_ms() const noexcept {
    switch (m_style) {
    case style::bar:
        return bar_interval_ms;
    case style::lines:
        return line_interval_ms;
    case style::nothing:
        break;
    }
    return -1;
}

double progress_view::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
}

void progress_view::show(const hash_progress& progress) {
    if (m_style == style::nothing) return;
    const double now = seconds();
    const progress_figures figures = m_speed.update(progress, now);
    if (m_style == style::lines) {
        show_line(figures, now);
        return;
    }
    // One column stays free: a terminal wraps when the last one is written to.
    const unsigned width = m_console.width();
    m_console.bar(bar_text(figures, width > 1 ? width - 1 : 1));
}

void progress_view::show_line(const progress_figures& figures, double now) {
    const int tenth = figures.fraction ? static_cast<int>(*figures.fraction * 10) : 0;
    const double waited = now - m_last_line;
    const bool due =
        tenth > m_last_tenth ? waited >= seconds_between_tenths : waited >= seconds_between_lines;
    if (!due) return;
    m_last_line = now;
    m_last_tenth = tenth;
    m_console.message(line_text(figures));
}

void progress_view::end() {
    if (m_style == style::bar) m_console.bar({});
}

} // namespace asyncom::tool
