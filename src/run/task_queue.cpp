// SPDX-License-Identifier: MIT
//
// The ring and its growth.
#include "run/task_queue.h"

namespace asyncom::core {
namespace {

constexpr size_t smallest_capacity = 64; // 1 KiB
constexpr size_t kept_capacity = 4096;   // 64 KiB; a larger ring goes when it is empty

} // namespace

void task_queue::push(task next) {
    if (m_count == m_capacity) grow();
    m_ring[(m_first + m_count) & (m_capacity - 1)] = next;
    ++m_count;
}

task task_queue::pop() noexcept {
    if (m_count == 0) return {};
    const task first = m_ring[m_first];
    m_first = (m_first + 1) & (m_capacity - 1);
    --m_count;
    if (m_count == 0 && m_capacity > kept_capacity) {
        m_ring.reset();
        m_capacity = 0;
        m_first = 0;
    }
    return first;
}

task task_queue::pop_newest() noexcept {
    if (m_count == 0) return {};
    --m_count;
    return m_ring[(m_first + m_count) & (m_capacity - 1)];
}

void task_queue::grow() {
    const size_t capacity = m_capacity == 0 ? smallest_capacity : m_capacity * 2;
    auto ring = std::make_unique<task[]>(capacity);
    for (size_t i = 0; i < m_count; ++i) {
        ring[i] = m_ring[(m_first + i) & (m_capacity - 1)];
    }
    m_ring = std::move(ring);
    m_capacity = capacity;
    m_first = 0;
}

} // namespace asyncom::core
