// SPDX-License-Identifier: MIT
// The COM side of schedulers: identity, interfaces, arguments.
#include "run/scheduler_face.h"

#include "pool_fixture.h"
#include "probe.h"

#include "run/default_scheduler.h"

namespace {

using namespace asyncom::core;

class SchedulerFace : public PoolFixture {
protected:
    void SetUp() override {
        m_both[0] = make(1);
        ASSERT_EQ(default_scheduler(&m_both[1]), S_OK);
    }
    void TearDown() override {
        m_both[0]->Release();
        m_both[1]->Release();
    }
    IAsyncScheduler* m_both[2] = {};
};

TEST_F(SchedulerFace, AnswersItsInterfacesWithOnePointer) {
    for (IAsyncScheduler* scheduler : m_both) {
        for (const GUID& iid : {IID_IUnknown, IID_IAsyncScheduler, IID_IAgileObject}) {
            void* object = nullptr;
            ASSERT_EQ(scheduler->QueryInterface(iid, &object), S_OK);
            EXPECT_EQ(object, scheduler);
            scheduler->Release();
        }
        void* object = scheduler;
        EXPECT_EQ(scheduler->QueryInterface(IID_IAsyncManualScheduler, &object), E_NOINTERFACE);
        EXPECT_EQ(object, nullptr);
        EXPECT_EQ(scheduler->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    }
}

TEST_F(SchedulerFace, RefusesNullPointers) {
    for (IAsyncScheduler* scheduler : m_both) {
        probe never;
        uint64_t token = 7;
        EXPECT_EQ(scheduler->Schedule(nullptr, &never), E_POINTER);
        EXPECT_EQ(scheduler->ScheduleAfter(1, nullptr, &never, &token), E_POINTER);
        EXPECT_EQ(token, 0u);
        EXPECT_EQ(scheduler->ScheduleAfter(-1, nullptr, nullptr, nullptr), E_POINTER);
        EXPECT_EQ(scheduler->get_Now(nullptr), E_POINTER);
        EXPECT_FALSE(error_text().empty());
        EXPECT_EQ(never.calls.load(), 0);
    }
}

TEST_F(SchedulerFace, RefusesNegativeDelays) {
    for (IAsyncScheduler* scheduler : m_both) {
        probe never;
        uint64_t token = 7;
        EXPECT_EQ(scheduler->ScheduleAfter(-1, probe::callback, &never, &token), E_INVALIDARG);
        EXPECT_EQ(token, 0u);
        EXPECT_EQ(scheduler->ScheduleAfter(INT64_MIN, probe::callback, &never, &token),
                  E_INVALIDARG);
        EXPECT_EQ(never.calls.load(), 0);
    }
}

TEST_F(SchedulerFace, TakesANullContext) {
    for (IAsyncScheduler* scheduler : m_both) {
        static test_latch* done = nullptr;
        test_latch latch(1);
        done = &latch;
        ASSERT_EQ(scheduler->Schedule([](void*, HRESULT) { done->count_down(); }, nullptr), S_OK);
        latch.wait();
    }
}

} // namespace
