// SPDX-License-Identifier: MIT
// The live list and quiescing, as a client sees them.
#include "support/composing.h"
#include "support/listening.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace contract;

std::vector<AsyncomOperationInfo> listed() {
    std::vector<AsyncomOperationInfo> all;
    EXPECT_EQ(AsyncomEnumerateOperations(
                  [](void* context, const AsyncomOperationInfo* info) -> HRESULT {
                      static_cast<std::vector<AsyncomOperationInfo>*>(context)->push_back(*info);
                      return ok;
                  },
                  &all),
              ok);
    return all;
}

const AsyncomOperationInfo* find(const std::vector<AsyncomOperationInfo>& all,
                                 const operation& wanted) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(wanted.GetInfo(&info), ok);
    const auto found = std::find_if(all.begin(), all.end(), [&](const AsyncomOperationInfo& each) {
        return each.serial == info.serial;
    });
    return found != all.end() ? &*found : nullptr;
}

TEST(Enumerate, ShowsWhatRunsAndWhatIsStillHeld) {
    AsyncomOperationOptions options = no_options();
    options.name = "a file";
    both_ends ends = make_both(action(), &options);
    std::vector<AsyncomOperationInfo> all = listed();
    const AsyncomOperationInfo* info = find(all, ends.consumer);
    ASSERT_NE(info, nullptr);
    EXPECT_STREQ(info->name, "a file");
    EXPECT_EQ(info->size, sizeof *info);
    EXPECT_EQ(info->flags, 0U);
    EXPECT_EQ(info->type, type_of(action()));
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    ends.worker.release();
    all = listed();
    info = find(all, ends.consumer);
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(info->flags, ASYNCOM_INFO_ENDED);
    EXPECT_EQ(info->status, completed);
    // Threads of the pool may still let go of what other tests have made: this one is counted.
    const std::uint64_t serial = info->serial;
    ends.consumer.release();
    for (const AsyncomOperationInfo& each : listed())
        EXPECT_NE(each.serial, serial);
}

TEST(Enumerate, EndsWhereTheVisitorSaysSo) {
    const both_ends first = make_both(action()), second = make_both(action());
    for (const answer wanted : {no, aborted}) {
        struct {
            answer said;
            int visits;
        } visitor{wanted, 0};
        const answer answered = AsyncomEnumerateOperations(
            [](void* context, const AsyncomOperationInfo*) -> HRESULT {
                auto& self = *static_cast<decltype(visitor)*>(context);
                ++self.visits;
                return self.said;
            },
            &visitor);
        EXPECT_EQ(answered, wanted == no ? ok : aborted);
        EXPECT_EQ(visitor.visits, 1);
    }
}

TEST(Enumerate, RefusesNull) {
    EXPECT_EQ(AsyncomEnumerateOperations(nullptr, nullptr), bad_pointer);
    EXPECT_NE(error_text(), "");
    empty_error_slot();
}

TEST(DumpOperations, ChecksItsArguments) {
    EXPECT_EQ(AsyncomDumpOperations(1, 2), bad_argument);
    EXPECT_EQ(AsyncomDumpOperations(-1, ASYNCOM_DUMP_TEXT), bad_handle);
    EXPECT_NE(error_text(), "");
    empty_error_slot();
}

TEST(DumpOnSignal, ChecksItsArguments) {
#if defined(_WIN32)
    EXPECT_EQ(AsyncomDumpOnSignal(2, -1, ASYNCOM_DUMP_TEXT), not_implemented);
#else
    for (const std::int32_t number :
         {0, -1, 1000, SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP})
        EXPECT_EQ(AsyncomDumpOnSignal(number, 1, ASYNCOM_DUMP_TEXT), bad_argument) << number;
    EXPECT_EQ(AsyncomDumpOnSignal(12, 1, 2), bad_argument);
    EXPECT_EQ(AsyncomDumpOnSignal(12, 1 << 20, ASYNCOM_DUMP_TEXT), bad_handle);
    EXPECT_EQ(AsyncomDumpOnSignal(12, -1, ASYNCOM_DUMP_TEXT), no);
#endif
    empty_error_slot();
}

// An address in this program.
const void* here() {
    static const char place = 0;
    return &place;
}

class Quiesce : public testing::Test {
protected:
    // A thread of the pool may still be inside a function that another test has waited for.
    Quiesce() {
        EXPECT_EQ(AsyncomQuiesce(nullptr, 20'000, &m_remaining), ok);
        EXPECT_EQ(AsyncomResume(nullptr), ok);
        m_remaining = 99;
    }
    ~Quiesce() override {
        EXPECT_EQ(AsyncomResume(here()), ok);
        EXPECT_EQ(AsyncomResume(nullptr), ok);
        empty_error_slot();
    }
    answer quiesce(std::uint32_t timeout = 0) {
        return AsyncomQuiesce(here(), timeout, &m_remaining);
    }
    std::uint32_t m_remaining = 99;
};

answer create_one() {
    void* made = &made;
    IAsyncProducer* producer = nullptr;
    const answer answered =
        AsyncomCreateOperation(type_of(action()), nullptr, &iid_action, &made, &producer);
    if (answered == ok) {
        release(producer);
        release(made);
    } else {
        EXPECT_EQ(made, nullptr);
    }
    return answered;
}

TEST_F(Quiesce, ChecksItsArguments) {
    EXPECT_EQ(AsyncomQuiesce(here(), 0, nullptr), bad_pointer);
    EXPECT_EQ(AsyncomQuiesce(&m_remaining, 0, &m_remaining), bad_argument);
    EXPECT_EQ(m_remaining, 0U);
    EXPECT_EQ(AsyncomResume(&m_remaining), bad_argument);
    EXPECT_EQ(create_one(), ok) << "nothing has changed";
}

TEST_F(Quiesce, RefusesNewWorkUntilResumed) {
    for (const void* const module : {here(), static_cast<const void*>(nullptr)}) {
        EXPECT_EQ(AsyncomQuiesce(module, 0, &m_remaining), ok);
        EXPECT_EQ(AsyncomQuiesce(module, ASYNCOM_INFINITE, &m_remaining), ok) << "again";
        EXPECT_EQ(create_one(), quiesced);
        EXPECT_NE(error_text(), "");
        void* made = nullptr;
        EXPECT_EQ(AsyncomCreateCanceled(type_of(action()), &iid_action, &made), quiesced);
        EXPECT_EQ(AsyncomCreateFailed(type_of(action()), failed, nullptr, &iid_action, &made),
                  quiesced);
        IAsyncWork* work = nullptr;
        EXPECT_EQ(AsyncomCreateWork([](void*, IAsyncProducer*, IUnknown*) -> HRESULT { return ok; },
                                    nullptr, nullptr, &work),
                  quiesced);
        EXPECT_EQ(AsyncomResume(module), ok);
        EXPECT_EQ(create_one(), ok);
    }
}

TEST_F(Quiesce, CancelsWithItsReasonAndCountsWhatStillRuns) {
    both_ends ends = make_both(action());
    // What the support library makes is made from this program.
    EXPECT_EQ(quiesce(), no);
    EXPECT_EQ(m_remaining, 1U);
    answer reason = ok;
    HSTRING text = nullptr;
    EXPECT_EQ(ends.worker.GetCancelReason(&reason, &text), ok);
    EXPECT_EQ(reason, quiesced);
    EXPECT_EQ(ends.consumer.error_code(), cancelled);
    EXPECT_EQ(ends.worker.EndCanceled(), ok);
    EXPECT_EQ(quiesce(), ok) << "somebody holds it, but it has ended";
    EXPECT_EQ(m_remaining, 0U);
}

TEST_F(Quiesce, EndsContextsAndCallsNobodyAnyMore) {
    struct {
        int called = 0;
        int ended = 0;
    } seen;
    void* handler = nullptr;
    ASSERT_EQ(AsyncomCreateCompletedHandler(
                  type_of(action()),
                  [](void* context, IUnknown*, std::int32_t) -> HRESULT {
                      ++static_cast<decltype(seen)*>(context)->called;
                      return ok;
                  },
                  &seen, [](void* context) { ++static_cast<decltype(seen)*>(context)->ended; },
                  &handler),
              ok);
    both_ends ends = make_both(action());
    EXPECT_EQ(AsyncomAttachCompleted(ends.consumer.as_unknown(), unknown(handler)), ok);
    EXPECT_EQ(quiesce(), no);
    EXPECT_EQ(seen.ended, 1);
    EXPECT_EQ(ends.worker.EndCanceled(), ok);
    EXPECT_EQ(seen.called, 0);
    ends.worker.release();
    ends.consumer.release();
    EXPECT_EQ(seen.ended, 1);
}

class QuiesceInside : public Quiesce {
protected:
    ~QuiesceInside() override {
        EXPECT_EQ(m_asked, 1);
        EXPECT_EQ(create_one(), ok) << "nothing has changed";
    }
    // For any callback: it would wait for its own end.
    answer ask() {
        ++m_asked;
        EXPECT_EQ(quiesce(ASYNCOM_INFINITE), illegal_method_call);
        EXPECT_EQ(m_remaining, 0U);
        return ok;
    }
    static void ASYNCOM_CALL ask_for(void* self) { static_cast<QuiesceInside*>(self)->ask(); }

    both_ends m_ends = make_both(action_with("f8"));
    int m_asked = 0;
};

TEST_F(QuiesceInside, ACompletedHandlerIsRefused) {
    const own<completed_handler> handler =
        make_completed(m_ends.consumer.type(), [&](void*, std::int32_t) { return ask(); });
    EXPECT_EQ(m_ends.consumer.put_Completed(handler), ok);
    EXPECT_EQ(m_ends.worker.Complete(nullptr), ok);
}

TEST_F(QuiesceInside, AListenerIsRefused) {
    const own<completed_handler> handler =
        make_completed(m_ends.consumer.type(), [&](void*, std::int32_t) { return ask(); });
    EXPECT_NE(listening(m_ends.consumer).completed(handler), 0U);
    EXPECT_EQ(m_ends.worker.Complete(nullptr), ok);
}

TEST_F(QuiesceInside, AProgressHandlerIsRefused) {
    const own<progress_handler> handler =
        make_progress(m_ends.consumer.type(), [&](void*, const void*) { return ask(); });
    EXPECT_EQ(m_ends.consumer.put_Progress(handler), ok);
    const double half = 0.5;
    EXPECT_EQ(m_ends.worker.ReportProgress(&half), ok);
}

TEST_F(QuiesceInside, ACancelHandlerIsRefused) {
    const own<cancel_handler> handler([&](void*) { return ask(); });
    EXPECT_EQ(m_ends.worker.put_CancelHandler(handler), ok);
    EXPECT_EQ(m_ends.consumer.Cancel(), ok);
}

TEST_F(QuiesceInside, ATaskIsRefused) {
    const manual scheduler;
    const auto task = [](void* self, HRESULT) { ask_for(self); };
    EXPECT_EQ((call<AsyncomTaskCallback, void*>(scheduler.face(), 3, task, this)), ok);
    EXPECT_EQ(scheduler.run_ready(), 1U);
}

TEST_F(QuiesceInside, WorkIsRefused) {
    const manual scheduler;
    const own<work> item([&](void*, void*) { return ask(); });
    AsyncomOperationOptions options = no_options();
    options.scheduler = scheduler.face();
    void* made = nullptr;
    ASSERT_EQ(AsyncomRun(type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()), &options,
                         &iid_action, &made),
              ok);
    EXPECT_EQ(scheduler.run_ready(), 1U);
    release(made);
}

TEST_F(QuiesceInside, TheEndOfAContextIsRefused) {
    IAsyncWork* item = nullptr;
    ASSERT_EQ(AsyncomCreateWork([](void*, IAsyncProducer*, IUnknown*) -> HRESULT { return ok; },
                                this, &ask_for, &item),
              ok);
    release(item);
}

} // namespace
