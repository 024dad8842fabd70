// SPDX-License-Identifier: MIT
#include <asyncom/born_ended.hpp>
#include <asyncom/listeners.hpp>
#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include "support/latch.h"

#include <thread>
#include <utility>
#include <vector>

namespace listeners_test {

using namespace asyncom;

static_assert(!std::is_copy_constructible_v<subscription>);

TEST(Listeners, HearProgressAndLeave) {
    const auto [operation, producer] = create_operation<void, double>();
    std::vector<double> first, second;
    const auto stays =
        subscribe_progress(operation, [&](const auto&, double v) { first.push_back(v); });
    {
        const auto leaves =
            subscribe_progress(operation, [&](const auto&, double v) { second.push_back(v); });
        EXPECT_NE(leaves.token(), stays.token());
        producer.report(0.25);
    }
    producer.report(0.75);
    producer.complete();
    EXPECT_EQ(first, (std::vector<double>{0.25, 0.75}));
    EXPECT_EQ(second, std::vector<double>{0.25});
}

TEST(Listeners, HearTheEndOnce) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    std::vector<std::uint32_t> heard;
    auto listener = subscribe_completed(
        operation, [&](const auto& sender, AsyncStatus) { heard.push_back(sender.get_results()); });
    auto gone =
        subscribe_completed(operation, [&](const auto&, AsyncStatus) { heard.push_back(0); });
    EXPECT_TRUE(gone.leave());
    EXPECT_FALSE(gone.leave());
    producer.complete(6);
    EXPECT_EQ(heard, std::vector<std::uint32_t>{6});
    EXPECT_FALSE(listener.leave()) << "it was told";
}

TEST(Listeners, ThatComeLateAreToldAtOnce) {
    AsyncStatus told = AsyncStatus::Started;
    const auto late = subscribe_completed(create_completed(),
                                          [&](const auto&, AsyncStatus status) { told = status; });
    EXPECT_EQ(told, AsyncStatus::Completed);
}

TEST(Listeners, MoveWithTheirSubscription) {
    const auto [operation, producer] = create_operation<void, double>();
    int heard = 0;
    subscription second;
    {
        subscription first = subscribe_progress(operation, [&](const auto&, double) { ++heard; });
        second = std::move(first);
        EXPECT_FALSE(first);
    }
    producer.report(0.5);
    subscription& same = second;
    second = std::move(same);
    producer.report(0.6);
    // The one that is assigned to leaves.
    second = subscribe_progress(operation, [&](const auto&, double) { heard += 10; });
    producer.report(0.7);
    EXPECT_EQ(heard, 12);
    second.detach();
    producer.report(0.8);
    EXPECT_EQ(heard, 22);
    producer.complete();
}

TEST(Listeners, LeaveInsideThemselves) {
    const auto [operation, producer] = create_operation<void, double>();
    int heard = 0;
    subscription own;
    own = subscribe_progress(operation, [&](const auto&, double) {
        ++heard;
        own = {};
    });
    producer.report(0.5);
    producer.report(0.6);
    EXPECT_EQ(heard, 1);
    producer.complete();
}

// When the subscription has ended the listener does not run any more.
TEST(Listeners, AreNotRunningWhenTheyHaveLeft) {
    const auto created = create_operation<void, double>();
    test_latch inside(2);
    bool done = false;
    auto listener = subscribe_progress(created.operation, [&](const auto&, double) {
        inside.arrive_and_wait();
        done = true;
    });
    std::thread reporting([&] { created.producer.report(0.5); });
    inside.arrive_and_wait();
    listener.leave();
    EXPECT_TRUE(done);
    reporting.join();
    created.producer.complete();
}

TEST(Listeners, HaveARate) {
    const auto [operation, producer] = create_operation<void, std::uint32_t>();
    std::vector<std::uint32_t> heard;
    const auto slow = subscribe_progress(
        operation, [&](const auto&, std::uint32_t v) { heard.push_back(v); }, 1);
    for (std::uint32_t value = 1; value <= 1000; ++value)
        producer.report(value);
    producer.complete();
    EXPECT_LT(heard.size(), 1000u);
    EXPECT_EQ(heard.front(), 1u);
    EXPECT_EQ(heard.back(), 1000u);
}

TEST(Listeners, NeedAnOperation) {
    EXPECT_THROW(
        static_cast<void>(subscribe_completed(async_action(), [](const auto&, AsyncStatus) {})),
        hresult_error);
}

} // namespace listeners_test
