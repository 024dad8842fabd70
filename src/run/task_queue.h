// SPDX-License-Identifier: MIT
//
// First in, first out, in one ring of memory: a task that passes through costs no allocation.
#pragma once

#include <cstddef>
#include <memory>

#include "run/task.h"

namespace asyncom::core {

class task_queue {
public:
    bool empty() const noexcept { return m_count == 0; }
    size_t size() const noexcept { return m_count; }

    // Throws std::bad_alloc and has then changed nothing.
    void push(task next);

    // A null task if empty. The memory of a large burst is given back when its last task leaves.
    task pop() noexcept;

    // Takes back the last push.
    task pop_newest() noexcept;

private:
    void grow();

    std::unique_ptr<task[]> m_ring;
    size_t m_capacity = 0; // 0 or a power of two
    size_t m_first = 0;
    size_t m_count = 0;
};

} // namespace asyncom::core
