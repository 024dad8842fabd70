// SPDX-License-Identifier: MIT
#include <asyncom/born_ended.hpp>
#include <asyncom/completion_queue.hpp>
#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace completion_queue_test {

using namespace asyncom;
using namespace std::chrono_literals;

TEST(CompletionQueue, GivesOperationsInTheOrderOfTheirEnds) {
    const auto first = create_operation<std::uint32_t>();
    const auto second = create_operation<void, double>();
    const completion_queue queue;
    queue.attach(first.operation, 1);
    queue.attach(second.operation, 2);
    EXPECT_FALSE(queue.take_for(0s));
    second.producer.fail(E_FAIL);
    first.producer.complete(8);
    const completion failed = queue.take();
    EXPECT_EQ(failed.key, 2u);
    EXPECT_EQ(failed.status, AsyncStatus::Error);
    EXPECT_EQ(failed.operation.as<async_action_with_progress<double>>(), second.operation);
    const auto ended = queue.take_for(std::chrono::hours::max());
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->operation.as<async_operation<std::uint32_t>>().get(), 8u);
    EXPECT_THROW(ended->operation.as<async_action>(), hresult_no_interface);
    EXPECT_FALSE(queue.take_for(1us));
}

TEST(CompletionQueue, WaitsForAnotherThread) {
    auto created = create_operation<void>();
    const completion_queue queue;
    queue.attach(created.operation, 3);
    std::thread working([producer = std::move(created.producer)] { producer.complete(); });
    EXPECT_EQ(queue.take().key, 3u);
    working.join();
}

TEST(CompletionQueue, WakesWhoWaitsWhenItIsClosed) {
    const completion_queue queue;
    std::thread waiting([&] { EXPECT_THROW(queue.take(), hresult_illegal_method_call); });
    queue.close();
    waiting.join();
    EXPECT_THROW(queue.attach(create_completed()), hresult_illegal_method_call);
}

TEST(CompletionQueue, HasAHandleForLoops) {
    const completion_queue queue;
    wait_handle handle = queue.handle();
    EXPECT_TRUE(handle);
    const std::intptr_t native = handle.get();
    const wait_handle moved = std::move(handle);
    EXPECT_FALSE(handle);
    EXPECT_EQ(moved.get(), native);
}

TEST(WaitHandle, OfAnOperationIsClosedOnce) {
    const auto [operation, producer] = create_operation<void>();
    std::intptr_t native = -1;
    {
        const wait_handle handle = wait_handle_of(operation);
        ASSERT_TRUE(handle);
        native = handle.get();
        EXPECT_NE(wait_handle_of(operation).get(), native) << "each is a duplicate";
    }
    EXPECT_EQ(AsyncomCloseWaitHandle(native), E_HANDLE);
    producer.complete();
}

TEST(WaitHandle, OfNothingThrows) {
    EXPECT_THROW(wait_handle_of(any_operation()), hresult_error);
}

} // namespace completion_queue_test
