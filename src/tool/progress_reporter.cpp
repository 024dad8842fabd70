// SPDX-License-Identifier: MIT
//
// What workers count, on its way to the sink.
#include "tool/progress_reporter.h"

#include "tool/failure.h"

namespace asyncom::tool {
namespace {

// As often as a terminal is redrawn; more would be thrown away.
constexpr uint32_t most_per_second = 25;

} // namespace

progress_reporter::progress_reporter(IAsyncProducer* producer) {
    require(AsyncomCreateProgressSink(producer, most_per_second, m_sink.put()),
            "AsyncomCreateProgressSink");
}

void progress_reporter::report_last(bool whole) noexcept {
    if (whole) {
        m_files_total.store(m_files_done.load());
        m_bytes_total.store(m_bytes_done.load());
    }
    report();
    m_sink->Flush();
}

void progress_reporter::report() noexcept {
    hash_progress value;
    value.files_done = m_files_done.load(std::memory_order_relaxed);
    value.files_total = m_files_total.load(std::memory_order_relaxed);
    value.bytes_done = m_bytes_done.load(std::memory_order_relaxed);
    value.bytes_total = m_bytes_total.load(std::memory_order_relaxed);
    m_sink->Report(&value);
}

} // namespace asyncom::tool
