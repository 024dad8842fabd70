// SPDX-License-Identifier: MIT
// Out of memory at every allocation of every entry point, one by one: a clear answer, nothing half
// done, nothing leaked, and the same call works as soon as there is memory.
#include "library_provider.h"
#include "memory/scenarios.h"
#include "support/child.h"
#include "support/errors.h"
#include "support/failing_memory.h"
#include "support/live_blocks.h"
#include "support/refuse_threads.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>

namespace {

using namespace contract;

// A child that needed no allocation number n (0 is the first), and one that did.
constexpr int had_enough = 42;
constexpr int ran_out = 43;
constexpr int more_than_any_call_needs = 400;

class OutOfMemory : public testing::TestWithParam<scenario> {};

// What the call answers when its allocation number n fails, and whether it came to that.
std::pair<answer, bool> call_failing(stage& now, int n) {
    const failing_memory failing(n);
    const answer answered = now.call();
    return {answered, failing.has_failed()};
}

int step(const scenario& which, int n, child_report& child) {
    const std::unique_ptr<stage> now = which.prepare();
    auto [answered, failed_one] = call_failing(*now, n);
    if (answered == out_of_memory && failed_one) {
        now->unchanged(child);
        answered = now->call();
    }
    CHILD_SAME(answered, which.expected);
    if (answered == which.expected) now->done(child);
    return failed_one ? ran_out : had_enough;
}

// Each step in a fresh child: the first use of everything is among the allocations.
TEST_P(OutOfMemory, AtFirstUseIsAnsweredAndUndone) {
    for (int n = 0; n < more_than_any_call_needs; ++n) {
        const child_result result =
            in_child([&](child_report& child) { return step(GetParam(), n, child); });
        EXPECT_EQ(result.findings, "") << "allocation " << n;
        if (result.code == had_enough) return;
        ASSERT_EQ(result.code, ran_out) << "allocation " << n;
    }
    FAIL() << "the call never had enough";
}

int count_leaks(const scenario& which, int n, child_report& child) {
    bool failed_one = false;
    std::int64_t settled = 0;
    constexpr int rounds = 60;
    constexpr int warm = 30;
    for (int round = 0; round < rounds; ++round) {
        std::unique_ptr<stage> now = which.prepare();
        failed_one = call_failing(*now, n).second;
        now.reset();
        empty_error_slot();
        if (round == warm) settled = live_blocks();
    }
    if (failed_one) CHILD_SAME(live_blocks(), settled);
    return failed_one ? ran_out : had_enough;
}

// The same failure over and over in one process: what it leaves behind would add up.
TEST_P(OutOfMemory, ManyTimesLeavesNothingBehind) {
    if (GetParam().keeps_memory)
        GTEST_SKIP() << "each round keeps memory by design: interned types, started threads";
    for (int n = 0; n < more_than_any_call_needs; ++n) {
        const child_result result =
            in_child([&](child_report& child) { return count_leaks(GetParam(), n, child); });
        EXPECT_EQ(result.findings, "") << "allocation " << n;
        if (result.code == had_enough) return;
        ASSERT_EQ(result.code, ran_out) << "allocation " << n;
    }
    FAIL() << "the call never had enough";
}

std::vector<scenario> all_scenarios() {
    std::vector<scenario> all;
    for (const auto* each :
         {&creating_scenarios(), &handler_scenarios(), &listener_scenarios(), &ending_scenarios(),
          &reading_scenarios(), &gathering_scenarios(), &composing_scenarios()})
        all.insert(all.end(), each->begin(), each->end());
    return all;
}

INSTANTIATE_TEST_SUITE_P(Of, OutOfMemory, testing::ValuesIn(all_scenarios()),
                         [](const auto& each) { return each.param.name; });

TEST(FailingMemory, IsSeenByTheLibrary) {
    const failing_memory failing(0);
    void* block = CoTaskMemAlloc(64);
    EXPECT_TRUE(failing.has_failed());
    EXPECT_EQ(block, nullptr);
}

// ---- threads that cannot be made

HRESULT ASYNCOM_CALL complete_at_once(void*, IAsyncProducer* worker, IUnknown*) {
    return call<const void*>(worker, 5, nullptr);
}

void ASYNCOM_CALL count_task(void* context, HRESULT reason) {
    auto* counts = static_cast<std::atomic<int>*>(context);
    counts[reason == ok ? 0 : 1].fetch_add(1);
}

TEST(ThreadsRefused, RunAnswersAndNothingIsKept) {
    const child_result result = in_child([](child_report& child) {
        IAsyncWork* item = nullptr;
        CHILD_SAME(AsyncomCreateWork(complete_at_once, nullptr, nullptr, &item), ok);
        void* made = item;
        std::optional<refuse_threads> refusal(std::in_place);
        CHILD_SAME(AsyncomRun(type_of(action()), item, nullptr, &iid_action, &made), out_of_memory);
        CHILD_SHOULD(made == nullptr);
        CHILD_SHOULD(error_text() != "");
        CHILD_SAME(references_of(item), 1);
        refusal.reset();
        CHILD_SAME(AsyncomRun(type_of(action()), item, nullptr, &iid_action, &made), ok);
        const operation op(made, action());
        CHILD_SAME(op.Wait(ASYNCOM_INFINITE), ok);
        CHILD_SAME(op.status(), completed);
        return 0;
    });
    EXPECT_EQ(result.findings, "");
    EXPECT_EQ(result.code, 0);
}

TEST(ThreadsRefused, SchedulersAnswerAndTheTaskNeverComes) {
    const child_result result = in_child([](child_report& child) {
        std::atomic<int> counts[2] = {0, 0};
        IAsyncScheduler* pool = nullptr;
        std::optional<refuse_threads> refusal(std::in_place);
        CHILD_SAME(AsyncomCreatePool(2, nullptr, &pool), ok);
        CHILD_SAME((call<AsyncomTaskCallback, void*>(pool, 3, count_task, counts)), out_of_memory);
        std::uint64_t token = 7;
        CHILD_SAME((call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
                       pool, 4, 0, count_task, counts, &token)),
                   out_of_memory);
        CHILD_SAME(static_cast<std::int64_t>(token), 0);
        CHILD_SAME(counts[0].load() + counts[1].load(), 0);
        refusal.reset();
        CHILD_SAME((call<AsyncomTaskCallback, void*>(pool, 3, count_task, counts)), ok);
        release(pool);
        CHILD_SAME(counts[0].load() + counts[1].load(), 1);
        return 0;
    });
    EXPECT_EQ(result.findings, "");
    EXPECT_EQ(result.code, 0);
}

} // namespace
