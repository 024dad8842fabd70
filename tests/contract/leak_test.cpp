// SPDX-License-Identifier: MIT
// Many operations of each family with every outcome: handlers, results and producers all go.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

void end_in_way(both_ends& ends, int way, const result_of& result) {
    switch (way) {
    case 0:
        ends.worker.Complete(result.argument());
        break;
    case 1:
        ends.worker.Fail(access_denied, "no entry");
        break;
    case 2:
        ends.consumer.Cancel();
        ends.worker.EndCanceled();
        break;
    case 3:
        ends.consumer.CancelWithReason(timed_out, "too slow");
        ends.worker.Complete(result.argument());
        break;
    case 4:
        ends.worker.release();
        break;
    case 5:
        ends.consumer.release();
        ends.worker.Complete(result.argument());
        break;
    default:
        ends.worker.Complete(result.argument());
        ends.consumer.Close();
    }
}

TEST(ManyOperations, OfEveryFamilyAndOutcomeLeaveNothing) {
    constexpr int ways = 7;
    constexpr int rounds = 100'000;
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const own<completed_handler> handler = make_completed(each);
        for (int round = 0; round < rounds; ++round) {
            both_ends ends = make_both(each);
            if (round % 2 == 0) ends.consumer.put_Completed(handler);
            if (each.has_result() && round % 5 == 0)
                ends.worker.SetPartialResult(result.argument());
            end_in_way(ends, round % ways, result);
            if (round % 2 == 1 && ends.consumer) ends.consumer.put_Completed(handler);
            const std::scoped_lock lock(handler->guard);
            handler->recorded.clear();
        }
        EXPECT_TRUE(handler.alone());
    }
    EXPECT_TRUE(all_objects_gone());
    empty_error_slot();
}

TEST(ManyOperations, WithObjectsAsResultsLeaveNothing) {
    const family& of = operation_with("object", "string");
    const own<numbered_object> object(1);
    void* argument = object.get();
    for (int round = 0; round < 10'000; ++round) {
        both_ends ends = make_both(of);
        const own<progress_handler> progress = make_progress(of);
        if (round % 3 != 0) ends.consumer.put_Progress(progress);
        const value report = value::sample(*of.progress, round % 50);
        ends.worker.ReportProgress(report.address());
        if (round % 4 == 0) ends.worker.SetPartialResult(&argument);
        if (round % 7 != 0) ends.worker.Complete(&argument);
        if (round % 2 == 0) ends.consumer.results();
    }
    EXPECT_TRUE(object.alone());
    empty_error_slot();
}

} // namespace
