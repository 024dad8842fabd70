// SPDX-License-Identifier: MIT
// AsyncomRun between a piece of work and a scheduler, with schedulers of every temper.
#include "run/run.h"

#include "async/outcome.h"
#include "async/site.h"
#include "com/error_info.h"
#include "pool_fixture.h"
#include "support/child_process.h"
#include "support/failing_memory.h"
#include "support/refuse_threads.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/owned.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include "support/latch.h"
#include <string>
#include <utility>

namespace {

using namespace asyncom::core;
using namespace asyncom::core::test;

// Keeps one task, or answers as it was told, or runs the task inside Schedule.
class scripted_scheduler final : public IAsyncScheduler {
public:
    HRESULT answer = S_OK;
    bool runs_at_once = false;
    int asked = 0;
    std::uint32_t references = 1;

    bool has_task() const { return m_task != nullptr; }
    void deliver(HRESULT reason) { std::exchange(m_task, nullptr)(m_context, reason); }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) noexcept override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG ASYNCOM_CALL AddRef() noexcept override { return ++references; }
    ULONG ASYNCOM_CALL Release() noexcept override { return --references; }
    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback task, void* context) noexcept override {
        ++asked;
        if (answer < 0) return answer;
        m_task = task;
        m_context = context;
        if (runs_at_once) deliver(S_OK);
        return answer;
    }
    HRESULT ASYNCOM_CALL ScheduleAfter(std::int64_t, AsyncomTaskCallback, void*,
                                       std::uint64_t*) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT ASYNCOM_CALL CancelScheduled(std::uint64_t) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_Now(std::int64_t*) noexcept override { return E_NOTIMPL; }

private:
    AsyncomTaskCallback m_task = nullptr;
    void* m_context = nullptr;
};

class Run : public EngineTest {
protected:
    // Runs `m_work` on `m_scheduler`; the consumer is given out where it succeeds.
    HRESULT start(owned<IUnknown>& consumer, const char* signature = action) {
        IAsyncWork* const work = m_work.work();
        const HRESULT answer = start(work, consumer, signature);
        work->Release();
        return answer;
    }
    HRESULT start(IAsyncWork* work, owned<IUnknown>& consumer, const char* signature = action) {
        type_record& type = type_named(signature);
        m_options.size = sizeof m_options;
        m_options.scheduler = &m_scheduler;
        return run(face_of(type), work, &m_options, &type.iids[ASYNCOM_IID_OPERATION],
                   reinterpret_cast<void**>(consumer.put()), nullptr);
    }
    static operation& behind(const owned<IUnknown>& consumer) {
        return operation::of_family(consumer.get());
    }
    static outcome outcome_of(const owned<IUnknown>& consumer) {
        return asyncom::core::outcome_of(behind(consumer).look());
    }
    static HRESULT complete(IUnknown* producer) {
        return static_cast<IAsyncProducer*>(producer)->Complete(nullptr);
    }

    scripted_scheduler m_scheduler;
    counted_callback m_work;
    AsyncomOperationOptions m_options{};
};

TEST_F(Run, HoldsOneReferenceToWorkAndProducerUntilTheTaskHasRun) {
    m_work.body = complete;
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    EXPECT_EQ(m_work.destroyed, 0);
    EXPECT_EQ(behind(consumer).references().producers(), 1u);
    EXPECT_EQ(behind(consumer).references().shared(), 2u);
    EXPECT_EQ(m_scheduler.references, 1u) << "borrowed";
    m_scheduler.deliver(S_OK);
    EXPECT_EQ(m_work.calls, 1);
    EXPECT_EQ(m_work.destroyed, 1);
    EXPECT_EQ(behind(consumer).references().producers(), 0u);
    EXPECT_EQ(behind(consumer).references().shared(), 1u);
    EXPECT_EQ(outcome_of(consumer), outcome::completed);
}

TEST_F(Run, GivesAnEndedOperationWhereTheSchedulerRunsTheTaskAtOnce) {
    m_work.body = complete;
    m_scheduler.runs_at_once = true;
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    EXPECT_EQ(outcome_of(consumer), outcome::completed);
    EXPECT_EQ(m_work.destroyed, 1);
}

TEST_F(Run, TakesAnySuccessOfTheSchedulerAsItsPromise) {
    m_work.body = complete;
    m_scheduler.answer = S_FALSE;
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    m_scheduler.deliver(S_OK);
    EXPECT_EQ(outcome_of(consumer), outcome::completed);
}

TEST_F(Run, LeavesNothingWhereTheSchedulerRefuses) {
    for (const HRESULT refusal : {E_ABORT, E_OUTOFMEMORY, ASYNCOM_E_FORKED}) {
        m_scheduler.answer = refusal;
        const slab_use before = blocks_in_use();
        const int destroyed = m_work.destroyed;
        owned<IUnknown> consumer;
        EXPECT_EQ(start(consumer), refusal);
        EXPECT_EQ(consumer.get(), nullptr);
        EXPECT_EQ(m_work.destroyed, destroyed + 1);
        EXPECT_EQ(blocks_in_use(), before);
        EXPECT_EQ(take_error_text(), "The scheduler did not take the work.");
    }
    EXPECT_EQ(m_work.calls, 0);
}

TEST_F(Run, LeavesNothingWhicheverAllocationFails) {
    const on_malloc malloc_can_fail;
    int nth = 0;
    for (;; ++nth) {
        owned<IUnknown> consumer;
        IAsyncWork* const work = m_work.work();
        type_named(action);
        bool failed = false;
        HRESULT answer = S_OK;
        {
            const failing_memory failing(nth);
            answer = start(work, consumer);
            failed = failing.has_failed();
        }
        EXPECT_EQ(work->Release(), failed ? 0u : 1u);
        if (!failed) {
            EXPECT_EQ(answer, S_OK);
            m_scheduler.deliver(S_OK);
            break;
        }
        EXPECT_EQ(answer, E_OUTOFMEMORY);
        EXPECT_EQ(consumer.get(), nullptr);
        EXPECT_FALSE(m_scheduler.has_task());
    }
    EXPECT_EQ(nth, 2) << "the operation, what the scheduler carries";
}

TEST_F(Run, AsksNoSchedulerWhereTheOptionsAreWrong) {
    owned<IUnknown> consumer;
    m_options.flags = 1;
    EXPECT_EQ(start(consumer), E_INVALIDARG);
    m_options.flags = 0;
    m_options.name = "\xFF";
    EXPECT_EQ(start(consumer), E_INVALIDARG);
    EXPECT_EQ(m_scheduler.asked, 0);
    EXPECT_EQ(m_work.calls, 0);
    EXPECT_EQ(m_work.destroyed, 2);
}

TEST_F(Run, FailsWithWhateverReasonTheTaskIsDroppedFor) {
    for (const HRESULT why : {E_ABORT, E_ACCESSDENIED, ASYNCOM_E_FORKED}) {
        owned<IUnknown> consumer;
        ASSERT_EQ(start(consumer), S_OK);
        m_scheduler.deliver(why);
        EXPECT_EQ(outcome_of(consumer), outcome::error);
        EXPECT_EQ(publish_stored_error(behind(consumer)), why);
        EXPECT_NE(take_error_text(), "");
    }
    EXPECT_EQ(m_work.calls, 0);
    EXPECT_EQ(m_work.destroyed, 3);
}

// 0x800704C7 is not a failure but the other way to end.
TEST_F(Run, IsCanceledWhereTheTaskIsDroppedAsCancelled) {
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    m_scheduler.deliver(HRESULT(0x800704C7));
    EXPECT_EQ(outcome_of(consumer), outcome::canceled);
}

TEST_F(Run, IsEndedAlsoWhereNobodyHoldsTheOperationAnyMore) {
    for (const HRESULT why : {S_OK, E_ABORT}) {
        owned<IUnknown> consumer;
        ASSERT_EQ(start(consumer), S_OK);
        consumer.reset();
        m_scheduler.deliver(why);
    }
    EXPECT_EQ(m_work.calls, 1);
    EXPECT_EQ(m_work.destroyed, 2);
}

// The work may still be needed by whoever waits for the end, and the end may be its abandonment.
TEST_F(Run, LetsGoOfTheWorkBeforeTheProducer) {
    owned<IUnknown> consumer;
    bool ended_before = true;
    m_work.at_destruction = [&] { ended_before = has_ended(behind(consumer).look()); };
    ASSERT_EQ(start(consumer), S_OK);
    m_scheduler.deliver(S_OK);
    EXPECT_FALSE(ended_before);
    EXPECT_EQ(outcome_of(consumer), outcome::error);
    EXPECT_EQ(publish_stored_error(behind(consumer)), ASYNCOM_E_ABANDONED);
}

TEST_F(Run, CountsAFailureOfWorkThatHasEndedItsOperation) {
    m_work.body = [](IUnknown* producer) {
        complete(producer);
        return E_ABORT;
    };
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    m_scheduler.deliver(S_OK);
    EXPECT_EQ(outcome_of(consumer), outcome::completed);
    ASSERT_NE(behind(consumer).extended_if_any(), nullptr);
    EXPECT_EQ(behind(consumer).extended_if_any()->handler_failures, 1u);
    EXPECT_EQ(behind(consumer).extended_if_any()->first_handler_failure, E_ABORT);
    EXPECT_EQ(peek_error_info(), nullptr);
}

// A worker runs one piece of work after the other: what one left is not the next one's reason.
TEST_F(Run, DoesNotTakeAnErrorThatTheThreadHadBefore) {
    m_work.body = [](IUnknown*) { return E_ABORT; };
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    originate(E_ABORT, "an older failure");
    m_scheduler.deliver(S_OK);
    EXPECT_EQ(publish_stored_error(behind(consumer)), E_ABORT);
    EXPECT_NE(take_error_text(), "an older failure");
}

TEST_F(Run, IsAChildLikeAnyOther) {
    const both_ends parent;
    m_options.parent = parent.consumer();
    owned<IUnknown> consumer;
    ASSERT_EQ(start(consumer), S_OK);
    EXPECT_EQ(parent->request_cancel([](operation_record&) {}), true);
    // Born of a parent that was asked.
    owned<IUnknown> late;
    scripted_scheduler other;
    std::swap(other, m_scheduler);
    ASSERT_EQ(start(late), S_OK);
    m_scheduler.deliver(S_OK);
    EXPECT_EQ(outcome_of(late), outcome::canceled);
    EXPECT_EQ(m_work.calls, 0);
    other.deliver(S_OK);
    EXPECT_EQ(m_work.calls, 1) << "the request itself goes down by cancel_operation";
}

TEST_F(Run, RemembersWhereItWasCalled) {
    if (!registry_is_on) GTEST_SKIP() << "without the registry an operation keeps no call site";
    m_scheduler.runs_at_once = true;
    IAsyncWork* const work = m_work.work();
    type_record& type = type_named(action);
    void* made = nullptr;
    m_options.size = sizeof m_options;
    m_options.scheduler = &m_scheduler;
    ASSERT_EQ(run(face_of(type), work, &m_options, &type.iids[0], &made, this), S_OK);
    work->Release();
    const owned<IUnknown> consumer(static_cast<IUnknown*>(made));
    EXPECT_EQ(call_site_of(behind(consumer)), this);
}

// ---- on pools

class RunOnPool : public PoolFixture {};

TEST_F(RunOnPool, AnswersThatTheSystemRefusesTheFirstThread) {
    IAsyncScheduler* const pool = make(1);
    counted_callback body([](IUnknown* producer) {
        return static_cast<IAsyncProducer*>(producer)->Complete(nullptr);
    });
    type_record& type = type_named(action);
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.scheduler = pool;
    IAsyncWork* const work = body.work();
    void* made = nullptr;
    {
        const slab_use before = blocks_in_use();
        const refuse_threads refusal;
        EXPECT_EQ(run(face_of(type), work, &options, &type.iids[0], &made, nullptr), E_OUTOFMEMORY);
        EXPECT_EQ(made, nullptr);
        EXPECT_EQ(blocks_in_use(), before);
    }
    ASSERT_EQ(run(face_of(type), work, &options, &type.iids[0], &made, nullptr), S_OK);
    static_cast<IUnknown*>(made)->Release();
    pool->Release(); // drops it or waits for it
    EXPECT_EQ(work->Release(), 0u);
}

// In a child the default pool has no thread and no memory yet.
TEST_F(RunOnPool, OfTheProcessIsAllOrNothingTheFirstTimeToo) {
    SKIP_WITHOUT_FORK();
    type_record& type = type_named(action);
    EXPECT_TRUE(holds_in_child([&] {
        test_latch done(2);
        counted_callback body([&](IUnknown* producer) {
            static_cast<IAsyncProducer*>(producer)->EndCanceled();
            return S_OK;
        });
        body.at_destruction = [&] { done.count_down(); };
        IAsyncWork* const work = body.work();
        for (int nth = 0;; ++nth) {
            void* made = &type;
            HRESULT answer = S_OK;
            bool failed = false;
            {
                const failing_memory failing(nth);
                answer = run(face_of(type), work, nullptr, &type.iids[0], &made, nullptr);
                failed = failing.has_failed();
            }
            if (failed && answer == E_OUTOFMEMORY && made == nullptr) continue;
            if (failed || answer != S_OK || nth < 3) return false;
            work->Release();
            static_cast<IUnknown*>(made)->Release();
            done.count_down();
            done.wait();
            return body.calls == 1;
        }
    }));
}

} // namespace
