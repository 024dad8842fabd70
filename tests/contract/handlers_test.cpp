// SPDX-License-Identifier: MIT
// Objects made from function pointers, and the one call that hands a handler over with its
// reference.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/samples.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

// The context behind every callback here: what came, and how often it was destroyed.
struct recorder {
    int calls = 0;
    int destroyed = 0;
    void* sender = nullptr;
    std::int32_t status = -1;
    void* antecedent = nullptr;
    const value_kind* kind = nullptr;
    int next_seed = 0;
    bool values_right = true;
    answer answered = ok;
};

HRESULT ASYNCOM_CALL completed_called(void* context, IUnknown* sender, std::int32_t status) {
    auto* seen = static_cast<recorder*>(context);
    ++seen->calls;
    seen->sender = sender;
    seen->status = status;
    return seen->answered;
}

HRESULT ASYNCOM_CALL progress_called(void* context, IUnknown* sender, const void* reported) {
    auto* seen = static_cast<recorder*>(context);
    ++seen->calls;
    seen->sender = sender;
    const value expected = value::sample(*seen->kind, seen->next_seed++);
    seen->values_right = seen->values_right && expected.equals(reported);
    return seen->answered;
}

HRESULT ASYNCOM_CALL cancel_called(void* context, IAsyncProducer* sender) {
    auto* seen = static_cast<recorder*>(context);
    ++seen->calls;
    seen->sender = sender;
    return seen->answered;
}

HRESULT ASYNCOM_CALL work_called(void* context, IAsyncProducer* worker, IUnknown* antecedent) {
    auto* seen = static_cast<recorder*>(context);
    ++seen->calls;
    seen->sender = worker;
    seen->antecedent = antecedent;
    return seen->answered;
}

void ASYNCOM_CALL destroyed(void* context) {
    ++static_cast<recorder*>(context)->destroyed;
}

void expect_delegate(void* handler, const GUID& own_iid) {
    const ref held = ref::share(handler);
    const ref identity = held.query(iid_unknown);
    EXPECT_TRUE(identity);
    EXPECT_EQ(held.query(own_iid).get(), handler);
    EXPECT_EQ(identity.query(own_iid).get(), handler);
    EXPECT_TRUE(held.query(iid_agile));
    EXPECT_FALSE(held.query(iid_inspectable));
#if defined(_WIN32)
    EXPECT_TRUE(held.query(iid_marshal));
#else
    EXPECT_FALSE(held.query(iid_marshal));
#endif
    EXPECT_FALSE(held.query(iid_random));
    EXPECT_EQ(query(handler, iid_unknown, nullptr), bad_pointer);
}

TEST(CompletedHandler, IsADelegateOfItsType) {
    for (const family& each : all_families()) {
        recorder seen;
        void* handler = nullptr;
        ASSERT_EQ(AsyncomCreateCompletedHandler(type_of(each), completed_called, &seen, destroyed,
                                                &handler),
                  ok);
        expect_delegate(handler, each.completed_iid);
        EXPECT_EQ(seen.destroyed, 0);
        EXPECT_EQ(release(handler), 0U);
        EXPECT_EQ(seen.destroyed, 1);
        EXPECT_EQ(seen.calls, 0);
    }
}

TEST(CompletedHandler, IsInvokedAndDestroyedOnce) {
    for (const family& each : all_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        recorder seen;
        seen.answered = failed;
        void* handler = nullptr;
        ASSERT_EQ(AsyncomCreateCompletedHandler(type_of(each), completed_called, &seen, destroyed,
                                                &handler),
                  ok);
        EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
        release(handler);
        EXPECT_EQ(seen.destroyed, 0);
        ends.worker.Complete(result.argument());
        EXPECT_EQ(seen.calls, 1);
        EXPECT_EQ(seen.status, completed);
        EXPECT_EQ(seen.sender, ends.consumer.get());
        EXPECT_EQ(seen.destroyed, 1);
        EXPECT_EQ(ends.consumer.status(), completed);
    }
}

TEST(ProgressHandler, ReceivesEveryKindByAddress) {
    for (const family& each : all_families()) {
        if (!each.has_progress()) continue;
        const both_ends ends = make_both(each);
        recorder seen;
        seen.kind = each.progress;
        void* handler = nullptr;
        ASSERT_EQ(AsyncomCreateProgressHandler(type_of(each), progress_called, &seen, destroyed,
                                               &handler),
                  ok);
        expect_delegate(handler, each.progress_iid);
        ends.consumer.put_Progress(handler);
        // Called by the library, and by a producer of another making that passes the value as C
        // does.
        for (int i = 0; i < 6; ++i) {
            const value report = value::sample(*each.progress, i);
            if (i % 2 == 0)
                EXPECT_EQ(ends.worker.ReportProgress(report.address()), ok);
            else
                EXPECT_EQ(
                    each.progress->invoke_progress(handler, ends.consumer.get(), report.address()),
                    ok);
        }
        EXPECT_EQ(seen.calls, 6) << each.name;
        EXPECT_TRUE(seen.values_right) << each.name;
        EXPECT_EQ(seen.sender, ends.consumer.get());
        ends.consumer.put_Progress(nullptr);
        EXPECT_EQ(seen.destroyed, 0);
        release(handler);
        EXPECT_EQ(seen.destroyed, 1);
    }
}

TEST(ProgressHandler, NeedsATypeWithProgress) {
    for (const family& each : plain_families()) {
        if (each.has_progress()) continue;
        recorder seen;
        void* handler = &seen;
        EXPECT_EQ(AsyncomCreateProgressHandler(type_of(each), progress_called, &seen, destroyed,
                                               &handler),
                  not_implemented);
        EXPECT_EQ(handler, nullptr);
        EXPECT_EQ(seen.destroyed, 0);
    }
    empty_error_slot();
}

TEST(CancelHandlerObject, IsInvokedAndDestroyedOnce) {
    const both_ends ends = make_both(action());
    recorder seen;
    IAsyncCancelHandler* handler = nullptr;
    ASSERT_EQ(AsyncomCreateCancelHandler(cancel_called, &seen, destroyed, &handler), ok);
    expect_delegate(handler, iid_cancel_handler);
    EXPECT_EQ(ends.worker.put_CancelHandler(handler), ok);
    release(handler);
    ends.consumer.Cancel();
    EXPECT_EQ(seen.calls, 1);
    EXPECT_EQ(seen.sender, ends.worker.get());
    ends.worker.EndCanceled();
    EXPECT_EQ(seen.destroyed, 1);
}

TEST(WorkObject, RunsWhatItWasMadeFrom) {
    const both_ends ends = make_both(action());
    recorder seen;
    seen.answered = access_denied;
    IAsyncWork* item = nullptr;
    ASSERT_EQ(AsyncomCreateWork(work_called, &seen, destroyed, &item), ok);
    expect_delegate(item, iid_work);
    EXPECT_EQ((call<void*, void*>(item, 3, ends.worker.get(), ends.consumer.get())), access_denied);
    EXPECT_EQ(seen.calls, 1);
    EXPECT_EQ(seen.sender, ends.worker.get());
    EXPECT_EQ(seen.antecedent, ends.consumer.get());
    release(item);
    EXPECT_EQ(seen.destroyed, 1);
}

TEST(HandlerObjects, NeedNoDestroyCallback) {
    recorder seen;
    void* handler = nullptr;
    ASSERT_EQ(AsyncomCreateCompletedHandler(type_of(action()), completed_called, &seen, nullptr,
                                            &handler),
              ok);
    release(handler);
    IAsyncCancelHandler* told = nullptr;
    ASSERT_EQ(AsyncomCreateCancelHandler(cancel_called, nullptr, nullptr, &told), ok);
    release(told);
    IAsyncWork* item = nullptr;
    ASSERT_EQ(AsyncomCreateWork(work_called, nullptr, nullptr, &item), ok);
    release(item);
}

// A failure leaves the context with the caller: destroy is not called.
TEST(HandlerObjects, RefuseNullAndLeaveTheContext) {
    recorder seen;
    void* handler = &seen;
    IAsyncType* type = type_of(action_with("f8"));
    EXPECT_EQ(AsyncomCreateCompletedHandler(nullptr, completed_called, &seen, destroyed, &handler),
              bad_pointer);
    EXPECT_EQ(handler, nullptr);
    EXPECT_EQ(AsyncomCreateCompletedHandler(type, nullptr, &seen, destroyed, &handler),
              bad_pointer);
    EXPECT_EQ(AsyncomCreateCompletedHandler(type, completed_called, &seen, destroyed, nullptr),
              bad_pointer);
    handler = &seen;
    EXPECT_EQ(AsyncomCreateProgressHandler(nullptr, progress_called, &seen, destroyed, &handler),
              bad_pointer);
    EXPECT_EQ(handler, nullptr);
    EXPECT_EQ(AsyncomCreateProgressHandler(type, nullptr, &seen, destroyed, &handler), bad_pointer);
    EXPECT_EQ(AsyncomCreateProgressHandler(type, progress_called, &seen, destroyed, nullptr),
              bad_pointer);
    auto* told = reinterpret_cast<IAsyncCancelHandler*>(&seen);
    EXPECT_EQ(AsyncomCreateCancelHandler(nullptr, &seen, destroyed, &told), bad_pointer);
    EXPECT_EQ(told, nullptr);
    EXPECT_EQ(AsyncomCreateCancelHandler(cancel_called, &seen, destroyed, nullptr), bad_pointer);
    auto* item = reinterpret_cast<IAsyncWork*>(&seen);
    EXPECT_EQ(AsyncomCreateWork(nullptr, &seen, destroyed, &item), bad_pointer);
    EXPECT_EQ(item, nullptr);
    EXPECT_EQ(AsyncomCreateWork(work_called, &seen, destroyed, nullptr), bad_pointer);
    EXPECT_EQ(seen.destroyed, 0);
    empty_error_slot();
}

TEST(AttachCompleted, PassesTheReferenceOn) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        own<completed_handler> handler = make_completed(each);
        add_ref(handler);
        EXPECT_EQ(AsyncomAttachCompleted(ends.consumer.as_unknown(), unknown(handler.get())), ok);
        EXPECT_EQ(handler->references.load(), 2U);
        ends.worker.Complete(result.argument());
        EXPECT_EQ(handler->calls(), 1U);
        EXPECT_TRUE(handler.alone());
    }
}

TEST(AttachCompleted, InvokesInsideOnceEnded) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        ends.worker.EndCanceled();
        own<completed_handler> handler = make_completed(each);
        add_ref(handler);
        EXPECT_EQ(AsyncomAttachCompleted(ends.consumer.as_unknown(), unknown(handler.get())), ok);
        EXPECT_EQ(handler->calls(), 1U);
        EXPECT_TRUE(handler.alone());
    }
}

TEST(AttachCompleted, ReleasesTheHandlerOnEveryFailure) {
    const own<completed_handler> handler = make_completed(action());
    const auto attach = [&](IUnknown* to) {
        add_ref(handler);
        const answer answered = AsyncomAttachCompleted(to, unknown(handler.get()));
        EXPECT_TRUE(handler.alone());
        return answered;
    };
    EXPECT_EQ(attach(nullptr), bad_pointer);
    const own<numbered_object> foreign(1);
    EXPECT_EQ(attach(unknown(foreign.get())), no_interface);
    const both_ends assigned = make_both(action());
    assigned.consumer.put_Completed(nullptr);
    EXPECT_EQ(attach(assigned.consumer.as_unknown()), illegal_delegate_assignment);
    const both_ends over = make_both(action());
    over.worker.Complete(nullptr);
    over.consumer.Close();
    EXPECT_EQ(attach(over.consumer.as_unknown()), illegal_method_call);
    EXPECT_EQ(handler->calls(), 0U);
    empty_error_slot();
}

TEST(AttachCompleted, TakesNullAsTheOneAssignment) {
    const both_ends ends = make_both(action());
    EXPECT_EQ(AsyncomAttachCompleted(ends.consumer.as_unknown(), nullptr), ok);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_EQ(ends.consumer.put_Completed(handler), illegal_delegate_assignment);
    EXPECT_EQ(AsyncomAttachCompleted(ends.consumer.as_unknown(), nullptr),
              illegal_delegate_assignment);
}

TEST(AttachCompleted, TakesAnyInterfaceOfTheOperation) {
    for (const GUID& iid : {iid_unknown, iid_async_info, iid_control}) {
        const both_ends ends = make_both(action());
        const ref face = ends.consumer.query(iid);
        const own<completed_handler> handler = make_completed(action());
        add_ref(handler);
        EXPECT_EQ(AsyncomAttachCompleted(unknown(face), unknown(handler.get())), ok);
        ends.worker.Complete(nullptr);
        EXPECT_EQ(handler->calls(), 1U);
    }
}

} // namespace
