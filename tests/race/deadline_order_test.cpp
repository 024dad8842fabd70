// SPDX-License-Identifier: MIT
// Forced orders of WithDeadline: a thread is held while the client's scheduler is given the timer,
// while the operation that is limited ends, and inside the cancel that the deadline asks for.
#include <gtest/gtest.h>

#include "composed_operation.h"
#include "gated_scheduler.h"

namespace {

using namespace race;

constexpr HRESULT deadline_missed = HRESULT(0x800705B4);

class DeadlineOrder : public testing::Test {
protected:
    ~DeadlineOrder() override {
        m_outer.let_go();
        EXPECT_FALSE(m_timer.has_task());
        EXPECT_TRUE(m_timer.alone());
    }
    void make() {
        AsyncomOperationOptions options{};
        options.size = sizeof options;
        options.scheduler = &m_timer;
        EXPECT_EQ(
            AsyncomWithDeadline(m_inner.control, 10, &options, &IID_IAsyncControl, m_outer.place()),
            S_OK);
        m_outer.hear();
    }
    void put_cancel_handler() { m_inner.producer->put_CancelHandler(&m_asked); }

    gated_scheduler m_timer;
    gated_cancel m_asked;
    held_operation m_inner;
    composed_operation m_outer;
};

// ---- held while the timer is set

TEST_F(DeadlineOrder, AnEndWhileTheTimerIsSetIsInTimeAndTakesItBack) {
    hold_at(
        m_timer.in_schedule, [&] { make(); }, [&] { EXPECT_EQ(m_inner.complete(), S_OK); });
    EXPECT_EQ(m_outer.completed.status, completed_status);
    EXPECT_FALSE(m_timer.has_task());
}

TEST_F(DeadlineOrder, ATimerThatFiresWhileItIsSetCounts) {
    hold_at(
        m_timer.in_schedule, [&] { make(); },
        [&] {
            EXPECT_TRUE(m_timer.run());
            EXPECT_EQ(m_inner.status(), canceled_status);
        });
    EXPECT_FALSE(m_outer.has_ended());
    EXPECT_EQ(m_inner.producer->EndCanceled(), S_OK);
    EXPECT_EQ(m_outer.error_code(), deadline_missed);
}

TEST_F(DeadlineOrder, BothWhileTheTimerIsSet) {
    hold_at(
        m_timer.in_schedule, [&] { make(); },
        [&] {
            EXPECT_TRUE(m_timer.run());
            EXPECT_EQ(m_inner.complete(), S_FALSE);
        });
    EXPECT_EQ(m_outer.completed.status, error_status);
    EXPECT_EQ(m_outer.error_code(), deadline_missed);
}

// ---- held inside the end of what is limited

// A result is copied before the end is decided.
TEST_F(DeadlineOrder, DeadlineWhileAResultIsCopiedWinsAndTheResultIsKept) {
    make();
    hold_at(
        m_inner.object.in_add_ref, [&] { EXPECT_EQ(m_inner.complete(), S_FALSE); },
        [&] { EXPECT_TRUE(m_timer.run()); });
    EXPECT_EQ(m_outer.error_code(), deadline_missed);
    IInspectable* partial = nullptr;
    EXPECT_EQ(m_outer.control->GetPartialResult(&partial), S_OK);
    EXPECT_EQ(partial, &m_inner.object);
    release(partial);
}

TEST_F(DeadlineOrder, DeadlineWhileTheEndIsToldComesTooLate) {
    gated_completed told;
    m_inner.put_completed(&told);
    make();
    hold_at(
        told.in_invoke, [&] { EXPECT_EQ(m_inner.complete(), S_OK); }, [&] { m_timer.run(); });
    EXPECT_EQ(m_outer.completed.status, completed_status);
}

// ---- held inside the cancel handler that the deadline invokes

TEST_F(DeadlineOrder, AnEndDuringTheCancelOfTheDeadlineDoesNotWaitForIt) {
    make();
    put_cancel_handler();
    hold_at(
        m_asked.in_invoke, [&] { EXPECT_TRUE(m_timer.run()); },
        [&] {
            EXPECT_EQ(m_inner.complete(), S_FALSE);
            EXPECT_EQ(m_outer.completed.status, error_status);
            EXPECT_EQ(m_outer.error_code(), deadline_missed);
            m_outer.let_go();
        });
    EXPECT_EQ(m_asked.invoked, 1);
}

TEST_F(DeadlineOrder, CancelDuringTheCancelOfTheDeadlineIsTheOutersOutcome) {
    make();
    put_cancel_handler();
    hold_at(
        m_asked.in_invoke, [&] { EXPECT_TRUE(m_timer.run()); },
        [&] {
            EXPECT_EQ(m_outer.cancel(), S_OK);
            EXPECT_EQ(m_inner.producer->EndCanceled(), S_OK);
            EXPECT_EQ(m_outer.completed.status, canceled_status);
        });
    EXPECT_EQ(m_asked.invoked, 1);
}

TEST_F(DeadlineOrder, DeadlineDuringTheCancelOfTheOuterChangesNothing) {
    make();
    put_cancel_handler();
    hold_at(
        m_asked.in_invoke, [&] { EXPECT_EQ(m_outer.cancel(), S_OK); },
        [&] {
            EXPECT_TRUE(m_timer.run());
            EXPECT_EQ(m_inner.producer->EndCanceled(), S_OK);
        });
    EXPECT_EQ(m_outer.completed.status, canceled_status);
    EXPECT_EQ(m_asked.invoked, 1);
}

} // namespace
