// SPDX-License-Identifier: MIT
// Handlers that belong to one apartment, of operations that end in another.
#include "bound_handler.h"

namespace windows_test {
namespace {

using completed_handler =
    bound_handler<__FIAsyncActionWithProgressCompletedHandler_1_double, AsyncStatus>;
using progress_handler = bound_handler<__FIAsyncActionProgressHandler_1_double, double>;

// In the multithreaded apartment, where the proxy is known.
void elsewhere(const std::function<void()>& body) {
    in_apartment(COINIT_MULTITHREADED, [&] {
        const proxy_registration known;
        body();
    });
}

// The first, because what the others do to the process lasts.
TEST(BoundHandler, OfAThreadWithoutAnApartmentIsKeptAsItIs) {
    std::thread([] {
        const both_ends ends;
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, true);
        APTTYPE type{};
        APTTYPEQUALIFIER qualifier{};
        // Once the process has a multithreaded apartment, every thread without one is a part of it.
        if (CoGetApartmentType(&type, &qualifier) == S_OK)
            GTEST_SKIP() << "every thread of this process is in the multithreaded apartment";
        ASSERT_EQ(ends.consumer->put_Completed(&handler), S_OK);
        owned<__FIAsyncActionWithProgressCompletedHandler_1_double> held;
        EXPECT_EQ(ends.consumer->get_Completed(held.put()), S_OK);
        EXPECT_EQ(held.get(), &handler);
        held.reset();
        ends.producer->Complete(nullptr);
        EXPECT_EQ(handler.calls.direct, 1);
        EXPECT_EQ(handler.references(), 1u);
    }).join();
}

TEST(BoundHandler, IsCalledThroughItsProxy) {
    for (const bool attach : {false, true})
        in_single_threaded_apartment([&] {
            const both_ends ends;
            completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double,
                                      true);
            if (attach) {
                handler.AddRef();
                ASSERT_EQ(AsyncomAttachCompleted(ends.consumer.get(), handler.as_unknown()), S_OK);
            } else {
                ASSERT_EQ(ends.consumer->put_Completed(&handler), S_OK);
            }
            EXPECT_GT(handler.references(), 1u);
            elsewhere([&] { EXPECT_EQ(ends.producer->Complete(nullptr), S_OK); });
            EXPECT_EQ(handler.calls.by_proxy, 1);
            EXPECT_EQ(handler.calls.direct, 1);
            EXPECT_EQ(handler.last, AsyncStatus::Completed);
            EXPECT_EQ(handler.references(), 1u) << "released right after its call";
        });
}

TEST(BoundHandler, OfProgressIsCalledThroughItsProxyWithTheValue) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        progress_handler handler(IID___FIAsyncActionProgressHandler_1_double, true);
        ASSERT_EQ(ends.consumer->put_Progress(&handler), S_OK);
        elsewhere([&] {
            for (const double value : {0.25, 0.5}) {
                EXPECT_EQ(ends.producer->ReportProgress(&value), S_OK);
                EXPECT_EQ(handler.last, value);
            }
            ends.producer->Complete(nullptr);
        });
        EXPECT_EQ(handler.calls.by_proxy, 2);
        EXPECT_EQ(handler.references(), 1u);
    });
}

TEST(BoundHandler, IsHeardThroughItsProxyAsAListener) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, true);
        progress_handler reports(IID___FIAsyncActionProgressHandler_1_double, true);
        const auto listeners = query<IAsyncListeners>(ends.consumer.get(), IID_IAsyncListeners);
        std::uint64_t token = 0;
        ASSERT_EQ(listeners->SubscribeCompleted(handler.as_unknown(), &token), S_OK);
        ASSERT_EQ(listeners->SubscribeProgress(reports.as_unknown(), 0, &token), S_OK);
        elsewhere([&] {
            const double value = 0.5;
            EXPECT_EQ(ends.producer->ReportProgress(&value), S_OK);
            EXPECT_EQ(ends.producer->Complete(nullptr), S_OK);
        });
        EXPECT_EQ(reports.calls.by_proxy, 1);
        EXPECT_EQ(reports.last, 0.5);
        EXPECT_EQ(handler.calls.by_proxy, 1);
        EXPECT_EQ(handler.last, AsyncStatus::Completed);
        EXPECT_EQ(handler.references(), 1u);
        EXPECT_EQ(reports.references(), 1u);
    });
}

TEST(BoundHandler, IsItselfForWhoAsksWhereItBelongs) {
    in_single_threaded_apartment([] {
        // The table gives its own apartment whatever unmarshals there, so here too.
        const proxy_registration known;
        const both_ends ends;
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, true);
        progress_handler reports(IID___FIAsyncActionProgressHandler_1_double, true);
        ASSERT_EQ(ends.consumer->put_Completed(&handler), S_OK);
        ASSERT_EQ(ends.consumer->put_Progress(&reports), S_OK);
        owned<__FIAsyncActionWithProgressCompletedHandler_1_double> completed;
        owned<__FIAsyncActionProgressHandler_1_double> progress;
        EXPECT_EQ(ends.consumer->get_Completed(completed.put()), S_OK);
        EXPECT_EQ(ends.consumer->get_Progress(progress.put()), S_OK);
        // Not what the operation keeps: that would answer IAgileObject.
        ASSERT_TRUE(completed);
        ASSERT_TRUE(progress);
        EXPECT_FALSE(query<IAgileObject>(completed.get(), IID_IAgileObject));
        EXPECT_FALSE(query<IAgileObject>(progress.get(), IID_IAgileObject));
        EXPECT_EQ(completed->Invoke(ends.consumer.get(), AsyncStatus::Completed), S_OK);
        EXPECT_EQ(handler.calls.direct, 1);
        ends.producer->Complete(nullptr);
    });
}

TEST(BoundHandler, IsCalledAsItIsWhenTheOperationHasEnded) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        ends.producer->Complete(nullptr);
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, true);
        EXPECT_EQ(ends.consumer->put_Completed(&handler), S_OK);
        EXPECT_EQ(handler.calls.direct, 1);
        EXPECT_EQ(handler.calls.by_proxy, 0);
        EXPECT_EQ(handler.references(), 1u);
    });
}

TEST(BoundHandler, IsLetGoWithAnOperationThatNeverCallsIt) {
    in_single_threaded_apartment([] {
        const proxy_registration known; // what is refused is taken out of the table here
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, true);
        progress_handler reports(IID___FIAsyncActionProgressHandler_1_double, true);
        {
            const both_ends ends;
            ASSERT_EQ(ends.consumer->put_Progress(&reports), S_OK);
            ASSERT_EQ(ends.consumer->put_Completed(&handler), S_OK);
            // The null one is refused: the handler is assigned. Nothing of it leaks.
            EXPECT_EQ(ends.consumer->put_Completed(&handler), E_ILLEGAL_DELEGATE_ASSIGNMENT);
            elsewhere([&] { ends.producer->Complete(nullptr); });
        }
        EXPECT_EQ(handler.references(), 1u);
        EXPECT_EQ(reports.references(), 1u);
    });
}

// A handler that the system cannot call from elsewhere is kept as it is; where it can, the waiting
// thread takes the call.
TEST(BoundHandler, WithoutAProxyIsCalledAllTheSame) {
    in_single_threaded_apartment([] {
        const both_ends ends;
        completed_handler handler(IID___FIAsyncActionWithProgressCompletedHandler_1_double, false);
        ASSERT_EQ(ends.consumer->put_Completed(&handler), S_OK);
        std::thread worker([&] {
            const apartment stay(COINIT_MULTITHREADED);
            EXPECT_EQ(ends.producer->Complete(nullptr), S_OK);
        });
        EXPECT_EQ(AsyncomWait(ends.consumer.get(), too_long), S_OK);
        worker.join();
        EXPECT_EQ(handler.calls.direct, 1);
        EXPECT_EQ(handler.references(), 1u);
    });
}

} // namespace
} // namespace windows_test
