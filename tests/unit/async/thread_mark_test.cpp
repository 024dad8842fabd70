// SPDX-License-Identifier: MIT
// What the mark says of one thread; what it says of two is the model checker's (tests/race).
#include "async/thread_mark.h"

#include "com/thread_block.h"
#include "platform/atomic_traits.h"

#include <gtest/gtest.h>

namespace {

class ThreadMark : public testing::Test {
protected:
    using mark = asyncom::core::thread_mark<asyncom::core::atomic_traits>;
    static constexpr std::uint32_t me = 5;
    static constexpr std::uint32_t other = 7;
    static constexpr std::uint32_t largest = 0x3FFF'FFFF;

    void SetUp() override { asyncom::core::prepare_fences(); }
};

TEST_F(ThreadMark, BelongsToNobodyAtFirst) {
    mark fresh;
    fresh.initialize(0);
    EXPECT_FALSE(fresh.is_anybody_inside());
    EXPECT_FALSE(fresh.belongs_to(me));
    EXPECT_FALSE(fresh.is_other_inside(me));
    EXPECT_FALSE(fresh.try_enter(me << 1)) << "a change of thread is not the short way's";
}

TEST_F(ThreadMark, IsEnteredOnceByTheThreadInside) {
    mark entered;
    entered.initialize(0);
    EXPECT_TRUE(entered.enter(me));
    EXPECT_TRUE(entered.is_inside(me));
    EXPECT_FALSE(entered.enter(me));
    EXPECT_FALSE(entered.try_enter(me << 1));
    entered.leave();
    EXPECT_FALSE(entered.is_anybody_inside());
    EXPECT_TRUE(entered.belongs_to(me));
    EXPECT_TRUE(entered.try_enter(me << 1));
    EXPECT_TRUE(entered.is_inside(me));
    entered.leave_fast();
    EXPECT_FALSE(entered.is_inside(me));
}

TEST_F(ThreadMark, TellsTheOthersWhoIsInside) {
    mark entered;
    entered.initialize(other);
    EXPECT_FALSE(entered.is_other_inside(me));
    entered.enter(other);
    EXPECT_TRUE(entered.is_other_inside(me));
    EXPECT_FALSE(entered.is_other_inside(other));
    EXPECT_FALSE(entered.is_inside(me));
    entered.leave();
    EXPECT_FALSE(entered.is_other_inside(me));
}

TEST_F(ThreadMark, TakesOneReferenceOverAndGivesItBackAfterwards) {
    mark entered;
    entered.initialize(largest);
    EXPECT_TRUE(entered.try_enter(largest << 1));
    EXPECT_TRUE(entered.hand_over());
    EXPECT_FALSE(entered.hand_over());
    EXPECT_TRUE(entered.is_inside(largest));
    EXPECT_FALSE(entered.enter(largest)) << "nested, though it holds a reference";
    EXPECT_TRUE(entered.is_other_inside(me));
    entered.leave_fast();
    EXPECT_FALSE(entered.is_anybody_inside());
    EXPECT_TRUE(entered.take_over());
    EXPECT_FALSE(entered.take_over());
    EXPECT_TRUE(entered.try_enter(largest << 1)) << "as if nothing had been handed over";
}

TEST_F(ThreadMark, IsNeverEnteredByAThreadWithoutAFastMark) {
    for (const std::uint32_t token : {std::uint32_t{0}, me, largest}) {
        mark fresh;
        fresh.initialize(token);
        EXPECT_FALSE(fresh.try_enter(asyncom::core::no_fast_mark));
    }
}

} // namespace
