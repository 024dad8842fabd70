// SPDX-License-Identifier: MIT
// Progress as a fraction: what no fraction is, weights of any size, and a child that comes late.
#include "library_provider.h"
#include "support/sinking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

namespace {

using namespace contract;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

double told_progress(const operation& op) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info.progress;
}

// An operation that nobody has looked at keeps no progress.
void remember_progress(const operation& op) {
    std::intptr_t handle = 0;
    EXPECT_EQ(AsyncomGetWaitHandle(op.as_unknown(), &handle), ok);
}

void report_to(const both_ends& ends, double value) {
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
}

// A sink, and every value that its operation has reported; NaN is kept as -1.
struct summed {
    summed() {
        whole.consumer.put_Progress(handler);
        sink.open(whole.worker, 0);
    }
    both_ends add(double weight) const {
        both_ends child = make_both(action_with("f8"));
        EXPECT_EQ(sink.AddChild(child.consumer.as_unknown(), weight), ok);
        return child;
    }
    std::vector<double> take() { return std::exchange(values, {}); }

    std::vector<double> values;
    both_ends whole = make_both(action_with("f8"));
    own<progress_handler> handler =
        make_progress(whole.consumer.type(), [this](void*, const void* v) {
            double read = 0;
            std::memcpy(&read, v, sizeof read);
            values.push_back(std::isnan(read) ? -1 : read);
            return ok;
        });
    sinking sink;
};

TEST(Fractions, OfAnOperationAreNotKnownWhereItReportsNone) {
    const both_ends ends = make_both(action_with("f8"));
    remember_progress(ends.consumer);
    for (const double fraction : {0.0, 0.25, 1.0}) {
        report_to(ends, fraction);
        EXPECT_EQ(told_progress(ends.consumer), fraction);
        for (const double other : {5.0, -3.0, 1.0000001, endless, -endless, not_known}) {
            report_to(ends, other);
            EXPECT_TRUE(std::isnan(told_progress(ends.consumer))) << other;
        }
    }
}

TEST(Fractions, OfAChildLieBetweenNothingAndAll) {
    summed all;
    const both_ends one = all.add(1);
    const both_ends other = all.add(3);
    report_to(other, 0.5);
    report_to(one, 5);
    report_to(one, -5);
    report_to(one, endless);
    report_to(one, 0.5);
    EXPECT_EQ(all.take(), (std::vector<double>{0.375, 0.625, 0.375, 0.625, 0.5}));
    report_to(one, not_known);
    report_to(one, 0.25);
    EXPECT_EQ(all.take(), (std::vector<double>{-1, 0.4375}));
    one.worker.Complete(nullptr);
    other.worker.Complete(nullptr);
    EXPECT_EQ(all.take(), (std::vector<double>{0.625, 1}));
}

TEST(Fractions, HaveWeightsOfAnySize) {
    constexpr double largest = std::numeric_limits<double>::max();
    constexpr double smallest = std::numeric_limits<double>::denorm_min();
    for (const double weight : {1e308, largest, 1.0, 1e-308, smallest}) {
        summed all;
        const both_ends one = all.add(weight);
        const both_ends other = all.add(weight);
        report_to(one, 0.5);
        report_to(other, 0.5);
        one.worker.Complete(nullptr);
        other.worker.Complete(nullptr);
        EXPECT_EQ(all.take(), (std::vector<double>{0.25, 0.5, 0.75, 1})) << weight;
    }
}

// From the smallest weight to the largest: those that came before count for nothing.
TEST(Fractions, HaveWeightsThatGrow) {
    summed all;
    const both_ends small = all.add(1);
    report_to(small, 0.5);
    const both_ends same = all.add(1);
    const both_ends twice = all.add(2);
    EXPECT_EQ(all.take(), (std::vector<double>{0.5, 0.25, 0.125}));
    small.worker.Complete(nullptr);
    const both_ends large = all.add(1e300);
    EXPECT_EQ(all.take().front(), 0.25);
    report_to(large, 0.5);
    EXPECT_EQ(all.take(), (std::vector<double>{0.5}));
    large.worker.Complete(nullptr);
    same.worker.Complete(nullptr);
    twice.worker.Complete(nullptr);
    EXPECT_EQ(all.take().back(), 1);
}

TEST(Fractions, OfAllChangeWhenAChildComesLate) {
    summed all;
    const both_ends one = all.add(1);
    EXPECT_EQ(all.take(), std::vector<double>{}) << "nothing is known yet";
    report_to(one, 0.5);
    const both_ends late = all.add(3);
    EXPECT_EQ(told_progress(all.whole.consumer), 0.125);
    const both_ends without_weight = all.add(0);
    EXPECT_EQ(all.take(), (std::vector<double>{0.5, 0.125})) << "nothing has changed";
    const both_ends ended = make_both(action());
    ended.worker.Complete(nullptr);
    EXPECT_EQ(all.sink.AddChild(ended.consumer.as_unknown(), 4), ok);
    EXPECT_EQ(all.take().back(), 0.5625);
}

TEST(Fractions, OfAChildThatIsOnItsWayAreTold) {
    summed all;
    const both_ends child = make_both(action_with("f8"));
    remember_progress(child.consumer);
    report_to(child, 0.5);
    EXPECT_EQ(all.sink.AddChild(child.consumer.as_unknown(), 1), ok);
    EXPECT_EQ(all.take(), (std::vector<double>{0.5}));
}

} // namespace
