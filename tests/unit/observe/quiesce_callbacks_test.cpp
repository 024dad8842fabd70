// SPDX-License-Identifier: MIT
// What becomes of objects that were made from functions of a module that is left.
#include "async/cancel.h"
#include "observe/module_use.h"
#include "run/manual_scheduler.h"
#include "support/latch.h"
#include "unit/observe/quiescing.h"
#include "unit/support/both_ends.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace asyncom::core {
namespace {

using namespace test;

using QuiesceCallbacks = Quiesce;

TEST_F(QuiesceCallbacks, RemovesFunctionsAndEndsTheirContexts) {
    counted_callback completed, progress, cancel;
    both_ends first, second(u4_with_f8);
    completed.attach_to(first);
    IUnknown* const reporting = progress.progress(u4_with_f8);
    EXPECT_EQ(second->put_progress(reporting), progress_result::done);
    IAsyncCancelHandler* const canceling = cancel.cancel();
    second.producer()->put_CancelHandler(canceling);
    EXPECT_EQ(quiesce_program(), S_OK) << "nobody is inside, and they were made from elsewhere";
    EXPECT_EQ(completed.destroyed + progress.destroyed + cancel.destroyed, 3);
    EXPECT_FALSE(is_module_needed(in_the_program()));
    const double value = 0.5;
    EXPECT_EQ(second.producer()->ReportProgress(&value), S_OK);
    EXPECT_EQ(cancel_operation(second.target(), {}), S_OK);
    EXPECT_EQ(first.producer()->Complete(nullptr), S_OK);
    second.producer()->EndCanceled();
    EXPECT_EQ(completed.calls + progress.calls + cancel.calls, 0);
    first.release();
    second.release();
    canceling->Release();
    reporting->Release();
    EXPECT_EQ(completed.destroyed + progress.destroyed + cancel.destroyed, 3);
}

TEST_F(QuiesceCallbacks, MakesWorkThatIsLeftFail) {
    counted_callback body;
    IAsyncWork* const work = body.work();
    EXPECT_EQ(quiesce_program(), S_OK);
    EXPECT_EQ(work->Run(nullptr, nullptr), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(body.calls, 0);
    EXPECT_EQ(body.destroyed, 1);
    work->Release();
    EXPECT_EQ(body.destroyed, 1);
}

TEST_F(QuiesceCallbacks, WaitsForAFunctionThatSomebodyIsInside) {
    test_latch inside(1), go_on(1);
    counted_callback completed([&](IUnknown*) {
        inside.count_down();
        go_on.wait();
        return S_OK;
    });
    both_ends ends;
    completed.attach_to(ends);
    std::thread completing([&] { ends.producer()->Complete(nullptr); });
    inside.wait();
    EXPECT_EQ(quiesce_program(), S_FALSE);
    EXPECT_EQ(m_remaining, 1U);
    EXPECT_EQ(completed.destroyed, 0) << "its context is in use";
    EXPECT_TRUE(is_module_needed(in_the_program()));
    go_on.count_down();
    EXPECT_EQ(quiesce_program(ASYNCOM_INFINITE), S_OK);
    EXPECT_EQ(completed.destroyed, 1);
    completing.join();
}

TEST_F(QuiesceCallbacks, WaitsForAContextThatIsBeingEnded) {
    test_latch inside(1), go_on(1);
    counted_callback body;
    body.at_destruction = [&] {
        inside.count_down();
        go_on.wait();
    };
    IAsyncWork* const work = body.work();
    std::thread releasing([&] { work->Release(); });
    inside.wait();
    EXPECT_EQ(quiesce_program(), S_FALSE);
    EXPECT_EQ(m_remaining, 1U);
    go_on.count_down();
    EXPECT_EQ(quiesce_program(ASYNCOM_INFINITE), S_OK);
    EXPECT_EQ(body.destroyed, 1);
    releasing.join();
}

// The function is another module's, so that only the end of the context holds this one.
TEST_F(QuiesceCallbacks, WaitsForAContextThatAnotherThreadsQuiesceEnds) {
    test_latch inside(1), go_on(1);
    static std::function<void()> at_destruction; // unit_destroy takes no more than a function
    at_destruction = [&] {
        inside.count_down();
        go_on.wait();
    };
    void (*const stay)() = [] { at_destruction(); };
    IAsyncWork* work = nullptr;
    ASSERT_EQ(create_work([](void*, IAsyncProducer*, IUnknown*) -> HRESULT { return S_OK; },
                          reinterpret_cast<void*>(stay),
                          exported<AsyncomDestroyCallback>("unit_destroy"), &work),
              S_OK);
    std::thread quiescing([] {
        std::uint32_t left = 99;
        EXPECT_EQ(quiesce(in_the_module(), ASYNCOM_INFINITE, &left), S_OK);
    });
    inside.wait();
    EXPECT_EQ(quiesce_module(), S_FALSE);
    EXPECT_EQ(m_remaining, 1U);
    EXPECT_TRUE(is_module_needed(in_the_module()));
    go_on.count_down();
    EXPECT_EQ(quiesce_module(ASYNCOM_INFINITE), S_OK);
    EXPECT_FALSE(is_module_needed(in_the_module()));
    quiescing.join();
    work->Release();
}

TEST_F(QuiesceCallbacks, IsRefusedInsideWhateverItWouldWaitFor) {
    int refused = 0;
    const auto try_it = [&](IUnknown*) {
        std::uint32_t left = 99;
        if (quiesce(in_the_program(), ASYNCOM_INFINITE, &left) == E_ILLEGAL_METHOD_CALL) ++refused;
        return S_OK;
    };
    counted_callback completed(try_it), progress(try_it), cancel(try_it), body(try_it);
    body.at_destruction = [&] { try_it(nullptr); };
    {
        both_ends ends(u4_with_f8);
        completed.attach_to(ends, u4_with_f8);
        IUnknown* const reporting = progress.progress(u4_with_f8);
        EXPECT_EQ(ends->put_progress(reporting), progress_result::done);
        IAsyncCancelHandler* const canceling = cancel.cancel();
        ends.producer()->put_CancelHandler(canceling);
        const double value = 0.5;
        ends.producer()->ReportProgress(&value);
        EXPECT_EQ(refused, 1);
        cancel_operation(ends.target(), {});
        EXPECT_EQ(refused, 2);
        ends.producer()->EndCanceled();
        EXPECT_EQ(refused, 3);
        canceling->Release();
        reporting->Release();
    }
    IAsyncWork* const work = body.work();
    work->Run(nullptr, nullptr);
    EXPECT_EQ(refused, 4);
    work->Release();
    EXPECT_EQ(refused, 5);
    IAsyncManualScheduler* manual = nullptr;
    ASSERT_EQ(create_manual_scheduler(&manual), S_OK);
    std::uint32_t ran = 0;
    manual->Schedule(
        [](void* context, HRESULT) { (*static_cast<decltype(&try_it)>(context))(nullptr); },
        const_cast<void*>(static_cast<const void*>(&try_it)));
    manual->RunReady(1, &ran);
    EXPECT_EQ(refused, 6);
    manual->Release();
    EXPECT_FALSE(anything_is_quiesced) << "nothing has changed";
}

} // namespace
} // namespace asyncom::core
