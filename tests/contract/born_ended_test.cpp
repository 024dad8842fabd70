// SPDX-License-Identifier: MIT
// Operations that have ended when they are made: completed, failed, canceled.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

operation born_completed(const family& of, const result_of& result) {
    void* made = nullptr;
    EXPECT_EQ(AsyncomCreateCompleted(type_of(of), result.argument(), &of.iid, &made), ok);
    return operation(made, of);
}

operation born_failed(const family& of, const char* message) {
    void* made = nullptr;
    EXPECT_EQ(AsyncomCreateFailed(type_of(of), access_denied, message, &of.iid, &made), ok);
    return operation(made, of);
}

operation born_canceled(const family& of) {
    void* made = nullptr;
    EXPECT_EQ(AsyncomCreateCanceled(type_of(of), &of.iid, &made), ok);
    return operation(made, of);
}

TEST(BornCompleted, HasItsResultForEveryKind) {
    for (const family& each : all_families()) {
        const result_of result(each, 5);
        const operation op = born_completed(each, result);
        EXPECT_EQ(op.status(), completed);
        EXPECT_EQ(op.error_code(), ok);
        EXPECT_TRUE(op.ended());
        EXPECT_EQ(op.Wait(ASYNCOM_INFINITE), ok);
        if (!each.has_result()) {
            EXPECT_EQ(op.GetResults(nullptr), ok);
            continue;
        }
        for (int i = 0; i < 2; ++i) {
            value out(*each.result);
            EXPECT_EQ(op.take_results(out), ok) << each.name;
            EXPECT_TRUE(out.equals(result.expected())) << each.name;
        }
        value partial(*each.result);
        EXPECT_EQ(op.take_partial(partial), ok);
        EXPECT_TRUE(partial.equals(result.expected()));
    }
}

TEST(BornEnded, InvokesTheHandlerInsideItsSetter) {
    for (const family& each : all_families()) {
        const result_of result(each, 5);
        const operation ops[] = {born_completed(each, result), born_canceled(each),
                                 born_failed(each, "born failed")};
        const std::int32_t statuses[] = {completed, canceled, error};
        for (std::size_t i = 0; i < 3; ++i) {
            const own<completed_handler> handler = make_completed(each);
            EXPECT_EQ(ops[i].put_Completed(handler), ok);
            EXPECT_EQ(handler->calls(), 1U);
            EXPECT_EQ(handler->last().status, statuses[i]);
            EXPECT_EQ(handler->last().sender, ops[i].get());
            EXPECT_TRUE(handler.alone());
            EXPECT_EQ(ops[i].put_Completed(handler), illegal_delegate_assignment);
        }
    }
    empty_error_slot();
}

TEST(BornFailed, GivesItsErrorInfo) {
    const operation op = born_failed(operation_of("string"), "born failed");
    EXPECT_EQ(op.status(), error);
    EXPECT_EQ(op.error_code(), access_denied);
    empty_error_slot();
    EXPECT_EQ(op.results(), access_denied);
    EXPECT_EQ(error_text(), "born failed");
    ref error_object;
    EXPECT_EQ(op.GetError(error_object.put()), ok);
    EXPECT_EQ(code_of(error_object), access_denied);
    empty_error_slot();
}

TEST(BornFailed, TakesTheThreadsErrorWhenItsCodeAgrees) {
    leave_error(access_denied, "from deep");
    const operation op = born_failed(action(), nullptr);
    empty_error_slot();
    EXPECT_EQ(op.results(), access_denied);
    EXPECT_EQ(error_text(), "from deep");
    empty_error_slot();
}

TEST(BornCanceled, IsCanceledWithThePlainReason) {
    for (const family& each : plain_families()) {
        const operation op = born_canceled(each);
        EXPECT_EQ(op.status(), canceled);
        EXPECT_EQ(op.error_code(), cancelled);
        EXPECT_EQ(op.results(), cancelled);
        EXPECT_TRUE(op.ended());
        EXPECT_EQ(op.Close(), ok);
    }
    empty_error_slot();
}

TEST(BornFailed, WithTheCancelCodeIsCanceled) {
    void* made = nullptr;
    ASSERT_EQ(AsyncomCreateFailed(type_of(action()), cancelled, nullptr, &iid_action, &made), ok);
    const operation op(made, action());
    EXPECT_EQ(op.status(), canceled);
    empty_error_slot();
}

TEST(BornEnded, AnswersTheWholeContract) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const operation op = born_completed(each, result);
        EXPECT_EQ(op.Cancel(), ok);
        EXPECT_EQ(op.status(), completed);
        EXPECT_EQ(op.CancelWithReason(failed, nullptr), no);
        ref taken;
        EXPECT_EQ(op.get_Completed(taken.put()), ok);
        EXPECT_FALSE(taken);
        if (each.has_progress()) {
            const own<progress_handler> progress = make_progress(each);
            EXPECT_EQ(op.put_Progress(progress), ok);
            EXPECT_TRUE(progress.alone());
            EXPECT_EQ(op.get_Progress(taken.put()), ok);
            EXPECT_FALSE(taken);
        }
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        EXPECT_EQ(op.GetInfo(&info), ok);
        EXPECT_EQ(info.flags, ASYNCOM_INFO_ENDED);
        EXPECT_NE(info.serial, 0U);
        EXPECT_EQ(op.Close(), ok);
        EXPECT_EQ(op.results(), illegal_method_call);
    }
    empty_error_slot();
}

TEST(BornEnded, ChecksItsArguments) {
    const family& of = operation_of("string");
    IAsyncType* type = type_of(of);
    void* made = &made;
    EXPECT_EQ(AsyncomCreateCompleted(type, nullptr, &of.iid, &made), bad_pointer);
    EXPECT_EQ(made, nullptr);
    HSTRING text = nullptr;
    made = &made;
    EXPECT_EQ(AsyncomCreateCompleted(type_of(action()), &text, &iid_action, &made), bad_argument);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(AsyncomCreateFailed(type, ok, nullptr, &of.iid, &made), bad_argument);
    EXPECT_EQ(AsyncomCreateFailed(type, no, nullptr, &of.iid, &made), bad_argument);
    EXPECT_EQ(AsyncomCreateFailed(type, failed, "broken \x80", &of.iid, &made), bad_argument);
    EXPECT_EQ(AsyncomCreateCompleted(type, &text, &iid_random, &made), no_interface);
    EXPECT_EQ(AsyncomCreateFailed(type, failed, nullptr, &iid_random, &made), no_interface);
    EXPECT_EQ(AsyncomCreateCanceled(type, &iid_random, &made), no_interface);
    EXPECT_EQ(made, nullptr);
    empty_error_slot();
}

TEST(BornEnded, GivesAnyInterfaceAtBirth) {
    const family& of = operation_of("string");
    HSTRING text = nullptr;
    for (const GUID& iid : {iid_unknown, iid_inspectable, iid_async_info, iid_control, of.iid}) {
        ref made;
        EXPECT_EQ(AsyncomCreateCompleted(type_of(of), &text, &iid, made.put()), ok);
        EXPECT_TRUE(made.query(of.iid));
    }
}

} // namespace
