// SPDX-License-Identifier: MIT
// Forced orders of cancel and of ends: a thread is held inside the cancel handler, inside the error
// object that a failure asks, or inside the result that is copied.
#include <gtest/gtest.h>

#include "held_operation.h"

namespace {

using namespace race;

class CancelOrder : public order_in_both_modes {
protected:
    gated_completed completed;
};

// ---- held inside the cancel handler, and inside what it is put with

TEST_P(CancelOrder, CompleteDuringTheCancelHandlerDoesNotWaitForIt) {
    gated_cancel cancel;
    target.producer->put_CancelHandler(&cancel);
    target.put_completed(&completed);
    hold_at(
        cancel.in_invoke, [&] { EXPECT_EQ(target.cancel(), S_OK); },
        [&] {
            EXPECT_EQ(target.status(), canceled_status);
            EXPECT_EQ(target.control->CancelWithReason(E_FAIL, nullptr), S_FALSE);
            EXPECT_EQ(target.complete(), S_FALSE);
            EXPECT_EQ(completed.status, canceled_status);
            EXPECT_FALSE(cancel.alone());
            EXPECT_EQ(target.producer->put_CancelHandler(nullptr), S_OK);
        });
    EXPECT_EQ(cancel.invoked, 1);
    EXPECT_TRUE(cancel.alone());
}

// The handler that is put shows that the call is under way; it returns when the old one has left.
TEST_P(CancelOrder, PutCancelHandlerReturnsWhenTheRunningOneHasLeft) {
    gated_cancel running, next;
    target.producer->put_CancelHandler(&running);
    next.in_add_ref.arm();
    std::thread putting;
    std::atomic<bool> returned = false;
    hold_at(
        running.in_invoke, [&] { EXPECT_EQ(target.cancel(), S_OK); },
        [&] {
            putting = std::thread([&] {
                EXPECT_EQ(target.producer->put_CancelHandler(&next), S_OK);
                EXPECT_EQ(running.invoked, 1);
                returned = true;
            });
            EXPECT_TRUE(next.in_add_ref.wait_until_reached());
            next.in_add_ref.go_on();
            EXPECT_FALSE(returned);
        });
    putting.join();
    EXPECT_EQ(next.invoked, 1); // a request was there before it
    target.producer->EndCanceled();
    EXPECT_TRUE(running.alone());
    EXPECT_TRUE(next.alone());
}

TEST_P(CancelOrder, CancelWhileACancelHandlerIsPutInvokesItThere) {
    gated_cancel cancel;
    hold_at(
        cancel.in_add_ref, [&] { EXPECT_EQ(target.producer->put_CancelHandler(&cancel), S_OK); },
        [&] {
            EXPECT_EQ(target.cancel(), S_OK);
            EXPECT_EQ(cancel.invoked, 0);
        });
    EXPECT_EQ(cancel.invoked, 1);
    target.producer->EndCanceled();
    EXPECT_TRUE(cancel.alone());
}

TEST_P(CancelOrder, EndWhileACancelHandlerIsPutLetsItGoUnused) {
    gated_cancel cancel;
    hold_at(
        cancel.in_add_ref, [&] { EXPECT_EQ(target.producer->put_CancelHandler(&cancel), S_OK); },
        [&] { EXPECT_EQ(target.complete(), S_OK); });
    EXPECT_EQ(cancel.invoked, 0);
    EXPECT_TRUE(cancel.alone());
    EXPECT_EQ(target.cancel(), S_FALSE);
}

// Everybody else lets go: the handler's sender is what keeps the operation.
TEST_P(CancelOrder, ProducerGoesDuringTheCancelHandler) {
    gated_cancel cancel;
    target.producer->put_CancelHandler(&cancel);
    target.put_completed(&completed);
    hold_at(
        cancel.in_invoke, [&] { EXPECT_EQ(target.cancel(), S_OK); },
        [&] {
            target.release_producer();
            EXPECT_EQ(completed.begun, 0);
        });
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, canceled_status);
    EXPECT_TRUE(cancel.alone());
}

// ---- held inside the error object of another component, and inside the result

TEST_P(CancelOrder, CancelWhileAFailureAsksItsErrorObjectWins) {
    gated_error error;
    hold_at(
        error.in_query,
        [&] {
            SetErrorInfo(0, &error);
            EXPECT_EQ(target.producer->Fail(E_FAIL, nullptr), S_FALSE);
            SetErrorInfo(0, nullptr);
        },
        [&] {
            EXPECT_EQ(target.status(), 0);
            EXPECT_EQ(target.cancel(), S_OK);
        });
    EXPECT_EQ(target.status(), canceled_status);
    void* got = nullptr;
    EXPECT_EQ(slots_of(target.consumer).GetResults(target.consumer, &got), has_been_canceled);
    SetErrorInfo(0, nullptr);
    EXPECT_TRUE(error.alone());
}

TEST_P(CancelOrder, CompleteWhileAFailureAsksItsErrorObjectWins) {
    gated_error error;
    target.put_completed(&completed);
    hold_at(
        error.in_query,
        [&] {
            SetErrorInfo(0, &error);
            EXPECT_EQ(target.producer->Fail(E_FAIL, nullptr), E_ILLEGAL_STATE_CHANGE);
            SetErrorInfo(0, nullptr);
        },
        [&] { EXPECT_EQ(target.complete(), S_OK); });
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, completed_status);
    EXPECT_TRUE(error.alone());
}

// A result is copied before the end is decided.
TEST_P(CancelOrder, CancelWhileAResultIsCopiedWinsAndTheResultIsKept) {
    hold_at(
        target.object.in_add_ref, [&] { EXPECT_EQ(target.complete(), S_FALSE); },
        [&] { EXPECT_EQ(target.cancel(), S_OK); });
    EXPECT_EQ(target.status(), canceled_status);
    IInspectable* partial = nullptr;
    EXPECT_EQ(target.control->GetPartialResult(&partial), S_OK);
    EXPECT_EQ(partial, &target.object);
    release(partial);
}

TEST_P(CancelOrder, FailWhileAResultIsCopiedWins) {
    hold_at(
        target.object.in_add_ref, [&] { EXPECT_EQ(target.complete(), E_ILLEGAL_STATE_CHANGE); },
        [&] { EXPECT_EQ(target.producer->Fail(E_FAIL, "sooner"), S_OK); });
    EXPECT_EQ(target.status(), error_status);
    EXPECT_TRUE(target.object.alone());
}

INSTANTIATE_TEST_SUITE_P(In, CancelOrder, testing::Bool(), name_of_mode);

} // namespace
