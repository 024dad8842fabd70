// SPDX-License-Identifier: MIT
//
// Filling and claiming a batch.
#include "tool/batch.h"

namespace asyncom::tool {

file_entry& batch::add(std::string_view name) {
    file_entry& entry = m_entries[m_count];
    entry.name_offset = static_cast<uint32_t>(m_names.size());
    entry.name_length = static_cast<uint32_t>(name.size());
    m_names += name;
    ++m_count;
    return entry;
}

// Relaxed is enough: that the entry was filled is published by the scheduling of the task that
// claims it.
file_entry* batch::claim() noexcept {
    const uint32_t index = m_next.fetch_add(1, std::memory_order_relaxed);
    return index < m_count ? &m_entries[index] : nullptr;
}

// Release publishes what this worker wrote into its entry; the last one acquires what all have
// written.
bool batch::done() noexcept {
    return m_done.fetch_add(1, std::memory_order_acq_rel) + 1 == m_count;
}

} // namespace asyncom::tool
