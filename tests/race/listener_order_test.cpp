// SPDX-License-Identifier: MIT
// Forced orders of listeners: a thread is held inside foreign code that a subscription, a report,
// an end or a departure calls, and another one makes its whole call meanwhile.
#include <gtest/gtest.h>

#include "gates.h"

namespace {

using namespace race;

class ListenerOrder : public testing::Test {
protected:
    ListenerOrder()
        : completed(target.type, ASYNCOM_IID_COMPLETED_HANDLER),
          progress(target.type, ASYNCOM_IID_PROGRESS_HANDLER) {
        target.create();
        slots_of(target.consumer)
            .QueryInterface(target.consumer, &IID_IAsyncListeners,
                            reinterpret_cast<void**>(&listeners));
    }
    ~ListenerOrder() override {
        release(listeners);
        target.destroy();
        EXPECT_TRUE(completed.alone());
        EXPECT_TRUE(progress.alone());
    }

    std::uint64_t subscribe_completed() {
        std::uint64_t token = 0;
        EXPECT_EQ(listeners->SubscribeCompleted(&completed, &token), S_OK);
        return token;
    }
    std::uint64_t subscribe_progress(std::uint32_t max_per_second = 0) {
        std::uint64_t token = 0;
        EXPECT_EQ(listeners->SubscribeProgress(&progress, max_per_second, &token), S_OK);
        return token;
    }
    HRESULT report() {
        const double value = 0.5;
        return target.producer->ReportProgress(&value);
    }
    HRESULT complete() {
        const std::uint32_t result = 7;
        return target.producer->Complete(&result);
    }
    // Until a value was held back; slow machines need more than two.
    bool report_until_owed() {
        for (int i = 0; i < 1000; ++i) {
            const int before = progress.invoked;
            EXPECT_EQ(report(), S_OK);
            if (progress.invoked == before) return true;
        }
        return false;
    }
    // Holds `held` inside `place`; `leaving` runs on a thread of its own meanwhile and may wait.
    template <class Held, class Leaving>
    void hold_while_another_waits(stop& place, Held&& held, Leaving&& leaving) {
        std::thread waiting;
        announcement calls;
        hold_at(place, held, [&] {
            waiting = std::thread([&] {
                calls.release();
                leaving();
            });
            calls.acquire();
        });
        if (waiting.joinable()) waiting.join();
    }

    raced_operation target;
    gated_listener<std::int32_t> completed;
    gated_listener<double> progress;
    IAsyncListeners* listeners = nullptr;
};

TEST_F(ListenerOrder, WhoLeavesWaitsForItsCallOfTheEnd) {
    const std::uint64_t token = subscribe_completed();
    hold_while_another_waits(
        completed.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
            EXPECT_EQ(completed.invoked, 1);
        });
}

TEST_F(ListenerOrder, WhoLeavesWaitsForItsCallOfAReportAndHearsNoOther) {
    const std::uint64_t token = subscribe_progress();
    hold_while_another_waits(
        progress.in_invoke, [&] { EXPECT_EQ(report(), S_OK); },
        [&] {
            EXPECT_EQ(listeners->Unsubscribe(token), S_OK);
            EXPECT_EQ(progress.invoked, 1);
            EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
        });
    EXPECT_EQ(report(), S_OK);
    EXPECT_EQ(progress.begun, 1);
}

TEST_F(ListenerOrder, WhoLeavesWaitsForItsCallInsideASubscription) {
    EXPECT_EQ(complete(), S_OK);
    std::uint64_t token = 0; // written before it is called
    hold_while_another_waits(
        completed.in_invoke,
        [&] { EXPECT_EQ(listeners->SubscribeCompleted(&completed, &token), S_OK); },
        [&] {
            EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
            EXPECT_EQ(completed.invoked, 1);
        });
}

TEST_F(ListenerOrder, DuringACallOthersComeAndGo) {
    subscribe_completed();
    counted_handler other;
    void* const handler = other.completed(target.type);
    hold_at(
        completed.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            std::uint64_t token = 0;
            EXPECT_EQ(listeners->SubscribeCompleted(static_cast<IUnknown*>(handler), &token), S_OK);
            EXPECT_EQ(other.invoked, 1); // ended: inside
            EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
        });
    release(handler);
    EXPECT_EQ(other.destroyed, 1);
}

TEST_F(ListenerOrder, TheNextLeavesWhileTheFirstIsCalled) {
    subscribe_completed();
    counted_handler other;
    void* const handler = other.completed(target.type);
    std::uint64_t token = 0;
    EXPECT_EQ(listeners->SubscribeCompleted(static_cast<IUnknown*>(handler), &token), S_OK);
    release(handler);
    hold_at(
        completed.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            EXPECT_EQ(listeners->Unsubscribe(token), S_OK);
            EXPECT_EQ(other.destroyed, 1);
        });
    EXPECT_EQ(other.invoked, 0);
}

// Held before it is known what it is: the end overtakes the subscription, which then invokes
// inside.
TEST_F(ListenerOrder, AnEndThatOvertakesASubscriptionIsHeardInside) {
    hold_at(
        completed.in_query, [&] { subscribe_completed(); },
        [&] {
            EXPECT_EQ(complete(), S_OK);
            EXPECT_EQ(completed.begun, 0);
        });
    EXPECT_EQ(completed.invoked, 1);
}

TEST_F(ListenerOrder, TheReleaseOfWhoLeftHoldsNobodyUp) {
    const std::uint64_t token = subscribe_progress();
    subscribe_completed();
    hold_at(
        progress.in_release, [&] { EXPECT_EQ(listeners->Unsubscribe(token), S_OK); },
        [&] {
            EXPECT_EQ(listeners->Unsubscribe(token), S_FALSE);
            EXPECT_EQ(report(), S_OK);
            EXPECT_EQ(complete(), S_OK);
            EXPECT_EQ(completed.invoked, 1);
        });
    EXPECT_EQ(progress.begun, 0);
}

// A report that an end overtakes is a misuse: it is memory-safe, and the end does not wait.
TEST_F(ListenerOrder, AnEndDuringAReportLeavesTheListenerToIt) {
    subscribe_progress();
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(report(), S_OK); },
        [&] {
            EXPECT_EQ(complete(), S_OK);
            EXPECT_EQ(target.status(), 1);
            EXPECT_FALSE(progress.alone());
        });
    EXPECT_TRUE(progress.alone());
    EXPECT_EQ(progress.invoked, 1);
}

// ---- held inside the delivery of the last value, before the end

TEST_F(ListenerOrder, OneEndDeliversTheLastValueAndTheOthersHaveLost) {
    subscribe_progress(1);
    subscribe_completed();
    ASSERT_TRUE(report_until_owed());
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            EXPECT_EQ(target.status(), 0);
            EXPECT_EQ(complete(), E_ILLEGAL_STATE_CHANGE);
            EXPECT_EQ(target.producer->Fail(E_FAIL, nullptr), E_ILLEGAL_STATE_CHANGE);
            EXPECT_EQ(completed.begun, 0);
        });
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(target.status(), 1);
}

// Who is told the last value leaves inside it: nobody is left to hear, and still one end has won.
TEST_F(ListenerOrder, OneEndWinsAlsoWhenTheListenerLeavesDuringTheLastValue) {
    const std::uint64_t token = subscribe_progress(1);
    ASSERT_TRUE(report_until_owed());
    progress.body = [&] { EXPECT_EQ(listeners->Unsubscribe(token), S_OK); };
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            EXPECT_EQ(complete(), E_ILLEGAL_STATE_CHANGE);
            EXPECT_EQ(target.status(), 0);
        });
    EXPECT_EQ(target.status(), 1);
}

TEST_F(ListenerOrder, ACancelDuringTheLastValueIsInTime) {
    subscribe_progress(1);
    ASSERT_TRUE(report_until_owed());
    hold_at(
        progress.in_invoke, [&] { EXPECT_EQ(complete(), S_FALSE); },
        [&] { EXPECT_EQ(target.control->CancelWithReason(E_ABORT, nullptr), S_OK); });
    EXPECT_EQ(target.status(), 2);
}

TEST_F(ListenerOrder, WhoLeavesWaitsForItsLastValue) {
    const std::uint64_t token = subscribe_progress(1);
    ASSERT_TRUE(report_until_owed());
    const int before = progress.invoked;
    hold_while_another_waits(
        progress.in_invoke, [&] { EXPECT_EQ(complete(), S_OK); },
        [&] {
            // S_FALSE where this thread is so late that the end has taken the listener away.
            EXPECT_GE(listeners->Unsubscribe(token), S_OK);
            EXPECT_EQ(progress.invoked, before + 1);
        });
}

} // namespace
