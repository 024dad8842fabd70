// SPDX-License-Identifier: MIT
// Waits for one, any and all, with operations of another implementation among them.
#include "run/wait.h"

#include "async/waiters.h"
#include "foreign_operation.h"
#include "platform/clock.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <deque>
#include <limits>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace asyncom::core;
using namespace asyncom::core::test;

constexpr std::uint32_t for_ever = ASYNCOM_INFINITE;
constexpr std::uint32_t nobody = 0xFFFFFFFF;

// Every wait leaves foreign operations with the references that they had.
class WaitFor : public EngineTest {
protected:
    ~WaitFor() override {
        for (const foreign_operation& each : m_foreign)
            EXPECT_EQ(each.references, 1u);
    }

    foreign_operation& foreign() { return m_foreign.emplace_back(); }
    both_ends& ours() { return m_ours.emplace_back(); }

    HRESULT any(const std::vector<IUnknown*>& list, std::uint32_t timeout = for_ever) {
        m_index = 77;
        return wait_any(list.data(), static_cast<std::uint32_t>(list.size()), timeout, &m_index);
    }
    static HRESULT all(const std::vector<IUnknown*>& list, std::uint32_t timeout = for_ever) {
        return wait_all(list.data(), static_cast<std::uint32_t>(list.size()), timeout);
    }
    // No thread that waited has left its node behind.
    static void expect_nobody_watches(const both_ends& ends) {
        const operation_record* const extended = ends->extended_if_any();
        EXPECT_TRUE(extended == nullptr || extended->waiters == nullptr);
    }

    std::deque<foreign_operation> m_foreign;
    std::deque<both_ends> m_ours;
    std::uint32_t m_index = 0;
};

// ---- foreign operations

TEST_F(WaitFor, AForeignOneAsksUntilItHasEnded) {
    foreign_operation& one = foreign();
    one.end_at(4);
    EXPECT_EQ(wait(&one, for_ever), S_OK);
    EXPECT_EQ(one.looks, 4);
}

TEST_F(WaitFor, AForeignOneWithoutTimeLooksOnce) {
    foreign_operation& one = foreign();
    EXPECT_EQ(wait(&one, 0), S_FALSE);
    EXPECT_EQ(one.looks, 1);
    EXPECT_EQ(any({&one}, 0), S_FALSE);
    EXPECT_EQ(m_index, nobody);
    EXPECT_EQ(one.looks, 2);
    EXPECT_EQ(all({&one}, 0), S_FALSE);
    EXPECT_EQ(one.looks, 3);
}

TEST_F(WaitFor, AForeignOneNeverGivesUpEarly) {
    foreign_operation& one = foreign();
    for (const std::uint32_t timeout : {1u, 3u, 20u}) {
        const auto takes = [&](auto&& waits) {
            const std::int64_t before = monotonic_ticks();
            EXPECT_EQ(waits(), S_FALSE);
            EXPECT_GE(monotonic_ticks() - before, timeout * ticks_per_millisecond);
        };
        takes([&] { return wait(&one, timeout); });
        takes([&] { return any({&one}, timeout); });
        takes([&] { return all({&one}, timeout); });
    }
}

TEST_F(WaitFor, AForeignOneThatFailsToAnswerFailsWithItsCode) {
    foreign_operation& broken = foreign();
    broken.fail_with(E_ABORT);
    for (const std::uint32_t timeout : {0u, for_ever}) {
        EXPECT_EQ(wait(&broken, timeout), E_ABORT);
        EXPECT_NE(take_error_text(), "");
        EXPECT_EQ(any({&broken}, timeout), E_ABORT);
        EXPECT_NE(take_error_text(), "");
        EXPECT_EQ(all({&broken}, timeout), E_ABORT);
        EXPECT_NE(take_error_text(), "");
    }
}

TEST_F(WaitFor, AForeignOneThatBreaksDuringTheWaitEndsIt) {
    foreign_operation& breaking = foreign();
    breaking.script = [](int nth, foreign_operation::status&) { return nth < 4 ? S_OK : E_ABORT; };
    both_ends& running = ours();
    EXPECT_EQ(any({running.consumer(), &breaking}), E_ABORT);
    expect_nobody_watches(running);
}

TEST_F(WaitFor, AStrangerSaysThatItIsNoOperation) {
    foreign_operation& stranger = foreign();
    stranger.query_answer = E_NOINTERFACE;
    both_ends& running = ours();
    EXPECT_EQ(wait(&stranger, 0), E_NOINTERFACE);
    EXPECT_NE(take_error_text().find("not an asynchronous operation"), std::string::npos);
    EXPECT_EQ(any({running.consumer(), &foreign(), &stranger}), E_NOINTERFACE);
    EXPECT_EQ(all({&foreign(), running.consumer(), &stranger}), E_NOINTERFACE);
    EXPECT_EQ(m_foreign[1].looks + m_foreign[2].looks, 0) << "nothing begins before all are bound";
    EXPECT_EQ(running->extended_if_any(), nullptr);
}

// ---- any

// The first look at the lower one came too early: the answer must be true at one moment.
TEST_F(WaitFor, AnyGivesALowerOneThatEndedWhileAHigherOneWasLookedAt) {
    foreign_operation& lower = foreign();
    lower.end_at(2);
    foreign_operation& higher = foreign();
    higher.end_at(1);
    EXPECT_EQ(any({&lower, &higher}, 0), S_OK);
    EXPECT_EQ(m_index, 0u);
    EXPECT_EQ(lower.looks, 2);
    EXPECT_EQ(higher.looks, 1);
}

TEST_F(WaitFor, AnyPassesOnThatALowerOneBrokeMeanwhile) {
    foreign_operation& lower = foreign();
    lower.script = [](int nth, foreign_operation::status&) { return nth == 1 ? S_OK : E_ABORT; };
    foreign_operation& higher = foreign();
    higher.end_at(1);
    EXPECT_EQ(any({&lower, &higher}, 0), E_ABORT);
}

TEST_F(WaitFor, AnyLooksNoFurtherThanTheLowestThatHasEnded) {
    foreign_operation& ended = foreign();
    ended.end_at(1);
    foreign_operation& unseen = foreign();
    EXPECT_EQ(any({&ended, &unseen}), S_OK);
    EXPECT_EQ(m_index, 0u);
    EXPECT_EQ(unseen.looks, 0);
}

TEST_F(WaitFor, AnyIsWokenByOursBetweenTwoLooksAtAForeignOne) {
    both_ends& running = ours();
    foreign_operation& asked = foreign();
    asked.script = [&](int nth, foreign_operation::status&) {
        if (nth == 5) running.producer()->Complete(nullptr);
        return S_OK;
    };
    EXPECT_EQ(any({&asked, running.consumer()}), S_OK);
    EXPECT_EQ(m_index, 1u);
    expect_nobody_watches(running);
}

TEST_F(WaitFor, AnyOfTheSameOneTwiceLinksTwoNodesAndUnlinksBoth) {
    both_ends& running = ours();
    const std::vector<IUnknown*> twice(2, running.consumer());
    EXPECT_EQ(any(twice, 1), S_FALSE);
    EXPECT_EQ(m_index, nobody);
    expect_nobody_watches(running);
    std::thread ending([&] {
        operation_record& record = *running->extend();
        for (bool both_wait = false; !both_wait;) {
            const std::lock_guard lock(record.mutex);
            both_wait = record.waiters != nullptr && record.waiters->next != nullptr;
        }
        running.producer()->Complete(nullptr);
    });
    EXPECT_EQ(any(twice), S_OK);
    EXPECT_EQ(m_index, 0u);
    ending.join();
    expect_nobody_watches(running);
}

TEST_F(WaitFor, AnyOfTheSameForeignOneTwiceHoldsItTwiceAndLetsGo) {
    foreign_operation& one = foreign();
    std::uint32_t meanwhile = 0;
    one.script = [&](int nth, foreign_operation::status& answer) {
        meanwhile = one.references;
        if (nth >= 5) answer = foreign_operation::status::Error;
        return S_OK;
    };
    EXPECT_EQ(any({&one, &one}), S_OK);
    EXPECT_EQ(m_index, 0u);
    EXPECT_EQ(meanwhile, 3u);
}

TEST_F(WaitFor, AnyTakesTheLongestTimeouts) {
    foreign_operation& one = foreign();
    one.end_at(5);
    both_ends& running = ours();
    EXPECT_EQ(any({running.consumer(), &one}, std::numeric_limits<std::uint32_t>::max() - 1), S_OK);
    EXPECT_EQ(m_index, 1u);
}

// ---- all

TEST_F(WaitFor, AllAsksOneAfterTheOtherAndOnlyUntilItHasEnded) {
    foreign_operation& first = foreign();
    first.end_at(3);
    both_ends& second = ours();
    foreign_operation& third = foreign();
    third.script = [&](int nth, foreign_operation::status& answer) {
        EXPECT_EQ(first.looks, 3);
        if (nth >= 2) answer = foreign_operation::status::Canceled;
        return S_OK;
    };
    second.producer()->Complete(nullptr);
    EXPECT_EQ(all({&first, second.consumer(), &third}), S_OK);
    EXPECT_EQ(third.looks, 2);
    EXPECT_EQ(second->extended_if_any(), nullptr) << "ended already: nothing to sleep on";
}

// The first uses up all the time there is before it says that it has ended.
TEST_F(WaitFor, AllHasOneDeadlineForAllOfThem) {
    constexpr std::uint32_t timeout = 10;
    const deadline over = deadline_after(2 * timeout * ticks_per_millisecond);
    foreign_operation& first = foreign();
    first.script = [&](int, foreign_operation::status& answer) {
        while (monotonic_ticks() < over.ticks)
            std::this_thread::yield();
        answer = foreign_operation::status::Completed;
        return S_OK;
    };
    foreign_operation& second = foreign();
    EXPECT_EQ(all({&first, &second}, timeout), S_FALSE);
    EXPECT_EQ(first.looks, 1);
    EXPECT_EQ(second.looks, 1) << "no time of its own";
}

TEST_F(WaitFor, AllStopsAtTheFirstThatBreaks) {
    foreign_operation& broken = foreign();
    broken.fail_with(E_ABORT);
    foreign_operation& unseen = foreign();
    EXPECT_EQ(all({&broken, &unseen}), E_ABORT);
    EXPECT_EQ(unseen.looks, 0);
}

TEST_F(WaitFor, AllOfNoneHaveEnded) {
    IUnknown* const none = nullptr;
    EXPECT_EQ(wait_all(&none, 0, for_ever), S_OK);
    EXPECT_EQ(wait_any(&none, 0, for_ever, &m_index), E_INVALIDARG);
    EXPECT_EQ(m_index, 0u);
}

// ---- memory

// Eight fit on the stack.
TEST_F(WaitFor, ManyNeedsMemoryFromTheNinthOn) {
    for (const std::size_t count : {8u, 9u}) {
        std::vector<IUnknown*> list;
        for (std::size_t i = 0; i < count; ++i)
            list.push_back(&foreign());
        const failing_memory failing(0);
        const HRESULT answer = any(list, 0);
        EXPECT_EQ(answer, count == 8 ? S_FALSE : E_OUTOFMEMORY);
    }
    // With memory.
    std::vector<IUnknown*> list;
    for (foreign_operation& each : m_foreign)
        list.push_back(&each);
    m_foreign.back().end_at(1);
    EXPECT_EQ(any(list), S_OK);
    EXPECT_EQ(m_index, list.size() - 1);
}

TEST_F(WaitFor, AnyThatFindsNoMemoryHalfWayUnlinksWhatItHadLinked) {
    const on_malloc malloc_can_fail;
    std::deque<both_ends> running(3);
    const std::vector<IUnknown*> list = {running[0].consumer(), running[1].consumer(),
                                         running[2].consumer()};
    running[0]->extend();
    running[1]->extend();
    {
        const failing_memory failing(0);
        EXPECT_EQ(any(list), E_OUTOFMEMORY);
        EXPECT_TRUE(failing.has_failed());
    }
    for (const both_ends& each : running)
        expect_nobody_watches(each);
    EXPECT_EQ(running[2]->extended_if_any(), nullptr);
}

// ---- inside handlers

TEST_F(WaitFor, OneAmongManyInsideItsOwnProgressHandlerIsRefusedBeforeAnythingIsAsked) {
    foreign_operation& first = foreign();
    both_ends& running = ours();
    bool reported = false;
    running->extend(); // so that a report calls back without a handler
    running->report([&](IUnknown*, operation_record*) {
        reported = true;
        EXPECT_EQ(wait(running.consumer(), 1), E_ILLEGAL_METHOD_CALL);
        EXPECT_NE(take_error_text().find("A handler cannot wait"), std::string::npos);
        EXPECT_EQ(any({&first, running.consumer()}), E_ILLEGAL_METHOD_CALL);
        EXPECT_EQ(all({&first, running.consumer()}), E_ILLEGAL_METHOD_CALL);
        EXPECT_EQ(first.looks, 0);
        EXPECT_EQ(any({&first, running.consumer()}, 0), S_FALSE) << "a look is no wait";
    });
    EXPECT_TRUE(reported);
}

// ---- wait handles

TEST_F(WaitFor, AHandleIsForOperationsOfThisLibraryOnly) {
    std::intptr_t handle = 7;
    EXPECT_EQ(wait_handle_of(&foreign(), &handle), E_NOINTERFACE);
    EXPECT_EQ(handle, 0);
    EXPECT_EQ(m_foreign.back().looks, 0);
    EXPECT_NE(take_error_text(), "");
}

} // namespace
