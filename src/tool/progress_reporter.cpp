// SPDX-License-Identifier: MIT
//
// Reports at a bounded rate, one at a time.
#include "tool/progress_reporter.h"

#include <chrono>

namespace asyncom::tool {
namespace {

// As often as a terminal is redrawn; more would be thrown away.
constexpr int64_t interval_ns = 40'000'000;

int64_t now_ns() noexcept {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

progress_reporter::progress_reporter(reference<IAsyncProducer> producer) noexcept
    : m_producer{std::move(producer)}, m_due{now_ns()} {}

void progress_reporter::report_if_due() noexcept {
    const int64_t now = now_ns();
    if (now < m_due.load(std::memory_order_relaxed)) return;
    // Acquire and release order one report after another, as a producer asks of its callers.
    // Whoever finds the place taken goes on working: the counters of the report under way are as
    // good as its own.
    if (m_reporting.exchange(true, std::memory_order_acquire)) return;
    m_due.store(now + interval_ns, std::memory_order_relaxed);
    report();
    m_reporting.store(false, std::memory_order_release);
}

void progress_reporter::report_last(bool whole) noexcept {
    if (whole) {
        m_files_total.store(m_files_done.load());
        m_bytes_total.store(m_bytes_done.load());
    }
    report();
}

void progress_reporter::report() noexcept {
    hash_progress value;
    value.files_done = m_files_done.load(std::memory_order_relaxed);
    value.files_total = m_files_total.load(std::memory_order_relaxed);
    value.bytes_done = m_bytes_done.load(std::memory_order_relaxed);
    value.bytes_total = m_bytes_total.load(std::memory_order_relaxed);
    m_producer->ReportProgress(&value);
}

} // namespace asyncom::tool
