// SPDX-License-Identifier: MIT
//
// A binary heap in which each node knows its place, so that cancelling costs what adding costs.
#include "run/timer_queue.h"

#include <atomic>
#include <memory>
#include <utility>

#include <gsl/assert>

namespace asyncom::core {
namespace {

constexpr size_t smallest_table = 16;
constexpr size_t most_kept = 1024; // 48 KiB

// One counter for all queues: a token that is given to the wrong scheduler finds nothing.
constinit std::atomic<uint64_t> last_token{0};

} // namespace

timer_queue::~timer_queue() {
    // Its owner has dropped every task; without that a callback would never come.
    Expects(m_heap.empty());
    while (m_kept) {
        get_node();
    }
}

// Throws only where none was kept.
std::unique_ptr<timer_queue::node> timer_queue::get_node() {
    if (!m_kept) return std::make_unique<node>();
    std::unique_ptr<node> kept(m_kept);
    m_kept = kept->next_in_bucket;
    --m_kept_count;
    return kept;
}

void timer_queue::keep_node(std::unique_ptr<node> gone) noexcept {
    if (m_kept_count == most_kept) return;
    gone->next_in_bucket = m_kept;
    m_kept = gone.release();
    ++m_kept_count;
}

bool timer_queue::earlier(const node& left, const node& right) noexcept {
    return left.due != right.due ? left.due < right.due : left.token < right.token;
}

bool timer_queue::comes_before(const timer_queue& other) const noexcept {
    if (m_heap.empty() || other.m_heap.empty()) return !m_heap.empty();
    return earlier(*m_heap[0], *other.m_heap[0]);
}

uint64_t timer_queue::add(int64_t due, task next) {
    std::unique_ptr<node> owned = get_node();
    make_room();
    node* entry = owned.release();
    entry->due = due;
    entry->token = last_token.fetch_add(1, std::memory_order_relaxed) + 1;
    entry->callback = next;
    node*& bucket = bucket_of(entry->token);
    entry->next_in_bucket = std::exchange(bucket, entry);
    m_heap.push_back(entry);
    place(entry, m_heap.size() - 1);
    move_up(entry);
    return entry->token;
}

task timer_queue::remove(uint64_t token) noexcept {
    if (m_buckets.empty()) return {};
    node* entry = bucket_of(token);
    while (entry && entry->token != token) {
        entry = entry->next_in_bucket;
    }
    return entry ? take(entry) : task{};
}

task timer_queue::pop_due(int64_t now) noexcept {
    if (m_heap.empty() || m_heap[0]->due > now) return {};
    return take(m_heap[0]);
}

// All that can fail happens here, before anything is linked.
void timer_queue::make_room() {
    if (m_heap.size() == m_heap.capacity()) m_heap.reserve(smallest_table + 2 * m_heap.size());
    if (m_heap.size() < m_buckets.size()) return;
    std::vector<node*> larger(m_buckets.empty() ? smallest_table : 2 * m_buckets.size());
    spread_over(larger);
}

void timer_queue::spread_over(std::vector<node*>& buckets) noexcept {
    m_buckets.swap(buckets);
    for (node* entry : m_heap) {
        entry->next_in_bucket = std::exchange(bucket_of(entry->token), entry);
    }
}

void timer_queue::place(node* entry, size_t position) noexcept {
    m_heap[position] = entry;
    entry->position = position;
}

void timer_queue::move_up(node* entry) noexcept {
    size_t position = entry->position;
    while (position > 0) {
        const size_t parent = (position - 1) / 2;
        if (!earlier(*entry, *m_heap[parent])) break;
        place(m_heap[parent], position);
        position = parent;
    }
    place(entry, position);
}

void timer_queue::move_down(node* entry) noexcept {
    size_t position = entry->position;
    while (true) {
        size_t child = 2 * position + 1;
        if (child >= m_heap.size()) break;
        if (child + 1 < m_heap.size() && earlier(*m_heap[child + 1], *m_heap[child])) ++child;
        if (!earlier(*m_heap[child], *entry)) break;
        place(m_heap[child], position);
        position = child;
    }
    place(entry, position);
}

void timer_queue::unlink_from_bucket(const node& entry) noexcept {
    node** link = &bucket_of(entry.token);
    while (*link != &entry) {
        link = &(*link)->next_in_bucket;
    }
    *link = entry.next_in_bucket;
}

task timer_queue::take(node* entry) noexcept {
    const task taken = entry->callback;
    unlink_from_bucket(*entry);
    node* last = m_heap.back();
    m_heap.pop_back();
    if (last != entry) {
        // The last fills the gap and then moves whichever way is needed; one of the two does
        // nothing.
        place(last, entry->position);
        move_up(last);
        move_down(last);
    }
    keep_node(std::unique_ptr<node>(entry));
    return taken;
}

} // namespace asyncom::core
