// SPDX-License-Identifier: MIT
// Forced orders of work and of tasks, which are held on the thread that runs them.
#include <gtest/gtest.h>

#include "held_operation.h"

namespace {

using namespace race;

// A piece of work that stops on its thread and ends the operation when it goes on.
struct gated_work {
    stop inside;
    std::atomic<int> ran = 0;
    IAsyncWork* work = nullptr;

    gated_work() {
        AsyncomCreateWork(
            [](void* context, IAsyncProducer* producer, IUnknown*) -> HRESULT {
                auto& self = *static_cast<gated_work*>(context);
                self.inside.pass();
                ++self.ran;
                return producer->Complete(nullptr);
            },
            this, nullptr, &work);
    }
    ~gated_work() { work->Release(); }
};

struct WorkOrder : testing::Test {
    void start(void** operation) {
        void* type = nullptr;
        AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}",
                       reinterpret_cast<IAsyncType**>(&type));
        ASSERT_EQ(AsyncomRun(static_cast<IAsyncType*>(type), body.work, nullptr, &IID_IAsyncInfo,
                             operation),
                  S_OK);
    }
    gated_work body;
    gated_completed completed;
};

TEST_F(WorkOrder, CancelWhileTheWorkRunsIsFinalAndCompletedFollowsItsEnd) {
    void* made = nullptr;
    body.inside.arm();
    start(&made);
    auto* const info = static_cast<IAsyncInfo*>(made);
    completed.AddRef();
    EXPECT_EQ(AsyncomAttachCompleted(info, &completed), S_OK);
    ASSERT_TRUE(body.inside.wait_until_reached());
    EXPECT_EQ(info->Cancel(), S_OK);
    EXPECT_EQ(status_of(info), canceled_status);
    EXPECT_EQ(AsyncomWait(info, 0), S_FALSE);
    EXPECT_EQ(completed.begun, 0);
    body.inside.go_on();
    EXPECT_EQ(AsyncomWait(info, ASYNCOM_INFINITE), S_OK);
    EXPECT_EQ(body.ran, 1);
    info->Release();
    // The handler may still be on its way; it is the last thing that the worker touches here.
    while (!completed.alone())
        std::this_thread::yield();
    EXPECT_EQ(completed.status, canceled_status);
}

TEST_F(WorkOrder, LastConsumerLetsGoWhileTheWorkRuns) {
    void* made = nullptr;
    body.inside.arm();
    start(&made);
    auto* const info = static_cast<IAsyncInfo*>(made);
    ASSERT_TRUE(body.inside.wait_until_reached());
    completed.AddRef();
    EXPECT_EQ(AsyncomAttachCompleted(info, &completed), S_OK);
    info->Release();
    body.inside.go_on();
    while (!completed.alone())
        std::this_thread::yield();
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, completed_status);
}

// A task that stops on a pool's thread.
struct gated_task {
    stop inside;
    std::atomic<int> ran = 0;
    std::atomic<int> dropped = 0;

    static void ASYNCOM_CALL run(void* context, HRESULT reason) {
        auto& self = *static_cast<gated_task*>(context);
        if (reason != S_OK) {
            ++self.dropped;
            return;
        }
        self.inside.pass();
        ++self.ran;
    }
};

TEST(TaskOrder, TokenOfATaskThatRunsIsUnknown) {
    IAsyncScheduler* pool = nullptr;
    ASSERT_EQ(AsyncomCreatePool(1, nullptr, &pool), S_OK);
    gated_task task;
    task.inside.arm();
    uint64_t token = 0;
    EXPECT_EQ(pool->ScheduleAfter(0, &gated_task::run, &task, &token), S_OK);
    ASSERT_TRUE(task.inside.wait_until_reached());
    EXPECT_EQ(pool->CancelScheduled(token), S_FALSE);
    task.inside.go_on();
    pool->Release();
    EXPECT_EQ(task.ran, 1);
    EXPECT_EQ(task.dropped, 0);
}

// The only thread is held inside the first task, so the second is certainly queued; its E_ABORT
// comes on the releasing thread and lets the first one go on, for which Release then waits.
TEST(TaskOrder, LastReleaseOfAPoolDropsTheQueueAndAwaitsTheTaskThatRuns) {
    IAsyncScheduler* pool = nullptr;
    ASSERT_EQ(AsyncomCreatePool(1, nullptr, &pool), S_OK);
    gated_task task;
    task.inside.arm();
    EXPECT_EQ(pool->Schedule(&gated_task::run, &task), S_OK);
    ASSERT_TRUE(task.inside.wait_until_reached());
    EXPECT_EQ(pool->Schedule(
                  [](void* context, HRESULT reason) {
                      auto& held = *static_cast<gated_task*>(context);
                      EXPECT_EQ(reason, E_ABORT);
                      EXPECT_EQ(held.ran, 0);
                      ++held.dropped;
                      held.inside.go_on();
                  },
                  &task),
              S_OK);
    pool->Release();
    EXPECT_EQ(task.ran, 1);
    EXPECT_EQ(task.dropped, 1);
}

} // namespace
