// SPDX-License-Identifier: MIT
// AsyncomThen.
#include "support/composing.h"
#include "support/threads.h"

namespace {

using namespace contract;

struct continued {
    manual scheduler;
    void* antecedent = nullptr;
    own<work> item = own<work>([this](void* worker, void* before) {
        antecedent = before;
        const std::uint32_t value = 7;
        return producer::share(worker).Complete(&value);
    });
};

TEST(Then, RunsAfterEveryKindOfEnd) {
    for (int kind = 0; kind < 3; ++kind) {
        continued next;
        const both_ends before = make_both(action());
        const operation after =
            then(before.consumer, operation_of("u4"), next.item, next.scheduler.face());
        EXPECT_EQ(next.scheduler.run_ready(), 0U);
        if (kind == 0) before.worker.Complete(nullptr);
        if (kind == 1) before.worker.Fail(failed, "it did");
        if (kind == 2) before.consumer.Cancel(), before.worker.EndCanceled();
        EXPECT_EQ(next.item->calls, 0U);
        EXPECT_EQ(after.status(), started);
        EXPECT_EQ(next.scheduler.run_ready(), 1U);
        EXPECT_EQ(next.antecedent, before.consumer.get());
        EXPECT_EQ(index_of(after), 7U);
        EXPECT_TRUE(next.item.alone());
    }
    empty_error_slot();
}

TEST(Then, IsScheduledAtOnceAfterWhatHasEnded) {
    continued next;
    const both_ends before = make_both(action());
    before.worker.Complete(nullptr);
    const operation after =
        then(before.consumer, operation_of("u4"), next.item, next.scheduler.face());
    EXPECT_EQ(next.item->calls, 0U);
    EXPECT_EQ(next.scheduler.run_ready(), 1U);
    EXPECT_EQ(after.status(), completed);
}

TEST(Then, RunsOnThePoolOfTheProcess) {
    continued next;
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, operation_of("u4"), next.item, nullptr);
    before.worker.Complete(nullptr);
    EXPECT_EQ(AsyncomWait(after.as_unknown(), ASYNCOM_INFINITE), ok);
    EXPECT_EQ(index_of(after), 7U);
}

TEST(Then, FailsWithTheContinuation) {
    const manual scheduler;
    const own<work> item([](void*, void*) { return access_denied; });
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, action(), item, scheduler.face());
    before.worker.Complete(nullptr);
    scheduler.run_ready();
    EXPECT_EQ(after.error_code(), access_denied);
    empty_error_slot();
}

TEST(Then, CancelledBeforeTheStartCancelsAndAwaitsTheAntecedent) {
    continued next;
    const both_ends before = make_both(action());
    const operation after =
        then(before.consumer, operation_of("u4"), next.item, next.scheduler.face());
    EXPECT_EQ(after.CancelWithReason(timed_out, "late"), ok);
    EXPECT_EQ(reason_of(before.consumer).code, timed_out);
    EXPECT_EQ(reason_of(before.consumer).text, u"late");
    EXPECT_FALSE(after.ended());
    before.worker.Complete(nullptr);
    EXPECT_TRUE(after.ended());
    EXPECT_EQ(after.status(), canceled);
    EXPECT_EQ(next.scheduler.run_ready(), 0U);
    EXPECT_EQ(next.item->calls, 0U);
    empty_error_slot();
}

TEST(Then, CancelledAfterTheScheduleIsNotRun) {
    continued next;
    const both_ends before = make_both(action());
    const operation after =
        then(before.consumer, operation_of("u4"), next.item, next.scheduler.face());
    before.worker.Complete(nullptr);
    after.Cancel();
    EXPECT_FALSE(after.ended());
    EXPECT_EQ(next.scheduler.run_ready(), 1U);
    EXPECT_EQ(next.item->calls, 0U);
    EXPECT_EQ(after.status(), canceled);
    EXPECT_TRUE(after.ended());
}

TEST(Then, CancelIsTheContinuationsToSeeOnceItRuns) {
    const manual scheduler;
    producer kept;
    const own<work> item([&](void* worker, void*) {
        kept = producer::share(worker);
        return ok;
    });
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, action(), item, scheduler.face());
    before.worker.Complete(nullptr);
    scheduler.run_ready();
    after.Cancel();
    std::uint8_t requested = 0;
    kept.get_CancelRequested(&requested);
    EXPECT_EQ(requested, 1);
    EXPECT_FALSE(after.ended());
    kept.EndCanceled();
    EXPECT_TRUE(after.ended());
}

// The flat form of nested work: the operation ends as another one that the continuation starts.
TEST(Then, ItsContinuationMayFollow) {
    const manual scheduler;
    const both_ends inner = make_both(operation_of("u4"));
    const own<work> item(
        [&](void* worker, void*) { return producer::share(worker).Follow(inner.consumer); });
    const both_ends before = make_both(action());
    const operation after = then(before.consumer, operation_of("u4"), item, scheduler.face());
    before.worker.Complete(nullptr);
    scheduler.run_ready();
    EXPECT_EQ(after.status(), started);
    const std::uint32_t value = 41;
    inner.worker.Complete(&value);
    EXPECT_EQ(index_of(after), 41U);
}

TEST(Then, ChecksItsArguments) {
    const own<work> item([](void*, void*) { return ok; });
    auto* const face = reinterpret_cast<IAsyncWork*>(item.get());
    const both_ends end = make_both(action());
    IUnknown* const one = end.consumer.as_unknown();
    IAsyncType* const type = type_of(action());
    void* made = &made;
    EXPECT_EQ(AsyncomThen(nullptr, type, face, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomThen(one, nullptr, face, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(AsyncomThen(one, type, nullptr, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(AsyncomThen(one, type, face, nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomThen(one, type, face, nullptr, &iid_async_info, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomThen(one, type, face, nullptr, &iid_producer, &made), no_interface);
    EXPECT_EQ(AsyncomThen(unknown(item.get()), type, face, nullptr, &iid_async_info, &made),
              no_interface);
    EXPECT_TRUE(item.alone());
    empty_error_slot();
}

} // namespace
