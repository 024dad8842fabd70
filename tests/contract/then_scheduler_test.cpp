// SPDX-License-Identifier: MIT
// How long a continuation keeps its scheduler, and what becomes of it without one.
#include "support/composing.h"

namespace {

using namespace contract;

own<work> completing_work() {
    return own<work>([](void* worker, void*) {
        const std::uint32_t value = 7;
        return producer::share(worker).Complete(&value);
    });
}

TEST(ThenScheduler, GoneBeforeTheContinuationHasRunEndsItWithAbort) {
    for (const bool ended_before : {true, false}) {
        manual scheduler;
        const own<work> item = completing_work();
        const both_ends before = make_both(action());
        if (ended_before) before.worker.Complete(nullptr);
        const operation after = then(before.consumer, operation_of("u4"), item, scheduler.face());
        if (!ended_before) before.worker.Complete(nullptr);
        EXPECT_EQ(scheduler.pending(), 1U);
        EXPECT_EQ(after.status(), started);
        scheduler.release();
        EXPECT_EQ(after.status(), error);
        EXPECT_EQ(after.error_code(), aborted);
        EXPECT_EQ(item->calls, 0U);
        EXPECT_TRUE(item.alone());
    }
    empty_error_slot();
}

TEST(ThenScheduler, IsHeldWhileTheAntecedentRuns) {
    manual scheduler;
    const own<work> item = completing_work();
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, operation_of("u4"), item, scheduler.face());
    IAsyncScheduler* const face = scheduler.face();
    EXPECT_EQ(references_of(face), 2U);
    before.worker.Complete(nullptr);
    EXPECT_EQ(references_of(face), 1U);
    EXPECT_EQ(scheduler.run_ready(), 1U);
    EXPECT_EQ(index_of(after), 7U);
}

TEST(ThenScheduler, IsLetGoByACancelledContinuation) {
    manual scheduler;
    const own<work> item = completing_work();
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, operation_of("u4"), item, scheduler.face());
    after.Cancel();
    before.worker.EndCanceled();
    EXPECT_EQ(after.status(), canceled);
    EXPECT_EQ(references_of(scheduler.face()), 1U);
}

} // namespace
