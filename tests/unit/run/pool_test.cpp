// SPDX-License-Identifier: MIT
// Pools as clients see them: creation, tasks, refusals, the end.
#include "run/pool.h"

#include "manual_time.h"
#include "pool_fixture.h"
#include "probe.h"
#include "support/failing_memory.h"
#include "support/refuse_threads.h"

#include "support/latch.h"
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <pthread.h>

namespace {

using namespace asyncom::core;

class Pool : public PoolFixture {};

TEST_F(Pool, RunsATaskOnceOnAThreadOfItsOwn) {
    IAsyncScheduler* pool = make(2);
    probe one;
    ASSERT_EQ(pool->Schedule(probe::callback, &one), S_OK);
    one.done.wait();
    pool->Release();
    EXPECT_TRUE(one.ran());
    EXPECT_NE(one.thread, std::this_thread::get_id());
}

TEST_F(Pool, RunsEveryTaskOfManyProducersOnce) {
    IAsyncScheduler* pool = make(4);
    constexpr int producers = 4;
    constexpr int each = 2'000;
    test_latch all(producers * each);
    const auto count = [](void* context, HRESULT reason) {
        if (reason == S_OK) static_cast<test_latch*>(context)->count_down();
    };
    std::vector<std::thread> threads;
    for (int producer = 0; producer < producers; ++producer) {
        threads.emplace_back([&] {
            for (int i = 0; i < each; ++i) {
                EXPECT_EQ(pool->Schedule(count, &all), S_OK);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    all.wait();
    pool->Release();
}

TEST_F(Pool, RunsTasksOfOneThreadInTheirOrder) {
    IAsyncScheduler* pool = make(1);
    std::vector<int> order;
    std::deque<probe> tasks;
    for (int i = 0; i < 100; ++i) {
        tasks.emplace_back([&order, i] { order.push_back(i); });
        ASSERT_EQ(pool->Schedule(probe::callback, &tasks.back()), S_OK);
    }
    tasks.back().done.wait();
    pool->Release();
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(order[static_cast<size_t>(i)], i);
    }
}

TEST_F(Pool, StartsNoThreadBeforeTheFirstTask) {
    IAsyncScheduler* pool = make(8);
    pool->Release();
    EXPECT_EQ(threads_started(), 0);
}

TEST_F(Pool, StartsOneThreadForTasksThatComeOneByOne) {
    IAsyncScheduler* pool = make(8);
    for (int i = 0; i < 20; ++i) {
        probe one;
        ASSERT_EQ(pool->Schedule(probe::callback, &one), S_OK);
        one.done.wait();
        m_time.wait_for_sleepers(1);
    }
    EXPECT_EQ(threads_started(), 1);
    pool->Release();
}

TEST_F(Pool, StartsAThreadForEachTaskThatFindsNoneFreeUpToItsLimit) {
    IAsyncScheduler* pool = make(3);
    test_latch together(3);
    test_latch go(1);
    std::deque<probe> blocking;
    for (int i = 0; i < 3; ++i) {
        blocking.emplace_back([&] {
            together.count_down();
            go.wait();
        });
        ASSERT_EQ(pool->Schedule(probe::callback, &blocking.back()), S_OK);
    }
    together.wait(); // only three threads at once get here
    probe late;
    ASSERT_EQ(pool->Schedule(probe::callback, &late), S_OK);
    EXPECT_EQ(late.calls.load(), 0);
    go.count_down();
    late.done.wait();
    EXPECT_EQ(threads_started(), 3);
    pool->Release();
}

#if !defined(_WIN32) // the names are looked at through pthread; thread_test.cpp does it on Windows

TEST_F(Pool, NamesItsThreads) {
    for (const char* given : {"hashing", static_cast<const char*>(nullptr)}) {
        IAsyncScheduler* pool = make(1, given);
        char name[32] = "";
        probe one([&] { pthread_getname_np(pthread_self(), name, sizeof name); });
        ASSERT_EQ(pool->Schedule(probe::callback, &one), S_OK);
        one.done.wait();
        pool->Release();
        EXPECT_STREQ(name, given ? given : "asyncom");
    }
}

#endif

TEST_F(Pool, LetsATaskScheduleAnother) {
    IAsyncScheduler* pool = make(1);
    probe second;
    HRESULT result = E_FAIL;
    probe first([&] { result = pool->Schedule(probe::callback, &second); });
    ASSERT_EQ(pool->Schedule(probe::callback, &first), S_OK);
    second.done.wait();
    EXPECT_EQ(result, S_OK);
    pool->Release();
}

TEST_F(Pool, LastReleaseDropsWhatWaitsAndLetsFinishWhatRuns) {
    IAsyncScheduler* pool = make(1);
    test_latch running(1);
    test_latch go(1);
    bool finished = false;
    probe current([&] {
        running.count_down();
        go.wait();
        finished = true;
    });
    probe queued;
    probe timer;
    // Dropped last. That it comes before the running task ends shows that dropping waits for
    // nothing.
    probe later_timer([&] { go.count_down(); });
    uint64_t token = 0;
    ASSERT_EQ(pool->Schedule(probe::callback, &current), S_OK);
    running.wait();
    ASSERT_EQ(pool->Schedule(probe::callback, &queued), S_OK);
    ASSERT_EQ(pool->ScheduleAfter(20, probe::callback, &later_timer, &token), S_OK);
    ASSERT_EQ(pool->ScheduleAfter(10, probe::callback, &timer, &token), S_OK);
    EXPECT_EQ(pool->AddRef(), 2u);
    EXPECT_EQ(pool->Release(), 1u);
    EXPECT_EQ(queued.calls.load(), 0);
    EXPECT_EQ(pool->Release(), 0u);
    EXPECT_TRUE(finished); // the thread was joined
    EXPECT_TRUE(current.ran());
    for (const probe* dropped : {&queued, &timer, &later_timer}) {
        EXPECT_TRUE(dropped->was_dropped());
        EXPECT_EQ(dropped->thread, std::this_thread::get_id());
    }
}

TEST_F(Pool, RefusesWhatADroppedTaskSchedulesAgain) {
    IAsyncScheduler* pool = make(1);
    test_latch running(1);
    test_latch go(1);
    probe current([&] {
        running.count_down();
        go.wait();
    });
    probe never;
    uint64_t token = 7;
    HRESULT plain = S_OK;
    HRESULT timed = S_OK;
    probe again([&] {
        plain = pool->Schedule(probe::callback, &never);
        timed = pool->ScheduleAfter(1, probe::callback, &never, &token);
        go.count_down();
    });
    ASSERT_EQ(pool->Schedule(probe::callback, &current), S_OK);
    running.wait();
    ASSERT_EQ(pool->Schedule(probe::callback, &again), S_OK);
    pool->Release();
    EXPECT_TRUE(again.was_dropped());
    EXPECT_EQ(plain, E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(timed, E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(never.calls.load(), 0);
}

TEST_F(Pool, LastReleaseWakesThreadsThatHaveNothingToDo) {
    IAsyncScheduler* pool = make(4);
    test_latch together(4);
    std::deque<probe> tasks;
    for (int i = 0; i < 4; ++i) {
        tasks.emplace_back([&] { together.arrive_and_wait(); });
        ASSERT_EQ(pool->Schedule(probe::callback, &tasks.back()), S_OK);
    }
    probe never;
    uint64_t token = 0;
    ASSERT_EQ(pool->ScheduleAfter(1, probe::callback, &never, &token), S_OK);
    together.wait();
    m_time.wait_for_sleepers(4);
    pool->Release();
    EXPECT_TRUE(never.was_dropped());
}

TEST_F(Pool, LastReleaseOnAWorkerDetaches) {
    IAsyncScheduler* pool = nullptr;
    ASSERT_EQ(create_pool(2, "leaving", &pool), S_OK);
    test_latch both(2);
    test_latch go(1);
    probe dropped;
    probe other([&] {
        both.count_down();
        go.wait();
    });
    test_latch released(1);
    probe releasing([&] {
        both.arrive_and_wait();
        pool->Schedule(probe::callback, &dropped);
        pool->Release();
        released.count_down();
    });
    ASSERT_EQ(pool->Schedule(probe::callback, &other), S_OK);
    ASSERT_EQ(pool->Schedule(probe::callback, &releasing), S_OK);
    released.wait(); // although the other task still runs
    EXPECT_TRUE(dropped.was_dropped());
    EXPECT_EQ(dropped.thread, releasing.thread);
    go.count_down();
    other.done.wait();
    releasing.done.wait();
    EXPECT_TRUE(other.ran());
}

TEST_F(Pool, RefusesATaskWhenTheSystemRefusesItsFirstThread) {
    IAsyncScheduler* pool = make(2);
    probe refused;
    uint64_t token = 7;
    {
        const refuse_threads refusal;
        EXPECT_EQ(pool->Schedule(probe::callback, &refused), E_OUTOFMEMORY);
        EXPECT_NE(error_text().find("thread"), std::string::npos);
        EXPECT_EQ(pool->ScheduleAfter(0, probe::callback, &refused, &token), E_OUTOFMEMORY);
        EXPECT_EQ(token, 0u);
    }
    probe accepted;
    ASSERT_EQ(pool->Schedule(probe::callback, &accepted), S_OK);
    accepted.done.wait();
    m_time.advance(1);
    m_time.wait_for_sleepers(1);
    pool->Release();
    EXPECT_EQ(refused.calls.load(), 0);
}

TEST_F(Pool, QueuesTheTaskWhenAnotherThreadCanRunItLater) {
    IAsyncScheduler* pool = make(2);
    test_latch running(1);
    test_latch go(1);
    probe current([&] {
        running.count_down();
        go.wait();
    });
    ASSERT_EQ(pool->Schedule(probe::callback, &current), S_OK);
    running.wait();
    probe queued;
    {
        const refuse_threads refusal;
        EXPECT_EQ(pool->Schedule(probe::callback, &queued), S_OK);
    }
    go.count_down();
    queued.done.wait();
    EXPECT_TRUE(queued.ran());
    pool->Release();
}

TEST_F(Pool, FailsWholeWhicheverAllocationFails) {
    for (int nth = 0;; ++nth) {
        IAsyncScheduler* pool = nullptr;
        HRESULT result = S_OK;
        bool failed = false;
        {
            const failing_memory failure(nth);
            result = create_pool_on(m_time, 2, "name", &pool);
            failed = failure.has_failed();
        }
        if (!failed) {
            EXPECT_EQ(result, S_OK);
            pool->Release();
            break;
        }
        EXPECT_EQ(result, E_OUTOFMEMORY);
        EXPECT_EQ(pool, nullptr);
    }
}

TEST_F(Pool, SchedulesWholeOrNotAtAllWhicheverAllocationFails) {
    for (const bool timed : {false, true}) {
        for (int nth = 0;; ++nth) {
            IAsyncScheduler* pool = make(1);
            probe one;
            uint64_t token = 0;
            HRESULT result = S_OK;
            bool failed = false;
            {
                const failing_memory failure(nth);
                result = timed ? pool->ScheduleAfter(0, probe::callback, &one, &token)
                               : pool->Schedule(probe::callback, &one);
                failed = failure.has_failed();
            }
            if (result == S_OK) one.done.wait();
            pool->Release();
            EXPECT_EQ(one.calls.load(), result == S_OK ? 1 : 0);
            if (!failed) {
                EXPECT_EQ(result, S_OK);
                break;
            }
            EXPECT_EQ(result, E_OUTOFMEMORY);
        }
    }
}

TEST_F(Pool, ChecksItsArguments) {
    EXPECT_EQ(create_pool(1, "x", nullptr), E_POINTER);
    auto* pool = reinterpret_cast<IAsyncScheduler*>(1);
    EXPECT_EQ(create_pool(1025, "x", &pool), E_INVALIDARG);
    EXPECT_EQ(pool, nullptr);
    EXPECT_EQ(create_pool(1, "\xFF", &pool), E_INVALIDARG);
    ASSERT_EQ(create_pool(1024, "x", &pool), S_OK);
    pool->Release();
    ASSERT_EQ(create_pool(0, nullptr, &pool), S_OK);
    pool->Release();
}

} // namespace
