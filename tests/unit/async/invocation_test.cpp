// SPDX-License-Identifier: MIT
// Who is inside what on this thread, and references that are handed to a call instead of dropped.
#include "async/invocation.h"

#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace asyncom::core {
namespace {

using namespace test;

class Invocation : public EngineTest {
protected:
    // Shared references of an operation whose producer holds one of them.
    static std::uint32_t shared(const both_ends& ends) { return ends->references().shared(); }

    thread_block& m_thread = this_thread();
};

TEST_F(Invocation, IsFoundByOperationAndKindInnermostFirst) {
    const both_ends one;
    const both_ends other;
    invocation_scope outermost(m_thread, one.target(), invocation_kind::cancel);
    invocation_scope between(m_thread, other.target(), invocation_kind::completed);
    invocation_scope innermost(m_thread, one.target(), invocation_kind::cancel);
    EXPECT_EQ(find_invocation(m_thread, one.target(), invocation_kind::cancel), &innermost.frame());
    EXPECT_EQ(find_invocation(m_thread, other.target(), invocation_kind::completed),
              &between.frame());
    EXPECT_EQ(find_invocation(m_thread, one.target(), invocation_kind::completed), nullptr);
    EXPECT_EQ(find_invocation(m_thread, other.target(), invocation_kind::cancel), nullptr);
}

TEST_F(Invocation, OfOtherThreadsIsNotSeen) {
    const both_ends ends;
    const invocation_scope inside(m_thread, ends.target(), invocation_kind::completed);
    std::thread([&] {
        EXPECT_EQ(find_invocation(this_thread(), ends.target(), invocation_kind::completed),
                  nullptr);
        EXPECT_FALSE(hand_over_shared(this_thread(), ends.target()));
    }).join();
}

TEST_F(Invocation, LeavesTheThreadAsItFoundIt) {
    const both_ends ends;
    const invocation_scope outer(m_thread, ends.target());
    const invocation* const before = m_thread.innermost;
    { const invocation_scope inner(m_thread, ends.target()); }
    EXPECT_EQ(m_thread.innermost, before);
}

TEST_F(Invocation, TakesOneReferenceOverAndDropsItAtItsEnd) {
    both_ends ends;
    ends.consumer()->AddRef();
    {
        const invocation_scope call(m_thread, ends.target());
        EXPECT_EQ(ends.consumer()->Release(), 2u) << "what is left without the one handed over";
        EXPECT_EQ(shared(ends), 3u);
        // A second one is dropped: the first keeps the operation at least as long as the call.
        ends.release_consumer();
        EXPECT_EQ(shared(ends), 2u);
    }
    EXPECT_EQ(shared(ends), 1u);
}

TEST_F(Invocation, OfAnotherOperationTakesNothingOver) {
    both_ends ends;
    const both_ends other;
    const invocation_scope call(m_thread, other.target());
    ends.consumer()->AddRef();
    ends.consumer()->Release();
    EXPECT_EQ(shared(ends), 2u);
    EXPECT_EQ(shared(other), 2u);
}

// The call that came first returns last: until then the operation must live.
TEST_F(Invocation, PassesTheReferenceOutwardToTheCallThatEnclosesIt) {
    both_ends ends;
    counted_callback completed;
    completed.attach_to(ends);
    std::optional<invocation_scope> outer(std::in_place, m_thread, ends.target());
    {
        const both_ends other;
        const invocation_scope between(m_thread, other.target());
        const invocation_scope inner(m_thread, ends.target());
        ends.producer()->Complete(nullptr);
        operation& target = ends.target();
        ends.release();
        EXPECT_EQ(target.references().shared(), 1u);
    }
    ASSERT_TRUE(outer->frame().holds_shared);
    EXPECT_EQ(outer->frame().target->references().shared(), 1u);
    outer.reset();
    EXPECT_EQ(completed.destroyed, 1);
}

TEST_F(Invocation, TakesTheProducersShareOverToo) {
    both_ends ends;
    std::optional<invocation_scope> call(std::in_place, m_thread, ends.target());
    ends.release_consumer();
    EXPECT_EQ(shared(ends), 2u) << "one handed over, one the producer's";
    operation& target = ends.target();
    ends.release_producer(); // abandons
    EXPECT_EQ(target.references().shared(), 1u);
    EXPECT_EQ(target.references().producers(), 0u);
    EXPECT_EQ(outcome_of(target.look()), outcome::error);
}

// With nothing handed over yet the last producer's share stays with the call.
TEST_F(Invocation, KeepsTheShareOfAProducerThatGoesFirst) {
    both_ends ends;
    operation& target = ends.target();
    {
        const invocation_scope call(m_thread, target);
        ends.producer()->EndCanceled();
        ends.release_producer();
        EXPECT_EQ(target.references().shared(), 2u) << "the consumer's, and the producer's share";
        ends.release_consumer();
        EXPECT_EQ(target.references().shared(), 1u);
        EXPECT_EQ(outcome_of(target.look()), outcome::canceled);
    }
}

} // namespace
} // namespace asyncom::core
