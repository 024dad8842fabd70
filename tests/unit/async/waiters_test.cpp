// SPDX-License-Identifier: MIT
// Who waits for an operation: what a wait leaves in its record, and who is woken.
#include "async/waiters.h"

#include "async/completing.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class Waiters : public EngineTest {
protected:
    operation_record& record() { return *m_ends->extend(); }

    std::uint32_t sleepers() {
        const operation_traits::lock lock(record().mutex);
        return record().sleepers;
    }
    // Until so many threads have said that they sleep, or are about to.
    void await_sleepers(std::uint32_t count) {
        while (sleepers() != count)
            std::this_thread::yield();
    }

    both_ends m_ends;
};

TEST_F(Waiters, ALookNeedsNoRecordAndNoMemory) {
    const on_malloc malloc_can_fail;
    const both_ends ends;
    const failing_memory failing(0);
    EXPECT_EQ(wait_for_end(ends.target(), 0), S_FALSE);
    ends.producer()->Complete(nullptr);
    for (const std::uint32_t timeout : {0u, 1u, 0xFFFFFFFEu, 0xFFFFFFFFu})
        EXPECT_EQ(wait_for_end(ends.target(), timeout), S_OK);
    EXPECT_FALSE(failing.has_failed());
    EXPECT_EQ(ends->extended_if_any(), nullptr);
}

TEST_F(Waiters, ATimeoutNeverRunsOutEarlyAndLeavesNoSleeper) {
    for (const std::uint32_t timeout : {1u, 2u, 7u}) {
        const std::int64_t before = monotonic_ticks();
        EXPECT_EQ(wait_for_end(m_ends.target(), timeout), S_FALSE);
        EXPECT_GE(monotonic_ticks() - before, timeout * ticks_per_millisecond);
        EXPECT_EQ(sleepers(), 0u);
    }
}

TEST_F(Waiters, ADeadlineThatHasPassedDoesNotSleep) {
    EXPECT_EQ(sleep_until_end(m_ends.target(), deadline{monotonic_ticks()}), S_FALSE);
    EXPECT_EQ(sleep_until_end(m_ends.target(), deadline{0}), S_FALSE);
    m_ends.producer()->Complete(nullptr);
    EXPECT_EQ(sleep_until_end(m_ends.target(), deadline{0}), S_OK);
}

TEST_F(Waiters, TheEndWakesEveryThreadThatSleeps) {
    std::array<HRESULT, 4> answers{};
    std::vector<std::thread> threads;
    for (HRESULT& each : answers)
        threads.emplace_back([&] { each = wait_for_end(m_ends.target(), 0xFFFFFFFF); });
    await_sleepers(4);
    EXPECT_EQ(record().ended.load(), 0u);
    m_ends.producer()->EndCanceled();
    for (std::thread& each : threads)
        each.join();
    for (const HRESULT each : answers)
        EXPECT_EQ(each, S_OK);
}

// A cancel request is not an end: the word that sleepers sleep on must not change.
TEST_F(Waiters, ACancelRequestWakesNobody) {
    std::thread sleeper([&] { EXPECT_EQ(wait_for_end(m_ends.target(), 0xFFFFFFFF), S_OK); });
    await_sleepers(1);
    m_ends->request_cancel([](operation_record&) {});
    EXPECT_EQ(record().ended.load(), 0u);
    EXPECT_EQ(sleepers(), 1u);
    m_ends.producer()->EndCanceled();
    sleeper.join();
}

TEST_F(Waiters, WithoutMemoryForTheRecordTheWaitIsRefusedAndTheOperationRunsOn) {
    const on_malloc malloc_can_fail;
    const both_ends ends;
    const failing_memory failing(0);
    EXPECT_EQ(wait_for_end(ends.target(), 1), E_OUTOFMEMORY);
    native_handle handle{};
    EXPECT_EQ(ends->extended_if_any(), nullptr);
    EXPECT_FALSE(has_ended(ends->look()));
    {
        const failing_memory again(0);
        EXPECT_EQ(get_wait_handle(ends.target(), &handle), E_OUTOFMEMORY);
    }
}

// ---- nodes of threads that wait for one of several

TEST_F(Waiters, NodesAreUnlinkedFromAnyPlace) {
    for (std::size_t gone = 0; gone < 3; ++gone) {
        std::array<waiter, 3> nodes;
        std::array<std::atomic<std::uint32_t>, 3> woken{};
        both_ends ends;
        operation_record& extended = *ends->extend();
        for (std::size_t i = 0; i < 3; ++i) {
            nodes[i].wake = &woken[i];
            ASSERT_TRUE(link_waiter(ends.target(), extended, nodes[i]));
        }
        unlink_waiter(ends.target(), extended, nodes[gone]);
        ends.producer()->Complete(nullptr);
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_EQ(woken[i].load(), i == gone ? 0u : 1u);
        for (std::size_t i = 0; i < 3; ++i)
            if (i != gone) unlink_waiter(ends.target(), extended, nodes[i]);
        EXPECT_EQ(extended.waiters, nullptr);
    }
}

TEST_F(Waiters, NodesAreNotLinkedAfterTheEnd) {
    operation_record& extended = record();
    m_ends.producer()->Complete(nullptr);
    std::atomic<std::uint32_t> woken{0};
    waiter node;
    node.wake = &woken;
    EXPECT_FALSE(link_waiter(m_ends.target(), extended, node));
    EXPECT_EQ(extended.waiters, nullptr);
    EXPECT_EQ(woken.load(), 0u);
}

// ---- the guard of every wait

void expect_refused_but_for(const both_ends& ends, const both_ends& other) {
    EXPECT_EQ(prepare_wait(ends.target(), 1), E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(wait_for_end(ends.target(), 0xFFFFFFFF), E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(prepare_wait(ends.target(), 0), S_OK);
    EXPECT_EQ(prepare_wait(other.target(), 1), S_OK);
}

TEST_F(Waiters, AWaitInsideTheOperationsOwnCancelHandlerIsRefused) {
    thread_block& thread = this_thread();
    const both_ends other;
    {
        const invocation_scope inside(thread, m_ends.target(), invocation_kind::cancel);
        const invocation_scope deeper(thread, other.target(), invocation_kind::completed);
        expect_refused_but_for(m_ends, other);
    }
    const invocation_scope inside(thread, m_ends.target(), invocation_kind::completed);
    EXPECT_EQ(prepare_wait(m_ends.target(), 1), S_OK);
    EXPECT_EQ(m_ends->extended_if_any(), nullptr);
}

TEST_F(Waiters, AWaitInsideTheOperationsOwnReportIsRefused) {
    const both_ends other;
    bool reported = false;
    m_ends->extend(); // so that a report calls back without a handler
    m_ends->report([&](IUnknown*, operation_record*) {
        reported = true;
        const invocation_scope deeper(this_thread(), other.target(), invocation_kind::completed);
        expect_refused_but_for(m_ends, other);
    });
    EXPECT_TRUE(reported);
    EXPECT_EQ(prepare_wait(m_ends.target(), 1), S_OK);
}

// ---- the wait handle

TEST_F(Waiters, TheHandleIsMadeOnceAndEachCallerHasADuplicate) {
    native_handle first{};
    native_handle second{};
    ASSERT_EQ(get_wait_handle(m_ends.target(), &first), S_OK);
    EXPECT_TRUE(record().handle);
    ASSERT_EQ(get_wait_handle(m_ends.target(), &second), S_OK);
    EXPECT_NE(first, second);
    EXPECT_EQ(close_native_handle(first), S_OK);
    EXPECT_EQ(close_native_handle(second), S_OK);
    EXPECT_TRUE(record().handle) << "the operation's own is not a caller's";
}

} // namespace
} // namespace asyncom::core
