// SPDX-License-Identifier: MIT
// Threads that start at once: cancel against abandonment, cancel handlers and children.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

TEST(CancelRace, AbandonmentAgainstCancelAndCancelHandler) {
    raced_operation target;
    std::atomic<int> canceled = 0;
    run_rounds(
        rounds,
        [&] {
            canceled = 0;
            target.create();
            IAsyncCancelHandler* handler = nullptr;
            AsyncomCreateCancelHandler(
                [](void* context, IAsyncProducer* sender) -> HRESULT {
                    ++*static_cast<std::atomic<int>*>(context);
                    sender->EndCanceled();
                    return S_OK;
                },
                &canceled, nullptr, &handler);
            target.producer->put_CancelHandler(handler);
            handler->Release();
        },
        {[&] {
             target.producer->Release();
             target.producer = nullptr;
         },
         [&] { target.control->CancelWithReason(E_ABORT, "enough"); }},
        [&] {
            EXPECT_LE(canceled, 1);
            const int32_t status = target.status();
            EXPECT_TRUE(status == canceled_status || status == error_status) << status;
            target.destroy();
        });
}

TEST(CancelRace, PutCancelHandlerWaitsForTheOldOne) {
    raced_operation target;
    struct state {
        std::atomic<bool> running = false;
        std::atomic<bool> ran_after_return = false;
        std::atomic<bool> gone = false;
    } state;
    run_rounds(
        rounds,
        [&] {
            state.running = false;
            state.gone = false;
            target.create();
            IAsyncCancelHandler* handler = nullptr;
            AsyncomCreateCancelHandler(
                [](void* context, IAsyncProducer*) -> HRESULT {
                    auto& inside = *static_cast<struct state*>(context);
                    inside.running = true;
                    if (inside.gone) inside.ran_after_return = true;
                    inside.running = false;
                    return S_OK;
                },
                &state, nullptr, &handler);
            target.producer->put_CancelHandler(handler);
            handler->Release();
        },
        {[&] { target.control->CancelWithReason(E_ABORT, nullptr); },
         [&] {
             target.producer->put_CancelHandler(nullptr);
             EXPECT_FALSE(state.running);
             state.gone = true;
         }},
        [&] {
            EXPECT_FALSE(state.ran_after_return);
            target.producer->EndCanceled();
            target.destroy();
        });
}

TEST(CancelRace, ChildrenBornDuringTheParentsCancelAreCanceled) {
    raced_operation parent, child;
    run_rounds(
        rounds, [&] { parent.create(); },
        {[&] {
             AsyncomOperationOptions options{};
             options.size = sizeof options;
             options.parent = static_cast<IUnknown*>(parent.consumer);
             child.create(&options);
         },
         [&] { parent.control->CancelWithReason(E_ABORT, "all of you"); }},
        [&] {
            AsyncomBoolean requested = 0;
            child.producer->get_CancelRequested(&requested);
            EXPECT_EQ(requested, 1);
            HRESULT reason = 0;
            HSTRING text = nullptr;
            EXPECT_EQ(child.producer->GetCancelReason(&reason, &text), S_OK);
            EXPECT_EQ(reason, E_ABORT);
            EXPECT_EQ(WindowsGetStringLen(text), 10u);
            WindowsDeleteString(text);
            child.destroy();
            parent.destroy();
        });
}

} // namespace
