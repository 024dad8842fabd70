// SPDX-License-Identifier: MIT
//
// Shows progress on standard error: a bar that is redrawn where there is a terminal, a line now and
// then where there is none, nothing if nothing is wanted.
#pragma once

#include "tool/console.h"
#include "tool/progress_figures.h"

#include <chrono>

namespace asyncom::tool {

class progress_view {
public:
    progress_view(console& target, bool quiet);

    // How long to wait between two calls of `show`; -1: there is nothing to show.
    [[nodiscard]] int interval_ms() const noexcept;

    // Shows the progress if it is time to. Main thread only.
    void show(const hash_progress& progress);

    // Removes the bar.
    void end();

    [[nodiscard]] double seconds() const;

private:
    enum class style { nothing, bar, lines };

    void show_line(const progress_figures& figures, double now);

    console& m_console;
    style m_style;
    std::chrono::steady_clock::time_point m_start;
    speedometer m_speed;
    double m_last_line = 0;
    int m_last_tenth = 0;
};

} // namespace asyncom::tool
