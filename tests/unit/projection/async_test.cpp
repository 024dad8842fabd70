// SPDX-License-Identifier: MIT
// Views: over operations of this library, driven by their producers, and over somebody else's.
#include "foreign_operation.h"

#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace async_test {

using namespace asyncom;
using namespace std::chrono_literals;
using projection::foreign_operation;

static_assert(sizeof(async_action) == sizeof(void*));

TEST(AsyncView, TellsWhatIAsyncInfoTells) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    EXPECT_NE(operation.id(), 0u);
    EXPECT_EQ(operation.status(), AsyncStatus::Started);
    EXPECT_EQ(operation.error_code(), S_OK);
    EXPECT_THROW(operation.get_results(), hresult_illegal_method_call);
    EXPECT_EQ(operation.try_get_results().code(), E_ILLEGAL_METHOD_CALL);
    producer.complete(5);
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
    EXPECT_EQ(operation.get_results(), 5u);
    EXPECT_EQ(operation.get(), 5u) << "any number of times";
    operation.close();
    EXPECT_THROW(operation.get_results(), hresult_illegal_method_call);
}

TEST(AsyncView, ThatIsEmptySaysSo) {
    const async_operation<std::uint32_t> none;
    EXPECT_FALSE(none);
    EXPECT_EQ(none, nullptr);
    EXPECT_THROW(none.status(), hresult_error);
    EXPECT_THROW(none.get(), hresult_error);
    EXPECT_THROW(none.completed([](const auto&, AsyncStatus) {}), hresult_error);
    EXPECT_EQ(none.try_get().code(), E_POINTER);
    EXPECT_EQ(none.try_get_results().code(), E_POINTER);
}

TEST(AsyncView, IsFoundBehindAnyInterface) {
    const auto [operation, producer] = create_operation<void, double>();
    const com_ptr<IAsyncInfo> info = operation.as<IAsyncInfo>();
    EXPECT_EQ(as_operation<async_action_with_progress<double>>(info), operation);
    EXPECT_THROW(as_operation<async_action>(info), hresult_no_interface);
    EXPECT_THROW(as_operation<async_action_with_progress<float>>(info), hresult_no_interface);
    EXPECT_EQ(operation.try_as<IErrorInfo>(), nullptr);
    producer.complete();
}

TEST(AsyncView, OfAnActionIsWindowsOwn) {
    const auto [operation, producer] = create_operation<void>();
    const com_ptr<IAsyncAction> plain = operation.as<IAsyncAction>();
    EXPECT_EQ(plain->GetResults(), E_ILLEGAL_METHOD_CALL);
    producer.complete();
    EXPECT_EQ(plain->GetResults(), S_OK);
    operation.get();
}

// ---- handlers

TEST(AsyncView, CallsItsHandlers) {
    const auto [operation, producer] = create_operation<std::uint32_t, double>();
    std::vector<double> parts;
    AsyncStatus told = AsyncStatus::Started;
    operation.progress([&, &view = operation](const auto& sender, double part) {
        EXPECT_EQ(sender, view);
        parts.push_back(part);
    });
    operation.completed(
        [&](async_operation_with_progress<std::uint32_t, double> sender, AsyncStatus status) {
            EXPECT_EQ(sender.get(), 7u);
            told = status;
        });
    producer.report(0.25);
    operation.progress(nullptr);
    producer.report(0.5);
    producer.complete(7);
    EXPECT_EQ(parts, std::vector<double>{0.25});
    EXPECT_EQ(told, AsyncStatus::Completed);
}

TEST(AsyncView, TakesOneCompletedHandler) {
    const auto [operation, producer] = create_operation<void>();
    operation.completed([](const auto&, AsyncStatus) {});
    EXPECT_THROW(operation.completed([](const auto&, AsyncStatus) {}),
                 hresult_illegal_delegate_assignment);
    EXPECT_EQ(operation.try_completed([](const auto&, AsyncStatus) {}).code(),
              E_ILLEGAL_DELEGATE_ASSIGNMENT);
    producer.complete();
}

TEST(AsyncView, LetsGoOfItsHandlersAtTheEnd) {
    const auto kept = std::make_shared<int>(0);
    const auto [operation, producer] = create_operation<void, double>();
    operation.progress([kept](const auto&, double) {});
    operation.completed([kept](const auto&, AsyncStatus) {});
    EXPECT_EQ(kept.use_count(), 3);
    producer.complete();
    EXPECT_EQ(kept.use_count(), 1);
}

TEST(AsyncView, OutlivesAHandlerThatThrows) {
    const auto [operation, producer] = create_operation<void, double>();
    operation.progress([](const auto&, double) { throw std::runtime_error("in progress"); });
    operation.completed([](const auto&, AsyncStatus) { throw 7; });
    producer.report(0.5);
    producer.complete();
    operation.get();
}

TEST(AsyncView, MayBeReleasedInsideItsHandler) {
    auto [operation, producer] = create_operation<std::uint32_t>();
    std::uint32_t got = 0;
    operation.completed([&view = operation, &got](const auto& sender, AsyncStatus) {
        view = nullptr;
        got = sender.get_results();
    });
    producer.complete(9);
    EXPECT_EQ(got, 9u);
}

TEST(AsyncView, DoesNotWaitForItselfInAProgressHandler) {
    const auto [operation, producer] = create_operation<void, double>();
    HRESULT waited = S_OK;
    operation.progress([&](const auto& sender, double) { waited = sender.try_get().code(); });
    producer.report(0.5);
    EXPECT_EQ(waited, E_ILLEGAL_METHOD_CALL);
    producer.complete();
}

// ---- waiting

TEST(AsyncView, WaitsForItsEnd) {
    auto created = create_operation<std::uint32_t>();
    std::thread working([producer = std::move(created.producer)] { producer.complete(3); });
    EXPECT_EQ(created.operation.get(), 3u);
    EXPECT_EQ(created.operation.try_get().value(), 3u);
    created.operation.wait();
    working.join();
}

TEST(AsyncView, WaitsForTimesOfEveryKind) {
    const auto [operation, producer] = create_operation<void>();
    EXPECT_EQ(operation.wait_for(0s), AsyncStatus::Started);
    EXPECT_EQ(operation.wait_for(-5h), AsyncStatus::Started);
    EXPECT_EQ(operation.wait_for(1ns), AsyncStatus::Started);
    EXPECT_EQ(operation.wait_for(std::chrono::duration<float>(0.001F)), AsyncStatus::Started);
    EXPECT_EQ(operation.wait_until(std::chrono::steady_clock::time_point::min()),
              AsyncStatus::Started);
    EXPECT_EQ(operation.wait_until(std::chrono::system_clock::now() + 1ms), AsyncStatus::Started);
    producer.complete();
    EXPECT_EQ(operation.wait_for(std::chrono::hours::max()), AsyncStatus::Completed);
    EXPECT_EQ(operation.wait_for(std::chrono::duration<double>::max()), AsyncStatus::Completed);
    EXPECT_EQ(operation.wait_until(std::chrono::steady_clock::time_point::max()),
              AsyncStatus::Completed);
}

TEST(AsyncView, OfACancelledBodyThatStillRunsIsNotEnded) {
    const auto [operation, producer] = create_operation<void>();
    operation.cancel();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    EXPECT_EQ(operation.wait_for(0s), AsyncStatus::Started);
    producer.end_canceled();
    EXPECT_EQ(operation.wait_for(0s), AsyncStatus::Canceled);
}

// ---- other ends

TEST(AsyncView, ThrowsTheFailureWithItsText) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    producer.fail(E_ACCESSDENIED, "the disk is locked");
    EXPECT_EQ(operation.error_code(), E_ACCESSDENIED);
    try {
        operation.get();
        FAIL();
    } catch (const hresult_access_denied& error) {
        EXPECT_STREQ(error.what(), "the disk is locked");
    }
    EXPECT_STREQ(operation.try_get().error().what(), "the disk is locked");
}

TEST(AsyncView, ThrowsThatItWasCancelled) {
    const auto [operation, producer] = create_operation<std::uint32_t>();
    operation.cancel();
    EXPECT_TRUE(producer.cancel_requested());
    producer.end_canceled();
    EXPECT_THROW(operation.get(), hresult_canceled);
    EXPECT_EQ(operation.try_get().code(), error_canceled);
}

TEST(AsyncView, ThrowsThatItWasAbandoned) {
    auto created = create_operation<void>({.name = "orphan"});
    created.producer = nullptr;
    const result<void> ended = created.operation.try_get();
    EXPECT_EQ(ended.code(), ASYNCOM_E_ABANDONED);
    EXPECT_NE(std::string(ended.error().what()).find("orphan"), std::string::npos);
}

// ---- somebody else's

TEST(AsyncView, OfAnotherImplementation) {
    const auto foreign = make_self<foreign_operation<std::uint32_t>>();
    const async_operation<std::uint32_t> operation =
        com_ptr<async_operation<std::uint32_t>::abi_type>(foreign);
    AsyncStatus told = AsyncStatus::Started;
    operation.completed([&](const auto& sender, AsyncStatus status) {
        told = status;
        EXPECT_EQ(sender.get_results(), 4u);
    });
    EXPECT_EQ(operation.id(), 77u);
    EXPECT_EQ(operation.wait_for(1ms), AsyncStatus::Started);
    foreign->end(AsyncStatus::Completed, 4);
    EXPECT_EQ(told, AsyncStatus::Completed);
    EXPECT_EQ(operation.get(), 4u);
}

TEST(AsyncView, OfAnotherImplementationFailsAndIsCancelled) {
    const auto failing = make_self<foreign_operation<std::uint32_t>>();
    failing->end(AsyncStatus::Error, 0, E_BOUNDS);
    EXPECT_THROW(
        async_operation<std::uint32_t>(com_ptr<async_operation<std::uint32_t>::abi_type>(failing))
            .get(),
        hresult_out_of_bounds);
    const auto canceled = make_self<foreign_operation<std::uint32_t>>();
    const async_operation<std::uint32_t> operation =
        com_ptr<async_operation<std::uint32_t>::abi_type>(canceled);
    operation.cancel();
    EXPECT_THROW(operation.get(), hresult_canceled);
}

} // namespace async_test
