// SPDX-License-Identifier: MIT
// Coroutines that wait, are cancelled and end on several threads at once. These mean most in the
// tsan preset; the word that all meet at is model-checked besides
// (tests/race/await_model_test.cpp).
#include <asyncom/control.hpp>
#include <asyncom/coroutine.hpp>

#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace asyncom;

constexpr int rounds = 1000;

// Runs all of them, begun at once, and waits for their end.
void at_once(const std::vector<std::function<void()>>& parts) {
    std::atomic<std::size_t> missing{parts.size()};
    std::vector<std::thread> threads;
    for (const auto& part : parts) {
        threads.emplace_back([&] {
            missing.fetch_sub(1);
            while (missing.load() != 0)
                std::this_thread::yield();
            part();
        });
    }
    for (std::thread& thread : threads)
        thread.join();
}

async_operation<std::uint32_t> plus_one(async_operation<std::uint32_t> to) {
    co_return co_await std::move(to) + 1;
}
task store_value(async_operation<std::uint32_t> from, std::uint32_t& into) {
    into = co_await std::move(from);
}

// The work of the innermost ends when it likes, also after a cancel.
void end_well(const started<std::uint32_t>& source) {
    const std::uint32_t value = 7;
    source.producer->Complete(&value);
}

TEST(CoroutineRace, AnEndAgainstTheWait) {
    for (int round = 0; round < rounds; ++round) {
        started<std::uint32_t> source;
        async_operation<std::uint32_t> sum;
        at_once({[&] { sum = plus_one(plus_one(source.operation)); }, [&] { end_well(source); }});
        ASSERT_EQ(sum.get(), 9u);
    }
}

TEST(CoroutineRace, AnEndAgainstTheWaitOfAnyCoroutine) {
    for (int round = 0; round < rounds; ++round) {
        started<std::uint32_t> source;
        std::uint32_t result = 0;
        std::optional<task> waiting;
        at_once({[&] { waiting.emplace(store_value(source.operation, result)); },
                 [&] { end_well(source); }});
        ASSERT_TRUE(waiting->done());
        ASSERT_EQ(result, 7u);
    }
}

TEST(CoroutineRace, ACancelAgainstTheEnd) {
    for (int round = 0; round < rounds; ++round) {
        started<std::uint32_t> source;
        const auto sum = plus_one(plus_one(source.operation));
        at_once({[&] { sum.cancel(); }, [&] { end_well(source); }});
        sum.wait();
        ASSERT_NE(sum.status(), AsyncStatus::Started);
        ASSERT_NE(sum.status(), AsyncStatus::Error);
    }
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(CoroutineRace, ACancelAgainstTheWaitIsNeverLost) {
    for (int round = 0; round < rounds; ++round) {
        // It ends when it is cancelled, and never otherwise.
        started<> forever;
        check_hresult(forever.producer->put_CancelHandler(
            make_delegate<IAsyncCancelHandler>([](IAsyncProducer* producer) {
                producer->EndCanceled();
            }).get()));
        started<> gate;
        const auto body = [](async_action first, async_action second) -> async_action {
            co_await std::move(first);
            co_await std::move(second);
        };
        const async_action operation = body(gate.operation, forever.operation);
        at_once({[&] { operation.cancel(); }, [&] { gate.producer->Complete(nullptr); }});
        ASSERT_TRUE(async_control(operation).ended());
        ASSERT_EQ(operation.status(), AsyncStatus::Canceled);
    }
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(CoroutineRace, ACancelAgainstTheMakingOfAStopToken) {
    for (int round = 0; round < rounds; ++round) {
        started<> gate;
        started<> inner;
        bool stopped = false;
        const auto body = [&]() -> async_action {
            co_await gate.operation;
            const auto token = co_await get_cancellation_token();
            token.callback([&] { stopped = true; });
            static_cast<void>(co_await try_await(inner.operation));
        };
        const async_action operation = body();
        at_once({[&] { operation.cancel(); }, [&] { gate.producer->Complete(nullptr); }});
        // What was cancelled in time ends before the callback is there.
        const bool waits = can_unload_now() == S_FALSE;
        inner.producer->EndCanceled();
        ASSERT_EQ(operation.status(), AsyncStatus::Canceled);
        ASSERT_TRUE(stopped || !waits || gate.operation.status() == AsyncStatus::Canceled);
    }
}

TEST(CoroutineRace, ManyGoThroughThePool) {
    const auto body = []() -> async_operation<std::uint32_t> {
        std::uint32_t sum = 0;
        for (std::uint32_t round = 0; round < 100; ++round) {
            co_await resume_background();
            sum += co_await []() -> async_operation<std::uint32_t> {
                co_await resume_background();
                co_return 1u;
            }();
        }
        co_return sum;
    };
    std::vector<async_operation<std::uint32_t>> all;
    for (int i = 0; i < 16; ++i)
        all.push_back(body());
    for (const auto& operation : all)
        EXPECT_EQ(operation.get(), 100u);
}

TEST(CoroutineRace, ManyAreCancelledOnTheirWayThroughThePool) {
    const auto body = []() -> async_action {
        for (;;)
            co_await resume_after(std::chrono::microseconds(1));
    };
    std::vector<async_action> all;
    for (int i = 0; i < 64; ++i)
        all.push_back(body());
    at_once({[&] {
                 for (const async_action& operation : all)
                     operation.cancel();
             },
             [&] {
                 for (const async_action& operation : all)
                     operation.cancel();
             }});
    for (const async_action& operation : all)
        EXPECT_EQ(operation.try_get().code(), error_canceled);
}

} // namespace
