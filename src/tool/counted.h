// SPDX-License-Identifier: MIT
//
// The reference count of the tool's own shared records.
#pragma once

#include <atomic>
#include <cstdint>

namespace asyncom::tool {

class reference_count {
public:
    void increment() noexcept { m_count.fetch_add(1, std::memory_order_relaxed); }

    // True for the caller that took the last reference away and has to destroy the record. Release
    // publishes what this owner did to the record, acquire makes what all owners did visible to the
    // destroyer.
    [[nodiscard]] bool decrement() noexcept {
        return m_count.fetch_sub(1, std::memory_order_acq_rel) == 1;
    }

private:
    std::atomic<uint32_t> m_count{1};
};

} // namespace asyncom::tool
