// SPDX-License-Identifier: MIT
// How deep Completed handlers nest, and what waits for the outermost call.
#include "async/completing.h"

#include "async/waiters.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

// Calls in which a Completed handler runs at once; the next one's waits.
constexpr std::uint32_t most_nested = 64;

class Completing : public EngineTest {
protected:
    // As if inside so many calls that end operations.
    class nested {
    public:
        explicit nested(std::uint32_t depth) {
            for (std::uint32_t i = 0; i < depth; ++i)
                m_scopes.emplace_back(this_thread());
        }
        ~nested() {
            while (!m_scopes.empty())
                m_scopes.pop_back();
        }
        nested(const nested&) = delete;
        nested& operator=(const nested&) = delete;

    private:
        std::deque<completing_scope> m_scopes;
    };

    // A handler that writes its number down.
    counted_callback& numbered(int number) {
        return m_handlers.emplace_back([this, number](IUnknown*) {
            m_order.push_back(number);
            return S_OK;
        });
    }

    std::deque<counted_callback> m_handlers;
    std::vector<int> m_order;
    thread_block& m_thread = this_thread();
};

TEST_F(Completing, RunsTheHandlerAtOnceInTheSixtyFourthNestedCallAndNotInTheNext) {
    for (const std::uint32_t outer : {most_nested - 1, most_nested}) {
        both_ends ends;
        counted_callback handler;
        handler.attach_to(ends);
        {
            const nested calls(outer);
            EXPECT_EQ(ends.producer()->Complete(nullptr), S_OK);
            EXPECT_TRUE(has_ended(ends->look()));
            EXPECT_EQ(handler.calls, outer < most_nested ? 1 : 0);
        }
        EXPECT_EQ(handler.calls, 1);
        EXPECT_EQ(handler.destroyed, 1);
        EXPECT_EQ(m_thread.completing, 0u);
        EXPECT_EQ(m_thread.first_deferred, nullptr);
    }
}

TEST_F(Completing, DefersInFastAndInExtendedModeInTheOrderOfTheEnds) {
    std::deque<both_ends> all;
    {
        const nested calls(most_nested);
        for (int i = 0; i < 6; ++i) {
            both_ends& ends = all.emplace_back();
            if (i % 2 == 0) ends->extend();
            numbered(i).attach_to(ends);
            ends.producer()->EndCanceled();
        }
        EXPECT_EQ(m_order, std::vector<int>{});
    }
    EXPECT_EQ(m_order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

// What a deferred handler ends is put behind the rest: the stack does not grow again.
TEST_F(Completing, PutsWhatADeferredHandlerEndsAtTheBackOfTheLine) {
    both_ends first;
    both_ends second;
    both_ends third;
    numbered(2).attach_to(second);
    numbered(3).attach_to(third);
    counted_callback handler([&](IUnknown*) {
        m_order.push_back(1);
        EXPECT_EQ(m_thread.completing, 1u);
        const nested again(most_nested);
        third.producer()->Complete(nullptr);
        EXPECT_EQ(m_order, (std::vector<int>{1}));
        return S_OK;
    });
    handler.attach_to(first);
    {
        const nested calls(most_nested);
        first.producer()->Complete(nullptr);
        second.producer()->Complete(nullptr);
    }
    EXPECT_EQ(m_order, (std::vector<int>{1, 2, 3}));
}

TEST_F(Completing, KeepsWhatWaitsAlive) {
    both_ends ends;
    const operation_slot& slot = ends->slot();
    counted_callback handler;
    handler.attach_to(ends);
    {
        const nested calls(most_nested);
        ends.producer()->Complete(nullptr);
        ends.release();
        EXPECT_EQ(slot.references.shared(), 1u);
    }
    EXPECT_EQ(handler.calls, 1);
    EXPECT_EQ(slot.references.shared(), 0u);
}

TEST_F(Completing, RunsWhatWaitsBeforeTheThreadWaitsItself) {
    both_ends ends;
    const both_ends other;
    counted_callback handler;
    handler.attach_to(ends);
    const nested calls(most_nested);
    ends.producer()->Complete(nullptr);
    EXPECT_EQ(handler.calls, 0);
    EXPECT_EQ(prepare_wait(other.target(), 0), S_OK);
    EXPECT_EQ(handler.calls, 1);
}

TEST_F(Completing, RunsTheHandlerAtOnceWhereDeferringFindsNoMemory) {
    const on_malloc malloc_can_fail;
    both_ends ends;
    counted_callback handler;
    handler.attach_to(ends);
    const nested calls(most_nested);
    const failing_memory failing(0);
    EXPECT_EQ(ends.producer()->Complete(nullptr), S_OK);
    EXPECT_TRUE(failing.has_failed());
    EXPECT_EQ(handler.calls, 1);
    EXPECT_EQ(m_thread.first_deferred, nullptr);
}

TEST_F(Completing, DefersNothingWhereThereIsNoHandler) {
    both_ends ends;
    const nested calls(most_nested);
    ends.producer()->Complete(nullptr);
    EXPECT_EQ(m_thread.first_deferred, nullptr);
    EXPECT_EQ(ends->extended_if_any(), nullptr);
}

} // namespace
} // namespace asyncom::core
