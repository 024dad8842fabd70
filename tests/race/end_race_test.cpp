// SPDX-License-Identifier: MIT
// Threads that start at once: ends against each other, attaches, and waits.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

TEST(EndRace, CompletionAgainstAttachAndCancelInvokesOnceWithTheFinalStatus) {
    raced_operation target;
    counted_handler handler;
    void* completed = nullptr;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            handler.reset();
            target.create();
            completed = handler.completed(target.type);
        },
        {[&] {
             slots_of(target.consumer).put_Completed(target.consumer, completed);
             release(completed);
         },
         [&] { target.producer->Complete(&result); },
         [&] { target.control->CancelWithReason(HRESULT(0x800704C7), nullptr); }},
        [&] {
            EXPECT_EQ(handler.invoked, 1);
            EXPECT_EQ(handler.destroyed, 1);
            EXPECT_EQ(handler.status, target.status());
            target.destroy();
        });
}

TEST(EndRace, OneOfManyEndsWins) {
    raced_operation target;
    std::atomic<int> won = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            won = 0;
            target.create();
        },
        {[&] { won += target.producer->Complete(&result) == S_OK; },
         [&] { won += target.producer->Fail(E_FAIL, "no") == S_OK; },
         [&] { won += target.producer->EndCanceled() == S_OK; }},
        [&] {
            EXPECT_EQ(won, 1);
            target.destroy();
        });
}

TEST(EndRace, ExactlyOneAttachCounts) {
    raced_operation target;
    counted_handler handlers[3];
    std::atomic<int> accepted = 0;
    const uint32_t result = 7;
    const auto attach = [&](counted_handler& handler) {
        void* const completed = handler.completed(target.type);
        accepted += slots_of(target.consumer).put_Completed(target.consumer, completed) == S_OK;
        release(completed);
    };
    run_rounds(
        rounds,
        [&] {
            accepted = 0;
            for (counted_handler& each : handlers)
                each.reset();
            target.create();
        },
        {[&] { attach(handlers[0]); }, [&] { attach(handlers[1]); }, [&] { attach(handlers[2]); },
         [&] { target.producer->Complete(&result); }},
        [&] {
            EXPECT_EQ(accepted, 1);
            EXPECT_EQ(handlers[0].invoked + handlers[1].invoked + handlers[2].invoked, 1);
            for (counted_handler& each : handlers)
                EXPECT_EQ(each.destroyed, 1);
            target.destroy();
        });
}

TEST(EndRace, BornEndedIsAttachedOnceFromAnyThread) {
    raced_operation target;
    counted_handler handlers[2];
    std::atomic<int> accepted = 0;
    const uint32_t result = 7;
    const auto attach = [&](counted_handler& handler) {
        void* const completed = handler.completed(target.type);
        accepted += slots_of(target.consumer).put_Completed(target.consumer, completed) == S_OK;
        release(completed);
    };
    run_rounds(
        rounds,
        [&] {
            accepted = 0;
            for (counted_handler& each : handlers)
                each.reset();
        },
        {[&] {
            // The creating thread attaches itself while another one does, too.
            AsyncomCreateCompleted(target.type, &result, &target.iid, &target.consumer);
            std::thread other([&] { attach(handlers[1]); });
            attach(handlers[0]);
            other.join();
        }},
        [&] {
            EXPECT_EQ(accepted, 1);
            EXPECT_EQ(handlers[0].invoked + handlers[1].invoked, 1);
            for (counted_handler& each : handlers)
                EXPECT_EQ(each.destroyed, 1);
            release(target.consumer);
        });
}

TEST(EndRace, WaitersWakeHoweverTheEndComes) {
    raced_operation target;
    const uint32_t result = 7;
    std::atomic<int> woken = 0;
    run_rounds(
        rounds,
        [&] {
            woken = 0;
            target.create();
        },
        {[&] { woken += target.control->Wait(ASYNCOM_INFINITE) == S_OK; },
         [&] {
             IUnknown* both[2] = {static_cast<IUnknown*>(target.consumer), target.control};
             uint32_t index = 9;
             woken += AsyncomWaitAny(both, 2, ASYNCOM_INFINITE, &index) == S_OK && index == 0;
         },
         [&] { target.producer->Complete(&result); }},
        [&] {
            EXPECT_EQ(woken, 2);
            target.destroy();
        });
}

} // namespace
