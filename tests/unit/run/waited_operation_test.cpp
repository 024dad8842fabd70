// SPDX-License-Identifier: MIT
// One element of a wait: ours by its record, a foreign one by its status.
#include "run/waited_operation.h"

#include "foreign_operation.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;
using namespace asyncom::core::test;

class WaitedOperation : public EngineTest {
protected:
    std::atomic<std::uint32_t> m_wake{0};
};

TEST_F(WaitedOperation, HoldsNoReferenceToOursAndOneToAForeignOne) {
    const both_ends ours;
    foreign_operation foreign;
    {
        waited_operation first;
        waited_operation second;
        EXPECT_EQ(first.bind(ours.consumer(), 1), S_OK);
        EXPECT_EQ(second.bind(&foreign, 1), S_OK);
        EXPECT_FALSE(first.is_foreign());
        EXPECT_TRUE(second.is_foreign());
        EXPECT_EQ(ours->references().shared(), 2u);
        EXPECT_EQ(foreign.references, 2u);
    }
    EXPECT_EQ(foreign.references, 1u);
    EXPECT_EQ(foreign.looks, 0);
}

TEST_F(WaitedOperation, PassesOnWhyAForeignObjectIsNone) {
    foreign_operation foreign;
    for (const HRESULT refusal : {E_NOINTERFACE, ASYNCOM_E_FORKED}) {
        foreign.query_answer = refusal;
        waited_operation waited;
        EXPECT_EQ(waited.bind(&foreign, 1), refusal);
        EXPECT_FALSE(waited.is_foreign());
    }
    EXPECT_EQ(foreign.references, 1u);
}

TEST_F(WaitedOperation, HasEndedWithAnyStatusButStartedAndOnceClosed) {
    using status = foreign_operation::status;
    const struct {
        HRESULT asked;
        status answer;
        HRESULT ended;
    } cases[] = {{S_OK, status::Started, S_FALSE},
                 {S_OK, status::Completed, S_OK},
                 {S_OK, status::Canceled, S_OK},
                 {S_OK, status::Error, S_OK},
                 {S_OK, status(4), S_OK}, // what Windows' own write once closed
                 {E_ILLEGAL_METHOD_CALL, status::Started, S_OK},
                 {E_ABORT, status::Completed, E_ABORT}};
    for (const auto& each : cases) {
        foreign_operation foreign;
        foreign.script = [&](int, status& answer) {
            answer = each.answer;
            return each.asked;
        };
        waited_operation waited;
        ASSERT_EQ(waited.bind(&foreign, 1), S_OK);
        EXPECT_EQ(waited.has_ended(), each.ended);
        EXPECT_EQ(foreign.looks, 1);
    }
}

TEST_F(WaitedOperation, HasNotEndedWhileACancelledBodyRuns) {
    const both_ends ours;
    waited_operation waited;
    ASSERT_EQ(waited.bind(ours.consumer(), 1), S_OK);
    ours->request_cancel([](operation_record&) {});
    EXPECT_EQ(waited.has_ended(), S_FALSE);
    ours.producer()->EndCanceled();
    EXPECT_EQ(waited.has_ended(), S_OK);
}

TEST_F(WaitedOperation, LooksOnceMoreAfterItsTimeIsOver) {
    foreign_operation foreign;
    waited_operation waited;
    ASSERT_EQ(waited.bind(&foreign, 1), S_OK);
    EXPECT_EQ(waited.sleep_until_end(deadline{0}), S_FALSE);
    EXPECT_EQ(foreign.looks, 1);
    foreign.end_at(2);
    EXPECT_EQ(waited.sleep_until_end(deadline{0}), S_OK);
    EXPECT_EQ(foreign.looks, 2);
}

TEST_F(WaitedOperation, SetsItsWordAtTheEndAndIsUnlinkedByItsWatcher) {
    const both_ends ours;
    waited_operation waited;
    ASSERT_EQ(waited.bind(ours.consumer(), 1), S_OK);
    ASSERT_EQ(waited.watch(m_wake), S_OK);
    const operation_record& record = *ours->extended_if_any();
    EXPECT_NE(record.waiters, nullptr);
    EXPECT_EQ(m_wake.load(), 0u);
    ours.producer()->Complete(nullptr);
    EXPECT_EQ(m_wake.load(), 1u);
    waited.unwatch();
    EXPECT_EQ(record.waiters, nullptr);
    waited.unwatch();
    EXPECT_EQ(record.waiters, nullptr);
}

TEST_F(WaitedOperation, OfAnEndedOperationSetsItsWordAtOnceAndIsNotLinked) {
    const both_ends ours;
    ours.producer()->Complete(nullptr);
    waited_operation waited;
    ASSERT_EQ(waited.bind(ours.consumer(), 1), S_OK);
    ASSERT_EQ(waited.watch(m_wake), S_OK);
    EXPECT_EQ(m_wake.load(), 1u);
    EXPECT_EQ(ours->extended_if_any()->waiters, nullptr);
}

TEST_F(WaitedOperation, WithoutMemoryToWatchIsNotLinked) {
    const on_malloc malloc_can_fail;
    const both_ends ours;
    waited_operation waited;
    ASSERT_EQ(waited.bind(ours.consumer(), 1), S_OK);
    const failing_memory failing(0);
    EXPECT_EQ(waited.watch(m_wake), E_OUTOFMEMORY);
    waited.unwatch();
    EXPECT_EQ(ours->extended_if_any(), nullptr);
}

// ---- how often a foreign one is asked

TEST(PollingInterval, DoublesFromOneToSixteenMilliseconds) {
    polling_interval interval;
    for (const std::int64_t milliseconds : {1, 2, 4, 8, 16, 16, 16}) {
        const std::int64_t before = monotonic_ticks();
        const deadline next = interval.next(forever);
        const std::int64_t after = monotonic_ticks();
        EXPECT_GE(next.ticks, before + milliseconds * ticks_per_millisecond);
        EXPECT_LE(next.ticks, after + milliseconds * ticks_per_millisecond);
    }
}

TEST(PollingInterval, EndsWithTheWait) {
    polling_interval interval;
    const deadline now{monotonic_ticks()};
    EXPECT_EQ(interval.next(now).ticks, now.ticks);
    const deadline soon = deadline_after(ticks_per_millisecond / 2);
    EXPECT_EQ(interval.next(soon).ticks, soon.ticks);
}

} // namespace
