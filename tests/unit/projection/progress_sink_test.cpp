// SPDX-License-Identifier: MIT
#include <asyncom/progress_sink.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace progress_sink_test {

using namespace asyncom;

TEST(ProgressSink, ReportsForItsOperation) {
    const auto [operation, producer] = create_operation<void, hstring>();
    std::vector<hstring> seen;
    operation.progress([&](const auto&, const hstring& text) { seen.push_back(text); });
    const progress_sink<hstring> sink(producer);
    EXPECT_TRUE(sink.report(u"one"));
    EXPECT_TRUE(sink.report(u"two"));
    producer.complete();
    EXPECT_FALSE(sink.report(u"three"));
    EXPECT_EQ(seen, (std::vector<hstring>{u"one", u"two"}));
}

TEST(ProgressSink, AddsUpWhatOthersReport) {
    const auto [operation, producer] = create_operation<void, double>();
    std::vector<double> seen;
    operation.progress([&](const auto&, double part) { seen.push_back(part); });
    const auto small = create_operation<std::uint32_t, double>();
    const auto large = create_operation<void, double>();
    const progress_sink<double> sink(producer);
    EXPECT_TRUE(sink.add(small.operation));
    EXPECT_TRUE(sink.add(large.operation, 3));
    large.producer.report(0.5);
    EXPECT_EQ(seen.back(), 0.375);
    small.producer.complete(1);
    EXPECT_EQ(seen.back(), 0.625);
    large.producer.complete();
    EXPECT_EQ(seen.back(), 1.0);
    EXPECT_THROW(sink.add(operation), hresult_invalid_argument);
    producer.complete();
}

TEST(ProgressSink, DeliversWhatWaitsWhenItIsAsked) {
    const auto [operation, producer] = create_operation<void, double>();
    std::vector<double> seen;
    operation.progress([&](const auto&, double part) { seen.push_back(part); });
    const progress_sink<double> sink(producer, 1);
    for (int step = 1; step <= 4; ++step)
        sink.report(step / 4.0);
    sink.flush();
    EXPECT_EQ(seen.front(), 0.25);
    EXPECT_EQ(seen.back(), 1.0);
    producer.complete();
}

} // namespace progress_sink_test
