// SPDX-License-Identifier: MIT
// Forced orders of Then: a thread is held while the continuation is taken over, while the client's
// scheduler is given its task, and inside the continuation.
#include <gtest/gtest.h>

#include "composed_operation.h"
#include "gated_scheduler.h"

namespace {

using namespace race;

struct gated_continuation final : gated<IAsyncWork> {
    stop in_run;
    std::atomic<int> ran = 0;
    std::atomic<HRESULT> answered = E_FAIL; // by Complete

    HRESULT ASYNCOM_CALL Run(IAsyncProducer* producer, IUnknown*) override {
        in_run.pass();
        ++ran;
        answered = producer->Complete(nullptr);
        return S_OK;
    }
};

class ThenOrder : public testing::Test {
protected:
    ~ThenOrder() override {
        m_outer.let_go();
        EXPECT_FALSE(m_scheduler.has_task());
        EXPECT_TRUE(m_scheduler.alone());
        EXPECT_TRUE(m_work.alone());
    }
    void make() {
        IAsyncType* action = nullptr;
        AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &action);
        AsyncomOperationOptions options{};
        options.size = sizeof options;
        options.scheduler = &m_scheduler;
        EXPECT_EQ(AsyncomThen(m_antecedent.control, action, &m_work, &options, &IID_IAsyncControl,
                              m_outer.place()),
                  S_OK);
        m_outer.hear();
    }
    template <class Meanwhile>
    void hold_while_it_is_scheduled(Meanwhile&& meanwhile) {
        hold_at(
            m_scheduler.in_schedule, [&] { EXPECT_EQ(m_antecedent.complete(), S_OK); }, meanwhile);
    }

    gated_scheduler m_scheduler;
    gated_continuation m_work;
    input_operation m_antecedent;
    composed_operation m_outer;
};

TEST_F(ThenOrder, AnEndWhileTheContinuationIsTakenOverIsNotMissed) {
    hold_at(
        m_work.in_add_ref, [&] { make(); }, [&] { EXPECT_EQ(m_antecedent.complete(), S_OK); });
    EXPECT_FALSE(m_outer.has_ended());
    EXPECT_TRUE(m_scheduler.run());
    EXPECT_EQ(m_outer.completed.status, completed_status);
}

TEST_F(ThenOrder, CancelWhileTheContinuationIsScheduledComesBeforeIt) {
    make();
    hold_while_it_is_scheduled([&] {
        EXPECT_EQ(m_outer.cancel(), S_OK);
        EXPECT_FALSE(m_outer.has_ended());
    });
    EXPECT_TRUE(m_scheduler.run());
    EXPECT_EQ(m_work.ran, 0);
    EXPECT_EQ(m_outer.completed.status, canceled_status);
}

TEST_F(ThenOrder, ContinuationMayHaveRunBeforeTheSchedulerReturns) {
    make();
    hold_while_it_is_scheduled([&] {
        EXPECT_TRUE(m_scheduler.run());
        EXPECT_EQ(m_outer.completed.status, completed_status);
        m_outer.let_go();
        EXPECT_TRUE(m_work.alone());
    });
    EXPECT_EQ(m_work.ran, 1);
}

TEST_F(ThenOrder, CancelIsWhatAnOperationEndsByThatTheSchedulerThenRefuses) {
    make();
    m_scheduler.answer = E_OUTOFMEMORY;
    hold_while_it_is_scheduled([&] { EXPECT_EQ(m_outer.cancel(), S_OK); });
    EXPECT_EQ(m_outer.completed.status, canceled_status);
    EXPECT_EQ(m_work.ran, 0);
}

TEST_F(ThenOrder, LastConsumerLetsGoWhileTheContinuationIsScheduled) {
    make();
    hold_while_it_is_scheduled([&] { m_outer.let_go(); });
    EXPECT_TRUE(m_scheduler.run());
    EXPECT_EQ(m_work.ran, 1);
    EXPECT_EQ(m_outer.completed.status, completed_status);
}

TEST_F(ThenOrder, CancelWhileTheContinuationRunsIsItsToSee) {
    make();
    EXPECT_EQ(m_antecedent.complete(), S_OK);
    hold_at(
        m_work.in_run, [&] { EXPECT_TRUE(m_scheduler.run()); },
        [&] {
            EXPECT_EQ(m_outer.cancel(), S_OK);
            EXPECT_FALSE(m_outer.has_ended());
            m_outer.let_go();
        });
    EXPECT_EQ(m_work.answered, S_FALSE);
    EXPECT_EQ(m_outer.completed.status, canceled_status);
}

} // namespace
