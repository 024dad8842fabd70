// SPDX-License-Identifier: MIT
//
// Averages and estimates.
#include "tool/progress_figures.h"

#include <algorithm>
#include <cmath>

namespace asyncom::tool {
namespace {

// Opening a file costs about as much as reading this many bytes. With it, a tree of a million empty
// files and one huge file each have a fraction that grows evenly.
constexpr double bytes_per_file = 16 * 1024;

// What lies further back counts less than a third.
constexpr double averaging_seconds = 4;

// An estimate from less than this jumps about.
constexpr double seconds_before_estimate = 1;

double work_of(uint64_t files, uint64_t bytes) {
    return static_cast<double>(bytes) + bytes_per_file * static_cast<double>(files);
}

} // namespace

progress_figures speedometer::update(const hash_progress& progress, double now) {
    const double work = work_of(progress.files_done, progress.bytes_done);
    const auto bytes = static_cast<double>(progress.bytes_done);
    const double elapsed = now - m_last_time;
    if (elapsed > 0) {
        const double keep = std::exp(-elapsed / averaging_seconds);
        m_byte_rate = m_byte_rate * keep + (bytes - m_last_bytes) / elapsed * (1 - keep);
        m_work_rate = m_work_rate * keep + (work - m_last_work) / elapsed * (1 - keep);
        m_weight = m_weight * keep + (1 - keep);
        m_last_time = now;
        m_last_bytes = bytes;
        m_last_work = work;
    }
    progress_figures figures;
    figures.progress = progress;
    if (m_weight > 0) figures.bytes_per_second = m_byte_rate / m_weight;
    if (progress.files_total == hash_progress::unknown ||
        progress.bytes_total == hash_progress::unknown) {
        return figures;
    }
    const double total = work_of(progress.files_total, progress.bytes_total);
    // A tree that grows meanwhile gives more than was counted.
    figures.fraction = total > 0 ? std::min(work / total, 1.0) : 1.0;
    if (now >= seconds_before_estimate && m_work_rate > 0) {
        figures.seconds_left = std::max(total - work, 0.0) / (m_work_rate / m_weight);
    }
    return figures;
}

} // namespace asyncom::tool
