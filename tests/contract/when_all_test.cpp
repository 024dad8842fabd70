// SPDX-License-Identifier: MIT
// AsyncomWhenAll.
#include "support/composing.h"
#include "support/listening.h"
#include "support/threads.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

using namespace contract;

TEST(WhenAll, CompletesWhenTheLastHasEnded) {
    const auto ends = make_many(action(), 3);
    const operation all = when_all(inputs_of(ends));
    const own<completed_handler> handler = make_completed(all.type());
    all.put_Completed(handler);
    for (const both_ends& each : ends) {
        EXPECT_EQ(all.status(), started);
        EXPECT_FALSE(all.ended());
        EXPECT_EQ(each.worker.Complete(nullptr), ok);
    }
    EXPECT_EQ(all.status(), completed);
    EXPECT_EQ(all.results(), ok);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(WhenAll, OfWhatHasEndedHasEnded) {
    const auto ends = make_many(action(), 2);
    for (const both_ends& each : ends)
        each.worker.Complete(nullptr);
    EXPECT_EQ(when_all(inputs_of(ends)).status(), completed);
}

TEST(WhenAll, MixesEveryFamilyAndTakesOneTwice) {
    std::vector<both_ends> ends;
    for (const family& each : plain_families())
        ends.push_back(make_both(each));
    inputs given = inputs_of(ends);
    given.push_back(given.front());
    const operation all = when_all(given);
    for (const both_ends& each : ends) {
        EXPECT_EQ(all.status(), started);
        each.worker.Complete(result_of(each.consumer.type(), 1).argument());
    }
    EXPECT_EQ(all.status(), completed);
}

TEST(WhenAll, FailsWithTheFirstErrorOfTheArrayOnceAllHaveEnded) {
    std::vector<both_ends> ends;
    ends.push_back(make_both(action()));
    ends.push_back(make_named(action(), "second"));
    ends.push_back(make_named(action(), "third"));
    ends.push_back(make_both(action()));
    const operation all = when_all(inputs_of(ends));
    ends[2].worker.Fail(access_denied, "later in the array");
    EXPECT_EQ(ends[0].consumer.status(), started);
    ends[3].worker.EndCanceled();
    ends[1].worker.Fail(failed, "earlier in the array");
    EXPECT_EQ(all.status(), started);
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(all.status(), error);
    EXPECT_EQ(all.error_code(), failed);
    EXPECT_EQ(all.results(), failed);
    EXPECT_EQ(error_text(), "earlier in the array");
    EXPECT_NE(context_of(all).find("\"second\""), std::string::npos) << context_of(all);
    empty_error_slot();
}

TEST(WhenAll, IsCanceledWhereOneWasAndNoneFailed) {
    const auto ends = make_many(action(), 3);
    const operation all = when_all(inputs_of(ends));
    ends[0].worker.Complete(nullptr);
    ends[1].worker.EndCanceled();
    EXPECT_EQ(all.status(), started);
    ends[2].worker.Complete(nullptr);
    EXPECT_EQ(all.status(), canceled);
    EXPECT_EQ(all.error_code(), cancelled);
    empty_error_slot();
}

TEST(WhenAll, CancelGoesToAllThatRunAndIsAwaited) {
    const auto ends = make_many(action(), 3);
    ends[1].worker.Complete(nullptr);
    const operation all = when_all(inputs_of(ends));
    EXPECT_EQ(all.CancelWithReason(timed_out, "too slow"), ok);
    EXPECT_EQ(all.status(), canceled);
    EXPECT_FALSE(all.ended());
    for (const std::size_t i : {0, 2}) {
        EXPECT_EQ(reason_of(ends[i].consumer).code, timed_out);
        EXPECT_EQ(reason_of(ends[i].consumer).text, u"too slow");
    }
    EXPECT_EQ(ends[1].consumer.status(), completed);
    ends[0].worker.EndCanceled();
    EXPECT_FALSE(all.ended());
    ends[2].worker.Complete(nullptr);
    EXPECT_TRUE(all.ended());
    EXPECT_EQ(all.status(), canceled);
    empty_error_slot();
}

TEST(WhenAll, BornOfACancelledParentCancelsItsInputs) {
    const both_ends parent = make_both(action());
    parent.consumer.CancelWithReason(timed_out, "at once");
    const auto ends = make_many(action(), 2);
    AsyncomOperationOptions options = no_options();
    options.parent = parent.consumer.as_unknown();
    const operation all = when_all(inputs_of(ends), nullptr, &options);
    EXPECT_EQ(all.status(), canceled);
    for (const both_ends& each : ends) {
        EXPECT_EQ(reason_of(each.consumer).code, timed_out);
        EXPECT_EQ(reason_of(each.consumer).text, u"at once");
    }
    empty_error_slot();
}

TEST(WhenAll, KeepsItsInputsAndRunsOnWithoutAConsumer) {
    auto ends = make_many(action(), 2);
    operation all = when_all(inputs_of(ends));
    const own<completed_handler> handler = make_completed(all.type());
    all.put_Completed(handler);
    all.release();
    for (both_ends& each : ends)
        each.consumer.release();
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 0U);
    ends[1].worker.release(); // abandoned
    EXPECT_EQ(handler->calls(), 1U);
    EXPECT_EQ(handler->last().status, error);
    EXPECT_TRUE(handler.alone());
}

// What never ends while its producer lives keeps nothing after it.
TEST(WhenAll, LeavesNothingBehindWhenTheProducersGo) {
    both_ends end = make_both(action());
    const std::uint32_t before = references_of(end.consumer.get());
    operation all = when_all({end.consumer.as_unknown()});
    all.release();
    EXPECT_EQ(references_of(end.consumer.get()), before);
    end.worker.release();
    EXPECT_EQ(references_of(end.consumer.get()), before - 1);
}

struct heard {
    std::vector<double> values;
    own<progress_handler> handler = make_progress(action_with("f8"), [this](void*, const void* v) {
        double value = 0;
        std::memcpy(&value, v, sizeof value);
        values.push_back(value);
        return ok;
    });
};

void report(const both_ends& from, double value) {
    EXPECT_EQ(from.worker.ReportProgress(&value), ok);
}

TEST(WhenAll, AddsUpWhatItsInputsReport) {
    std::vector<both_ends> ends = make_many(action_with("f8"), 2);
    ends.push_back(make_both(operation_with("u4", "u4"))); // no fraction: counts when it ends
    ends.push_back(make_both(action()));
    const operation all = when_all(inputs_of(ends));
    heard progress;
    all.put_Progress(progress.handler);
    report(ends[0], 0.5);
    report(ends[1], 0.25);
    const std::uint32_t other = 7;
    ends[2].worker.ReportProgress(&other);
    report(ends[0], std::numeric_limits<double>::quiet_NaN());
    report(ends[1], 5); // more than all
    ends[3].worker.Complete(nullptr);
    ends[0].worker.Fail(failed, nullptr);
    ends[2].worker.Complete(&other);
    ends[1].worker.Complete(nullptr);
    EXPECT_EQ(progress.values, (std::vector<double>{0.125, 0.1875, 0.375, 0.625, 0.75, 1}));
    EXPECT_EQ(all.status(), error);
    empty_error_slot();
}

// What nobody listens to is added up all the same.
TEST(WhenAll, TellsWhoComesLateHowFarAllAre) {
    auto ends = make_many(action(), 3);
    ends.push_back(make_both(action_with("f8")));
    const operation all = when_all(inputs_of(ends));
    const auto told = [&all] {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        EXPECT_EQ(all.GetInfo(&info), ok);
        return info.progress;
    };
    EXPECT_TRUE(std::isnan(told()));
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(told(), 0.25);
    report(ends[3], 0.5);
    EXPECT_EQ(told(), 0.375);
    heard progress;
    all.put_Progress(progress.handler);
    EXPECT_EQ(told(), 0.375);
    ends[1].worker.Complete(nullptr);
    EXPECT_EQ(progress.values, std::vector<double>{0.625});
    EXPECT_EQ(told(), 0.625);
    all.put_Progress(nullptr);
    ends[2].worker.Complete(nullptr);
    EXPECT_EQ(told(), 0.875);
    ends[3].worker.Complete(nullptr);
    EXPECT_EQ(progress.values, std::vector<double>{0.625});
    EXPECT_EQ(told(), 1);
}

TEST(WhenAll, WeighsThem) {
    const auto ends = make_many(action_with("f8"), 3);
    const double weights[] = {3, 1, 0};
    const operation all = when_all(inputs_of(ends), weights);
    heard progress;
    all.put_Progress(progress.handler);
    report(ends[2], 0.5);
    report(ends[0], 0.5);
    ends[1].worker.Complete(nullptr);
    ends[2].worker.Complete(nullptr);
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(progress.values, (std::vector<double>{0.375, 0.625, 1}));
}

TEST(WhenAll, TakesTheLargestAndTheSmallestWeights) {
    for (const double weight :
         {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min()}) {
        const auto ends = make_many(action_with("f8"), 2);
        const double weights[] = {weight, weight};
        const operation all = when_all(inputs_of(ends), weights);
        heard progress;
        all.put_Progress(progress.handler);
        report(ends[0], 0.5);
        EXPECT_EQ(progress.values, (std::vector<double>{0.25}));
        for (const both_ends& each : ends)
            each.worker.Complete(nullptr);
        EXPECT_EQ(progress.values.back(), 1);
    }
}

TEST(WhenAll, RefusesWeightsThatAreNone) {
    const auto ends = make_many(action(), 2);
    const inputs given = inputs_of(ends);
    const double infinite = std::numeric_limits<double>::infinity();
    for (const auto& [first, second] :
         {std::pair{0.0, 0.0}, std::pair{1.0, -1.0}, std::pair{std::nan(""), 1.0},
          std::pair{1.0, infinite}, std::pair{-infinite, 1.0}}) {
        const double weights[] = {first, second};
        void* made = &made;
        EXPECT_EQ(AsyncomWhenAll(given.data(), 2, weights, nullptr, &iid_async_info, &made),
                  bad_argument);
        EXPECT_EQ(made, nullptr);
    }
    empty_error_slot();
}

TEST(WhenAll, CompletesAtOnceWithoutInputs) {
    IUnknown* const none[1] = {};
    const double weightless[1] = {0};
    for (const double* weights : {static_cast<const double*>(nullptr), weightless}) {
        void* made = nullptr;
        const family& type = action_with("f8");
        EXPECT_EQ(AsyncomWhenAll(none, 0, weights, nullptr, &type.iid, &made), ok);
        EXPECT_EQ(operation(made, type).status(), completed);
    }
}

// A report of one input while another one ends inside the handler: progress never comes after it.
TEST(WhenAll, EndsAfterAReportInsideWhichTheLastHasEnded) {
    const auto ends = make_many(action_with("f8"), 2);
    const operation all = when_all(inputs_of(ends));
    std::vector<double> values;
    bool ended = false;
    const own<progress_handler> handler =
        make_progress(all.type(), [&](void*, const void* reported) {
            double value = 0;
            std::memcpy(&value, reported, sizeof value);
            values.push_back(value);
            if (values.size() == 1) ends[1].worker.Complete(nullptr);
            EXPECT_FALSE(ended);
            return ok;
        });
    all.put_Progress(handler);
    const own<completed_handler> last = make_completed(all.type(), [&](void*, std::int32_t) {
        ended = true;
        return ok;
    });
    all.put_Completed(last);
    report(ends[0], 0.5);
    ends[0].worker.Complete(nullptr);
    EXPECT_EQ(values, (std::vector<double>{0.25, 0.75, 1}));
    EXPECT_TRUE(ended);
}

TEST(WhenAll, TakesTenThousandAndEveryProgressOfThem) {
    constexpr std::size_t count = 10'000;
    const auto ends = make_many(action_with("f8"), count);
    const operation all = when_all(inputs_of(ends));
    heard progress;
    all.put_Progress(progress.handler);
    std::vector<std::thread> team;
    for (std::size_t number = 0; number < 2; ++number)
        team.emplace_back([&, number] {
            for (std::size_t i = number; i < count; i += 2) {
                report(ends[i], 0.5);
                ends[i].worker.Complete(nullptr);
            }
        });
    for (std::thread& each : team)
        each.join();
    EXPECT_EQ(all.status(), completed);
    EXPECT_EQ(progress.values.back(), 1);
    EXPECT_TRUE(std::is_sorted(progress.values.begin(), progress.values.end()));
}

TEST(WhenAll, ChecksItsArguments) {
    const both_ends end = make_both(action());
    IUnknown* const one = end.consumer.as_unknown();
    IUnknown* const with_null[] = {one, nullptr};
    void* made = &made;
    EXPECT_EQ(AsyncomWhenAll(nullptr, 0, nullptr, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomWhenAll(with_null, 2, nullptr, nullptr, &iid_async_info, &made), bad_pointer);
    EXPECT_EQ(AsyncomWhenAll(&one, 1, nullptr, nullptr, nullptr, &made), bad_pointer);
    EXPECT_EQ(AsyncomWhenAll(&one, 1, nullptr, nullptr, &iid_async_info, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomWhenAll(&one, 1, nullptr, nullptr, &iid_producer, &made), no_interface);
    EXPECT_EQ(made, nullptr);
    const own<cancel_handler> foreign;
    IUnknown* const stranger = unknown(foreign.get());
    EXPECT_EQ(AsyncomWhenAll(&stranger, 1, nullptr, nullptr, &iid_async_info, &made), no_interface);
    EXPECT_TRUE(foreign.alone());
    AsyncomOperationOptions options = no_options();
    options.flags = 1;
    EXPECT_EQ(AsyncomWhenAll(&one, 1, nullptr, &options, &iid_async_info, &made), bad_argument);
    EXPECT_EQ(references_of(end.consumer.get()), references_of(make_both(action()).consumer.get()));
    empty_error_slot();
}

} // namespace
