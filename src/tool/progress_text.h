// SPDX-License-Identifier: MIT
//
// Progress as text: the bar of a terminal and the line of a log. Pure functions.
#pragma once

#include "tool/progress_figures.h"

#include <string>

namespace asyncom::tool {

[[nodiscard]] std::string
bytes_text(double bytes); // "0 B", "999 B", "1.0 KiB", "23.4 MiB", "345 GiB"
[[nodiscard]] std::string duration_text(double seconds); // "0:07", "12:34", "1:02:03"
[[nodiscard]] std::string elapsed_text(double seconds);  // "0.42 s", "12.3 s", then as a duration

// Never wider than `width`; what is least important is left out first.
[[nodiscard]] std::string bar_text(const progress_figures& figures, unsigned width);

[[nodiscard]] std::string line_text(const progress_figures& figures);

} // namespace asyncom::tool
