// SPDX-License-Identifier: MIT
// What a progress sink costs those who report: how often it has somebody woken, and its heap calls.
#include "run/progress_sink.h"

#include "com/switches.h"
#include "platform/clock.h"
#include "run/task.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

constexpr std::int64_t interval = ticks_per_second / 10;

// Each timer is one wake-up, which comes when the test says so.
class counting_scheduler final : public IAsyncScheduler {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) noexcept override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG ASYNCOM_CALL AddRef() noexcept override { return 1; }
    ULONG ASYNCOM_CALL Release() noexcept override { return 1; }

    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback, void*) noexcept override {
        const std::lock_guard lock(m_lock);
        ++m_wakeups;
        return E_NOTIMPL;
    }
    HRESULT ASYNCOM_CALL ScheduleAfter(int64_t, AsyncomTaskCallback callback, void* context,
                                       uint64_t* token) noexcept override {
        const std::lock_guard lock(m_lock);
        EXPECT_FALSE(m_timer) << "one wakes somebody already";
        m_timer = task{callback, context};
        *token = ++m_wakeups;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL CancelScheduled(uint64_t) noexcept override {
        const task dropped = take();
        if (dropped) dropped.drop();
        return dropped ? S_OK : S_FALSE;
    }
    HRESULT ASYNCOM_CALL get_Now(int64_t* ticks) noexcept override {
        const std::lock_guard lock(m_lock);
        *ticks = m_now;
        return S_OK;
    }

    std::uint64_t wakeups() const {
        const std::lock_guard lock(m_lock);
        return m_wakeups;
    }
    // The timer, if there is one, is due then.
    void pass(std::int64_t ticks) {
        {
            const std::lock_guard lock(m_lock);
            m_now += ticks;
        }
        if (const task due = take()) due.run();
    }

private:
    task take() {
        const std::lock_guard lock(m_lock);
        return std::exchange(m_timer, {});
    }

    mutable std::mutex m_lock;
    std::int64_t m_now = 0;
    task m_timer;
    std::uint64_t m_wakeups = 0;
};

class ProgressSinkCost : public EngineTest {
protected:
    ProgressSinkCost() {
        m_handler.body = [this](IUnknown*) {
            ++m_heard;
            return S_OK;
        };
        IUnknown* const handler = m_handler.progress(u4_with_f8);
        EXPECT_EQ(m_ends.target().put_progress(handler), progress_result::done);
        handler->Release();
    }
    ~ProgressSinkCost() override {
        // A test that is skipped has opened none.
        if (m_sink != nullptr) m_sink->Release();
        m_ends.release();
    }

    void open(std::uint32_t max_per_second) {
        ASSERT_EQ(create_progress_sink_on(m_time, m_ends.producer(), max_per_second, &m_sink),
                  S_OK);
    }
    void report(int times) {
        const double value = 0.5;
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(m_sink->Report(&value), S_OK);
    }
    void report_from_threads() {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([this] { report(1000); });
        for (std::thread& each : threads)
            each.join();
    }

    both_ends m_ends{u4_with_f8};
    counting_scheduler m_time;
    IAsyncProgressSink* m_sink = nullptr;
    int m_heard = 0; // by whoever delivers, one at a time

private:
    counted_callback m_handler;
};

TEST_F(ProgressSinkCost, OneWakeUpIsEnoughForAllThatWaitsHoweverManyReport) {
    open(10);
    report(1); // at once, so that all others come too early
    EXPECT_EQ(m_time.wakeups(), 0u);
    for (std::uint64_t drain = 1; drain <= 5; ++drain) {
        report_from_threads();
        EXPECT_EQ(m_time.wakeups(), drain);
        EXPECT_EQ(m_heard, int(drain));
        m_time.pass(interval);
        EXPECT_EQ(m_heard, int(drain) + 1);
    }
    m_time.pass(interval); // nothing waits, so nobody was woken for it
    EXPECT_EQ(m_time.wakeups(), 5u);
}

TEST_F(ProgressSinkCost, WhatIsFlushedNeedsNoSecondWakeUp) {
    open(10);
    report(2);
    EXPECT_EQ(m_sink->Flush(), S_OK);
    report(100);
    EXPECT_EQ(m_time.wakeups(), 1u);
    m_time.pass(interval);
    EXPECT_EQ(m_heard, 3);
}

TEST_F(ProgressSinkCost, WithoutARateNobodyIsWoken) {
    open(0);
    report(100);
    EXPECT_EQ(m_heard, 100);
    EXPECT_EQ(m_time.wakeups(), 0u);
}

TEST_F(ProgressSinkCost, AReportInSteadyStateIsNoHeapCall) {
    if (uses_malloc) GTEST_SKIP() << "blocks come from malloc";
    open(10);
    report(3); // one is replaced
    m_time.pass(interval);
    const failing_memory failing(0);
    for (int drain = 0; drain < 100; ++drain) {
        report(100);
        m_time.pass(interval);
    }
    EXPECT_FALSE(failing.has_failed());
}

// A progress value of so many doubles.
std::string operation_with_doubles(std::size_t count) {
    std::string signature = "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;struct(Test.Of" +
                            std::to_string(count);
    for (std::size_t i = 0; i < count; ++i)
        signature += ";f8";
    return signature + "))";
}

// Around what a small block has room for, and the largest value that a report can carry.
TEST(ProgressSinkMemory, HasRoomForValuesOfEverySize) {
    for (const std::size_t count : {1, 3, 4, 32}) {
        both_ends ends(operation_with_doubles(count).c_str());
        std::vector<double> seen(count);
        void* handler = nullptr;
        const auto hear = [](void* context, IUnknown*, const void* value) noexcept {
            auto& into = *static_cast<std::vector<double>*>(context);
            std::memcpy(into.data(), value, into.size() * sizeof(double));
            return S_OK;
        };
        ASSERT_EQ(create_progress_handler(face_of(ends->type()), hear, &seen, nullptr, &handler),
                  S_OK);
        ends->put_progress(static_cast<IUnknown*>(handler));
        static_cast<IUnknown*>(handler)->Release();
        counting_scheduler time;
        IAsyncProgressSink* sink = nullptr;
        ASSERT_EQ(create_progress_sink_on(time, ends.producer(), 10, &sink), S_OK);
        std::vector<double> sent(count);
        for (int turn = 1; turn <= 3; ++turn) {
            std::fill(sent.begin(), sent.end(), turn);
            sent.back() = -turn;
            EXPECT_EQ(sink->Report(sent.data()), S_OK);
        }
        time.pass(interval);
        EXPECT_EQ(seen, sent);
        sink->Release();
    }
}

} // namespace
} // namespace asyncom::core
