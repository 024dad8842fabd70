// SPDX-License-Identifier: MIT
// Listeners of progress: every value, or as many as their rate lets through.
#include "support/errors.h"
#include "support/listening.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace contract;

TEST(Listeners, OfProgressHearEveryValueInOrderAfterTheHandler) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        const both_ends ends = make_both(each);
        const listening face(ends.consumer);
        std::string order;
        int expected = 0;
        const auto making = [&](char name) {
            return make_progress(each, [&, name](void* sender, const void* received) {
                EXPECT_EQ(sender, ends.consumer.get());
                EXPECT_TRUE(value::sample(*each.progress, expected).equals(received));
                order += name;
                return ok;
            });
        };
        const own<progress_handler> first = making('1');
        const own<progress_handler> second = making('2');
        const own<progress_handler> handler = making('0');
        EXPECT_NE(face.progress(first), 0U);
        EXPECT_NE(face.progress(second), 0U);
        EXPECT_EQ(ends.consumer.put_Progress(handler), ok);
        for (; expected < 5; ++expected) {
            const value report = value::sample(*each.progress, expected);
            EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
        }
        EXPECT_EQ(order, "012012012012012");
        end_as({ends.consumer, producer::share(ends.worker.get())}, completed);
        EXPECT_TRUE(first.alone());
        EXPECT_TRUE(second.alone());
    }
}

// However long the machine takes: the first, some of the others in order, and the last.
TEST(Listeners, WithARateHearTheFirstAndTheLastOfEveryKind) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        for (const std::int32_t outcome : {completed, canceled, error}) {
            constexpr int reports = 20;
            const both_ends ends = make_both(each);
            const listening face(ends.consumer);
            std::vector<int> heard;
            bool ended_before = false;
            const own<progress_handler> handler =
                make_progress(each, [&](void*, const void* received) {
                    int seed = heard.empty() ? 0 : heard.back() + 1;
                    while (seed < reports && !value::sample(*each.progress, seed).equals(received))
                        ++seed;
                    heard.push_back(seed);
                    ended_before = ended_before || ends.consumer.ended();
                    return ok;
                });
            std::size_t calls_at_end = 0;
            const own<completed_handler> end = make_completed(each, [&](void*, std::int32_t) {
                calls_at_end = handler->calls();
                return ok;
            });
            ends.consumer.put_Completed(end);
            EXPECT_NE(face.progress(handler, 1), 0U);
            for (int i = 0; i < reports; ++i) {
                const value report = value::sample(*each.progress, i);
                EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
                EXPECT_GE(handler->calls(), 1U);
            }
            end_as({ends.consumer, producer::share(ends.worker.get())}, outcome);
            ASSERT_GE(heard.size(), 2U) << each.name;
            EXPECT_EQ(heard.front(), 0);
            // A kind with few values repeats them: then the last is known by its value alone.
            EXPECT_FALSE(ended_before);
            EXPECT_EQ(calls_at_end, heard.size());
            EXPECT_TRUE(handler.alone());
        }
    }
}

TEST(Listeners, WithARateHearTheLastValueItself) {
    const family& of = action_with("u4");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    std::vector<std::uint32_t> slow;
    std::size_t every = 0;
    const own<progress_handler> capped = make_progress(of, [&](void*, const void* received) {
        slow.push_back(*static_cast<const std::uint32_t*>(received));
        return ok;
    });
    const own<progress_handler> all = make_progress(of, [&](void*, const void*) {
        ++every;
        return ok;
    });
    EXPECT_NE(face.progress(capped, 1), 0U);
    EXPECT_NE(face.progress(all), 0U);
    constexpr std::uint32_t last = 1000;
    for (std::uint32_t i = 0; i <= last; ++i)
        EXPECT_EQ(ends.worker.ReportProgress(&i), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(every, last + 1U);
    EXPECT_EQ(slow.front(), 0U);
    EXPECT_EQ(slow.back(), last);
    EXPECT_TRUE(std::is_sorted(slow.begin(), slow.end()));
    EXPECT_EQ(std::set<std::uint32_t>(slow.begin(), slow.end()).size(), slow.size());
}

TEST(Listeners, OfProgressAreHandlersToTheProducersRules) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    int checked = 0;
    const own<progress_handler> handler = make_progress(of, [&](void*, const void*) {
        EXPECT_EQ(ends.worker.Complete(nullptr), illegal_method_call);
        EXPECT_EQ(ends.worker.EndCanceled(), illegal_method_call);
        EXPECT_EQ(ends.consumer.Wait(ASYNCOM_INFINITE), illegal_method_call);
        EXPECT_EQ(ends.consumer.status(), started);
        ++checked;
        return ok;
    });
    EXPECT_NE(face.progress(handler, 1), 0U);
    for (double value : {0.25, 0.5})
        EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok); // with the second, if it was held back
    EXPECT_EQ(checked, 2);
    EXPECT_EQ(ends.consumer.status(), completed);
    empty_error_slot();
}

TEST(Listeners, OfProgressThatComeAfterTheEndAreNotKept) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    ends.worker.Complete(nullptr);
    const listening face(ends.consumer);
    const own<progress_handler> handler = make_progress(of);
    const std::uint64_t token = face.progress(handler);
    EXPECT_NE(token, 0U);
    EXPECT_TRUE(handler.alone());
    EXPECT_EQ(face.Unsubscribe(token), no);
    ends.consumer.Close();
    EXPECT_NE(face.progress(handler), 0U);
    EXPECT_TRUE(handler.alone());
    EXPECT_EQ(handler->calls(), 0U);
}

} // namespace
