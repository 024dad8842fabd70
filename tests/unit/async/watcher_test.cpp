// SPDX-License-Identifier: MIT
// What waits for an end as a watcher: where it stands among those who are told, and what is left of
// it where something else fails for want of memory.
#include "async/watcher.h"

#include "async/completing.h"
#include "async/listeners.h"
#include "async/operation_info.h"
#include "compose/when_all.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class Watcher : public EngineTest {
protected:
    // Writes its number down.
    struct told : watcher {
        told(int number, std::vector<int>& order)
            : watcher(&come), m_number(number), m_order(order) {}

    private:
        static void come(watcher& self, operation& ended) noexcept {
            auto& mine = static_cast<told&>(self);
            EXPECT_TRUE(has_ended(ended.look()));
            mine.m_order.push_back(mine.m_number);
        }
        const int m_number;
        std::vector<int>& m_order;
    };
    struct listening {
        std::vector<int>& order;
        static void come(void* self, operation&) noexcept {
            static_cast<listening*>(self)->order.push_back(3);
        }
    };

    static std::uint32_t listeners_of(operation& target) {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        fill_info(target, info);
        return info.listeners;
    }
    static void complete(const both_ends& ends) {
        EXPECT_EQ(ends.producer()->Complete(nullptr), S_OK);
    }

    std::vector<int> m_order;
};

TEST_F(Watcher, IsToldOnceAndNeedsNoRecord) {
    both_ends ends;
    told mine(1, m_order);
    ASSERT_EQ(ends->watch(mine), watch_result::watches);
    EXPECT_EQ(ends->look(), 0u);
    EXPECT_EQ(listeners_of(ends.target()), 0u) << "it is no client's";
    complete(ends);
    EXPECT_EQ(m_order, std::vector{1});
    EXPECT_EQ(ends->extended_if_any(), nullptr);
    EXPECT_FALSE(ends->unwatch(mine));
    EXPECT_EQ(ends->watch(mine), watch_result::has_ended);
}

TEST_F(Watcher, TakenBackIsNotTold) {
    for (const bool extended : {false, true}) {
        both_ends ends;
        told mine(1, m_order);
        ASSERT_EQ(ends->watch(mine), watch_result::watches);
        if (extended) {
            ASSERT_NE(ends->extend(), nullptr);
            EXPECT_EQ(listeners_of(ends.target()), 0u) << "it is no client's";
        }
        EXPECT_TRUE(ends->unwatch(mine));
        EXPECT_FALSE(ends->unwatch(mine));
        complete(ends);
        EXPECT_TRUE(m_order.empty());
    }
}

TEST_F(Watcher, ComesAfterTheHandlerAndBeforeLaterListeners) {
    both_ends ends;
    told mine(2, m_order);
    ASSERT_EQ(ends->watch(mine), watch_result::watches);
    listening last{m_order};
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_end(ends.target(), &listening::come, &last, &token), S_OK);
    counted_callback handler([this](IUnknown*) {
        m_order.push_back(1);
        return S_OK;
    });
    handler.attach_to(ends);
    complete(ends);
    EXPECT_EQ(m_order, (std::vector{1, 2, 3}));
}

TEST_F(Watcher, HasNoPlaceBehindOthers) {
    both_ends ends;
    told first(1, m_order);
    told second(2, m_order);
    ASSERT_EQ(ends->watch(first), watch_result::watches);
    EXPECT_EQ(ends->watch(second), watch_result::occupied);
    EXPECT_TRUE(ends->unwatch(first));
    listening other{m_order};
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_end(ends.target(), &listening::come, &other, &token), S_OK);
    EXPECT_EQ(ends->watch(second), watch_result::occupied);
    complete(ends);
    EXPECT_EQ(m_order, std::vector{3});
}

TEST_F(Watcher, KeepsWaitingWhereAHandlerBesideItFindsNoMemory) {
    const on_malloc malloc_can_fail;
    both_ends ends;
    told mine(2, m_order);
    ASSERT_EQ(ends->watch(mine), watch_result::watches);
    counted_callback handler;
    IUnknown* const given = handler.completed(action);
    {
        const failing_memory failing(0);
        EXPECT_EQ(put_completed_handler(ends.target(), given, true), E_OUTOFMEMORY);
        EXPECT_TRUE(failing.has_failed());
    }
    EXPECT_EQ(handler.destroyed, 1);
    complete(ends);
    EXPECT_EQ(handler.calls, 0);
    EXPECT_EQ(m_order, std::vector{2});
}

TEST_F(Watcher, FindsNoPlaceWithoutMemoryBesideAHandler) {
    const on_malloc malloc_can_fail;
    both_ends ends;
    counted_callback handler;
    handler.attach_to(ends);
    told mine(2, m_order);
    {
        const failing_memory failing(0);
        EXPECT_EQ(ends->watch(mine), watch_result::no_memory);
    }
    complete(ends);
    EXPECT_EQ(handler.calls, 1);
    EXPECT_TRUE(m_order.empty());
}

// As if inside more calls that end operations than may be nested.
class deep_inside {
public:
    deep_inside() {
        for (std::uint32_t i = 0; i <= most_nested_completions; ++i)
            m_scopes.emplace_back(this_thread());
    }
    ~deep_inside() {
        while (!m_scopes.empty())
            m_scopes.pop_back();
    }
    deep_inside(const deep_inside&) = delete;
    deep_inside& operator=(const deep_inside&) = delete;

private:
    std::deque<completing_scope> m_scopes;
};

TEST_F(Watcher, WaitsForTheOutermostEndAndKeepsTheOperationUntilThen) {
    told first(1, m_order);
    told second(2, m_order);
    {
        both_ends one;
        both_ends other;
        const deep_inside calls;
        ASSERT_EQ(one->watch(first), watch_result::watches);
        ASSERT_EQ(other->watch(second), watch_result::watches);
        ASSERT_NE(other->extend(), nullptr);
        complete(one);
        complete(other);
        one.release();
        other.release();
        EXPECT_TRUE(m_order.empty());
    }
    EXPECT_EQ(m_order, (std::vector{1, 2}));
}

// ---- a composition that cannot wait for all

struct ends_before_an_allocation {
    static inline IAsyncProducer* producer = nullptr;
    static inline int allocations_before = 0;

    static void hook() {
        if (allocations_before-- > 0)
            failing_memory::before_next = &hook;
        else
            EXPECT_EQ(producer->Complete(nullptr), S_OK);
    }
};

// Whether an allocation failed; the first input may end just then.
bool wait_for_both_while_the_nth_fails(int nth, bool ends) {
    both_ends first;
    both_ends second;
    counted_callback handler;
    handler.attach_to(second); // so it has to be extended
    IUnknown* const inputs[] = {first.consumer(), second.consumer()};
    void* all = nullptr;
    bool failed = false;
    {
        const deep_inside calls;
        const failing_memory failing(nth);
        if (ends) {
            ends_before_an_allocation::producer = first.producer();
            ends_before_an_allocation::allocations_before = nth;
            failing_memory::before_next = &ends_before_an_allocation::hook;
        }
        const HRESULT answer = when_all(inputs, 2, nullptr, nullptr, &IID_IUnknown, &all, nullptr);
        failing_memory::before_next = nullptr;
        failed = failing.has_failed();
        EXPECT_EQ(answer, failed ? E_OUTOFMEMORY : S_OK);
    }
    EXPECT_EQ(all == nullptr, failed);
    EXPECT_FALSE(failed && first->is_watched_fast());
    first.release();
    second.release();
    if (all != nullptr) static_cast<IUnknown*>(all)->Release();
    return failed;
}

TEST_F(Watcher, OfACompositionThatFailsIsTakenBackOrHasBeenTold) {
    // The type of the outer is made once and for all.
    EXPECT_FALSE(wait_for_both_while_the_nth_fails(1000, false));
    const on_malloc malloc_can_fail;
    for (const bool ends : {false, true}) {
        int nth = 0;
        while (wait_for_both_while_the_nth_fails(nth, ends))
            ++nth;
        EXPECT_GE(nth, 4); // the composition, the outer, its record, the second input's
    }
}

} // namespace
} // namespace asyncom::core
