// SPDX-License-Identifier: MIT
// A completion queue and its slots by name.
#pragma once
#include "support/operation.h"
#include "support/raw.h"

#include <gtest/gtest.h>

#include <vector>

namespace contract {

// The batch of one call of Dequeue; it owns what it was handed.
struct batch {
    batch() = default;
    batch(batch&&) = default;
    ~batch() { clear(); }

    void clear() {
        for (const AsyncomCompletion& each : items)
            release(each.operation);
        items.clear();
    }
    std::vector<std::uint64_t> keys() const {
        std::vector<std::uint64_t> all;
        for (const AsyncomCompletion& each : items)
            all.push_back(each.key);
        return all;
    }

    answer answered = unexpected;
    std::vector<AsyncomCompletion> items;
};

class queueing {
public:
    queueing() {
        EXPECT_EQ(AsyncomCreateCompletionQueue(m_queue.put_as<IAsyncCompletionQueue>()), ok);
    }

    answer attach(const operation& op, std::uint64_t key) const {
        return attach(op.as_unknown(), key);
    }
    answer attach(IUnknown* op, std::uint64_t key) const {
        return call<IUnknown*, std::uint64_t>(m_queue.get(), 3, op, key);
    }
    answer dequeue(AsyncomCompletion* items, std::uint32_t capacity, std::uint32_t timeout,
                   std::uint32_t* count) const {
        return call(m_queue.get(), 4, items, capacity, timeout, count);
    }
    batch take(std::uint32_t capacity = 16, std::uint32_t timeout = 0) const {
        batch taken;
        taken.items.resize(capacity);
        std::uint32_t count = 99;
        taken.answered = dequeue(taken.items.data(), capacity, timeout, &count);
        EXPECT_LE(count, capacity);
        for (std::uint32_t i = count; i < capacity; ++i)
            EXPECT_EQ(taken.items[i].operation, nullptr);
        taken.items.resize(count);
        return taken;
    }
    answer wait_handle(std::intptr_t* handle) const { return call(m_queue.get(), 5, handle); }
    answer close() const { return call(m_queue.get(), 6); }

    void release() { m_queue.reset(); }
    const ref& face() const { return m_queue; }

private:
    ref m_queue;
};

} // namespace contract
