// SPDX-License-Identifier: MIT
//
// Progress of many workers through one sink, which passes on as much of it as a terminal can show.
#pragma once

#include "tool/reference.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::tool {

// Asyncom.Tool.HashProgress: what an operation of this tool reports. All ones: not known yet.
struct hash_progress {
    uint64_t files_done = 0;
    uint64_t files_total = unknown;
    uint64_t bytes_done = 0;
    uint64_t bytes_total = unknown;

    static constexpr uint64_t unknown = ~uint64_t{0};
};
static_assert(sizeof(hash_progress) == 32);

class progress_reporter {
public:
    // Throws `failure`.
    explicit progress_reporter(IAsyncProducer* producer);

    void add_bytes(uint64_t count) noexcept {
        m_bytes_done.fetch_add(count, std::memory_order_relaxed);
        report();
    }
    void add_file() noexcept {
        m_files_done.fetch_add(1, std::memory_order_relaxed);
        report();
    }
    void set_files_total(uint64_t count) noexcept {
        m_files_total.store(count, std::memory_order_relaxed);
    }
    void set_bytes_total(uint64_t count) noexcept {
        m_bytes_total.store(count, std::memory_order_relaxed);
    }

    // The last report, delivered at once. `whole`: everything was done, so what was done is the
    // total. Only when no worker reports any more.
    void report_last(bool whole) noexcept;

private:
    void report() noexcept;

    reference<IAsyncProgressSink> m_sink;
    std::atomic<uint64_t> m_files_done{0};
    std::atomic<uint64_t> m_bytes_done{0};
    std::atomic<uint64_t> m_files_total{hash_progress::unknown};
    std::atomic<uint64_t> m_bytes_total{hash_progress::unknown};
};

} // namespace asyncom::tool
