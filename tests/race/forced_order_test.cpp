// SPDX-License-Identifier: MIT
// One order of two threads after the other, forced: a thread is held inside foreign code that the
// library calls, and another one makes its whole call meanwhile. The library holds no lock and no
// half-made state there, so each call answers at once, and as the contract says.
#include <gtest/gtest.h>

#include "gates.h"

namespace {

using namespace race;

constexpr HRESULT has_been_canceled = HRESULT(0x800704C7);

// An operation whose result is an object, with the calls of a client and of a worker.
struct held_operation : raced_operation {
    gated_result object;
    IInspectable* const result = &object;

    held_operation()
        : raced_operation(
              "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};cinterface(IInspectable);f8)") {
        create();
    }
    ~held_operation() {
        destroy();
        EXPECT_TRUE(object.alone());
    }

    HRESULT put_completed(IUnknown* handler) {
        return slots_of(consumer).put_Completed(consumer, handler);
    }
    HRESULT put_progress(IUnknown* handler) {
        return slots_of(consumer).put_Progress(consumer, handler);
    }
    void* get_completed() {
        void* got = nullptr;
        EXPECT_EQ(slots_of(consumer).get_Completed(consumer, &got), S_OK);
        return got;
    }
    void* get_progress() {
        void* got = nullptr;
        EXPECT_EQ(slots_of(consumer).get_Progress(consumer, &got), S_OK);
        return got;
    }
    HRESULT report() {
        const double value = 0.5;
        return producer->ReportProgress(&value);
    }
    HRESULT complete() { return producer->Complete(&result); }
    HRESULT cancel() { return control->CancelWithReason(E_ABORT, nullptr); }
    bool has_ended() {
        AsyncomBoolean ended = 0;
        control->get_Ended(&ended);
        return ended != 0;
    }
    // By any getter: from then on handlers are in counted cells under a mutex.
    void enter_extended_mode() { release(get_completed()); }
    IWeakReference* weak() {
        IWeakReferenceSource* source = nullptr;
        slots_of(consumer).QueryInterface(consumer, &IID_IWeakReferenceSource,
                                          reinterpret_cast<void**>(&source));
        IWeakReference* made = nullptr;
        EXPECT_EQ(source->GetWeakReference(&made), S_OK);
        source->Release();
        return made;
    }
    void release_consumers() {
        release(std::exchange(control, nullptr));
        release(std::exchange(consumer, nullptr));
    }
    void release_producer() { std::exchange(producer, nullptr)->Release(); }
};

IAsyncInfo* resolve(IWeakReference* weak) {
    IInspectable* found = nullptr;
    EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
    return static_cast<IAsyncInfo*>(found);
}

int32_t status_of(IAsyncInfo* info) {
    AsyncStatus status{};
    EXPECT_EQ(info->get_Status(&status), S_OK);
    return int32_t(status);
}

// ---- held inside Invoke of the progress handler

class ForcedOrder : public testing::TestWithParam<bool> {
protected:
    ForcedOrder() {
        if (GetParam()) target.enter_extended_mode();
    }
    held_operation target;
    gated_completed completed;
    gated_progress progress;
};

// A report that an end overtakes is a misuse: it is memory-safe, and nobody waits for anybody.
TEST_P(ForcedOrder, EndDuringAReportEndsAtOnceAndTheReportKeepsItsHandler) {
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

TEST_P(ForcedOrder, ReplacementDuringAReportLeavesTheOldHandlerToIt) {
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

TEST_P(ForcedOrder, CancelDuringAReportIsFinalAtOnce) {
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

TEST_P(ForcedOrder, LastConsumerLetsGoDuringAReport) {
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

// ---- held inside AddRef of a handler that is being put or read out

TEST_P(ForcedOrder, EndWhileAProgressHandlerIsPutLetsItGo) {
    hold_at(
        progress.in_add_ref, [&] { EXPECT_EQ(target.put_progress(&progress), S_OK); },
        [&] { EXPECT_EQ(target.complete(), S_OK); });
    EXPECT_TRUE(progress.alone());
    EXPECT_EQ(target.get_progress(), nullptr);
    EXPECT_EQ(target.report(), E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(progress.invoked, 0);
}

// Both answers are true: the call began before the end, and returns after the Close.
TEST_P(ForcedOrder, CloseWhileAProgressHandlerIsPutLetsItGo) {
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

TEST_P(ForcedOrder, LaterPutWinsOverAProgressHandlerThatIsBeingPut) {
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

TEST_P(ForcedOrder, ProgressHandlerThatIsReadOutOutlivesItsRemovalAndTheEnd) {
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

TEST_P(ForcedOrder, EndWhileACompletedHandlerIsPutInvokesItThere) {
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

TEST_P(ForcedOrder, CancelWhileACompletedHandlerIsPutIsWhatItHearsOf) {
    hold_at(
        completed.in_add_ref, [&] { EXPECT_EQ(target.put_completed(&completed), S_OK); },
        [&] { EXPECT_EQ(target.cancel(), S_OK); });
    EXPECT_EQ(completed.begun, 0);
    EXPECT_EQ(target.complete(), S_FALSE);
    EXPECT_EQ(completed.invoked, 1);
    EXPECT_EQ(completed.status, canceled_status);
    EXPECT_TRUE(completed.alone());
}

TEST_P(ForcedOrder, SecondAttachWhileTheFirstIsBeingPutIsTheOneAssignment) {
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

TEST_P(ForcedOrder, CompletedHandlerThatIsReadOutOutlivesItsInvoke) {
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

// ---- held inside Invoke of the completed handler

TEST_P(ForcedOrder, CompletedHandlerInsideIsShownToItsOwnThreadOnly) {
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

TEST_P(ForcedOrder, LastReferencesGoDuringInvokeAndTheOperationLivesUntilItReturns) {
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

TEST_P(ForcedOrder, CloseDuringInvokeIsAcceptedAndFinal) {
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

TEST_P(ForcedOrder, WeakReferenceResolvesWhileTheEndReleasesTheHandler) {
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
TEST_P(ForcedOrder, WeakReferenceResolvesWhileTheAbandonedOperationReleasesTheHandler) {
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

TEST_P(ForcedOrder, WeakReferenceFindsNothingWhileTheLastReleaseDestroysTheResult) {
    IWeakReference* const weak = target.weak();
    target.complete();
    target.release_producer();
    hold_at(
        target.object.in_release, [&] { target.release_consumers(); },
        [&] { EXPECT_EQ(resolve(weak), nullptr); });
    EXPECT_TRUE(target.object.alone());
    weak->Release();
}

// ---- held inside the cancel handler, and inside what it is put with

TEST_P(ForcedOrder, CompleteDuringTheCancelHandlerDoesNotWaitForIt) {
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
TEST_P(ForcedOrder, PutCancelHandlerReturnsWhenTheRunningOneHasLeft) {
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

TEST_P(ForcedOrder, CancelWhileACancelHandlerIsPutInvokesItThere) {
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

TEST_P(ForcedOrder, EndWhileACancelHandlerIsPutLetsItGoUnused) {
    gated_cancel cancel;
    hold_at(
        cancel.in_add_ref, [&] { EXPECT_EQ(target.producer->put_CancelHandler(&cancel), S_OK); },
        [&] { EXPECT_EQ(target.complete(), S_OK); });
    EXPECT_EQ(cancel.invoked, 0);
    EXPECT_TRUE(cancel.alone());
    EXPECT_EQ(target.cancel(), S_FALSE);
}

// Everybody else lets go: the handler's sender is what keeps the operation.
TEST_P(ForcedOrder, ProducerGoesDuringTheCancelHandler) {
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

// ---- held inside the error object of another component

TEST_P(ForcedOrder, CancelWhileAFailureAsksItsErrorObjectWins) {
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

TEST_P(ForcedOrder, CompleteWhileAFailureAsksItsErrorObjectWins) {
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
TEST_P(ForcedOrder, CancelWhileAResultIsCopiedWinsAndTheResultIsKept) {
    hold_at(
        target.object.in_add_ref, [&] { EXPECT_EQ(target.complete(), S_FALSE); },
        [&] { EXPECT_EQ(target.cancel(), S_OK); });
    EXPECT_EQ(target.status(), canceled_status);
    IInspectable* partial = nullptr;
    EXPECT_EQ(target.control->GetPartialResult(&partial), S_OK);
    EXPECT_EQ(partial, &target.object);
    release(partial);
}

TEST_P(ForcedOrder, FailWhileAResultIsCopiedWins) {
    hold_at(
        target.object.in_add_ref, [&] { EXPECT_EQ(target.complete(), E_ILLEGAL_STATE_CHANGE); },
        [&] { EXPECT_EQ(target.producer->Fail(E_FAIL, "sooner"), S_OK); });
    EXPECT_EQ(target.status(), error_status);
    EXPECT_TRUE(target.object.alone());
}

INSTANTIATE_TEST_SUITE_P(In, ForcedOrder, testing::Bool(), [](const auto& info) {
    return std::string(info.param ? "ExtendedMode" : "FastMode");
});

// ---- held inside work and tasks

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

struct ForcedOrderOfWork : testing::Test {
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

TEST_F(ForcedOrderOfWork, CancelWhileTheWorkRunsIsFinalAndCompletedFollowsItsEnd) {
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

TEST_F(ForcedOrderOfWork, LastConsumerLetsGoWhileTheWorkRuns) {
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

TEST(ForcedOrderOfTasks, TokenOfATaskThatRunsIsUnknown) {
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
TEST(ForcedOrderOfTasks, LastReleaseOfAPoolDropsTheQueueAndAwaitsTheTaskThatRuns) {
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
