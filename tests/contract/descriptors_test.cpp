// SPDX-License-Identifier: MIT
// Calls that need descriptors when the process has too few: each says so and keeps none, until
// there are enough. In children, so that nobody else is left without.
#include "library_provider.h"
#include "support/child.h"
#include "support/descriptors.h"
#include "support/queueing.h"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>

namespace {

using namespace contract;

// `call` clears what it gives, and what it keeps after a success goes with the child.
void expect_a_clear_answer(const std::function<answer(child_report&)>& call) {
    const child_result result = in_child([&](child_report& child) {
        const int before = next_descriptor();
        for (rlim_t free_ones = 0; free_ones < 16; ++free_ones) {
            const answer answered = [&] {
                const few_descriptors few(free_ones);
                return call(child);
            }();
            if (answered == ok) {
                CHILD_SHOULD(free_ones > 0);
                return 0;
            }
            CHILD_SAME(answered, too_many_open_files);
            CHILD_SAME(next_descriptor(), before);
        }
        return 1;
    });
    EXPECT_EQ(result.findings, "");
    EXPECT_EQ(result.code, 0);
}

TEST(FewDescriptors, ForTheWaitHandleOfAnOperation) {
    for (const bool ended : {false, true}) {
        expect_a_clear_answer([&](child_report& child) {
            const both_ends ends = make_both(action());
            if (ended) ends.worker.Complete(nullptr);
            std::intptr_t handle = 5;
            const answer answered = AsyncomGetWaitHandle(ends.consumer.as_unknown(), &handle);
            CHILD_SAME(handle != 0, answered == ok);
            return answered;
        });
    }
}

TEST(FewDescriptors, ForTheWaitHandleOfAQueue) {
    expect_a_clear_answer([&](child_report& child) {
        const queueing fresh;
        const both_ends ends = make_both(action());
        std::intptr_t handle = 5;
        const answer answered = fresh.wait_handle(&handle);
        CHILD_SAME(handle != 0, answered == ok);
        // All else works.
        CHILD_SAME(fresh.attach(ends.consumer, 1), ok);
        ends.worker.Complete(nullptr);
        CHILD_SAME(fresh.take().items.size(), 1);
        return answered;
    });
}

#if !defined(ASYNCOM_TEST_UNDER_TSAN)

TEST(FewDescriptors, ForADumpOnASignal) {
    expect_a_clear_answer(
        [](child_report&) { return AsyncomDumpOnSignal(SIGUSR2, 1, ASYNCOM_DUMP_TEXT); });
}

#endif

TEST(FewDescriptors, AreEnoughForAListing) {
    const child_result result = in_child([](child_report& child) {
        const both_ends ends = make_both(action());
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        const few_descriptors none(0);
        CHILD_SAME(AsyncomDumpOperations(nowhere, ASYNCOM_DUMP_TEXT), ok);
        CHILD_SAME(AsyncomDumpOperations(nowhere, ASYNCOM_DUMP_JSON), ok);
        return 0;
    });
    EXPECT_EQ(result.findings, "");
    EXPECT_EQ(result.code, 0);
}

} // namespace
