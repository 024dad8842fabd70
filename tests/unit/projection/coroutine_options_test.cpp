// SPDX-License-Identifier: MIT
// Name and parent of operations that coroutines are.
#include <asyncom/coroutine.hpp>

#include "started.h"

#include <gtest/gtest.h>

namespace {

using namespace asyncom;

TEST(CoroutineOptions, TakesNameAndParentFromItsOptions) {
    const auto body = [](async_action wait, operation_options) -> async_action {
        co_await std::move(wait);
    };
    started<> parent;
    started<> source;
    const async_action child =
        body(source.operation, {.name = "child", .parent = parent.operation});
    AsyncomOperationInfo info{};
    info.size = sizeof(info);
    check_hresult(child.as<IAsyncControl>()->GetInfo(&info));
    EXPECT_STREQ(info.name, "child");
    parent.operation.cancel();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Canceled);
    source.cancel_ends();
    EXPECT_EQ(child.status(), AsyncStatus::Canceled);
}

TEST(CoroutineOptions, TakesItsOptionsInsideAWaitAsWell) {
    started<> parent;
    started<> source;
    const auto outer = [](async_action of, async_action wait) -> async_action {
        const auto leaf = [](async_action on, operation_options) -> async_action {
            co_await std::move(on);
        };
        co_await leaf(std::move(wait), {.name = "leaf", .parent = of});
    };
    const async_action operation = outer(parent.operation, source.operation);
    source.complete();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
    parent.producer = nullptr;
    const com_ptr<IAsyncInfo> info = parent.operation.as<IAsyncInfo>();
    parent.operation = nullptr;
    info->AddRef();
    EXPECT_EQ(info->Release(), 1u);
}

TEST(CoroutineOptions, GivesItsChildrenItselfAsParent) {
    async_action child;
    started<> source;
    const auto body = [](async_action wait, async_action& out) -> async_action {
        const auto leaf = [](async_action on, operation_options) -> async_action {
            co_await std::move(on);
        };
        out = leaf(std::move(wait), co_await child_options("leaf"));
        co_await out;
    };
    const async_action parent = body(source.operation, child);
    AsyncomOperationInfo of_parent{};
    AsyncomOperationInfo of_child{};
    of_parent.size = of_child.size = sizeof(of_parent);
    check_hresult(parent.as<IAsyncControl>()->GetInfo(&of_parent));
    check_hresult(child.as<IAsyncControl>()->GetInfo(&of_child));
    EXPECT_STREQ(of_child.name, "leaf");
    EXPECT_EQ(of_child.parent_serial, of_parent.serial);
    source.complete();
    EXPECT_EQ(parent.status(), AsyncStatus::Completed);
}

} // namespace
