// SPDX-License-Identifier: MIT
// Weak references: a slot and a serial, and one bit in the operation's word.
#include "async/weak_reference.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/owned.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

owned<IWeakReferenceSource> source_of(const both_ends& ends) {
    return query<IWeakReferenceSource>(ends.consumer(), IID_IWeakReferenceSource);
}

owned<IWeakReference> weak_to(const both_ends& ends) {
    owned<IWeakReference> weak;
    EXPECT_EQ(source_of(ends)->GetWeakReference(weak.put()), S_OK);
    return weak;
}

// The operation that it leads to, as an address; the reference is gone again.
void* resolve(IWeakReference* weak) {
    owned<IUnknown> found;
    EXPECT_EQ(weak->Resolve(IID_IUnknown, reinterpret_cast<IInspectable**>(found.put())), S_OK);
    return found.get();
}

class WeakReference : public EngineTest {};

TEST_F(WeakReference, ItsSourceIsTheOneRecordOfTheOperation) {
    const both_ends ends;
    const owned<IWeakReferenceSource> first = source_of(ends);
    operation_record* const extended = ends->extended_if_any();
    ASSERT_NE(extended, nullptr);
    EXPECT_EQ(static_cast<void*>(first.get()), &extended->weak_source);
    EXPECT_EQ(&weak_source_operation(first.get()), &ends.target());
    EXPECT_EQ(source_of(ends).get(), first.get());
    EXPECT_EQ(ends->extended_if_any(), extended);
}

// Whether the last Release would drop the operation without an atomic read-modify-write.
bool may_take_the_shortcut(const both_ends& ends) {
    auto& references = ends->references();
    const bool taken = references.try_release_sole_owner();
    if (taken) references.initialize(1, 0, false, references.epoch()); // back in the test's hands
    return taken;
}

// The sole owner's shortcut and a weak reference exclude each other.
TEST_F(WeakReference, MarksTheOperationAsObservedForEver) {
    if (uses_malloc) GTEST_SKIP() << "operations in malloc\'s memory are observed from birth";
    both_ends ends;
    ends.release_producer();
    EXPECT_TRUE(may_take_the_shortcut(ends));
    weak_to(ends).reset();
    EXPECT_EQ(ends->references().shared(), 1u);
    EXPECT_FALSE(may_take_the_shortcut(ends));
}

TEST_F(WeakReference, IsNotFooledByTheNextOperationInTheSlot) {
    owned<IWeakReference> stale;
    const operation_slot* slot = nullptr;
    {
        const both_ends gone;
        stale = weak_to(gone);
        slot = &gone->slot();
    }
    const both_ends next;
    ASSERT_EQ(&next->slot(), slot);
    const owned<IWeakReference> weak = weak_to(next);
    EXPECT_EQ(resolve(stale.get()), nullptr);
    EXPECT_EQ(resolve(weak.get()), next.consumer());
    EXPECT_EQ(next->references().shared(), 2u);
}

TEST_F(WeakReference, ManyStaleOnesOfOneSlotLeadNowhere) {
    std::vector<owned<IWeakReference>> stale;
    for (int i = 0; i < 500; ++i)
        stale.push_back(weak_to(both_ends()));
    const both_ends last;
    const owned<IWeakReference> weak = weak_to(last);
    for (const owned<IWeakReference>& each : stale)
        EXPECT_EQ(resolve(each.get()), nullptr);
    EXPECT_EQ(resolve(weak.get()), last.consumer());
    EXPECT_EQ(last->references().shared(), 2u);
}

TEST_F(WeakReference, LosesTheReferenceItMadeWhereTheInterfaceIsUnknown) {
    const both_ends ends;
    const owned<IWeakReference> weak = weak_to(ends);
    IInspectable* object = nullptr;
    EXPECT_EQ(weak->Resolve(IID_IAsyncProducer, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(ends->references().shared(), 2u);
}

TEST_F(WeakReference, WithoutMemoryLeavesTheOperationUnobserved) {
    if (uses_malloc) GTEST_SKIP() << "operations in malloc\'s memory are observed from birth";
    both_ends ends;
    owned<IWeakReferenceSource> source = source_of(ends);
    ends.release_producer();
    owned<IWeakReference> weak;
    {
        const failing_memory failing(0);
        EXPECT_EQ(source->GetWeakReference(weak.put()), E_OUTOFMEMORY);
    }
    EXPECT_EQ(weak.get(), nullptr);
    source.reset();
    EXPECT_TRUE(may_take_the_shortcut(ends));
}

TEST_F(WeakReference, HasNoSourceWhereTheRecordFindsNoMemory) {
    const on_malloc malloc_can_fail;
    const both_ends ends;
    void* source = nullptr;
    const failing_memory failing(0);
    EXPECT_EQ(ends.consumer()->QueryInterface(IID_IWeakReferenceSource, &source), E_OUTOFMEMORY);
    EXPECT_EQ(source, nullptr);
    EXPECT_EQ(ends->references().shared(), 2u);
}

} // namespace
} // namespace asyncom::core
