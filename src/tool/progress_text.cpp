// SPDX-License-Identifier: MIT
//
// Progress as text.
#include "tool/progress_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace asyncom::tool {
namespace {

constexpr size_t narrowest_bar = 10;
constexpr size_t widest_bar = 40;

std::string amount_text(const hash_progress& progress) {
    std::string text = bytes_text(static_cast<double>(progress.bytes_done));
    if (progress.bytes_total != hash_progress::unknown) {
        text += " of " + bytes_text(static_cast<double>(progress.bytes_total));
    }
    return text;
}

std::string files_text(const hash_progress& progress) {
    std::string text = std::to_string(progress.files_done);
    if (progress.files_total != hash_progress::unknown) {
        text += " of " + std::to_string(progress.files_total);
    }
    return text + (text == "1" ? " file" : " files");
}

std::string percent_text(double fraction) {
    char text[16];
    // Rounded down: 100 % is said when all is done, not before.
    std::snprintf(text, sizeof text, "%3d%%", static_cast<int>(fraction * 100));
    return text;
}

// From the most to the least important.
std::vector<std::string> parts_of(const progress_figures& figures) {
    std::vector<std::string> parts;
    if (figures.fraction) parts.push_back(percent_text(*figures.fraction));
    parts.push_back(amount_text(figures.progress));
    if (figures.seconds_left) parts.push_back(duration_text(*figures.seconds_left) + " left");
    parts.push_back(bytes_text(figures.bytes_per_second) + "/s");
    parts.push_back(files_text(figures.progress));
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& each : parts) {
        if (!text.empty()) text += "  ";
        text += each;
    }
    return text;
}

std::string drawing(double fraction, size_t width) {
    const size_t inner = width - 2;
    const auto filled = static_cast<size_t>(fraction * static_cast<double>(inner));
    std::string text(filled, '=');
    if (filled < inner) text += '>';
    text.resize(inner, ' ');
    return '[' + text + ']';
}

} // namespace

std::string bytes_text(double bytes) {
    constexpr const char* units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    size_t unit = 0;
    double value = std::max(bytes, 0.0);
    while (value >= 1023.5 && unit + 1 < std::size(units)) {
        value /= 1024;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value,
                  units[unit]);
    return text;
}

std::string duration_text(double seconds) {
    constexpr double longest = 359999; // 99:59:59
    const auto whole = static_cast<unsigned>(std::lround(std::clamp(seconds, 0.0, longest)));
    const unsigned hours = whole / 3600;
    const unsigned minutes = whole / 60 % 60;
    char text[32];
    if (hours > 0) {
        std::snprintf(text, sizeof text, "%u:%02u:%02u", hours, minutes, whole % 60);
    } else {
        std::snprintf(text, sizeof text, "%u:%02u", minutes, whole % 60);
    }
    return text;
}

std::string elapsed_text(double seconds) {
    if (seconds >= 60) return duration_text(seconds);
    char text[32];
    std::snprintf(text, sizeof text, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    return text;
}

std::string bar_text(const progress_figures& figures, unsigned width) {
    std::vector<std::string> parts = parts_of(figures);
    while (parts.size() > 1 && joined(parts).size() > width)
        parts.pop_back();
    std::string text = joined(parts).substr(0, width);
    if (!figures.fraction || text.size() + 2 + narrowest_bar > width) return text;
    const size_t room = std::min<size_t>(width - text.size() - 2, widest_bar);
    return drawing(*figures.fraction, room) + "  " + text;
}

std::string line_text(const progress_figures& figures) {
    return joined(parts_of(figures));
}

} // namespace asyncom::tool
