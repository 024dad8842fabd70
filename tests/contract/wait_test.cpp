// SPDX-License-Identifier: MIT
// Waiting: any number of times, for one, any or all, with a native handle, and for foreign
// operations too.
#include "library_provider.h"
#include "naive_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/threads.h"
#include "support/wait_handle.h"

#include <gtest/gtest.h>

#if !defined(_WIN32)
#include "support/descriptors.h"
#endif

namespace {

using namespace contract;

TEST(Wait, TimesOutWhileRunning) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        EXPECT_EQ(AsyncomWait(ends.consumer.as_unknown(), 0), no);
        EXPECT_EQ(AsyncomWait(ends.consumer.as_unknown(), 1), no);
        EXPECT_EQ(ends.consumer.Wait(1), no);
        EXPECT_EQ(ends.consumer.status(), started);
    }
}

TEST(Wait, SeesTheEndAsOftenAsOneAsks) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        ends.worker.Complete(result.argument());
        for (const std::uint32_t timeout : {0U, 1U, 0xFFFFFFFEU, ASYNCOM_INFINITE}) {
            EXPECT_EQ(AsyncomWait(ends.consumer.as_unknown(), timeout), ok);
            EXPECT_EQ(ends.consumer.Wait(timeout), ok);
        }
    }
}

TEST(Wait, TakesAnyInterfaceOfTheOperation) {
    const both_ends ends = make_both(operation_with("string", "u4"));
    for (const GUID& iid :
         {iid_unknown, iid_inspectable, iid_async_info, iid_control, ends.consumer.type().iid}) {
        const ref face = ends.consumer.query(iid);
        EXPECT_EQ(AsyncomWait(unknown(face), 0), no);
    }
}

TEST(Wait, IsWokenByTheEnd) {
    for (const std::uint32_t timeout : {600'000U, 0xFFFFFFFEU, ASYNCOM_INFINITE}) {
        const both_ends ends = make_both(action());
        std::thread worker([&] { ends.worker.Complete(nullptr); });
        EXPECT_EQ(AsyncomWait(ends.consumer.as_unknown(), timeout), ok);
        EXPECT_EQ(ends.consumer.status(), completed);
        worker.join();
    }
}

TEST(Wait, ServesManyThreadsAtOnce) {
    const both_ends ends = make_both(action());
    std::vector<std::thread> team;
    std::atomic<int> woken{0};
    start_line line(9);
    for (int i = 0; i < 8; ++i)
        team.emplace_back([&, i] {
            line.meet();
            const answer answered = i % 2 == 0
                                        ? ends.consumer.Wait(ASYNCOM_INFINITE)
                                        : AsyncomWait(ends.consumer.as_unknown(), ASYNCOM_INFINITE);
            if (answered == ok) ++woken;
        });
    line.meet();
    ends.worker.Complete(nullptr);
    for (std::thread& each : team)
        each.join();
    EXPECT_EQ(woken.load(), 8);
}

TEST(Wait, ForACancelledOperationWaitsForTheBody) {
    const both_ends ends = make_both(action());
    ends.consumer.Cancel();
    EXPECT_EQ(ends.consumer.Wait(0), no);
    std::thread body([&] { ends.worker.EndCanceled(); });
    EXPECT_EQ(ends.consumer.Wait(ASYNCOM_INFINITE), ok);
    EXPECT_TRUE(ends.consumer.ended());
    body.join();
}

TEST(Wait, LeavesTheHandlerSlotsFree) {
    const both_ends ends = make_both(action());
    EXPECT_EQ(ends.consumer.Wait(0), no);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
    EXPECT_EQ(ends.consumer.Wait(0), no);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(ends.consumer.Wait(0), ok);
}

// Ended means Status published; the handler may still run.
TEST(Wait, DoesNotWaitForTheHandlerToReturn) {
    const both_ends ends = make_both(action());
    gate inside;
    gate waited;
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        inside.open();
        waited.wait();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    std::thread worker([&] { ends.worker.Complete(nullptr); });
    inside.wait();
    EXPECT_EQ(ends.consumer.Wait(ASYNCOM_INFINITE), ok);
    waited.open();
    worker.join();
}

// Waiting inside one's own progress or cancel handler would wait for oneself.
TEST(Wait, InsideTheOperationsOwnHandlersIsRefused) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const both_ends other = make_both(action());
    other.worker.Complete(nullptr);
    std::vector<answer> answers;
    const auto wait_in_every_way = [&] {
        IUnknown* const both[] = {other.consumer.as_unknown(), ends.consumer.as_unknown()};
        std::uint32_t index = 0;
        answers.push_back(ends.consumer.Wait(ASYNCOM_INFINITE));
        answers.push_back(AsyncomWait(ends.consumer.as_unknown(), 1));
        answers.push_back(AsyncomWaitAll(both, 2, ASYNCOM_INFINITE));
        answers.push_back(AsyncomWaitAny(both + 1, 1, ASYNCOM_INFINITE, &index));
        EXPECT_EQ(ends.consumer.Wait(0), no);
        EXPECT_EQ(AsyncomWait(other.consumer.as_unknown(), ASYNCOM_INFINITE), ok);
        return ok;
    };
    const own<progress_handler> progress =
        make_progress(of, [&](void*, const void*) { return wait_in_every_way(); });
    const own<cancel_handler> told([&](void*) { return wait_in_every_way(); });
    ends.consumer.put_Progress(progress);
    ends.worker.put_CancelHandler(told);
    const double half = 0.5;
    ends.worker.ReportProgress(&half);
    ends.consumer.Cancel();
    ASSERT_EQ(answers.size(), 8U);
    for (const answer each : answers)
        EXPECT_EQ(each, illegal_method_call);
    empty_error_slot();
}

TEST(Wait, InsideTheCompletedHandlerSeesTheEnd) {
    const both_ends ends = make_both(action());
    answer waited = unexpected;
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        waited = ends.consumer.Wait(ASYNCOM_INFINITE);
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(waited, ok);
}

TEST(WaitAny, GivesTheLowestIndexThatHasEnded) {
    std::vector<both_ends> all;
    std::vector<IUnknown*> list;
    for (int i = 0; i < 5; ++i) {
        all.push_back(make_both(plain_families()[static_cast<std::size_t>(i) % 4]));
        list.push_back(all.back().consumer.as_unknown());
    }
    std::uint32_t index = 7;
    EXPECT_EQ(AsyncomWaitAny(list.data(), 5, 0, &index), no);
    EXPECT_EQ(index, 0xFFFFFFFFU);
    all[3].worker.EndCanceled();
    EXPECT_EQ(AsyncomWaitAny(list.data(), 5, ASYNCOM_INFINITE, &index), ok);
    EXPECT_EQ(index, 3U);
    all[1].worker.Fail(failed, nullptr);
    EXPECT_EQ(AsyncomWaitAny(list.data(), 5, 0, &index), ok);
    EXPECT_EQ(index, 1U);
}

TEST(WaitAny, IsWokenByWhoeverEndsFirst) {
    for (std::size_t which = 0; which < 3; ++which) {
        std::vector<both_ends> all;
        std::vector<IUnknown*> list;
        for (int i = 0; i < 3; ++i) {
            all.push_back(make_both(action()));
            list.push_back(all.back().consumer.as_unknown());
        }
        std::thread worker([&] { all[which].worker.Complete(nullptr); });
        std::uint32_t index = 7;
        EXPECT_EQ(AsyncomWaitAny(list.data(), 3, ASYNCOM_INFINITE, &index), ok);
        EXPECT_EQ(index, which);
        worker.join();
    }
}

TEST(WaitAll, WaitsForEveryone) {
    std::vector<both_ends> all;
    std::vector<IUnknown*> list;
    for (int i = 0; i < 20; ++i) {
        all.push_back(make_both(action()));
        list.push_back(all.back().consumer.as_unknown());
    }
    EXPECT_EQ(AsyncomWaitAll(list.data(), 20, 0), no);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        all[i].worker.Complete(nullptr);
    EXPECT_EQ(AsyncomWaitAll(list.data(), 20, 1), no);
    std::thread worker([&] { all.back().worker.EndCanceled(); });
    EXPECT_EQ(AsyncomWaitAll(list.data(), 20, ASYNCOM_INFINITE), ok);
    worker.join();
}

TEST(WaitMany, TakesTheSameOperationTwice) {
    const both_ends ends = make_both(action());
    IUnknown* const twice[] = {ends.consumer.as_unknown(), ends.consumer.as_unknown()};
    std::uint32_t index = 7;
    EXPECT_EQ(AsyncomWaitAll(twice, 2, 0), no);
    EXPECT_EQ(AsyncomWaitAny(twice, 2, 0, &index), no);
    std::thread worker([&] { ends.worker.Complete(nullptr); });
    EXPECT_EQ(AsyncomWaitAll(twice, 2, ASYNCOM_INFINITE), ok);
    EXPECT_EQ(AsyncomWaitAny(twice, 2, ASYNCOM_INFINITE, &index), ok);
    EXPECT_EQ(index, 0U);
    worker.join();
}

TEST(WaitMany, ChecksItsArguments) {
    const both_ends ends = make_both(action());
    IUnknown* const with_null[] = {ends.consumer.as_unknown(), nullptr};
    std::uint32_t index = 7;
    EXPECT_EQ(AsyncomWaitAny(with_null, 2, 0, &index), bad_pointer);
    EXPECT_EQ(index, 0U);
    EXPECT_EQ(AsyncomWaitAll(with_null, 2, 0), bad_pointer);
    EXPECT_EQ(AsyncomWaitAny(with_null, 1, 0, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomWaitAny(nullptr, 1, 0, &index), bad_pointer);
    EXPECT_EQ(AsyncomWaitAll(nullptr, 1, 0), bad_pointer);
    EXPECT_EQ(AsyncomWaitAny(with_null, 0, 0, &index), bad_argument);
    EXPECT_EQ(AsyncomWaitAll(with_null, 0, 0), ok);
    EXPECT_EQ(AsyncomWait(nullptr, 0), bad_pointer);
    empty_error_slot();
}

// Another implementation's operation is asked for its Status; its one handler slot is not taken.
TEST(WaitForeign, PollsAndLeavesTheSlotsAlone) {
    naive_provider naive;
    made_operation foreign = naive.make(action());
    EXPECT_EQ(AsyncomWait(foreign.consumer.as_unknown(), 0), no);
    EXPECT_EQ(AsyncomWait(foreign.consumer.as_unknown(), 2), no);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_EQ(foreign.consumer.put_Completed(handler), ok);
    std::thread worker([&] { foreign.worker->complete(nullptr); });
    EXPECT_EQ(AsyncomWait(foreign.consumer.as_unknown(), ASYNCOM_INFINITE), ok);
    worker.join();
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(WaitForeign, MixesWithOnesOwn) {
    naive_provider naive;
    made_operation foreign = naive.make(action());
    const both_ends ours = make_both(action());
    IUnknown* const both[] = {ours.consumer.as_unknown(), foreign.consumer.as_unknown()};
    std::uint32_t index = 7;
    EXPECT_EQ(AsyncomWaitAny(both, 2, 2, &index), no);
    std::thread theirs([&] { foreign.worker->complete(nullptr); });
    EXPECT_EQ(AsyncomWaitAny(both, 2, ASYNCOM_INFINITE, &index), ok);
    EXPECT_EQ(index, 1U);
    theirs.join();
    EXPECT_EQ(AsyncomWaitAll(both, 2, 2), no);
    std::thread mine([&] { ours.worker.Complete(nullptr); });
    EXPECT_EQ(AsyncomWaitAll(both, 2, ASYNCOM_INFINITE), ok);
    mine.join();
    EXPECT_EQ(AsyncomWaitAny(both, 2, 0, &index), ok);
    EXPECT_EQ(index, 0U);
}

TEST(WaitForeign, MustAtLeastBeAsynchronous) {
    const own<numbered_object> stranger(1);
    EXPECT_EQ(AsyncomWait(unknown(stranger.get()), 0), no_interface);
    IUnknown* const list[] = {unknown(stranger.get())};
    std::uint32_t index = 7;
    EXPECT_EQ(AsyncomWaitAny(list, 1, 0, &index), no_interface);
    EXPECT_EQ(AsyncomWaitAll(list, 1, 0), no_interface);
    EXPECT_TRUE(stranger.alone());
    std::intptr_t handle = -1;
    naive_provider naive;
    const made_operation foreign = naive.make(action());
    EXPECT_EQ(AsyncomGetWaitHandle(foreign.consumer.as_unknown(), &handle), no_interface);
    EXPECT_EQ(handle, 0);
    empty_error_slot();
}

TEST(WaitHandle, RefusesWhatIsNoHandle) {
    EXPECT_EQ(AsyncomCloseWaitHandle(0), bad_handle);
    EXPECT_EQ(AsyncomCloseWaitHandle(-1), bad_handle);
    EXPECT_EQ(AsyncomGetWaitHandle(nullptr, nullptr), bad_pointer);
    std::intptr_t handle = 5;
    EXPECT_EQ(AsyncomGetWaitHandle(nullptr, &handle), bad_pointer);
    EXPECT_EQ(handle, 0);
    empty_error_slot();
}

TEST(WaitHandle, BecomesReadableAtTheEndAndStaysSo) {
    for (const bool through_control : {false, true}) {
        const both_ends ends = make_both(action());
        std::intptr_t handle = 0;
        if (through_control)
            EXPECT_EQ(ends.consumer.GetWaitHandle(&handle), ok);
        else
            EXPECT_EQ(AsyncomGetWaitHandle(ends.consumer.as_unknown(), &handle), ok);
        EXPECT_FALSE(is_signalled(handle, 0));
        ends.consumer.Cancel();
        EXPECT_FALSE(is_signalled(handle, 0));
        std::thread worker([&] { ends.worker.EndCanceled(); });
        EXPECT_TRUE(is_signalled(handle, -1));
        EXPECT_TRUE(is_signalled(handle, 0));
        worker.join();
        EXPECT_EQ(AsyncomCloseWaitHandle(handle), ok);
        EXPECT_EQ(AsyncomCloseWaitHandle(handle), bad_handle);
    }
    empty_error_slot();
}

TEST(WaitHandle, OfAnEndedOperationIsReadableAtOnce) {
    const both_ends ends = make_both(action());
    ends.worker.Complete(nullptr);
    std::intptr_t handle = 0;
    EXPECT_EQ(AsyncomGetWaitHandle(ends.consumer.as_unknown(), &handle), ok);
    EXPECT_TRUE(is_signalled(handle, 0));
    EXPECT_EQ(AsyncomCloseWaitHandle(handle), ok);
}

TEST(WaitHandle, IsADuplicateForEachCaller) {
    both_ends ends = make_both(action());
    std::intptr_t first = 0;
    std::intptr_t second = 0;
    EXPECT_EQ(AsyncomGetWaitHandle(ends.consumer.as_unknown(), &first), ok);
    EXPECT_EQ(AsyncomGetWaitHandle(ends.consumer.as_unknown(), &second), ok);
    EXPECT_NE(first, second);
    EXPECT_EQ(AsyncomCloseWaitHandle(first), ok);
    ends.worker.Complete(nullptr);
    ends.worker.release();
    ends.consumer.release();
    // The operation is gone, the duplicate is the caller's.
    EXPECT_TRUE(is_signalled(second, 0));
    EXPECT_EQ(AsyncomCloseWaitHandle(second), ok);
}

#if !defined(_WIN32)

TEST(WaitHandle, IsClosedOnExec) {
    const both_ends ends = make_both(action());
    std::intptr_t handle = 0;
    ASSERT_EQ(AsyncomGetWaitHandle(ends.consumer.as_unknown(), &handle), ok);
    EXPECT_NE(fcntl(static_cast<int>(handle), F_GETFD) & FD_CLOEXEC, 0);
    AsyncomCloseWaitHandle(handle);
}

TEST(WaitHandle, IsNotMadeUnlessAskedFor) {
    const int before = next_descriptor();
    std::vector<both_ends> many;
    for (int i = 0; i < 100; ++i) {
        many.push_back(make_both(action()));
        many.back().consumer.Wait(0);
    }
    EXPECT_EQ(next_descriptor(), before);
}

#endif

} // namespace
