// SPDX-License-Identifier: MIT
// A search for cycles that finds no memory.
#include "async/cycle.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

using namespace test;

class Cycle : public EngineTest {};

// What is followed waits for something and what follows is an input: only then it is searched.
TEST_F(Cycle, SearchedForWithoutMemoryLeavesEverythingAsItWas) {
    const on_malloc malloc_can_fail;
    bool failed = true;
    int nth = 0;
    for (; failed; ++nth) {
        both_ends above;
        both_ends follower;
        both_ends followed;
        both_ends last;
        ASSERT_EQ(above.producer()->Follow(follower.consumer()), S_OK);
        ASSERT_EQ(followed.producer()->Follow(last.consumer()), S_OK);
        {
            const failing_memory failing(nth);
            const HRESULT answer = follower.producer()->Follow(followed.consumer());
            failed = failing.has_failed();
            EXPECT_EQ(answer, failed ? E_OUTOFMEMORY : S_OK);
        }
        EXPECT_EQ(last.producer()->Follow(above.consumer()), failed ? S_OK : E_INVALIDARG);
        EXPECT_EQ(follower.producer()->Complete(nullptr), failed ? S_OK : E_ILLEGAL_STATE_CHANGE);
        if (failed) last.producer()->EndCanceled();
    }
    EXPECT_GE(nth, 5); // what is kept of either kind, twice; the composition, the record
}

} // namespace
} // namespace asyncom::core
