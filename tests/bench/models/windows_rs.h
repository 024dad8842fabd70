// SPDX-License-Identifier: MIT
// What the two halves of the windows-rs model share: the component that makes and ends operations,
// and the consumer, which reaches them through their interface only.
#pragma once

#include "parts.h"

namespace models::windows_rs {

class counted {
public:
    void add() noexcept { m_count.fetch_add(1, std::memory_order_relaxed); }

    // True for the last reference.
    bool drop() noexcept {
        if (m_count.fetch_sub(1, std::memory_order_release) != 1) return false;
        std::atomic_thread_fence(std::memory_order_acquire);
        return true;
    }

private:
    std::atomic<std::uint32_t> m_count{1};
};

class body;

// The consumer's interface and the closure's own reference to one object.
struct spawned {
    operation* consumer;
    body* producer;
};

spawned spawn();

// The closure has returned 1: the operation completes and the closure's reference goes.
void finish(body& producer) noexcept;

} // namespace models::windows_rs
