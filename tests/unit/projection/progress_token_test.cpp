// SPDX-License-Identifier: MIT
// Progress and partial results of coroutines.
#include <asyncom/coroutine.hpp>

#include "started.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace {

using namespace asyncom;

struct step {
    hstring name;
    double part = 0;
};

} // namespace

template <>
inline constexpr auto
    asyncom::signature_v<step> = asyncom::struct_signature<asyncom::hstring, double>("Acme.Step");

namespace {

async_operation_with_progress<std::uint32_t, double> count(async_action gate) {
    const auto progress = co_await get_progress_token();
    co_await std::move(gate);
    progress(0.25);
    progress.set_result(1);
    progress(0.5);
    co_return 2u;
}

TEST(ProgressToken, ReportsToTheHandlerInOrder) {
    started<> gate;
    const auto operation = count(gate.operation);
    std::vector<double> seen;
    operation.progress([&](const auto&, double part) { seen.push_back(part); });
    gate.complete();
    EXPECT_EQ(seen, (std::vector<double>{0.25, 0.5}));
    EXPECT_EQ(operation.get(), 2u);
}

TEST(ProgressToken, ShowsAPartialResultWhileTheBodyRuns) {
    started<> gate;
    const auto operation = count(gate.operation);
    EXPECT_EQ(operation.try_get_results().code(), E_ILLEGAL_METHOD_CALL);
    std::vector<HRESULT> answers;
    std::uint32_t last = 0;
    operation.progress([&](const auto& sender, double) {
        const auto so_far = sender.try_get_results();
        answers.push_back(so_far.code());
        if (so_far) last = *so_far;
    });
    gate.complete();
    EXPECT_EQ(answers, (std::vector<HRESULT>{E_ILLEGAL_METHOD_CALL, S_OK}));
    EXPECT_EQ(last, 1u);
    EXPECT_EQ(operation.get(), 2u);
}

TEST(ProgressToken, ThePartialResultOfACanceledBodyIsKept) {
    started<> gate;
    const auto body = [&]() -> async_operation_with_progress<hstring, double> {
        (co_await get_progress_token()).set_result(u"part");
        co_await gate.operation;
        co_return u"whole";
    };
    const auto operation = body();
    operation.cancel();
    gate.cancel_ends();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
    hstring kept;
    check_hresult(operation.as<IAsyncControl>()->GetPartialResult(kept.put()));
    EXPECT_EQ(kept, hstring(u"part"));
}

TEST(ProgressToken, WaitingInsideTheHandlerOfTheSameOperationIsRefused) {
    started<> gate;
    const auto operation = count(gate.operation);
    std::vector<HRESULT> answers;
    operation.progress(
        [&](const auto& sender, double) { answers.push_back(sender.try_get().code()); });
    gate.complete();
    EXPECT_EQ(answers, (std::vector<HRESULT>{E_ILLEGAL_METHOD_CALL, E_ILLEGAL_METHOD_CALL}));
    EXPECT_EQ(operation.get(), 2u);
}

TEST(ProgressToken, WhatAHandlerThrowsDoesNotReachTheBody) {
    started<> gate;
    const auto operation = count(gate.operation);
    operation.progress([](const auto&, double) { throw std::runtime_error("not mine"); });
    gate.complete();
    EXPECT_EQ(operation.get(), 2u);
    AsyncomOperationInfo info{};
    info.size = sizeof(info);
    check_hresult(operation.as<IAsyncControl>()->GetInfo(&info));
    EXPECT_EQ(info.handler_failures, 2u);
}

TEST(ProgressToken, TakesAStructureWithAString) {
    started<> gate;
    const auto body = [&]() -> async_action_with_progress<step> {
        const auto progress = co_await get_progress_token();
        co_await gate.operation;
        progress({u"first", 0.5});
    };
    const auto operation = body();
    hstring seen;
    operation.progress([&](const auto&, const step& at) { seen = at.name; });
    gate.complete();
    EXPECT_EQ(seen, hstring(u"first"));
}

TEST(ProgressToken, AHandlerThatHoldsTheOperationIsGoneAfterTheEnd) {
    started<> gate;
    auto operation = count(gate.operation);
    operation.progress([operation](const auto&, double) {});
    operation.completed([operation](const auto&, AsyncStatus) {});
    const auto info = operation.as<IAsyncInfo>();
    operation = nullptr;
    gate.complete();
    info->AddRef();
    EXPECT_EQ(info->Release(), 1u); // no cycle is left
}

TEST(ProgressToken, AHandlerMayCancel) {
    started<> gate;
    const auto operation = count(gate.operation);
    operation.progress([](const auto& sender, double) { sender.cancel(); });
    gate.complete();
    EXPECT_EQ(operation.status(), AsyncStatus::Canceled);
}

} // namespace
