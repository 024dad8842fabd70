// SPDX-License-Identifier: MIT
// Coroutines that wait very often, or in very long chains, on a small stack.
#include <asyncom/coroutine.hpp>
#include <asyncom/scheduler.hpp>

#include "started.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#if defined(__unix__)
#include <pthread.h>
#endif

namespace {

using namespace asyncom;

constexpr std::uint32_t many = 1'000'000;

#if defined(__unix__)
// On a thread of its own with a stack of 256 KiB: one frame for each wait would overflow it.
void on_small_stack(const std::function<void()>& body) {
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_attr_init(&attributes), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024), 0);
    constexpr auto run = [](void* context) -> void* {
        (*static_cast<const std::function<void()>*>(context))();
        return nullptr;
    };
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, &attributes, run,
                             const_cast<void*>(static_cast<const void*>(&body))),
              0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}
#else
void on_small_stack(const std::function<void()>& body) {
    std::thread(body).join(); // its stack is the default's 1 MiB, small enough for so many
}
#endif

async_operation<std::uint32_t> ready(std::uint32_t value) {
    co_return value;
}

task add_other(std::uint32_t& sum) {
    for (std::uint32_t round = 0; round < many; ++round)
        sum += co_await ready(1);
}
async_operation<std::uint32_t> add_own() {
    std::uint32_t sum = 0;
    for (std::uint32_t round = 0; round < many; ++round)
        sum += co_await ready(1);
    co_return sum;
}

TEST(Depth, AMillionWaitsForOperationsThatAreReady) {
    on_small_stack([] {
        std::uint32_t sum = 0;
        add_other(sum).rethrow();
        EXPECT_EQ(sum, many);
        EXPECT_EQ(add_own().get_results(), many);
    });
}

TEST(Depth, AMillionWaitsForOperationsThatArePending) {
    on_small_stack([] {
        started<std::uint32_t> next;
        const auto body = [&]() -> async_operation<std::uint32_t> {
            std::uint32_t sum = 0;
            for (std::uint32_t round = 0; round < many; ++round)
                sum += co_await next.operation;
            co_return sum;
        };
        const auto operation = body();
        for (std::uint32_t round = 0; round < many; ++round) {
            const auto producer = next.producer;
            if (round + 1 < many) next = {};
            const std::uint32_t one = 1;
            producer->Complete(&one);
        }
        EXPECT_EQ(operation.get_results(), many);
    });
}

TEST(Depth, AMillionTurnsOnAScheduler) {
    on_small_stack([] {
        const manual_scheduler scheduler;
        const auto body = [&]() -> async_action {
            for (std::uint32_t round = 0; round < many; ++round)
                co_await resume_on(scheduler);
        };
        const async_action operation = body();
        EXPECT_EQ(scheduler.run_ready(), many);
        EXPECT_EQ(operation.status(), AsyncStatus::Completed);
    });
}

async_operation<std::uint32_t> add_one(async_operation<std::uint32_t> to) {
    co_return co_await std::move(to) + 1;
}

TEST(Depth, ALongChainEndsInConstantStack) {
    static constexpr std::uint32_t links = 200'000;
    on_small_stack([] {
        started<std::uint32_t> first;
        auto last = first.operation;
        for (std::uint32_t link = 0; link < links; ++link)
            last = add_one(std::move(last));
        first.complete(0u);
        EXPECT_EQ(last.get_results(), links);
    });
}

TEST(Depth, ALongChainIsCancelledInConstantStack) {
    on_small_stack([] {
        started<std::uint32_t> first;
        auto last = first.operation;
        for (std::uint32_t link = 0; link < 100'000; ++link)
            last = add_one(std::move(last));
        last.cancel();
        EXPECT_EQ(first.operation.status(), AsyncStatus::Canceled);
        first.cancel_ends();
        EXPECT_EQ(last.status(), AsyncStatus::Canceled);
    });
}

} // namespace
