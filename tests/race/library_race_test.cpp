// SPDX-License-Identifier: MIT
// The shipped library under threads that start at once. The models show that every order is right;
// here ThreadSanitizer looks at the real code, with its slabs, handlers and errors.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

// Enough for every order to come up often; a sanitizer slows each round about tenfold.
constexpr int rounds = 2'000;

TEST(LibraryRace, CompletionAgainstAttachAndCancelInvokesOnceWithTheFinalStatus) {
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

TEST(LibraryRace, OneOfManyEndsWins) {
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

TEST(LibraryRace, ExactlyOneAttachCounts) {
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

TEST(LibraryRace, BornEndedIsAttachedOnceFromAnyThread) {
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

TEST(LibraryRace, ProgressHandlerIsReplacedReadAndClearedUnderReports) {
    raced_operation target;
    counted_handler first, second;
    const double value = 0.5;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            first.reset();
            second.reset();
            target.create();
            void* const progress = first.progress(target.type);
            slots_of(target.consumer).put_Progress(target.consumer, progress);
            release(progress);
        },
        {[&] {
             for (int i = 0; i < 5; ++i)
                 target.producer->ReportProgress(&value);
             target.producer->Complete(&result);
         },
         [&] {
             void* const progress = second.progress(target.type);
             slots_of(target.consumer).put_Progress(target.consumer, progress);
             release(progress);
         },
         [&] {
             void* got = nullptr;
             slots_of(target.consumer).get_Progress(target.consumer, &got);
             release(got);
             slots_of(target.consumer).put_Progress(target.consumer, nullptr);
         }},
        [&] {
            EXPECT_EQ(first.destroyed, 1);
            EXPECT_EQ(second.destroyed, 1);
            target.destroy();
        });
}

TEST(LibraryRace, ReportAgainstTheEndIsDeliveredOrDropped) {
    raced_operation target;
    counted_handler handler;
    const double value = 0.5;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            handler.reset();
            target.create();
            void* const progress = handler.progress(target.type);
            slots_of(target.consumer).put_Progress(target.consumer, progress);
            release(progress);
        },
        {[&] {
             for (int i = 0; i < 3; ++i)
                 target.producer->ReportProgress(&value);
         },
         [&] { target.producer->Complete(&result); }},
        [&] {
            EXPECT_EQ(handler.destroyed, 1);
            target.destroy();
        });
}

TEST(LibraryRace, WaitersWakeHoweverTheEndComes) {
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

TEST(LibraryRace, AbandonmentAgainstCancelAndCancelHandler) {
    raced_operation target;
    std::atomic<int> canceled = 0;
    run_rounds(
        rounds,
        [&] {
            canceled = 0;
            target.create();
            IAsyncCancelHandler* handler = nullptr;
            AsyncomCreateCancelHandler(
                [](void* context, IAsyncProducer* sender) -> HRESULT {
                    ++*static_cast<std::atomic<int>*>(context);
                    sender->EndCanceled();
                    return S_OK;
                },
                &canceled, nullptr, &handler);
            target.producer->put_CancelHandler(handler);
            handler->Release();
        },
        {[&] {
             target.producer->Release();
             target.producer = nullptr;
         },
         [&] { target.control->CancelWithReason(E_ABORT, "enough"); }},
        [&] {
            EXPECT_LE(canceled, 1);
            const int32_t status = target.status();
            EXPECT_TRUE(status == canceled_status || status == error_status) << status;
            target.destroy();
        });
}

TEST(LibraryRace, PutCancelHandlerWaitsForTheOldOne) {
    raced_operation target;
    struct state {
        std::atomic<bool> running = false;
        std::atomic<bool> ran_after_return = false;
        std::atomic<bool> gone = false;
    } state;
    run_rounds(
        rounds,
        [&] {
            state.running = false;
            state.gone = false;
            target.create();
            IAsyncCancelHandler* handler = nullptr;
            AsyncomCreateCancelHandler(
                [](void* context, IAsyncProducer*) -> HRESULT {
                    auto& inside = *static_cast<struct state*>(context);
                    inside.running = true;
                    if (inside.gone) inside.ran_after_return = true;
                    inside.running = false;
                    return S_OK;
                },
                &state, nullptr, &handler);
            target.producer->put_CancelHandler(handler);
            handler->Release();
        },
        {[&] { target.control->CancelWithReason(E_ABORT, nullptr); },
         [&] {
             target.producer->put_CancelHandler(nullptr);
             EXPECT_FALSE(state.running);
             state.gone = true;
         }},
        [&] {
            EXPECT_FALSE(state.ran_after_return);
            target.producer->EndCanceled();
            target.destroy();
        });
}

TEST(LibraryRace, WeakReferenceResolvesToTheLivingOrToNothing) {
    raced_operation target;
    IWeakReference* weak = nullptr;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            target.create();
            IWeakReferenceSource* source = nullptr;
            slots_of(target.consumer)
                .QueryInterface(target.consumer, &IID_IWeakReferenceSource,
                                reinterpret_cast<void**>(&source));
            source->GetWeakReference(&weak);
            source->Release();
            release(target.control);
            target.control = nullptr;
        },
        {[&] {
             release(target.consumer);
             target.consumer = nullptr;
         },
         [&] {
             target.producer->Complete(&result);
             target.producer->Release();
             target.producer = nullptr;
         },
         [&] {
             IInspectable* found = nullptr;
             EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
             if (found != nullptr) {
                 uint32_t id = 0;
                 EXPECT_EQ(static_cast<IAsyncInfo*>(found)->get_Id(&id), S_OK);
                 EXPECT_NE(id, 0u);
             }
             release(found);
         }},
        [&] {
            IInspectable* found = nullptr;
            EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
            EXPECT_EQ(found, nullptr);
            weak->Release();
            target.destroy();
        });
}

TEST(LibraryRace, ChildrenBornDuringTheParentsCancelAreCanceled) {
    raced_operation parent, child;
    run_rounds(
        rounds, [&] { parent.create(); },
        {[&] {
             AsyncomOperationOptions options{};
             options.size = sizeof options;
             options.parent = static_cast<IUnknown*>(parent.consumer);
             child.create(&options);
         },
         [&] { parent.control->CancelWithReason(E_ABORT, "all of you"); }},
        [&] {
            AsyncomBoolean requested = 0;
            child.producer->get_CancelRequested(&requested);
            EXPECT_EQ(requested, 1);
            HRESULT reason = 0;
            HSTRING text = nullptr;
            EXPECT_EQ(child.producer->GetCancelReason(&reason, &text), S_OK);
            EXPECT_EQ(reason, E_ABORT);
            EXPECT_EQ(WindowsGetStringLen(text), 10u);
            WindowsDeleteString(text);
            child.destroy();
            parent.destroy();
        });
}

TEST(LibraryRace, OperationsThatDieOnOtherThreadsLeaveMemoryFlat) {
    // What one thread makes another frees: slots must flow back, or their numbers would climb.
    raced_operation target;
    constexpr int batch = 64;
    std::vector<void*> made(batch);
    uint32_t highest = 0;
    run_rounds(
        rounds, [] {}, {[&] {
            for (void*& each : made) {
                IAsyncProducer* producer = nullptr;
                AsyncomCreateOperation(target.type, nullptr, &target.iid, &each, &producer);
                IAsyncInfo* info = nullptr;
                slots_of(each).QueryInterface(each, &IID_IAsyncInfo,
                                              reinterpret_cast<void**>(&info));
                uint32_t id = 0;
                info->get_Id(&id);
                highest = id > highest ? id : highest;
                info->Release();
                producer->EndCanceled();
                producer->Release();
            }
        }},
        [&] {
            for (void* each : made)
                release(each);
        });
    // A slab has room for 583 operations, or for 2046 slots of those that come from malloc.
    EXPECT_LT(highest, 4u * 2046);
}

// Each task is called once, whether it runs, is cancelled or is dropped by the last Release.
TEST(LibraryRace, AManualSchedulerDeliversEachTaskOnce) {
    IAsyncManualScheduler* scheduler = nullptr;
    std::atomic<uint32_t> delivered = 0;
    std::atomic<uint32_t> ran = 0;
    uint64_t token = 0;
    const auto count = [](void* context, HRESULT) {
        static_cast<std::atomic<uint32_t>*>(context)->fetch_add(1);
    };
    run_rounds(
        rounds,
        [&] {
            delivered = 0;
            ran = 0;
            ASSERT_EQ(AsyncomCreateManualScheduler(&scheduler), S_OK);
            ASSERT_EQ(scheduler->ScheduleAfter(5, count, &delivered, &token), S_OK);
            for (int each = 0; each < 3; ++each)
                scheduler->AddRef();
        },
        {[&] {
             EXPECT_EQ(scheduler->Schedule(count, &delivered), S_OK);
             uint32_t here = 0;
             EXPECT_EQ(scheduler->RunReady(2, &here), S_OK);
             ran += here;
             scheduler->Release();
         },
         [&] {
             EXPECT_EQ(scheduler->ScheduleAfter(3, count, &delivered, nullptr), S_OK);
             uint32_t here = 0;
             EXPECT_EQ(scheduler->Advance(4, &here), S_OK);
             ran += here;
             scheduler->Release();
         },
         [&] {
             ran += scheduler->CancelScheduled(token) == S_OK ? 1 : 0;
             uint32_t waiting = 0;
             EXPECT_EQ(scheduler->get_Pending(&waiting), S_OK);
             EXPECT_LE(waiting, 3u);
             scheduler->Release();
         }},
        [&] {
            EXPECT_EQ(delivered, ran);
            uint32_t waiting = 0;
            EXPECT_EQ(scheduler->get_Pending(&waiting), S_OK);
            EXPECT_EQ(delivered + waiting, 3u);
            EXPECT_EQ(scheduler->Release(), 0u);
            EXPECT_EQ(delivered, 3u);
        });
}

// The last reference may go on any thread, in any order with the others.
TEST(LibraryRace, OneOfTheReleasesOfAManualSchedulerDropsWhatWaits) {
    IAsyncManualScheduler* scheduler = nullptr;
    std::atomic<uint32_t> dropped = 0;
    const auto count = [](void* context, HRESULT reason) {
        static_cast<std::atomic<uint32_t>*>(context)->fetch_add(reason == E_ABORT ? 1 : 100);
    };
    const auto add_one_and_leave = [&] {
        EXPECT_EQ(scheduler->Schedule(count, &dropped), S_OK);
        scheduler->Release();
    };
    run_rounds(
        rounds,
        [&] {
            dropped = 0;
            ASSERT_EQ(AsyncomCreateManualScheduler(&scheduler), S_OK);
            scheduler->AddRef();
        },
        {add_one_and_leave, add_one_and_leave}, [&] { EXPECT_EQ(dropped, 2u); });
}

// Takes all there is, and counts it.
int drain(IAsyncCompletionQueue* queue, uint32_t timeout) {
    AsyncomCompletion items[4];
    uint32_t count = 0;
    int taken = 0;
    while (queue->Dequeue(items, 4, timeout, &count) == S_OK) {
        for (uint32_t i = 0; i < count; ++i)
            items[i].operation->Release();
        taken += int(count);
        timeout = 0;
    }
    return taken;
}

// Ends, consumers that wait, and Close: every operation is given at most once, nobody waits for
// ever, and nothing is held any more.
TEST(LibraryRace, CompletionQueueClosesAgainstEndsAndConsumers) {
    raced_operation targets[2];
    IAsyncCompletionQueue* queue = nullptr;
    std::atomic<int> taken = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            taken = 0;
            ASSERT_EQ(AsyncomCreateCompletionQueue(&queue), S_OK);
            for (raced_operation& each : targets) {
                each.create();
                ASSERT_EQ(queue->Attach(each.control, 1), S_OK);
            }
        },
        {[&] { targets[0].producer->Complete(&result); },
         [&] { targets[1].producer->Complete(&result); },
         [&] { taken += drain(queue, ASYNCOM_INFINITE); }, [&] { queue->Close(); }},
        [&] {
            EXPECT_LE(taken, 2);
            EXPECT_EQ(queue->Release(), 0u);
            for (raced_operation& each : targets) {
                each.control->AddRef();
                EXPECT_EQ(each.control->Release(), 3u) << "consumer, control and the producers";
                each.destroy();
            }
        });
}

// Attached while it ends, taken by whoever comes, on a queue whose last reference goes right after.
TEST(LibraryRace, CompletionQueueGivesEachEndOnceAndMayGoAtOnce) {
    raced_operation target;
    IAsyncCompletionQueue* queue = nullptr;
    intptr_t handle = 0;
    int round = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            ASSERT_EQ(AsyncomCreateCompletionQueue(&queue), S_OK);
            // Every other round with a kernel object.
            if (++round % 2 == 0) {
                ASSERT_EQ(queue->GetWaitHandle(&handle), S_OK);
            }
            target.create();
        },
        {[&] { target.producer->Complete(&result); },
         [&] {
             EXPECT_EQ(queue->Attach(target.control, 5), S_OK);
             EXPECT_EQ(drain(queue, ASYNCOM_INFINITE), 1);
             EXPECT_EQ(queue->Release(), 0u);
         }},
        [&] {
            if (round % 2 == 0) {
                EXPECT_EQ(AsyncomCloseWaitHandle(handle), S_OK);
            }
            target.destroy();
        });
}

// Two inputs end while the composition of both is cancelled and let go.
TEST(LibraryRace, CompositionsEndOnceWhoeverComesFirst) {
    raced_operation targets[2];
    counted_handler handler;
    IAsyncControl* composed[2] = {};
    int round = 0;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            handler.reset();
            IUnknown* inputs[2];
            for (int i = 0; i < 2; ++i) {
                targets[i].create();
                inputs[i] = targets[i].control;
            }
            void** const first = reinterpret_cast<void**>(&composed[0]);
            const GUID& iid = IID_IAsyncControl;
            ASSERT_EQ(++round % 2 == 0 ? AsyncomWhenAll(inputs, 2, nullptr, nullptr, &iid, first)
                                       : AsyncomWhenAny(inputs, 2, nullptr, &iid, first),
                      S_OK);
            ASSERT_EQ(AsyncomWithDeadline(composed[0], 1, nullptr, &iid,
                                          reinterpret_cast<void**>(&composed[1])),
                      S_OK);
        },
        {[&] { targets[0].producer->Complete(&result); },
         [&] { targets[1].producer->Complete(&result); },
         [&] { composed[0]->CancelWithReason(HRESULT(0x800704C7), nullptr); },
         [&] {
             EXPECT_EQ(composed[1]->Wait(ASYNCOM_INFINITE), S_OK);
             EXPECT_EQ(composed[0]->Wait(ASYNCOM_INFINITE), S_OK);
         }},
        [&] {
            composed[1]->Release();
            composed[0]->Release();
            for (raced_operation& each : targets)
                each.destroy();
        });
}

// Each follows the other, and whoever is left is ended: no cycle, no loss.
TEST(LibraryRace, FollowersNeverCloseACycle) {
    raced_operation targets[2];
    HRESULT answers[2] = {};
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            for (raced_operation& each : targets)
                each.create();
        },
        {[&] { answers[0] = targets[0].producer->Follow(targets[1].control); },
         [&] { answers[1] = targets[1].producer->Follow(targets[0].control); }},
        [&] {
            EXPECT_EQ((answers[0] == S_OK) + (answers[1] == S_OK), 1);
            EXPECT_EQ(targets[answers[0] == S_OK ? 1 : 0].producer->Complete(&result), S_OK);
            for (raced_operation& each : targets) {
                EXPECT_EQ(each.status(), 1);
                each.destroy();
            }
        });
}

TEST(LibraryRace, QuiesceAgainstCreationAndEndLeavesNothingRunning) {
    raced_operation target;
    counted_handler handler;
    HRESULT answer = E_FAIL;
    uint32_t remaining = 99;
    const uint32_t result = 7;
    void* consumer = nullptr;
    IAsyncProducer* producer = nullptr;
    run_rounds(
        rounds / 20,
        [&] {
            target.create();
            handler.reset();
            slots_of(target.consumer).put_Completed(target.consumer, nullptr);
        },
        {[&] { answer = AsyncomQuiesce(&rounds, ASYNCOM_INFINITE, &remaining); },
         [&] { target.producer->Complete(&result); },
         [&] {
             void* const completed = handler.completed(target.type);
             if (AsyncomCreateOperation(target.type, nullptr, &IID_IAsyncInfo, &consumer,
                                        &producer) < 0)
                 consumer = nullptr;
             else
                 producer->Complete(&result);
             release(completed);
         }},
        [&] {
            EXPECT_EQ(answer, S_OK);
            EXPECT_EQ(remaining, 0U);
            EXPECT_EQ(handler.invoked, 0);
            if (consumer != nullptr) {
                producer->Release();
                release(consumer);
            }
            target.destroy();
            EXPECT_EQ(AsyncomResume(&rounds), S_OK);
        });
}

TEST(LibraryRace, AListingAgainstEndsAndReleasesShowsWhatStays) {
    raced_operation stays, goes;
    int seen = 0;
    const uint32_t result = 7;
    uint64_t serial = 0;
    run_rounds(
        rounds,
        [&] {
            stays.create();
            goes.create();
            AsyncomOperationInfo info{};
            info.size = sizeof info;
            stays.control->GetInfo(&info);
            serial = info.serial;
            seen = 0;
        },
        {[&] {
             const auto visit = [&](const AsyncomOperationInfo* info) {
                 seen += info->serial == serial;
             };
             AsyncomEnumerateOperations(
                 [](void* context, const AsyncomOperationInfo* info) -> HRESULT {
                     (*static_cast<const decltype(visit)*>(context))(info);
                     return S_OK;
                 },
                 const_cast<void*>(static_cast<const void*>(&visit)));
         },
         [&] { stays.producer->Complete(&result); },
         [&] {
             goes.producer->Complete(&result);
             goes.destroy();
         }},
        [&] {
            EXPECT_EQ(seen, 1);
            stays.destroy();
        });
}

} // namespace
