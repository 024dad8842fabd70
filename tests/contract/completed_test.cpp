// SPDX-License-Identifier: MIT
// The completed handler: assigned once, invoked once, at the right time, and let go.
#include "library_provider.h"
#include "support/check.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace contract;

CONTRACT_TEST(Completed, IsKeptUntilTheEnd, every) {
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    SHOULD_BE(handler->references.load(), 2U);
    {
        ref taken;
        SHOULD_BE(ends.consumer.get_Completed(taken.put()), ok);
        SHOULD(taken.get() == handler.get());
        SHOULD_BE(handler->references.load(), 3U);
    }
    SHOULD_BE(handler->references.load(), 2U);
    SHOULD_BE(handler->calls(), 0U);
}

CONTRACT_TEST(Completed, IsNullBeforeItIsSet, every) {
    const made_operation ends = context.make();
    int garbage = 0;
    void* taken = &garbage;
    SHOULD_BE(ends.consumer.get_Completed(&taken), ok);
    SHOULD(taken == nullptr);
}

CONTRACT_TEST(Completed, IsAssignedOnce, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> first = make_completed(context.type);
    const own<completed_handler> second = make_completed(context.type);
    SHOULD_BE(ends.consumer.put_Completed(first), ok);
    SHOULD_BE(ends.consumer.put_Completed(second), illegal_delegate_assignment);
    SHOULD(second.alone());
    ends.worker->complete(result.argument());
    SHOULD_BE(first->calls(), 1U);
    SHOULD_BE(ends.consumer.put_Completed(second), illegal_delegate_assignment);
    SHOULD_BE(first->calls(), 1U);
    SHOULD_BE(second->calls(), 0U);
    SHOULD(second.alone());
}

CONTRACT_TEST(Completed, CountsNullAsTheAssignment, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    SHOULD_BE(ends.consumer.put_Completed(nullptr), ok);
    SHOULD_BE(ends.consumer.put_Completed(handler), illegal_delegate_assignment);
    SHOULD_BE(ends.consumer.put_Completed(nullptr), illegal_delegate_assignment);
    ends.worker->complete(result.argument());
    SHOULD_BE(handler->calls(), 0U);
    SHOULD_BE(ends.consumer.put_Completed(handler), illegal_delegate_assignment);
}

CONTRACT_TEST(Completed, CountsNullAfterTheEndToo, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.worker->complete(result.argument());
    SHOULD_BE(ends.consumer.put_Completed(nullptr), ok);
    SHOULD_BE(ends.consumer.put_Completed(handler), illegal_delegate_assignment);
    SHOULD_BE(handler->calls(), 0U);
}

// On an ended operation the handler runs on the caller's thread before put_Completed returns.
CONTRACT_TEST(Completed, RunsInsideTheSetterOnceEnded, every) {
    const result_of result(context.type, 5);
    for (const std::int32_t outcome : {completed, canceled, error}) {
        const made_operation ends = context.make();
        const own<completed_handler> handler = make_completed(context.type);
        if (outcome == completed) ends.worker->complete(result.argument());
        if (outcome == canceled) ends.worker->end_canceled();
        if (outcome == error) ends.worker->fail(access_denied, nullptr);
        SHOULD_BE(ends.consumer.put_Completed(handler), ok);
        SHOULD_BE(handler->calls(), 1U);
        SHOULD_BE(handler->last().status, outcome);
        SHOULD(handler->last().thread == std::this_thread::get_id());
        SHOULD(handler.alone());
    }
}

CONTRACT_TEST(Completed, RunsOnTheEndingThreadWhenSetBefore, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    std::thread worker([&] { ends.worker->complete(result.argument()); });
    const std::thread::id id = worker.get_id();
    worker.join();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD(handler->last().thread == id);
}

// "Called" means "finished": a cancelled operation whose body still runs has not finished.
CONTRACT_TEST(Completed, SetAfterCancelWaitsForTheBody, every) {
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.Cancel();
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    SHOULD_BE(handler->calls(), 0U);
    ends.worker->end_canceled();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, canceled);
}

CONTRACT_TEST(Completed, SetBeforeCancelWaitsForTheBody, every) {
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.Cancel();
    SHOULD_BE(handler->calls(), 0U);
    ends.worker->end_canceled();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, canceled);
}

CONTRACT_TEST(Completed, IsLetGoRightAfterItsInvoke, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    SHOULD(handler.alone());
    ref taken;
    SHOULD_BE(ends.consumer.get_Completed(taken.put()), ok);
    SHOULD(!taken);
}

// On the invoking thread the getter still knows the handler; nobody else does.
CONTRACT_TEST(Completed, IsVisibleInsideItsInvokeOnThatThread, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    void* inside = nullptr;
    answer answered = unexpected;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        ref taken;
        answered = ends.consumer.get_Completed(taken.put());
        inside = taken.get();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    SHOULD_BE(answered, ok);
    SHOULD(inside == handler.get());
}

TEST(Completed, IsNullForOtherThreadsWhileItRuns) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        int unset = 0;
        void* outside = &unset;
        const own<completed_handler> handler = make_completed(each, [&](void*, std::int32_t) {
            std::thread([&] {
                ref taken;
                EXPECT_EQ(ends.consumer.get_Completed(taken.put()), ok);
                outside = taken.get();
            }).join();
            return ok;
        });
        ends.consumer.put_Completed(handler);
        ends.worker.Complete(result.argument());
        EXPECT_EQ(outside, nullptr) << each.name;
    }
}

TEST(Completed, InvokedInsideItsSetterIsVisibleThere) {
    const both_ends ends = make_both(action());
    ends.worker.Complete(nullptr);
    void* inside = nullptr;
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        ref taken;
        EXPECT_EQ(ends.consumer.get_Completed(taken.put()), ok);
        inside = taken.get();
        return ok;
    });
    EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
    EXPECT_EQ(inside, handler.get());
    EXPECT_TRUE(handler.alone());
}

CONTRACT_TEST(Completed, GetsTheClientsOwnPointerAsSender, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    bool identical = false;
    const own<completed_handler> handler =
        make_completed(context.type, [&](void* sender, std::int32_t) {
            const ref again = ref::share(sender).query(iid_unknown);
            identical = again.get() == ends.consumer.query(iid_unknown).get();
            return ok;
        });
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    SHOULD(handler->last().sender == ends.consumer.get());
    SHOULD(identical);
}

CONTRACT_TEST(Completed, FindsTheStatusItIsToldAbout, every) {
    const result_of result(context.type, 5);
    for (const std::int32_t outcome : {completed, canceled, error}) {
        const made_operation ends = context.make();
        std::int32_t seen = -1;
        answer code = unexpected;
        const own<completed_handler> handler =
            make_completed(context.type, [&](void*, std::int32_t) {
                seen = ends.consumer.status();
                code = ends.consumer.error_code();
                return ok;
            });
        ends.consumer.put_Completed(handler);
        if (outcome == completed) ends.worker->complete(result.argument());
        if (outcome == canceled) ends.worker->end_canceled();
        if (outcome == error) ends.worker->fail(access_denied, nullptr);
        SHOULD_BE(handler->last().status, outcome);
        SHOULD_BE(seen, outcome);
        SHOULD_BE(code, outcome == completed  ? ok
                        : outcome == canceled ? cancelled
                                              : access_denied);
    }
}

CONTRACT_TEST(Completed, FailingDoesNotChangeTheOutcome, every) {
    const result_of result(context.type, 5);
    for (const answer complaint : {failed, disconnected, out_of_memory}) {
        const made_operation ends = context.make();
        const own<completed_handler> handler =
            make_completed(context.type, [&](void*, std::int32_t) { return complaint; });
        ends.consumer.put_Completed(handler);
        SHOULD_BE(ends.worker->complete(result.argument()), ok);
        SHOULD_BE(ends.consumer.status(), completed);
        SHOULD_BE(ends.consumer.error_code(), ok);
        SHOULD_BE(ends.consumer.results(), ok);
    }
}

CONTRACT_TEST(Completed, FailingInsideItsSetterIsNotTheSettersFailure, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    ends.worker->complete(result.argument());
    const own<completed_handler> handler =
        make_completed(context.type, [](void*, std::int32_t) { return failed; });
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    SHOULD_BE(ends.consumer.status(), completed);
}

CONTRACT_TEST(Completed, MayLetGoOfTheOperation, every) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        ends.consumer.release();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    SHOULD_BE(handler->calls(), 1U);
    ends.worker.reset();
    SHOULD(handler.alone());
}

CONTRACT_TEST(Completed, StillRunsWhenTheLastConsumerLeft, every) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.release();
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, completed);
}

CONTRACT_TEST(Completed, IsNotNeeded, every) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    ends.consumer.release();
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
}

// No lock is held: while the handler runs, another thread gets through every call.
CONTRACT_TEST(Completed, RunsUnderNoLock, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    gate inside;
    gate called;
    bool met = false;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        inside.open();
        met = called.wait_for(context.patience);
        return ok;
    });
    std::thread other([&] {
        inside.wait();
        SHOULD_BE(ends.consumer.status(), completed);
        SHOULD_BE(ends.consumer.Cancel(), ok);
        if (context.type.has_progress()) SHOULD_BE(ends.consumer.put_Progress(nullptr), ok);
        SHOULD_BE(ends.consumer.put_Completed(nullptr), illegal_delegate_assignment);
        SHOULD_BE(ends.consumer.results(), ok);
        called.open();
    });
    ends.consumer.put_Completed(handler);
    ends.worker->complete(result.argument());
    other.join();
    SHOULD(met);
}

// Both sides of the race between the end and the assignment exist; exactly one of them invokes.
// One pair of threads serves all rounds: the operations are handed over one by one.
void race_the_end_against_the_setter(const family& of, std::size_t rounds) {
    const result_of result(of, 5);
    std::vector<both_ends> all;
    all.reserve(rounds);
    std::vector<own<completed_handler>> handlers;
    handlers.reserve(rounds);
    for (std::size_t i = 0; i < rounds; ++i) {
        all.push_back(make_both(of));
        handlers.push_back(make_completed(of));
    }
    std::atomic<std::size_t> round{0};
    std::atomic<std::size_t> done{0};
    std::thread setter([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            while (round.load() <= i)
                std::this_thread::yield();
            all[i].consumer.put_Completed(handlers[i]);
            done.store(i + 1);
        }
    });
    for (std::size_t i = 0; i < rounds; ++i) {
        round.store(i + 1);
        all[i].worker.Complete(result.argument());
        while (done.load() <= i)
            std::this_thread::yield();
    }
    setter.join();
    for (std::size_t i = 0; i < rounds; ++i) {
        ASSERT_EQ(handlers[i]->calls(), 1U) << i;
        ASSERT_TRUE(handlers[i].alone()) << i;
    }
}

TEST(Completed, RunsOnceInEveryRaceOfEndAndSetter) {
    race_the_end_against_the_setter(action(), 100'000);
}

TEST(Completed, RunsOnceInARaceForEveryFamily) {
    for (const family& each : plain_families())
        race_the_end_against_the_setter(each, 5'000);
}

TEST(Completed, IsAssignedByExactlyOneOfSixteenThreads) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        constexpr int runners = 16;
        start_line line(runners);
        std::atomic<int> accepted{0};
        std::atomic<int> refused{0};
        std::vector<own<completed_handler>> handlers;
        for (int i = 0; i < runners; ++i)
            handlers.push_back(make_completed(each));
        std::vector<std::thread> team;
        for (int i = 0; i < runners; ++i)
            team.emplace_back([&, i] {
                line.meet();
                const answer answered =
                    ends.consumer.put_Completed(handlers[static_cast<std::size_t>(i)]);
                if (answered == ok) ++accepted;
                if (answered == illegal_delegate_assignment) ++refused;
            });
        for (std::thread& thread : team)
            thread.join();
        EXPECT_EQ(accepted.load(), 1);
        EXPECT_EQ(refused.load(), runners - 1);
        ends.worker.Complete(result.argument());
        std::size_t calls = 0;
        for (const own<completed_handler>& handler : handlers) {
            calls += handler->calls();
            EXPECT_TRUE(handler.alone());
        }
        EXPECT_EQ(calls, 1U);
    }
}

// A handler that drops its own captures when it is destroyed sees exactly one destruction, outside
// every lock.
CONTRACT_TEST(Completed, WithoutAnotherOwnerIsDestroyedOnce, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    int destroyed = 0;
    std::int32_t status_inside = -1;
    own<completed_handler> handler = make_completed(context.type);
    handler->on_destroy = [&] {
        ++destroyed;
        status_inside = ends.consumer.status();
    };
    ends.consumer.put_Completed(handler);
    release(handler.detach());
    SHOULD_BE(destroyed, 0);
    ends.worker->complete(result.argument());
    SHOULD_BE(destroyed, 1);
    SHOULD_BE(status_inside, completed);
}

TEST(Completed, MayStartAndAwaitAnotherOperation) {
    const family& of = operation_of("string");
    const result_of result(of, 5);
    const both_ends ends = make_both(of);
    const own<work> item([&](void* worker, void*) {
        producer(ref::share(worker).detach()).Complete(nullptr);
        return ok;
    });
    answer waited = unexpected;
    const own<completed_handler> handler = make_completed(of, [&](void*, std::int32_t) {
        void* started_inside = nullptr;
        EXPECT_EQ(AsyncomRun(type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()), nullptr,
                             &iid_action, &started_inside),
                  ok);
        const ref other = ref::attach(started_inside);
        waited = AsyncomWait(unknown(other), ASYNCOM_INFINITE);
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker.Complete(result.argument());
    EXPECT_EQ(waited, ok);
    EXPECT_EQ(item->calls.load(), 1U);
}

// Off Windows a handler that does not say it is agile is called like any other.
CONTRACT_TEST(Completed, NeedsNoAgility, plain) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    handler->agile = false;
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    ends.worker->complete(result.argument());
    SHOULD_BE(handler->calls(), 1U);
    SHOULD(handler.alone());
}

} // namespace
