// SPDX-License-Identifier: MIT
//
// The arithmetic of progress: how much of the work is done, how fast it goes, how long it will
// take. No clock is read here; the caller says what time it is.
#pragma once

#include "tool/progress_reporter.h"

#include <optional>

namespace asyncom::tool {

struct progress_figures {
    hash_progress progress;
    double bytes_per_second = 0;
    std::optional<double> fraction;     // 0..1, once the totals are known
    std::optional<double> seconds_left; // once it is known and steady enough to tell
};

class speedometer {
public:
    // Takes the progress at a time in seconds since the start, and says what it means. Times do not
    // go back.
    progress_figures update(const hash_progress& progress, double now);

private:
    double m_last_time = 0;
    double m_last_bytes = 0;
    double m_last_work = 0;
    double m_weight = 0; // of all that was averaged; corrects the start, when little was
    double m_byte_rate = 0;
    double m_work_rate = 0;
};

} // namespace asyncom::tool
