// SPDX-License-Identifier: MIT
//
// Progress of many workers through one producer. Workers only count; now and then the one that
// finds a report due makes it, and never two at once, because a producer has one caller at a time.
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
    explicit progress_reporter(reference<IAsyncProducer> producer) noexcept;

    void add_bytes(uint64_t count) noexcept {
        m_bytes_done.fetch_add(count, std::memory_order_relaxed);
        report_if_due();
    }
    void add_file() noexcept {
        m_files_done.fetch_add(1, std::memory_order_relaxed);
        report_if_due();
    }
    void set_files_total(uint64_t count) noexcept {
        m_files_total.store(count, std::memory_order_relaxed);
    }
    void set_bytes_total(uint64_t count) noexcept {
        m_bytes_total.store(count, std::memory_order_relaxed);
    }

    // The last report. `whole`: everything was done, so what was done is the total. Only when no
    // worker reports any more.
    void report_last(bool whole) noexcept;

private:
    void report_if_due() noexcept;
    void report() noexcept;

    reference<IAsyncProducer> m_producer;
    std::atomic<uint64_t> m_files_done{0};
    std::atomic<uint64_t> m_bytes_done{0};
    std::atomic<uint64_t> m_files_total{hash_progress::unknown};
    std::atomic<uint64_t> m_bytes_total{hash_progress::unknown};
    std::atomic<int64_t> m_due{0};
    std::atomic<bool> m_reporting{false};
};

} // namespace asyncom::tool
