// SPDX-License-Identifier: MIT
// Progress: every kind by value, in order, on the reporting thread, never after the end.
#include "library_provider.h"
#include "support/check.h"
#include "support/samples.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace contract;

CONTRACT_TEST(Progress, ArrivesInOrderWithItsValues, every_progress) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const value_kind& kind = *context.type.progress;
    int expected = 0;
    bool in_order = true;
    const own<progress_handler> handler =
        make_progress(context.type, [&](void*, const void* received) {
            const value wanted = value::sample(kind, expected++);
            in_order = in_order && wanted.equals(received);
            return ok;
        });
    const own<completed_handler> end = make_completed(context.type);
    ends.consumer.put_Progress(handler);
    ends.consumer.put_Completed(end);
    constexpr int reports = 20;
    for (int i = 0; i < reports; ++i) {
        const value report = value::sample(kind, i);
        SHOULD_BE(ends.worker->report(report.address()), ok);
        SHOULD_BE(handler->calls(), static_cast<std::size_t>(i) + 1);
    }
    SHOULD_BE(end->calls(), 0U);
    ends.worker->complete(result.argument());
    SHOULD(in_order);
    SHOULD_BE(handler->calls(), static_cast<std::size_t>(reports));
    SHOULD(handler->last_sender.load() == ends.consumer.get());
}

CONTRACT_TEST(Progress, BorrowsTheValueForTheCall, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type);
    ends.consumer.put_Progress(handler);
    // What the value holds is counted: a kept copy shows as a leak when the check ends.
    for (int i = 0; i < 3; ++i) {
        const value report = value::sample(*context.type.progress, i);
        SHOULD_BE(ends.worker->report(report.address()), ok);
    }
}

CONTRACT_TEST(Progress, WithoutAHandlerIsLostNotQueued, every_progress) {
    const made_operation ends = context.make();
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    const own<progress_handler> handler = make_progress(context.type);
    ends.consumer.put_Progress(handler);
    SHOULD_BE(handler->calls(), 0U);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, CanBeSetAfterTheStart, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type);
    SHOULD_BE(ends.consumer.put_Progress(handler), ok);
    const value report = value::sample(*context.type.progress, 1);
    ends.worker->report(report.address());
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, GoesToTheReplacementOnly, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> first = make_progress(context.type);
    const own<progress_handler> second = make_progress(context.type);
    const value report = value::sample(*context.type.progress, 1);
    ends.consumer.put_Progress(first);
    ends.worker->report(report.address());
    SHOULD_BE(ends.consumer.put_Progress(second), ok);
    SHOULD(first.alone());
    ends.worker->report(report.address());
    SHOULD_BE(first->calls(), 1U);
    SHOULD_BE(second->calls(), 1U);
    {
        ref taken;
        SHOULD_BE(ends.consumer.get_Progress(taken.put()), ok);
        SHOULD(taken.get() == second.get());
    }
    SHOULD_BE(ends.consumer.put_Progress(nullptr), ok);
    SHOULD(second.alone());
    ends.worker->report(report.address());
    SHOULD_BE(second->calls(), 1U);
    ref none;
    SHOULD_BE(ends.consumer.get_Progress(none.put()), ok);
    SHOULD(!none);
    SHOULD_BE(ends.consumer.put_Progress(first), ok);
    ends.worker->report(report.address());
    SHOULD_BE(first->calls(), 2U);
}

CONTRACT_TEST(Progress, IsNeverDeliveredAfterTheEnd, every_progress) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    std::size_t at_the_end = 0;
    const own<progress_handler> handler = make_progress(context.type);
    const own<completed_handler> end = make_completed(context.type, [&](void*, std::int32_t) {
        at_the_end = handler->calls();
        return ok;
    });
    ends.consumer.put_Progress(handler);
    ends.consumer.put_Completed(end);
    const value report = value::sample(*context.type.progress, 1);
    ends.worker->report(report.address());
    ends.worker->complete(result.argument());
    SHOULD_BE(ends.worker->report(report.address()), illegal_state_change);
    SHOULD_BE(at_the_end, 1U);
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, HandlersFailureReachesNobody, every_progress) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<progress_handler> handler =
        make_progress(context.type, [](void*, const void*) { return failed; });
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(handler->calls(), 2U);
    SHOULD_BE(ends.consumer.status(), started);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    SHOULD_BE(ends.consumer.status(), completed);
}

CONTRACT_TEST(Progress, HandlerMayCancel, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler =
        make_progress(context.type, [&](void*, const void*) { return ends.consumer.Cancel(); });
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(ends.consumer.status(), canceled);
}

CONTRACT_TEST(Progress, IsStillDeliveredAfterACancelRequest, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type);
    ends.consumer.put_Progress(handler);
    ends.consumer.Cancel();
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, HandlerMayRemoveItself, every_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(
        context.type, [&](void*, const void*) { return ends.consumer.put_Progress(nullptr); });
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD(handler.alone());
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, HandlerThatRemovesItselfMayBeItsOwnLastOwner, every_progress) {
    const made_operation ends = context.make();
    own<progress_handler> handler = make_progress(
        context.type, [&](void*, const void*) { return ends.consumer.put_Progress(nullptr); });
    ends.consumer.put_Progress(handler);
    release(handler.detach());
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
}

CONTRACT_TEST(Progress, HandlerMayLetGoOfTheOperation, every_progress) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type, [&](void*, const void*) {
        ends.consumer.release();
        return ok;
    });
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    SHOULD_BE(ends.worker->report(report.address()), ok);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
}

CONTRACT_TEST(Progress, HandlerIsLetGoAtTheEnd, every_progress) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type);
    ends.consumer.put_Progress(handler);
    ends.worker->complete(result.argument());
    SHOULD(handler.alone());
    ref taken;
    SHOULD_BE(ends.consumer.get_Progress(taken.put()), ok);
    SHOULD(!taken);
}

CONTRACT_TEST(Progress, SetAfterTheEndIsAcceptedAndLetGo, every_progress) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    ends.worker->complete(result.argument());
    const own<progress_handler> handler = make_progress(context.type);
    SHOULD_BE(ends.consumer.put_Progress(handler), ok);
    SHOULD(handler.alone());
    ref taken;
    SHOULD_BE(ends.consumer.get_Progress(taken.put()), ok);
    SHOULD(!taken);
}

CONTRACT_TEST(Progress, HandlerNeedsNoAgility, plain_progress) {
    const made_operation ends = context.make();
    const own<progress_handler> handler = make_progress(context.type);
    handler->agile = false;
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    ends.worker->report(report.address());
    SHOULD_BE(handler->calls(), 1U);
}

CONTRACT_TEST(Progress, RunsUnderNoLock, plain_progress) {
    const made_operation ends = context.make();
    gate inside;
    gate called;
    bool met = false;
    const own<progress_handler> handler = make_progress(context.type, [&](void*, const void*) {
        inside.open();
        met = called.wait_for(context.patience);
        return ok;
    });
    std::thread other([&] {
        inside.wait();
        SHOULD_BE(ends.consumer.status(), started);
        ref taken;
        SHOULD_BE(ends.consumer.get_Progress(taken.put()), ok);
        SHOULD_BE(ends.consumer.put_Progress(nullptr), ok);
        SHOULD_BE(ends.consumer.Cancel(), ok);
        called.open();
    });
    ends.consumer.put_Progress(handler);
    const value report = value::sample(*context.type.progress, 1);
    ends.worker->report(report.address());
    other.join();
    SHOULD(met);
}

// Special values arrive bit for bit: nothing on the way computes with them.
TEST(Progress, CarriesSpecialFloatingValues) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    std::uint64_t seen = 0;
    const own<progress_handler> handler = make_progress(of, [&](void*, const void* received) {
        std::memcpy(&seen, received, sizeof seen);
        return ok;
    });
    ends.consumer.put_Progress(handler);
    constexpr std::uint64_t special[] = {0x7FF8000000000001, 0x7FF4000000000001, 0xFFF0000000000000,
                                         0x8000000000000000, 0x0000000000000001};
    for (const std::uint64_t bits : special) {
        EXPECT_EQ(ends.worker.ReportProgress(&bits), ok);
        EXPECT_EQ(seen, bits);
    }
}

// An end while a report is still inside the handler is a misuse: nobody waits for anybody, so that
// the two cannot lock each other up, and the handler lives until the report has left it.
TEST(Progress, ReportThatAnEndOvertakesKeepsItsHandler) {
    for (const family& each : plain_families()) {
        if (!each.has_progress()) continue;
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        gate inside;
        gate ended;
        const own<progress_handler> handler = make_progress(each, [&](void*, const void*) {
            inside.open();
            ended.wait();
            return ok;
        });
        const own<completed_handler> end = make_completed(each);
        ends.consumer.put_Progress(handler);
        ends.consumer.put_Completed(end);
        const value report = value::sample(*each.progress, 1);
        std::thread reporter([&] { EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok); });
        inside.wait();
        EXPECT_EQ(ends.worker.Complete(result.argument()), ok);
        EXPECT_EQ(ends.consumer.status(), completed);
        EXPECT_EQ(end->calls(), 1U);
        EXPECT_FALSE(handler.alone());
        EXPECT_EQ(ends.worker.ReportProgress(report.address()), illegal_state_change);
        ended.open();
        reporter.join();
        EXPECT_EQ(handler->calls(), 1U);
        EXPECT_TRUE(handler.alone());
    }
}

// The handler is replaced by other threads while reports are delivered; nobody else keeps the old
// ones alive.
TEST(Progress, SurvivesReplacementDuringReports) {
    const family& of = operation_with("string", "u4");
    const result_of result(of, 5);
    const both_ends ends = make_both(of);
    constexpr int replacements = 100'000;
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> delivered{0};
    std::thread replacer([&] {
        for (int i = 0; i < replacements; ++i) {
            own<progress_handler> handler = make_progress(of, [&](void*, const void*) {
                delivered.fetch_add(1);
                return ok;
            });
            ends.consumer.put_Progress(handler);
            if (i % 16 == 0) {
                ref taken;
                ends.consumer.get_Progress(taken.put());
            }
        }
        done = true;
    });
    const value report = value::sample(*of.progress, 1);
    while (!done.load())
        ends.worker.ReportProgress(report.address());
    replacer.join();
    EXPECT_EQ(ends.worker.Complete(result.argument()), ok);
    EXPECT_TRUE(all_objects_gone());
}

// A report that races the end is a misuse; it is delivered or dropped, and nothing dies of it.
TEST(Progress, ThatRacesTheEndIsDeliveredOrDropped) {
    const family& of = action_with("f8");
    for (int round = 0; round < 2'000; ++round) {
        const both_ends ends = make_both(of);
        const own<progress_handler> handler = make_progress(of);
        ends.consumer.put_Progress(handler);
        start_line line(2);
        std::thread reporter([&] {
            line.meet();
            const double half = 0.5;
            const answer answered = ends.worker.ReportProgress(&half);
            EXPECT_TRUE(answered == ok || answered == illegal_state_change);
        });
        line.meet();
        EXPECT_EQ(ends.worker.Complete(nullptr), ok);
        reporter.join();
        EXPECT_TRUE(handler.alone());
        EXPECT_LE(handler->calls(), 1U);
    }
}

} // namespace
