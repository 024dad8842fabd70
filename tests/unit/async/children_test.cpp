// SPDX-License-Identifier: MIT
// What a parent remembers of its children: slots, not references, in a list that follows those that
// run.
#include "async/children.h"

#include "async/cancel.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

// As many as the first list has room for.
constexpr int first_room = 6;

class Children : public EngineTest {
protected:
    both_ends bear() {
        const AsyncomOperationOptions options = child_of(m_parent.target());
        return both_ends(action, &options);
    }
    std::vector<both_ends> bear(int count) {
        std::vector<both_ends> made;
        for (int i = 0; i < count; ++i)
            made.push_back(bear());
        return made;
    }
    // Takes the list, and what of it still runs.
    std::vector<const operation*> take() {
        child_list* const list = take_children(*m_parent->extended_if_any());
        std::vector<const operation*> found;
        for (std::uint32_t index = 0; operation* const each = reference_child(list, index);) {
            found.push_back(each);
            release_shared(*each);
        }
        free_children(list);
        return found;
    }
    static bool is_asked(const both_ends& ends) { return (ends->look() & flag_requested) != 0; }

    both_ends m_parent;
};

TEST_F(Children, AreListedInTheOrderOfTheirBirth) {
    const std::vector<both_ends> children = bear(20);
    std::vector<const operation*> expected;
    for (const both_ends& each : children)
        expected.push_back(&each.target());
    EXPECT_EQ(take(), expected);
}

TEST_F(Children, AreReferencedOneByOneAndOnlyWhileTheyAreUsed) {
    const both_ends child = bear();
    child_list* const list = take_children(*m_parent->extended_if_any());
    EXPECT_EQ(child->references().shared(), 2u);
    std::uint32_t index = 0;
    operation* const found = reference_child(list, index);
    ASSERT_EQ(found, &child.target());
    EXPECT_EQ(child->references().shared(), 3u);
    EXPECT_EQ(reference_child(list, index), nullptr);
    release_shared(*found);
    free_children(list);
}

TEST_F(Children, WhoHaveEndedOrGoneAreLeftOut) {
    if (uses_malloc) GTEST_SKIP() << "operations in malloc\'s memory are observed from birth";
    std::vector<both_ends> children = bear(4);
    children[0].producer()->Complete(nullptr);
    children[0].release_producer();
    children[2].release();
    EXPECT_EQ(take(),
              (std::vector<const operation*>{&children[1].target(), &children[3].target()}));
}

TEST_F(Children, AreTakenOnce) {
    const both_ends first = bear();
    EXPECT_EQ(take().size(), 1u);
    EXPECT_EQ(take().size(), 0u);
    const both_ends second = bear();
    EXPECT_EQ(take(), (std::vector<const operation*>{&second.target()}));
}

TEST_F(Children, WhoDiedAreNotConfusedWithStrangersInTheirSlots) {
    const operation_slot* slot = nullptr;
    {
        const both_ends child = bear();
        slot = &child->slot();
    }
    const both_ends stranger;
    ASSERT_EQ(&stranger->slot(), slot);
    const both_ends sibling = bear();
    EXPECT_EQ(cancel_operation(m_parent.target(), {}), S_OK);
    EXPECT_FALSE(is_asked(stranger));
    EXPECT_TRUE(is_asked(sibling));
    EXPECT_EQ(stranger->references().shared(), 2u);
}

// The list drops the dead only when it would grow, and grows where that leaves it more than half
// full: so a child costs constant time.
TEST_F(Children, HalfOfWhomHaveDiedMakeRoomWithoutMemory) {
    for (const int dead : {6, 3, 2, 0}) {
        const both_ends parent;
        std::vector<both_ends> children(first_room);
        for (const both_ends& each : children)
            ASSERT_EQ(add_child(parent.target(), each.target()), S_OK);
        for (int i = 0; i < dead; ++i)
            children[static_cast<std::size_t>(i)].release();
        const both_ends next;
        const failing_memory failing(0);
        const HRESULT added = add_child(parent.target(), next.target());
        EXPECT_EQ(failing.has_failed(), dead < 3) << dead;
        EXPECT_EQ(added, dead < 3 ? E_OUTOFMEMORY : S_OK) << dead;
    }
}

TEST_F(Children, ThatComeAndGoNeedTheFirstPieceOfMemoryOnly) {
    const both_ends lasting = bear();
    for (int i = 0; i < 10'000; ++i) {
        const both_ends child;
        const failing_memory failing(0);
        ASSERT_EQ(add_child(m_parent.target(), child.target()), S_OK);
        ASSERT_FALSE(failing.has_failed());
    }
    EXPECT_EQ(take(), (std::vector<const operation*>{&lasting.target()}));
}

TEST_F(Children, AreNotLostWhereAnotherFindsNoMemory) {
    const std::vector<both_ends> children = bear(first_room);
    const both_ends next;
    {
        const failing_memory failing(0);
        EXPECT_EQ(add_child(m_parent.target(), next.target()), E_OUTOFMEMORY);
    }
    EXPECT_EQ(cancel_operation(m_parent.target(), {}), S_OK);
    for (const both_ends& each : children)
        EXPECT_TRUE(is_asked(each));
    EXPECT_FALSE(is_asked(next));
}

TEST_F(Children, OfAnEndedParentAreNotRemembered) {
    m_parent.producer()->Complete(nullptr);
    const both_ends child = bear();
    EXPECT_EQ(m_parent->extended_if_any(), nullptr);
    const both_ends extended;
    extended->extend();
    extended.producer()->Complete(nullptr);
    EXPECT_EQ(add_child(extended.target(), child.target()), S_OK);
    EXPECT_EQ(extended->extended_if_any()->children, nullptr);
}

TEST_F(Children, OfAParentThatWasAskedAreAskedAndNotRemembered) {
    m_parent->extend();
    EXPECT_EQ(cancel_operation(m_parent.target(), {E_ABORT, nullptr}), S_OK);
    const both_ends child = bear();
    EXPECT_TRUE(is_asked(child));
    EXPECT_EQ(child->extended_if_any()->cancel_reason, E_ABORT);
    EXPECT_EQ(m_parent->extended_if_any()->children, nullptr);
}

// Without memory for the reason a child is asked without it: the cancel is what counts.
TEST_F(Children, AreAskedPlainlyWhereTheReasonFindsNoMemory) {
    const on_malloc malloc_can_fail;
    const both_ends parent;
    const both_ends child;
    ASSERT_EQ(add_child(parent.target(), child.target()), S_OK);
    {
        const failing_memory failing(0);
        EXPECT_EQ(cancel_operation(parent.target(), {E_ABORT, nullptr}), S_OK);
        EXPECT_TRUE(failing.has_failed());
    }
    EXPECT_EQ(parent->extended_if_any()->cancel_reason, E_ABORT);
    EXPECT_TRUE(is_asked(child));
    EXPECT_EQ(child->extended_if_any(), nullptr);
}

TEST_F(Children, OfACanceledParentAreNotBornWhereTheReasonFindsNoMemory) {
    const on_malloc malloc_can_fail;
    const both_ends parent;
    EXPECT_EQ(cancel_operation(parent.target(), {E_ABORT, nullptr}), S_OK);
    const both_ends child;
    const failing_memory failing(0);
    EXPECT_EQ(add_child(parent.target(), child.target()), E_OUTOFMEMORY);
    EXPECT_FALSE(is_asked(child));
}

} // namespace
} // namespace asyncom::core
