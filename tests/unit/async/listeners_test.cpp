// SPDX-License-Identifier: MIT
// Listeners from inside: the library's own callbacks, and what a failing allocation leaves
// behind.
#include "async/listeners.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <random>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

// ---- callbacks

struct heard {
    int ends = 0;
    operation* last = nullptr;
    state_flags flags = 0;
    std::vector<double> values;
    std::function<void()> body;

    static void end(void* self, operation& ended) noexcept {
        auto& mine = *static_cast<heard*>(self);
        ++mine.ends;
        mine.last = &ended;
        mine.flags = ended.look();
        if (mine.body) mine.body();
    }
    static void progress(void* self, const void* value) noexcept {
        auto& mine = *static_cast<heard*>(self);
        double read = 0;
        std::memcpy(&read, value, sizeof read);
        mine.values.push_back(read);
        if (mine.body) mine.body();
    }
};

class Listeners : public EngineTest {
protected:
    static void report(const both_ends& ends, double value) {
        EXPECT_EQ(ends.producer()->ReportProgress(&value), S_OK);
    }
    static void complete(const both_ends& ends) {
        const std::uint32_t result = 7;
        EXPECT_EQ(ends.producer()->Complete(&result), S_OK);
    }

    // Whether an allocation failed: then nothing was subscribed.
    static bool subscribe_while_the_nth_fails(int nth, bool progress, bool second) {
        both_ends ends(u4_with_f8);
        counted_callback mine;
        counted_callback before;
        std::uint64_t token = 0;
        if (second) {
            EXPECT_EQ(
                subscribe_completed_handler(ends.target(), before.completed(u4_with_f8), &token),
                S_OK);
        }
        IUnknown* const handler = progress ? mine.progress(u4_with_f8) : mine.completed(u4_with_f8);
        token = 0;
        HRESULT answer;
        bool failed = false;
        {
            const failing_memory failing(nth);
            answer = progress ? subscribe_progress_handler(ends.target(), handler, 0, &token)
                              : subscribe_completed_handler(ends.target(), handler, &token);
            failed = failing.has_failed();
        }
        EXPECT_EQ(answer, failed ? E_OUTOFMEMORY : S_OK);
        EXPECT_EQ(token != 0, !failed);
        EXPECT_EQ(mine.destroyed, failed ? 1 : 0);
        if (progress) report(ends, 0.5);
        complete(ends);
        EXPECT_EQ(mine.calls, failed ? 0 : 1);
        EXPECT_EQ(mine.destroyed, 1);
        EXPECT_EQ(before.calls, second ? 1 : 0);
        return failed;
    }
};

TEST_F(Listeners, ACallbackHearsTheEndOnceAndCannotLeaveAfterIt) {
    both_ends ends;
    heard mine;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &token), S_OK);
    EXPECT_NE(token, 0u);
    EXPECT_EQ(count_end_listeners(*ends->extended_if_any()), 1u);
    ends.producer()->Complete(nullptr);
    EXPECT_EQ(mine.ends, 1);
    EXPECT_EQ(mine.last, &ends.target());
    EXPECT_EQ(outcome_of(mine.flags), outcome::completed);
    EXPECT_EQ(count_end_listeners(*ends->extended_if_any()), 0u);
    EXPECT_FALSE(unsubscribe_end(ends.target(), token));
}

TEST_F(Listeners, ACallbackThatLeftHearsNothing) {
    both_ends ends(u4_with_f8);
    heard mine;
    std::uint64_t of_end = 0;
    std::uint64_t of_progress = 0;
    ASSERT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &of_end), S_OK);
    ASSERT_EQ(subscribe_progress(ends.target(), &heard::progress, &mine, &of_progress), S_OK);
    report(ends, 0.25);
    // Each only by its own call.
    EXPECT_FALSE(unsubscribe_end(ends.target(), of_progress));
    EXPECT_FALSE(unsubscribe_progress(ends.target(), of_end));
    EXPECT_TRUE(unsubscribe_end(ends.target(), of_end));
    EXPECT_TRUE(unsubscribe_progress(ends.target(), of_progress));
    EXPECT_FALSE(unsubscribe_end(ends.target(), of_end));
    EXPECT_FALSE(unsubscribe_progress(ends.target(), of_progress));
    report(ends, 0.5);
    complete(ends);
    EXPECT_EQ(mine.values, std::vector<double>{0.25});
    EXPECT_EQ(mine.ends, 0);
}

TEST_F(Listeners, OfAnOperationThatHasEndedIsCalledInsideWithoutARecord) {
    const on_malloc malloc_can_fail;
    both_ends ends(u4_with_f8);
    complete(ends);
    heard mine;
    std::uint64_t token = 5;
    const failing_memory failing(0);
    EXPECT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &token), S_OK);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(mine.ends, 1);
    token = 5;
    EXPECT_EQ(subscribe_progress(ends.target(), &heard::progress, &mine, &token), S_OK);
    EXPECT_EQ(token, 0u);
    EXPECT_FALSE(unsubscribe_end(ends.target(), 0));
    EXPECT_FALSE(failing.has_failed());
    EXPECT_EQ(ends->extended_if_any(), nullptr);
}

TEST_F(Listeners, OfATypeWithoutProgressCannotHearAny) {
    const both_ends ends;
    std::uint64_t token = 5;
    EXPECT_EQ(subscribe_progress(ends.target(), &heard::progress, nullptr, &token), E_NOTIMPL);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(ends->extended_if_any(), nullptr);
}

TEST_F(Listeners, TheFirstNeedsNoHeap) {
    if (uses_malloc) GTEST_SKIP() << "blocks come from malloc";
    both_ends ends;
    ASSERT_NE(both_ends()->extend(), nullptr); // the slabs have a block from here on
    ASSERT_NE(ends->extend(), nullptr);
    heard mine;
    std::uint64_t token = 0;
    const failing_memory failing(0);
    EXPECT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &token), S_OK);
    ends.producer()->Complete(nullptr);
    EXPECT_EQ(mine.ends, 1);
    EXPECT_FALSE(failing.has_failed());
}

TEST_F(Listeners, AnOperationWithoutThemHasNoRecord) {
    both_ends ends(u4_with_f8);
    report(ends, 0.5);
    EXPECT_FALSE(unsubscribe_end(ends.target(), 2));
    complete(ends);
    EXPECT_EQ(ends->extended_if_any(), nullptr);
}

// The callback lives by the call: nobody else holds the operation.
TEST_F(Listeners, TheOperationLivesUntilTheCallbackReturns) {
    both_ends ends;
    heard mine;
    std::uint64_t token = 0;
    IAsyncProducer* const producer = ends.producer();
    mine.body = [&] {
        ends.release();
        EXPECT_TRUE(has_ended(mine.last->look()));
    };
    ASSERT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &token), S_OK);
    EXPECT_EQ(producer->Complete(nullptr), S_OK);
    EXPECT_EQ(mine.ends, 1);
}

TEST_F(Listeners, HearOfAnOperationThatIsAbandoned) {
    both_ends ends;
    heard mine;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_end(ends.target(), &heard::end, &mine, &token), S_OK);
    ends.release_producer();
    EXPECT_EQ(mine.ends, 1);
    EXPECT_EQ(outcome_of(mine.flags), outcome::error);
}

// A chain of ends, each inside the last: deferred beyond a depth, so that the stack stays small,
// and heard by all before the outermost call returns.
TEST_F(Listeners, AChainOfEndsIsHeardToItsEnd) {
    constexpr std::size_t links = 2'000;
    std::vector<both_ends> chain;
    std::vector<heard> each(links);
    for (std::size_t i = 0; i < links; ++i)
        chain.emplace_back();
    for (std::size_t i = 0; i < links; ++i) {
        if (i + 1 < links)
            each[i].body = [&, i] { EXPECT_EQ(chain[i + 1].producer()->Complete(nullptr), S_OK); };
        std::uint64_t token = 0;
        ASSERT_EQ(subscribe_end(chain[i].target(), &heard::end, &each[i], &token), S_OK);
    }
    EXPECT_EQ(chain[0].producer()->Complete(nullptr), S_OK);
    for (const heard& one : each)
        ASSERT_EQ(one.ends, 1);
}

TEST_F(Listeners, LeaveInAnyOrderAndTheRestKeepTheirs) {
    constexpr std::size_t count = 60;
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        both_ends ends;
        std::vector<heard> each(count);
        std::vector<std::uint64_t> tokens(count);
        std::vector<std::size_t> order;
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < count; ++i) {
            each[i].body = [&order, i] { order.push_back(i); };
            ASSERT_EQ(subscribe_end(ends.target(), &heard::end, &each[i], &tokens[i]), S_OK);
            expected.push_back(i);
        }
        for (std::size_t left = 0; left < count / 2; ++left) {
            const std::size_t place = random() % expected.size();
            ASSERT_TRUE(unsubscribe_end(ends.target(), tokens[expected[place]]));
            ASSERT_FALSE(unsubscribe_end(ends.target(), tokens[expected[place]]));
            expected.erase(expected.begin() + std::ptrdiff_t(place));
        }
        EXPECT_EQ(count_end_listeners(*ends->extended_if_any()), expected.size());
        ends.producer()->Complete(nullptr);
        EXPECT_EQ(order, expected);
    }
}

TEST_F(Listeners, StillSubscribedAtTheEndOfAllReferencesAreFreed) {
    counted_callback handler;
    {
        both_ends ends(u4_with_f8);
        std::uint64_t token = 0;
        ASSERT_EQ(
            subscribe_progress_handler(ends.target(), handler.progress(u4_with_f8), 1, &token),
            S_OK);
        ASSERT_EQ(subscribe_completed_handler(ends.target(), handler.completed(u4_with_f8), &token),
                  S_OK);
        report(ends, 0.5);
        report(ends, 0.75); // owed
    }                       // abandoned: hears of that, too
    EXPECT_EQ(handler.calls, 3);
    EXPECT_EQ(handler.destroyed, 2);
}

// ---- last words

// Who keeps reports, as a progress sink does: reports the last one when the work ends.
struct late_reporter {
    both_ends ends{u4_with_f8};
    std::uint64_t token = 0;
    int called = 0;
    HRESULT another_end = S_OK;

    late_reporter() {
        EXPECT_EQ(subscribe_last_words(ends.target(), &speak, this, &token), S_OK);
        EXPECT_NE(token, 0u);
    }
    static void speak(void* self) noexcept {
        auto& mine = *static_cast<late_reporter*>(self);
        ++mine.called;
        EXPECT_FALSE(has_ended(mine.ends->look()));
        const double last = 1;
        EXPECT_EQ(mine.ends.producer()->ReportProgress(&last), S_OK);
        mine.another_end = mine.ends.producer()->EndCanceled();
    }
};

TEST_F(Listeners, LastWordsAreReportedBeforeTheEndIsVisible) {
    late_reporter late;
    heard mine;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_progress(late.ends.target(), &heard::progress, &mine, &token), S_OK);
    ASSERT_EQ(subscribe_end(late.ends.target(), &heard::end, &mine, &token), S_OK);
    counted_callback slow;
    ASSERT_EQ(subscribe_progress_handler(late.ends.target(), slow.progress(u4_with_f8), 1, &token),
              S_OK);
    report(late.ends, 0.5);
    complete(late.ends);
    EXPECT_EQ(late.called, 1);
    EXPECT_EQ(late.another_end, E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(mine.values, (std::vector<double>{0.5, 1}));
    EXPECT_EQ(slow.calls, 2); // the last value too, whatever its rate
    EXPECT_EQ(mine.ends, 1);
    EXPECT_EQ(outcome_of(mine.flags), outcome::completed);
    EXPECT_FALSE(unsubscribe_last_words(late.ends.target(), late.token));
}

// Nobody else listens, so that nothing but the claim stands in the way of another end.
TEST_F(Listeners, DuringLastWordsTheOperationCannotEnd) {
    late_reporter late;
    complete(late.ends);
    EXPECT_EQ(late.called, 1);
    EXPECT_EQ(late.another_end, E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(outcome_of(late.ends->look()), outcome::completed);
}

TEST_F(Listeners, LastWordsCanBeTakenBackButNotByAClient) {
    late_reporter late;
    EXPECT_EQ(unsubscribe(late.ends.target(), late.token), S_FALSE);
    EXPECT_FALSE(unsubscribe_end(late.ends.target(), late.token));
    EXPECT_TRUE(unsubscribe_last_words(late.ends.target(), late.token));
    EXPECT_FALSE(unsubscribe_last_words(late.ends.target(), late.token));
    complete(late.ends);
    EXPECT_EQ(late.called, 0);
    std::uint64_t token = 5;
    EXPECT_EQ(subscribe_last_words(late.ends.target(), &late_reporter::speak, &late, &token),
              S_FALSE);
    EXPECT_EQ(token, 0u);
    EXPECT_EQ(late.called, 0);
}

TEST_F(Listeners, LastWordsAreHeardOfAnAbandonedOperationToo) {
    both_ends ends;
    int called = 0;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_last_words(
                  ends.target(), [](void* count) noexcept { ++*static_cast<int*>(count); }, &called,
                  &token),
              S_OK);
    ends.release_producer();
    EXPECT_EQ(called, 1);
    EXPECT_EQ(outcome_of(ends->look()), outcome::error);
}

// ---- memory

TEST_F(Listeners, WithoutMemoryAtAnyPlaceNothingIsSubscribed) {
    const on_malloc malloc_can_fail;
    for (const bool progress : {false, true}) {
        for (const bool second : {false, true}) {
            bool failed = true;
            int nth = 0;
            for (; failed; ++nth)
                failed = subscribe_while_the_nth_fails(nth, progress, second);
            // The record and the first place in one more block, or one more place; and none.
            EXPECT_EQ(nth, second ? 2 : 3);
        }
    }
}
// A value that cannot be kept for later comes at once, whatever the rate: the last is never lost.
TEST_F(Listeners, WithoutMemoryToKeepAValueItIsDeliveredAtOnce) {
    const on_malloc malloc_can_fail;
    both_ends ends(u4_with_f8);
    counted_callback mine;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_progress_handler(ends.target(), mine.progress(u4_with_f8), 1, &token),
              S_OK);
    report(ends, 0.1);
    report(ends, 0.2);
    {
        const failing_memory failing(0);
        report(ends, 0.3);
        EXPECT_TRUE(failing.has_failed());
    }
    EXPECT_GE(mine.calls, 2);
    const int before = mine.calls;
    complete(ends);
    EXPECT_EQ(mine.calls, before);
}

// ---- teardown

TEST_F(Listeners, AnEndInsideTheDeliveryOfTheLastValueComesTooLate) {
    both_ends ends(u4_with_f8);
    counted_callback mine;
    std::vector<HRESULT> answers;
    mine.body = [&](IUnknown*) {
        answers.push_back(ends.producer()->EndCanceled());
        if (mine.calls == 2) ends.release_producer(); // the last: abandons nothing
        return S_OK;
    };
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_progress_handler(ends.target(), mine.progress(u4_with_f8), 1, &token),
              S_OK);
    report(ends, 0.1);
    // Not before the next delivery is due, however long this takes: the second value is owed only
    // if the first was less than a second ago, so a slow machine sees it come at once.
    IAsyncProducer* const producer = ends.producer();
    const double value = 0.2;
    EXPECT_EQ(producer->ReportProgress(&value), S_OK);
    if (mine.calls == 1) {
        const std::uint32_t result = 7;
        EXPECT_EQ(producer->Complete(&result), S_OK);
        EXPECT_EQ(outcome_of(ends->look()), outcome::completed);
    }
    EXPECT_EQ(answers, (std::vector<HRESULT>{E_ILLEGAL_METHOD_CALL, E_ILLEGAL_METHOD_CALL}));
    EXPECT_EQ(mine.destroyed, 1);
}

TEST_F(Listeners, AHandlerThatAnswersAFailureIsCountedAndTheNextIsCalled) {
    both_ends ends;
    counted_callback bad([](IUnknown*) { return E_FAIL; });
    counted_callback good;
    std::uint64_t token = 0;
    ASSERT_EQ(subscribe_completed_handler(ends.target(), bad.completed(action), &token), S_OK);
    ASSERT_EQ(subscribe_completed_handler(ends.target(), good.completed(action), &token), S_OK);
    EXPECT_EQ(ends.producer()->Complete(nullptr), S_OK);
    EXPECT_EQ(good.calls, 1);
    EXPECT_EQ(ends->extended_if_any()->handler_failures, 1u);
    EXPECT_EQ(ends->extended_if_any()->first_handler_failure, E_FAIL);
}

} // namespace
} // namespace asyncom::core
