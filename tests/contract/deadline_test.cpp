// SPDX-License-Identifier: MIT
// AsyncomWithDeadline.
#include "support/composing.h"
#include "support/threads.h"

#include <limits>

namespace {

using namespace contract;

TEST(WithDeadline, EndsAsItsInputDoesInTime) {
    for (const family& each : all_families()) {
        const manual scheduler;
        const both_ends inner = make_both(each);
        const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
        EXPECT_EQ(scheduler.advance(9), 0U);
        const result_of result(each, 3);
        inner.worker.Complete(result.argument());
        EXPECT_EQ(limited.status(), completed);
        if (each.has_result()) {
            value taken(*each.result);
            EXPECT_EQ(limited.take_results(taken), ok);
            EXPECT_TRUE(taken.equals(result.expected()));
        }
        EXPECT_EQ(scheduler.pending(), 0U); // its timer is gone
    }
}

TEST(WithDeadline, PassesErrorsOnWithTheNameOfWhoFailed) {
    const manual scheduler;
    const both_ends inner = make_named(action(), "loading");
    const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
    inner.worker.Fail(access_denied, "not yours");
    EXPECT_EQ(limited.error_code(), access_denied);
    EXPECT_EQ(limited.results(), access_denied);
    EXPECT_EQ(error_text(), "not yours");
    EXPECT_NE(context_of(limited).find("\"loading\""), std::string::npos);
    empty_error_slot();
}

TEST(WithDeadline, FailsWhenTheTimeIsOverAndTheInputHasEnded) {
    const manual scheduler;
    const both_ends inner = make_both(operation_of("u4"));
    const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
    EXPECT_EQ(scheduler.advance(10), 1U);
    EXPECT_EQ(inner.consumer.status(), canceled);
    EXPECT_EQ(reason_of(inner.consumer).code, timed_out);
    EXPECT_EQ(limited.status(), started);
    const std::uint32_t late = 5;
    EXPECT_EQ(inner.worker.Complete(&late), no);
    EXPECT_EQ(limited.status(), error);
    EXPECT_EQ(limited.error_code(), timed_out);
    EXPECT_TRUE(limited.ended());
    std::uint32_t partial = 0;
    EXPECT_EQ(limited.GetPartialResult(&partial), ok);
    EXPECT_EQ(partial, 5U);
    EXPECT_EQ(limited.results(), timed_out);
    EXPECT_FALSE(error_text().empty());
    empty_error_slot();
}

TEST(WithDeadline, OfZeroStillLetsWhatHasEndedBe) {
    const manual scheduler;
    const both_ends inner = make_both(action());
    inner.worker.Complete(nullptr);
    const operation limited = with_deadline(inner.consumer, 0, scheduler.face());
    EXPECT_EQ(limited.status(), completed);
    EXPECT_EQ(scheduler.pending(), 0U);

    const both_ends running = make_both(action());
    const operation at_once = with_deadline(running.consumer, 0, scheduler.face());
    scheduler.advance(0);
    running.worker.EndCanceled();
    EXPECT_EQ(at_once.error_code(), timed_out);
}

TEST(WithDeadline, MayBeAsFarAsTicksReach) {
    const both_ends inner = make_both(action());
    const std::int64_t never = std::numeric_limits<std::int64_t>::max();
    const std::int64_t years_290 = 290LL * 365 * 24 * 3600 * 10'000'000;
    const manual scheduler;
    scheduler.advance(1'000);
    const operation first = with_deadline(inner.consumer, never, scheduler.face());
    const operation second = with_deadline(inner.consumer, years_290, nullptr);
    const operation third = with_deadline(inner.consumer, never, nullptr);
    scheduler.advance(years_290);
    EXPECT_EQ(inner.consumer.status(), started);
    inner.worker.Complete(nullptr);
    for (const operation* each : {&first, &second, &third})
        EXPECT_EQ(each->status(), completed);
}

TEST(WithDeadline, RunsOutOnThePoolOfTheProcess) {
    const both_ends inner = make_both(action());
    const own<cancel_handler> handler([&](void*) { return inner.worker.EndCanceled(); });
    inner.worker.put_CancelHandler(handler);
    const operation limited = with_deadline(inner.consumer, 1, nullptr);
    EXPECT_EQ(AsyncomWait(limited.as_unknown(), ASYNCOM_INFINITE), ok);
    EXPECT_EQ(limited.error_code(), timed_out);
}

TEST(WithDeadline, CancelGoesToTheInputAndWins) {
    const manual scheduler;
    const both_ends inner = make_both(action());
    const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
    limited.CancelWithReason(access_denied, "stop");
    EXPECT_EQ(reason_of(inner.consumer).code, access_denied);
    EXPECT_EQ(reason_of(inner.consumer).text, u"stop");
    scheduler.advance(10);
    EXPECT_EQ(reason_of(inner.consumer).code, access_denied);
    inner.worker.EndCanceled();
    EXPECT_EQ(limited.status(), canceled);
    empty_error_slot();
}

TEST(WithDeadline, AnInputThatIsCancelledInTimeIsCanceled) {
    const manual scheduler;
    const both_ends inner = make_both(action());
    const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
    inner.consumer.Cancel();
    inner.worker.EndCanceled();
    EXPECT_EQ(limited.status(), canceled);
    EXPECT_EQ(scheduler.pending(), 0U);
}

TEST(WithDeadline, PassesProgressOfEveryKindAndPartialResults) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        const manual scheduler;
        const both_ends inner = make_both(each);
        const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
        const operation outer = with_deadline(limited, 10, scheduler.face());
        const value sent = value::sample(*each.progress, 9);
        int seen = 0;
        const own<progress_handler> handler =
            make_progress(each, [&](void* sender, const void* got) {
                EXPECT_EQ(sender, outer.get());
                EXPECT_TRUE(sent.equals(got)) << each.name;
                ++seen;
                return ok;
            });
        outer.put_Progress(handler);
        EXPECT_EQ(inner.worker.ReportProgress(sent.address()), ok);
        EXPECT_EQ(seen, 1);
        if (each.has_result()) {
            const result_of partial(each, 4);
            EXPECT_EQ(inner.worker.SetPartialResult(partial.argument()), ok);
            value taken(*each.result);
            EXPECT_EQ(outer.take_partial(taken), ok);
            EXPECT_TRUE(taken.equals(partial.expected()));
            inner.worker.Fail(failed, nullptr);
            value after(*each.result);
            EXPECT_EQ(outer.take_partial(after), ok);
            EXPECT_TRUE(after.equals(partial.expected()));
        } else {
            inner.worker.Complete(nullptr);
        }
        EXPECT_TRUE(outer.ended());
    }
    empty_error_slot();
}

TEST(WithDeadline, KeepsItsSchedulerWhileItRuns) {
    manual scheduler;
    const both_ends inner = make_both(action());
    const ref kept = ref::share(scheduler.face());
    const std::uint32_t before = references_of(kept.get());
    const operation limited = with_deadline(inner.consumer, 10, scheduler.face());
    EXPECT_EQ(references_of(kept.get()), before + 1);
    inner.worker.Complete(nullptr);
    EXPECT_EQ(references_of(kept.get()), before);
}

// Of the two, one decides; both ways there is one outcome, and it is the right one.
TEST(WithDeadline, RacesAgainstTheEndDecideOnce) {
    int late = 0;
    for (int round = 0; round < 300; ++round) {
        const manual scheduler;
        const both_ends inner = make_both(action());
        const operation limited = with_deadline(inner.consumer, 1, scheduler.face());
        const own<completed_handler> handler = make_completed(action());
        limited.put_Completed(handler);
        start_line line(2);
        std::thread timer([&] {
            line.meet();
            scheduler.advance(1);
        });
        line.meet();
        const answer accepted = inner.worker.Complete(nullptr);
        timer.join();
        ASSERT_EQ(handler->calls(), 1U);
        ASSERT_EQ(limited.status(), accepted == ok ? completed : error);
        ASSERT_EQ(limited.error_code(), accepted == ok ? ok : timed_out);
        late += accepted != ok;
    }
    RecordProperty("deadlines_first", late);
}

TEST(WithDeadline, ChecksItsArguments) {
    const both_ends end = make_both(action());
    IUnknown* const one = end.consumer.as_unknown();
    void* made = &made;
    EXPECT_EQ(AsyncomWithDeadline(nullptr, 1, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomWithDeadline(one, 1, nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomWithDeadline(one, 1, nullptr, &iid_async_info, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomWithDeadline(one, -1, nullptr, &iid_async_info, &made), bad_argument);
    EXPECT_EQ(AsyncomWithDeadline(one, 1, nullptr, &iid_producer, &made), no_interface);
    const own<cancel_handler> foreign;
    EXPECT_EQ(AsyncomWithDeadline(unknown(foreign.get()), 1, nullptr, &iid_async_info, &made),
              no_interface);
    AsyncomOperationOptions options = no_options();
    options.size = 3;
    EXPECT_EQ(AsyncomWithDeadline(one, 1, &options, &iid_async_info, &made), bad_argument);
    EXPECT_EQ(references_of(end.consumer.get()), references_of(make_both(action()).consumer.get()));
    empty_error_slot();
}

} // namespace
