// SPDX-License-Identifier: MIT
// Many operations behind one queue: what it gives, in which order, to whom, and what its end does.
#include "library_provider.h"
#include "naive_provider.h"
#include "support/errors.h"
#include "support/queueing.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace {

using namespace contract;

using keys = std::vector<std::uint64_t>;

TEST(CompletionQueue, AnswersItsInterfaces) {
    const queueing queue;
    for (const GUID& iid : {iid_unknown, IID_IAsyncCompletionQueue, iid_agile})
        EXPECT_EQ(queue.face().query(iid).get(), queue.face().get());
    EXPECT_FALSE(queue.face().query(iid_random));
    EXPECT_EQ(references_of(queue.face().get()), 1U);
}

TEST(CompletionQueue, ChecksItsArguments) {
    EXPECT_EQ(AsyncomCreateCompletionQueue(nullptr), bad_pointer);
    const queueing queue;
    EXPECT_EQ(queue.attach(static_cast<IUnknown*>(nullptr), 1), bad_pointer);
    AsyncomCompletion item;
    std::uint32_t count = 7;
    EXPECT_EQ(queue.dequeue(nullptr, 0, 0, &count), bad_pointer);
    EXPECT_EQ(count, 0U);
    std::memset(&item, 0xC5, sizeof item);
    EXPECT_EQ(queue.dequeue(&item, 1, 0, nullptr), bad_pointer);
    EXPECT_EQ(item.operation, nullptr);
    count = 7;
    EXPECT_EQ(queue.dequeue(&item, 0, 0, &count), bad_argument);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(error_slot_code(), bad_argument);
    EXPECT_EQ(queue.wait_handle(nullptr), bad_pointer);
    empty_error_slot();
}

TEST(CompletionQueue, RefusesForeignOperations) {
    const queueing queue;
    naive_provider naive;
    const made_operation foreign = naive.make(action());
    EXPECT_EQ(queue.attach(foreign.consumer.as_unknown(), 1), no_interface);
    const both_ends ends = make_both(action());
    EXPECT_EQ(queue.attach(unknown(ends.worker.get()), 1), no_interface);
    EXPECT_EQ(queue.take().answered, no);
    empty_error_slot();
}

TEST(CompletionQueue, GivesWhatHasEndedInTheOrderOfTheEnds) {
    const queueing queue;
    const result_of result(operation_of("string"), 5);
    const both_ends well = make_both(operation_of("string"));
    const both_ends badly = make_both(action());
    const both_ends asked = make_both(action());
    const both_ends running = make_both(action());
    EXPECT_EQ(queue.attach(running.consumer, 1), ok);
    EXPECT_EQ(queue.attach(well.consumer, 2), ok);
    EXPECT_EQ(queue.attach(asked.consumer, 3), ok);
    EXPECT_EQ(queue.attach(badly.consumer, 4), ok);
    EXPECT_EQ(queue.take().answered, no);
    asked.consumer.Cancel();
    EXPECT_EQ(queue.take().answered, no) << "the cancelled body still runs";
    badly.worker.Fail(access_denied, "no entry");
    asked.worker.EndCanceled();
    well.worker.Complete(result.argument());
    const batch taken = queue.take();
    EXPECT_EQ(taken.answered, ok);
    ASSERT_EQ(taken.keys(), (keys{4, 3, 2}));
    const std::array<std::int32_t, 3> statuses = {error, canceled, completed};
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        EXPECT_EQ(taken.items[i].status, statuses[i]);
        EXPECT_EQ(taken.items[i].reserved, 0U);
    }
    EXPECT_EQ(queue.take().answered, no);
}

TEST(CompletionQueue, GivesThePointerThatWasAttachedWithItsReference) {
    for (const family& each : plain_families()) {
        const queueing queue;
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        const std::uint32_t before = references_of(ends.consumer.get());
        EXPECT_EQ(queue.attach(ends.consumer, 1), ok);
        EXPECT_EQ(queue.attach(unknown(ends.consumer.control()), 2), ok);
        EXPECT_EQ(references_of(ends.consumer.get()), before + 2);
        ends.worker.Complete(result.argument());
        batch taken = queue.take();
        ASSERT_EQ(taken.keys(), (keys{1, 2})) << "twice attached, twice given";
        EXPECT_EQ(taken.items[0].operation, ends.consumer.as_unknown());
        EXPECT_EQ(taken.items[1].operation, unknown(ends.consumer.control()));
        EXPECT_EQ(references_of(ends.consumer.get()), before + 2);
        taken.clear();
        EXPECT_EQ(references_of(ends.consumer.get()), before);
    }
}

TEST(CompletionQueue, TakesWhatHasEndedAtOnce) {
    const queueing queue;
    const both_ends ends = make_both(action());
    ends.worker.Complete(nullptr);
    EXPECT_EQ(queue.attach(ends.consumer, 1), ok);
    void* born = nullptr;
    ASSERT_EQ(AsyncomCreateCanceled(type_of(action()), &iid_action, &born), ok);
    const ref owned = ref::attach(born);
    EXPECT_EQ(queue.attach(unknown(owned), 2), ok);
    const both_ends closed_one = make_both(action());
    closed_one.worker.Complete(nullptr);
    closed_one.consumer.Close();
    EXPECT_EQ(queue.attach(closed_one.consumer, 3), ok);
    const batch taken = queue.take();
    ASSERT_EQ(taken.keys(), (keys{1, 2, 3}));
    EXPECT_EQ(taken.items[0].status, completed);
    EXPECT_EQ(taken.items[1].status, canceled);
    EXPECT_EQ(taken.items[2].status, completed) << "what it ended with, not that it is closed";
}

TEST(CompletionQueue, GivesNoMoreThanThereIsRoomFor) {
    const queueing queue;
    const both_ends ends = make_both(action());
    for (std::uint64_t key = 0; key < 5; ++key)
        EXPECT_EQ(queue.attach(ends.consumer, key), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(queue.take(2).keys(), (keys{0, 1}));
    EXPECT_EQ(queue.take(2).keys(), (keys{2, 3}));
    EXPECT_EQ(queue.take(2).keys(), (keys{4}));
    EXPECT_EQ(queue.take(2).answered, no);
}

TEST(CompletionQueue, LeavesTheHandlerSlotsAlone) {
    const queueing queue;
    const both_ends ends = make_both(action());
    EXPECT_EQ(queue.attach(ends.consumer, 1), ok);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(queue.take().keys(), (keys{1}));
}

TEST(CompletionQueue, KeepsWhatNobodyElseHolds) {
    const queueing queue;
    both_ends ends = make_both(action());
    EXPECT_EQ(queue.attach(ends.consumer, 1), ok);
    ends.consumer.release();
    ends.worker.Complete(nullptr);
    ends.worker.release();
    const batch taken = queue.take();
    ASSERT_EQ(taken.keys(), (keys{1}));
    EXPECT_EQ(references_of(taken.items[0].operation), 1U);
}

TEST(CompletionQueue, TimesOut) {
    const queueing queue;
    EXPECT_EQ(queue.take(1, 0).answered, no);
    EXPECT_EQ(queue.take(1, 1).answered, no);
}

TEST(CompletionQueue, WakesWhoWaits) {
    const queueing queue;
    const both_ends ends = make_both(action());
    EXPECT_EQ(queue.attach(ends.consumer, 1), ok);
    std::thread consumer([&] { EXPECT_EQ(queue.take(4, ASYNCOM_INFINITE).keys(), (keys{1})); });
    ends.worker.Complete(nullptr);
    consumer.join();
}

// Every end is given exactly once, whoever takes it.
TEST(CompletionQueue, ServesManyConsumers) {
    const queueing queue;
    constexpr int producers = 4;
    constexpr int each = 500;
    std::vector<std::atomic<int>> seen(producers * each);
    std::atomic<int> left = producers * each;
    std::vector<std::thread> threads;
    for (int number = 0; number < producers; ++number)
        threads.emplace_back([&, number] {
            for (int i = 0; i < each; ++i) {
                const both_ends ends = make_both(action());
                EXPECT_EQ(queue.attach(ends.consumer, number * each + i), ok);
                ends.worker.Complete(nullptr);
            }
        });
    for (int number = 0; number < 4; ++number)
        threads.emplace_back([&, number] {
            while (true) {
                const batch taken = queue.take(number + 1, ASYNCOM_INFINITE);
                if (taken.answered != ok) return;
                for (const std::uint64_t key : taken.keys())
                    seen[key].fetch_add(1);
                if (left.fetch_sub(int(taken.items.size())) == int(taken.items.size()))
                    queue.close();
            }
        });
    for (std::thread& one : threads)
        one.join();
    EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](auto& times) { return times == 1; }));
    empty_error_slot();
}

TEST(CompletionQueue, CloseLetsGoOfEverything) {
    const queueing queue;
    const both_ends ended = make_both(action());
    const both_ends running = make_both(action());
    const std::uint32_t before = references_of(running.consumer.get());
    queue.attach(ended.consumer, 1);
    queue.attach(running.consumer, 2);
    ended.worker.Complete(nullptr);
    EXPECT_EQ(queue.close(), ok);
    EXPECT_EQ(references_of(running.consumer.get()), before);
    EXPECT_EQ(references_of(ended.consumer.get()), before);
    EXPECT_EQ(running.consumer.status(), started);
    EXPECT_EQ(running.worker.Complete(nullptr), ok);
    EXPECT_EQ(queue.close(), ok);
    EXPECT_EQ(queue.attach(running.consumer, 3), illegal_method_call);
    EXPECT_EQ(references_of(running.consumer.get()), before);
    EXPECT_EQ(queue.take().answered, illegal_method_call);
    EXPECT_EQ(queue.take(1, ASYNCOM_INFINITE).answered, illegal_method_call);
    std::intptr_t handle = 7;
    EXPECT_EQ(queue.wait_handle(&handle), illegal_method_call);
    EXPECT_EQ(handle, 0);
    EXPECT_EQ(error_text(), "The queue is closed.");
    empty_error_slot();
}

TEST(CompletionQueue, CloseWakesAllWhoWait) {
    const queueing queue;
    start_line all_there(4);
    std::vector<std::thread> consumers;
    for (int i = 0; i < 3; ++i)
        consumers.emplace_back([&] {
            all_there.meet();
            EXPECT_EQ(queue.take(4, ASYNCOM_INFINITE).answered, illegal_method_call);
            empty_error_slot();
        });
    all_there.meet();
    EXPECT_EQ(queue.close(), ok);
    for (std::thread& each : consumers)
        each.join();
}

TEST(CompletionQueue, LastReleaseClosesIt) {
    queueing queue;
    const both_ends ended = make_both(action());
    const both_ends running = make_both(action());
    const std::uint32_t before = references_of(running.consumer.get());
    queue.attach(ended.consumer, 1);
    queue.attach(running.consumer, 2);
    ended.worker.Complete(nullptr);
    queue.release();
    EXPECT_EQ(references_of(running.consumer.get()), before);
    EXPECT_EQ(references_of(ended.consumer.get()), before);
    EXPECT_EQ(running.worker.Complete(nullptr), ok);
}

// Whatever comes between, each operation ends by itself and nobody keeps it.
TEST(CompletionQueue, MayBeClosedWhileOthersAttachEndAndDequeue) {
    for (int round = 0; round < 200; ++round) {
        const queueing queue;
        std::vector<both_ends> all;
        for (int i = 0; i < 20; ++i)
            all.push_back(make_both(action()));
        const std::uint32_t before = references_of(all.front().consumer.get());
        start_line line(4);
        std::vector<std::thread> others;
        others.emplace_back([&] {
            line.meet();
            for (const both_ends& each : all) {
                const answer answered = queue.attach(each.consumer, 1);
                EXPECT_TRUE(answered == ok || answered == illegal_method_call);
            }
            empty_error_slot();
        });
        others.emplace_back([&] {
            line.meet();
            for (const both_ends& each : all)
                EXPECT_EQ(each.worker.Complete(nullptr), ok);
        });
        others.emplace_back([&] {
            line.meet();
            while (queue.take(3, ASYNCOM_INFINITE).answered == ok)
                continue;
            empty_error_slot();
        });
        line.meet();
        EXPECT_EQ(queue.close(), ok);
        for (std::thread& each : others)
            each.join();
        for (const both_ends& each : all)
            ASSERT_EQ(references_of(each.consumer.get()), before);
    }
}

// Inside a handler of the operation itself, and of the one whose end is being told.
TEST(CompletionQueue, MayBeClosedInsideAHandler) {
    const queueing queue;
    const both_ends ends = make_both(action());
    queue.attach(ends.consumer, 1);
    const own<completed_handler> handler =
        make_completed(action(), [&](void*, std::int32_t) { return queue.close(); });
    ends.consumer.put_Completed(handler);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(queue.take().answered, illegal_method_call);
    empty_error_slot();
}

// The end of an operation that more than 64 others are nested around is told later on this thread;
// a consumer on the same thread must not wait for it for ever.
TEST(CompletionQueue, RunsWhatThisThreadHasPutOffBeforeItWaits) {
    const queueing queue;
    constexpr std::size_t length = 100;
    std::vector<both_ends> links;
    for (std::size_t i = 0; i < length; ++i)
        links.push_back(make_both(action()));
    queue.attach(links.back().consumer, 7);
    keys taken;
    std::vector<own<completed_handler>> handlers;
    for (std::size_t i = 0; i + 1 < length; ++i) {
        handlers.push_back(make_completed(action(), [&, i](void*, std::int32_t) {
            links[i + 1].worker.Complete(nullptr);
            if (i + 2 == length) taken = queue.take(1, ASYNCOM_INFINITE).keys();
            return ok;
        }));
        links[i].consumer.put_Completed(handlers[i]);
    }
    links.front().worker.Complete(nullptr);
    EXPECT_EQ(taken, (keys{7}));
}

} // namespace
