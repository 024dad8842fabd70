// SPDX-License-Identifier: MIT
// Where and when a coroutine goes on.
#include <asyncom/coroutine.hpp>
#include <asyncom/fire_and_forget.hpp>
#include <asyncom/resume.hpp>

#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <thread>

namespace {

using namespace asyncom;
using namespace std::chrono_literals;

task go_on(com_ptr<IAsyncScheduler> scheduler, int& reached) {
    co_await resume_on(std::move(scheduler));
    ++reached;
}
async_action go_on_as_operation(com_ptr<IAsyncScheduler> scheduler, int& reached) {
    co_await resume_on(std::move(scheduler));
    ++reached;
}

// Runs at once what it is given, which a scheduler should not.
struct impatient : implements<impatient, IAsyncScheduler> {
    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback task, void* context) noexcept override {
        task(context, S_OK);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL ScheduleAfter(std::int64_t, AsyncomTaskCallback, void*,
                                       std::uint64_t*) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT ASYNCOM_CALL CancelScheduled(std::uint64_t) noexcept override { return S_FALSE; }
    HRESULT ASYNCOM_CALL get_Now(std::int64_t*) noexcept override { return E_NOTIMPL; }
};

TEST(Resume, OnAScheduler) {
    const manual_scheduler scheduler;
    int reached = 0;
    const task other = go_on(scheduler, reached);
    const async_action own = go_on_as_operation(scheduler, reached);
    EXPECT_EQ(reached, 0);
    EXPECT_EQ(scheduler.run_ready(), 2u);
    EXPECT_EQ(reached, 2);
    EXPECT_TRUE(other.done());
    EXPECT_EQ(own.status(), AsyncStatus::Completed);
}

TEST(Resume, OnASchedulerThatRunsAtOnce) {
    const auto scheduler = make<impatient>();
    int reached = 0;
    go_on(scheduler, reached).rethrow();
    go_on_as_operation(scheduler, reached).get();
    EXPECT_EQ(reached, 2);
}

TEST(Resume, OnASchedulerThatIsClosedThrowsItsReason) {
    int reached = 0;
    std::optional<manual_scheduler> scheduler(std::in_place);
    const task other = go_on(*scheduler, reached);
    const async_action own = go_on_as_operation(*scheduler, reached);
    scheduler.reset();
    ASSERT_TRUE(other.done());
    EXPECT_THROW(other.rethrow(), hresult_error);
    EXPECT_EQ(own.error_code(), E_ABORT);
    EXPECT_EQ(reached, 0);
}

TEST(Resume, OnNoSchedulerIsRefused) {
    int reached = 0;
    EXPECT_THROW(go_on(nullptr, reached).rethrow(), hresult_error);
    EXPECT_EQ(go_on_as_operation(nullptr, reached).error_code(), E_POINTER);
}

TEST(Resume, ACoroutineMayBeDestroyedBeforeItsTurn) {
    const manual_scheduler scheduler;
    int reached = 0;
    {
        task waiting = go_on(scheduler, reached);
        waiting.destroy();
    }
    scheduler.run_ready();
    EXPECT_EQ(reached, 0);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

// Clang 14 believes that a function has one thread from its beginning to its end, and asks once.
std::thread::id (*volatile ask_thread)() noexcept = &std::this_thread::get_id;

TEST(Resume, InTheBackgroundIsAnotherThreadEveryTime) {
    const auto body = []() -> async_operation<bool> {
        const auto here = ask_thread();
        co_await resume_background();
        co_return ask_thread() != here;
    };
    for (int round = 0; round < 2000; ++round)
        ASSERT_TRUE(body().get());
}

TEST(Resume, OfACancelledCoroutineThrows) {
    started<> gate;
    const auto body = [&]() -> async_action {
        static_cast<void>(co_await try_await(gate.operation));
        co_await resume_background();
        ADD_FAILURE() << "it was cancelled";
    };
    const async_action operation = body();
    operation.cancel();
    gate.cancel_ends();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
}

TEST(Resume, CancelWhileItIsQueuedIsSeenAtTheNextWait) {
    const manual_scheduler scheduler;
    bool reached = false;
    const auto body = [&]() -> async_action {
        co_await resume_on(scheduler);
        reached = true;
        co_await std::suspend_never();
        ADD_FAILURE() << "it was cancelled";
    };
    const async_action operation = body();
    operation.cancel();
    scheduler.run_ready();
    EXPECT_TRUE(reached);
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
}

TEST(Resume, AfterATimeOnAGivenClock) {
    const manual_scheduler scheduler;
    bool reached = false;
    const auto body = [&]() -> async_action {
        co_await resume_after(20ms, scheduler);
        reached = true;
    };
    const async_action operation = body();
    scheduler.advance(ticks(199'999));
    EXPECT_FALSE(reached);
    scheduler.advance(ticks(1));
    EXPECT_TRUE(reached);
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
}

TEST(Resume, AfterNoTimeAndAfterLessThanNone) {
    const manual_scheduler scheduler;
    const async_action none = resume_after(0ms, scheduler);
    const async_action less = resume_after(-5ms, scheduler);
    scheduler.advance(ticks(0));
    EXPECT_EQ(none.status(), AsyncStatus::Completed);
    EXPECT_EQ(less.status(), AsyncStatus::Completed);
}

TEST(Resume, ATimeEndsAtOnceWhenItIsCancelled) {
    const manual_scheduler scheduler;
    const auto body = [&]() -> async_action { co_await resume_after(1h, scheduler); };
    const async_action operation = body();
    operation.cancel();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    EXPECT_TRUE(projection::comes_to_be_unloadable()); // nothing is left in the scheduler
}

TEST(Resume, AfterATimeInTheBackground) {
    const auto body = []() -> async_action { co_await resume_after(1us); };
    EXPECT_EQ(body().wait_for(1h), AsyncStatus::Completed);
}

TEST(Resume, ASchedulerWithoutTimersIsTheFailure) {
    EXPECT_THROW(resume_after(1s, make<impatient>()), hresult_not_implemented);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(FireAndForget, RunsAndIsGone) {
    started<> gate;
    bool reached = false;
    const auto body = [](async_action wait, bool& end) -> fire_and_forget {
        co_await std::move(wait);
        end = true;
    };
    body(gate.operation, reached);
    EXPECT_EQ(can_unload_now(), S_FALSE);
    EXPECT_FALSE(reached);
    gate.complete();
    EXPECT_TRUE(reached);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

} // namespace
