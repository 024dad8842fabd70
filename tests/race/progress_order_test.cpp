// SPDX-License-Identifier: MIT
// Forced orders of progress: a thread is held inside a progress handler that reports are delivered
// to, or that is being put or read out.
#include <gtest/gtest.h>

#include "held_operation.h"

namespace {

using namespace race;

class ProgressOrder : public order_in_both_modes {
protected:
    gated_completed completed;
    gated_progress progress;
};

// ---- held inside Invoke

// A report that an end overtakes is a misuse: it is memory-safe, and nobody waits for anybody.
TEST_P(ProgressOrder, EndDuringAReportEndsAtOnceAndTheReportKeepsItsHandler) {
    target.put_progress(&progress);
    target.put_completed(&completed);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(target.report(), S_OK); },
        [&] {
            EXPECT_EQ(target.complete(), S_OK);
            EXPECT_EQ(target.status(), completed_status);
            EXPECT_EQ(completed.invoked, 1);
            EXPECT_FALSE(progress.alone());
            EXPECT_EQ(target.report(), E_ILLEGAL_STATE_CHANGE);
        });
    EXPECT_EQ(progress.invoked, 1);
    EXPECT_TRUE(progress.alone());
    EXPECT_EQ(target.get_progress(), nullptr);
}

TEST_P(ProgressOrder, ReplacementDuringAReportLeavesTheOldHandlerToIt) {
    gated_progress other;
    target.put_progress(&progress);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(target.report(), S_OK); },
        [&] {
            EXPECT_EQ(target.put_progress(&other), S_OK);
            EXPECT_FALSE(progress.alone());
            void* const got = target.get_progress();
            EXPECT_EQ(got, &other);
            release(got);
        });
    EXPECT_TRUE(progress.alone());
    EXPECT_EQ(target.report(), S_OK);
    EXPECT_EQ(progress.invoked, 1);
    EXPECT_EQ(other.invoked, 1);
    target.complete();
    EXPECT_TRUE(other.alone());
}

TEST_P(ProgressOrder, CancelDuringAReportIsFinalAtOnce) {
    target.put_progress(&progress);
    target.put_completed(&completed);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(target.report(), S_OK); },
        [&] {
            EXPECT_EQ(target.cancel(), S_OK);
            EXPECT_EQ(target.status(), canceled_status);
            EXPECT_FALSE(target.has_ended());
            EXPECT_EQ(completed.begun, 0);
        });
    EXPECT_EQ(target.complete(), S_FALSE);
    EXPECT_EQ(completed.status, canceled_status);
}

TEST_P(ProgressOrder, LastConsumerLetsGoDuringAReport) {
    target.put_progress(&progress);
    target.put_completed(&completed);
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(target.report(), S_OK); },
        [&] { target.release_consumers(); });
    EXPECT_EQ(target.report(), S_OK);
    EXPECT_EQ(progress.invoked, 2);
    EXPECT_EQ(target.complete(), S_OK);
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_TRUE(progress.alone());
}

// ---- held inside AddRef

TEST_P(ProgressOrder, EndWhileAProgressHandlerIsPutLetsItGo) {
    hold_at(
        progress.in_add_ref, [&] { EXPECT_EQ(target.put_progress(&progress), S_OK); },
        [&] { EXPECT_EQ(target.complete(), S_OK); });
    EXPECT_TRUE(progress.alone());
    EXPECT_EQ(target.get_progress(), nullptr);
    EXPECT_EQ(target.report(), E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(progress.invoked, 0);
}

// Both answers are true: the call began before the end, and returns after the Close.
TEST_P(ProgressOrder, CloseWhileAProgressHandlerIsPutLetsItGo) {
    IAsyncInfo* info = nullptr;
    slots_of(target.consumer)
        .QueryInterface(target.consumer, &IID_IAsyncInfo, reinterpret_cast<void**>(&info));
    hold_at(
        progress.in_add_ref,
        [&] {
            const HRESULT answer = target.put_progress(&progress);
            EXPECT_TRUE(answer == S_OK || answer == E_ILLEGAL_METHOD_CALL) << answer;
        },
        [&] {
            EXPECT_EQ(target.complete(), S_OK);
            EXPECT_EQ(info->Close(), S_OK);
        });
    info->Release();
    EXPECT_TRUE(progress.alone());
}

TEST_P(ProgressOrder, LaterPutWinsOverAProgressHandlerThatIsBeingPut) {
    gated_progress other;
    hold_at(
        progress.in_add_ref, [&] { EXPECT_EQ(target.put_progress(&progress), S_OK); },
        [&] { EXPECT_EQ(target.put_progress(&other), S_OK); });
    // The call that returned last has put its handler last.
    EXPECT_EQ(target.report(), S_OK);
    EXPECT_EQ(progress.invoked, 1);
    EXPECT_EQ(other.invoked, 0);
    EXPECT_TRUE(other.alone());
    target.complete();
    EXPECT_TRUE(progress.alone());
}

TEST_P(ProgressOrder, ProgressHandlerThatIsReadOutOutlivesItsRemovalAndTheEnd) {
    target.put_progress(&progress);
    void* got = nullptr;
    hold_at(
        progress.in_add_ref, [&] { got = target.get_progress(); },
        [&] {
            EXPECT_EQ(target.put_progress(nullptr), S_OK);
            EXPECT_EQ(target.complete(), S_OK);
            // The operation's reference: the reader has none of its own yet.
            EXPECT_EQ(progress.references, 2u);
        });
    EXPECT_EQ(got, &progress);
    EXPECT_EQ(progress.references, 2u);
    release(got);
    EXPECT_TRUE(progress.alone());
}

INSTANTIATE_TEST_SUITE_P(In, ProgressOrder, testing::Bool(), name_of_mode);

} // namespace
