// SPDX-License-Identifier: MIT
//
// Tasks that wait for an instant: the earliest first, those of one instant in the order in which
// they were added, each to be found by its token. A heap of nodes and a table of their tokens; it
// knows no clock and no lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "run/task.h"

namespace asyncom::core {

class timer_queue {
public:
    timer_queue() = default;
    ~timer_queue();
    timer_queue(const timer_queue&) = delete;
    timer_queue& operator=(const timer_queue&) = delete;

    bool empty() const noexcept { return m_heap.empty(); }
    size_t size() const noexcept { return m_heap.size(); }

    // Of the earliest; the end of time if empty.
    int64_t next_due() const noexcept { return m_heap.empty() ? INT64_MAX : m_heap[0]->due; }

    // Whether the earliest here comes before the earliest there: by its instant, and within one
    // instant by when it was added.
    bool comes_before(const timer_queue& other) const noexcept;

    // The token: never 0, never the same twice in this process, in whichever queue.
    // Throws std::bad_alloc and has then changed nothing.
    uint64_t add(int64_t due, task next);

    // A null task if there is no such token.
    task remove(uint64_t token) noexcept;

    // The earliest if it is due, else a null task.
    task pop_due(int64_t now) noexcept;

private:
    struct node {
        int64_t due;
        uint64_t token; // also the order within one instant
        task callback;
        size_t position; // in the heap
        node* next_in_bucket;
    };

    static bool earlier(const node& left, const node& right) noexcept;
    std::unique_ptr<node> get_node();
    void keep_node(std::unique_ptr<node> gone) noexcept;
    void make_room();
    void spread_over(std::vector<node*>& buckets) noexcept;
    node*& bucket_of(uint64_t token) noexcept { return m_buckets[token & (m_buckets.size() - 1)]; }
    void place(node* entry, size_t position) noexcept;
    void move_up(node* entry) noexcept;
    void move_down(node* entry) noexcept;
    void unlink_from_bucket(const node& entry) noexcept;
    task take(node* entry) noexcept;

    std::vector<node*> m_heap;    // owns the nodes
    std::vector<node*> m_buckets; // empty, or a power of two
    // So that a timer that comes and goes costs no allocation: linked as in a bucket.
    node* m_kept = nullptr;
    size_t m_kept_count = 0;
};

} // namespace asyncom::core
