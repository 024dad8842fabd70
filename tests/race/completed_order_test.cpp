// SPDX-License-Identifier: MIT
// Forced orders of the Completed handler: a thread is held inside it while it is put, read out,
// invoked or released.
#include <gtest/gtest.h>

#include "held_operation.h"

namespace {

using namespace race;

class CompletedOrder : public order_in_both_modes {
protected:
    gated_completed completed;
};

// ---- held inside AddRef

TEST_P(CompletedOrder, EndWhileACompletedHandlerIsPutInvokesItThere) {
    hold_at(
        completed.in_add_ref, [&] { EXPECT_EQ(target.put_completed(&completed), S_OK); },
        [&] {
            EXPECT_EQ(target.complete(), S_OK);
            EXPECT_EQ(completed.begun, 0);
        });
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, completed_status);
    EXPECT_TRUE(completed.alone());
}

TEST_P(CompletedOrder, CancelWhileACompletedHandlerIsPutIsWhatItHearsOf) {
    hold_at(
        completed.in_add_ref, [&] { EXPECT_EQ(target.put_completed(&completed), S_OK); },
        [&] { EXPECT_EQ(target.cancel(), S_OK); });
    EXPECT_EQ(completed.begun, 0);
    EXPECT_EQ(target.complete(), S_FALSE);
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, canceled_status);
    EXPECT_TRUE(completed.alone());
}

TEST_P(CompletedOrder, SecondAttachWhileTheFirstIsBeingPutIsTheOneAssignment) {
    gated_completed other;
    hold_at(
        completed.in_add_ref,
        [&] { EXPECT_EQ(target.put_completed(&completed), E_ILLEGAL_DELEGATE_ASSIGNMENT); },
        [&] { EXPECT_EQ(target.put_completed(&other), S_OK); });
    EXPECT_TRUE(completed.alone());
    target.complete();
    EXPECT_EQ(completed.begun, 0);
    EXPECT_EQ(other.invoked, 1);
}

TEST_P(CompletedOrder, CompletedHandlerThatIsReadOutOutlivesItsInvoke) {
    target.put_completed(&completed);
    void* got = nullptr;
    hold_at(
        completed.in_add_ref, [&] { got = target.get_completed(); },
        [&] {
            EXPECT_EQ(target.complete(), S_OK);
            EXPECT_EQ(completed.invoked, 1);
            EXPECT_EQ(completed.references, 2u);
        });
    EXPECT_EQ(got, &completed);
    release(got);
    EXPECT_TRUE(completed.alone());
}

// ---- held inside Invoke

TEST_P(CompletedOrder, CompletedHandlerInsideIsShownToItsOwnThreadOnly) {
    target.put_completed(&completed);
    void* inside = nullptr;
    completed.body = [&](void*) { inside = target.get_completed(); };
    hold_at(
        completed.in_invoke, [&] { EXPECT_EQ(target.complete(), S_OK); },
        [&] {
            EXPECT_EQ(target.get_completed(), nullptr);
            EXPECT_TRUE(target.has_ended());
            EXPECT_EQ(target.control->Wait(ASYNCOM_INFINITE), S_OK);
            EXPECT_EQ(target.put_completed(&completed), E_ILLEGAL_DELEGATE_ASSIGNMENT);
        });
    EXPECT_EQ(inside, &completed);
    release(inside);
    EXPECT_EQ(target.get_completed(), nullptr);
    EXPECT_TRUE(completed.alone());
}

TEST_P(CompletedOrder, LastReferencesGoDuringInvokeAndTheOperationLivesUntilItReturns) {
    target.put_completed(&completed);
    IAsyncProducer* const held = target.producer;
    held->AddRef();
    completed.body = [&](void* sender) {
        IAsyncInfo* info = nullptr;
        slots_of(sender).QueryInterface(sender, &IID_IAsyncInfo, reinterpret_cast<void**>(&info));
        EXPECT_EQ(status_of(info), completed_status);
        info->Release();
        EXPECT_EQ(target.object.references, 2u);
    };
    hold_at(
        completed.in_invoke,
        [&] {
            EXPECT_EQ(held->Complete(&target.result), S_OK);
            held->Release();
        },
        [&] {
            target.release_consumers();
            target.release_producer();
            EXPECT_EQ(target.object.references, 2u);
        });
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_TRUE(completed.alone());
    EXPECT_TRUE(target.object.alone());
}

TEST_P(CompletedOrder, CloseDuringInvokeIsAcceptedAndFinal) {
    target.put_completed(&completed);
    IAsyncInfo* info = nullptr;
    slots_of(target.consumer)
        .QueryInterface(target.consumer, &IID_IAsyncInfo, reinterpret_cast<void**>(&info));
    hold_at(
        completed.in_invoke, [&] { EXPECT_EQ(target.complete(), S_OK); },
        [&] { EXPECT_EQ(info->Close(), S_OK); });
    void* got = nullptr;
    EXPECT_EQ(slots_of(target.consumer).GetResults(target.consumer, &got), E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(got, nullptr);
    info->Release();
}

// ---- held inside a Release

TEST_P(CompletedOrder, WeakReferenceResolvesWhileTheEndReleasesTheHandler) {
    IWeakReference* const weak = target.weak();
    target.put_completed(&completed);
    hold_at(
        completed.in_release, [&] { EXPECT_EQ(target.complete(), S_OK); },
        [&] {
            target.release_consumers();
            IAsyncInfo* const found = resolve(weak);
            ASSERT_NE(found, nullptr);
            EXPECT_EQ(status_of(found), completed_status);
            found->Release();
        });
    target.release_producer();
    EXPECT_EQ(resolve(weak), nullptr);
    EXPECT_TRUE(target.object.alone());
    weak->Release();
}

// The producer's last reference is the operation's last: what resolves while it ends keeps it.
TEST_P(CompletedOrder, WeakReferenceResolvesWhileTheAbandonedOperationReleasesTheHandler) {
    IWeakReference* const weak = target.weak();
    target.put_completed(&completed);
    target.release_consumers();
    IAsyncInfo* found = nullptr;
    hold_at(
        completed.in_release, [&] { target.release_producer(); }, [&] { found = resolve(weak); });
    ASSERT_NE(found, nullptr);
    HRESULT code = S_OK;
    EXPECT_EQ(found->get_ErrorCode(&code), S_OK);
    EXPECT_EQ(code, ASYNCOM_E_ABANDONED);
    EXPECT_EQ(completed.status, error_status);
    found->Release();
    EXPECT_EQ(resolve(weak), nullptr);
    weak->Release();
}

TEST_P(CompletedOrder, WeakReferenceFindsNothingWhileTheLastReleaseDestroysTheResult) {
    IWeakReference* const weak = target.weak();
    target.complete();
    target.release_producer();
    hold_at(
        target.object.in_release, [&] { target.release_consumers(); },
        [&] { EXPECT_EQ(resolve(weak), nullptr); });
    EXPECT_TRUE(target.object.alone());
    weak->Release();
}

INSTANTIATE_TEST_SUITE_P(In, CompletedOrder, testing::Bool(), name_of_mode);

} // namespace
