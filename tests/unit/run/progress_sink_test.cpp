// SPDX-License-Identifier: MIT
// A progress sink on a clock that stands still until the test moves it.
#include "run/progress_sink.h"

#include "com/error_slot.h"
#include "platform/clock.h"
#include "run/manual_scheduler.h"
#include "support/failing_memory.h"
#include "support/latch.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

class ProgressSink : public EngineTest {
protected:
    ProgressSink() {
        EXPECT_EQ(create_manual_scheduler(&m_time), S_OK);
        void* handler = nullptr;
        EXPECT_EQ(create_progress_handler(face_of(type_named(u4_with_f8)), &hear, this, nullptr,
                                          &handler),
                  S_OK);
        m_handler = static_cast<IUnknown*>(handler);
        EXPECT_EQ(m_ends.target().put_progress(m_handler), progress_result::done);
    }
    ~ProgressSink() override {
        release_sink();
        m_ends.release();
        m_handler->Release();
        EXPECT_EQ(pending(), 0u); // no timer is left behind
        m_time->Release();
    }

    HRESULT open(std::uint32_t max_per_second) {
        return create_progress_sink_on(*m_time, m_ends.producer(), max_per_second, &m_sink);
    }
    void release_sink() {
        if (m_sink != nullptr) std::exchange(m_sink, nullptr)->Release();
    }
    HRESULT report(double value) { return m_sink->Report(&value); }
    void pass(std::int64_t ticks) {
        std::uint32_t ran = 0;
        EXPECT_EQ(m_time->Advance(ticks, &ran), S_OK);
    }
    std::uint32_t pending() {
        std::uint32_t count = 0;
        EXPECT_EQ(m_time->get_Pending(&count), S_OK);
        return count;
    }
    static void complete(const both_ends& ends) {
        const std::uint32_t result = 7;
        EXPECT_EQ(ends.producer()->Complete(&result), S_OK);
    }
    static void report_to(const both_ends& ends, double value) {
        EXPECT_EQ(ends.producer()->ReportProgress(&value), S_OK);
    }
    HRESULT add(const both_ends& child, double weight) {
        return m_sink->AddChild(child.consumer(), weight);
    }
    double shown() {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        void* control = nullptr;
        EXPECT_EQ(m_ends.consumer()->QueryInterface(IID_IAsyncControl, &control), S_OK);
        EXPECT_EQ(static_cast<IAsyncControl*>(control)->GetInfo(&info), S_OK);
        static_cast<IUnknown*>(control)->Release();
        return info.progress;
    }

    both_ends m_ends{u4_with_f8};
    IAsyncManualScheduler* m_time = nullptr;
    IAsyncProgressSink* m_sink = nullptr;
    IUnknown* m_handler = nullptr;
    std::vector<double> m_heard;
    std::function<void(double)> m_body;

private:
    static HRESULT ASYNCOM_CALL hear(void* self, IUnknown*, const void* value) {
        auto& test = *static_cast<ProgressSink*>(self);
        double read = 0;
        std::memcpy(&read, value, sizeof read);
        test.m_heard.push_back(read);
        if (test.m_body) test.m_body(read);
        return S_OK;
    }
};

using heard = std::vector<double>;

TEST_F(ProgressSink, WithoutARateDeliversEveryValueAtOnce) {
    ASSERT_EQ(open(0), S_OK);
    for (const double each : {0.1, 0.2, 0.3}) {
        EXPECT_EQ(report(each), S_OK);
        EXPECT_EQ(shown(), each);
    }
    EXPECT_EQ(m_heard, (heard{0.1, 0.2, 0.3}));
}

TEST_F(ProgressSink, DeliversTheLatestOfTheValuesThatCameTooEarly) {
    ASSERT_EQ(open(10), S_OK);
    for (const double each : {0.1, 0.2, 0.3})
        EXPECT_EQ(report(each), S_OK);
    EXPECT_EQ(m_heard, (heard{0.1}));
    EXPECT_EQ(pending(), 1u); // one wake-up for all of them
    pass(ticks_per_second / 10 - 1);
    EXPECT_EQ(m_heard, (heard{0.1}));
    pass(1);
    EXPECT_EQ(m_heard, (heard{0.1, 0.3}));
    EXPECT_EQ(pending(), 0u);
    pass(ticks_per_second);
    EXPECT_EQ(report(0.4), S_OK);
    EXPECT_EQ(m_heard, (heard{0.1, 0.3, 0.4}));
}

TEST_F(ProgressSink, FlushDeliversWhatWaitsAndStartsTheIntervalAnew) {
    ASSERT_EQ(open(10), S_OK);
    EXPECT_EQ(m_sink->Flush(), S_OK);
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(report(0.2), S_OK);
    pass(ticks_per_second / 20);
    EXPECT_EQ(m_sink->Flush(), S_OK);
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
    EXPECT_EQ(report(0.3), S_OK);
    pass(ticks_per_second / 20); // the old timer finds it too early and waits on
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
    pass(ticks_per_second / 20);
    EXPECT_EQ(m_heard, (heard{0.1, 0.2, 0.3}));
}

TEST_F(ProgressSink, TheEndDeliversWhatWaitsFirst) {
    ASSERT_EQ(open(1), S_OK);
    counted_callback end([&](IUnknown*) {
        EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
        return S_OK;
    });
    end.attach_to(m_ends, u4_with_f8);
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(report(0.2), S_OK);
    complete(m_ends);
    EXPECT_EQ(end.calls, 1);
    EXPECT_EQ(report(0.3), S_FALSE);
    EXPECT_EQ(m_sink->Flush(), S_OK);
    EXPECT_EQ(shown(), 0.2);
    release_sink();
}

TEST_F(ProgressSink, IsBornOverWhereTheOperationHasEnded) {
    complete(m_ends);
    ASSERT_EQ(open(0), S_OK);
    EXPECT_EQ(report(0.5), S_FALSE);
    const both_ends child(u4_with_f8);
    EXPECT_EQ(add(child, 1), S_FALSE);
    EXPECT_TRUE(m_heard.empty());
}

TEST_F(ProgressSink, AReportFromInsideTheHandlerComesAfterIt) {
    ASSERT_EQ(open(0), S_OK);
    bool inside = false;
    m_body = [&](double value) {
        EXPECT_FALSE(inside);
        inside = true;
        if (value == 0.1) {
            EXPECT_EQ(report(0.2), S_OK);
            EXPECT_EQ(report(0.3), S_OK);
        }
        inside = false;
    };
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(m_heard, (heard{0.1, 0.2, 0.3}));
}

TEST_F(ProgressSink, AFlushInsideTheHandlerHurriesWhatCameInside) {
    ASSERT_EQ(open(1), S_OK);
    m_body = [&](double value) {
        if (value != 0.1) return;
        EXPECT_EQ(report(0.2), S_OK);
        EXPECT_EQ(m_sink->Flush(), S_OK);
        EXPECT_EQ(m_heard, (heard{0.1}));
    };
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
}

TEST_F(ProgressSink, AReportInsideTheLastDeliveryIsTooLate) {
    ASSERT_EQ(open(1), S_OK);
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(report(0.2), S_OK);
    m_body = [&](double) { EXPECT_EQ(report(0.3), S_FALSE); };
    complete(m_ends);
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
}

TEST_F(ProgressSink, TheHandlerMayDropTheLastReference) {
    ASSERT_EQ(open(0), S_OK);
    m_body = [&](double) { release_sink(); };
    m_ends.release_producer();
    IAsyncProgressSink* const sink = m_sink;
    const double value = 0.5;
    EXPECT_EQ(sink->Report(&value), S_OK);
    EXPECT_EQ(m_heard, (heard{0.5}));
    EXPECT_EQ(outcome_of(m_ends->look()), outcome::error); // nobody drives it any more
}

TEST_F(ProgressSink, AsTheLastToHoldTheProducerDeliversAndAbandons) {
    ASSERT_EQ(open(1), S_OK);
    m_ends.release_producer();
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(report(0.2), S_OK);
    EXPECT_FALSE(has_ended(m_ends->look()));
    release_sink();
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
    EXPECT_EQ(outcome_of(m_ends->look()), outcome::error);
    EXPECT_EQ(m_ends->place.failure.code, ASYNCOM_E_ABANDONED);
}

TEST_F(ProgressSink, TwoOfOneProducerBothSpeakBeforeTheEnd) {
    ASSERT_EQ(open(1), S_OK);
    IAsyncProgressSink* second = nullptr;
    ASSERT_EQ(create_progress_sink_on(*m_time, m_ends.producer(), 1, &second), S_OK);
    const double values[] = {0.3, 0.4};
    EXPECT_EQ(report(0.1), S_OK);
    EXPECT_EQ(report(0.2), S_OK);
    for (const double& each : values)
        EXPECT_EQ(second->Report(&each), S_OK);
    complete(m_ends);
    EXPECT_EQ(m_heard, (heard{0.1, 0.3, 0.2, 0.4}));
    second->Release();
    release_sink();
}

// ---- children

TEST_F(ProgressSink, AddsUpItsChildrenByWeight) {
    ASSERT_EQ(open(0), S_OK);
    const both_ends light(u4_with_f8);
    const both_ends heavy(u4_with_f8);
    EXPECT_EQ(add(light, 1), S_OK);
    EXPECT_EQ(add(heavy, 3), S_OK);
    EXPECT_TRUE(m_heard.empty());
    EXPECT_TRUE(std::isnan(shown())); // nothing reported is not zero
    report_to(light, 0.5);
    report_to(heavy, 0.5);
    complete(light);
    complete(heavy);
    EXPECT_EQ(m_heard, (heard{0.125, 0.5, 0.625, 1.0}));
}

TEST_F(ProgressSink, AChildThatComesLateCountsFromThenOn) {
    ASSERT_EQ(open(0), S_OK);
    const both_ends first(u4_with_f8);
    EXPECT_EQ(add(first, 1), S_OK);
    report_to(first, 0.5);
    const both_ends second(u4_with_f8);
    EXPECT_EQ(add(second, 1), S_OK);
    report_to(first, 0.6);
    complete(first);
    const both_ends ended(action);
    EXPECT_EQ(ended.producer()->Complete(nullptr), S_OK);
    EXPECT_EQ(add(ended, 2), S_OK); // without progress: nothing, then all
    EXPECT_EQ(m_heard, (heard{0.5, 0.25, 0.3, 0.5, 0.75}));
}

TEST_F(ProgressSink, AnUnknownTotalOfAChildIsUnknownAsAWhole) {
    ASSERT_EQ(open(0), S_OK);
    const both_ends knows(u4_with_f8);
    const both_ends does_not(u4_with_f8);
    EXPECT_EQ(add(knows, 1), S_OK);
    EXPECT_EQ(add(does_not, 1), S_OK);
    report_to(does_not, unknown);
    report_to(knows, 0.5); // still unknown: nothing new
    ASSERT_EQ(m_heard.size(), 1u);
    EXPECT_TRUE(std::isnan(m_heard[0]));
    EXPECT_EQ(does_not.producer()->Fail(E_FAIL, nullptr), S_OK);
    EXPECT_EQ(m_heard.back(), 0.75);
    report_to(knows, 0);
    EXPECT_EQ(m_heard.back(), 0.5);
}

TEST_F(ProgressSink, OnlyWeightlessChildrenMakeNoFraction) {
    ASSERT_EQ(open(0), S_OK);
    const both_ends child(u4_with_f8);
    EXPECT_EQ(add(child, 0), S_OK);
    report_to(child, 0.5);
    ASSERT_EQ(m_heard.size(), 1u);
    EXPECT_TRUE(std::isnan(m_heard[0]));
}

TEST_F(ProgressSink, LetsItsChildrenGoAtTheEndAndWhenItGoesItself) {
    ASSERT_EQ(open(0), S_OK);
    both_ends left(u4_with_f8);
    both_ends done(u4_with_f8);
    EXPECT_EQ(add(left, 1), S_OK);
    EXPECT_EQ(add(done, 1), S_OK);
    complete(done);
    EXPECT_EQ(done->references().shared(), 2u); // the two ends
    release_sink();
    EXPECT_EQ(left->references().shared(), 2u);
    report_to(left, 0.5);
    EXPECT_EQ(m_heard, (heard{0.5}));
}

TEST_F(ProgressSink, TheHandlerMayDropTheSinkWhileAChildReportsOrEnds) {
    for (const bool ends : {false, true}) {
        both_ends parent(u4_with_f8);
        IAsyncProgressSink* sink = nullptr;
        ASSERT_EQ(create_progress_sink_on(*m_time, parent.producer(), 0, &sink), S_OK);
        counted_callback handler([&](IUnknown*) {
            if (sink != nullptr) std::exchange(sink, nullptr)->Release();
            return S_OK;
        });
        IUnknown* const progress = handler.progress(u4_with_f8);
        EXPECT_EQ(parent->put_progress(progress), progress_result::done);
        progress->Release();
        const both_ends child(u4_with_f8);
        ASSERT_EQ(sink->AddChild(child.consumer(), 1), S_OK);
        if (ends)
            complete(child);
        else
            report_to(child, 0.5);
        EXPECT_EQ(handler.calls, 1);
        EXPECT_EQ(sink, nullptr);
    }
}

TEST_F(ProgressSink, OperationsThatAreChildrenOfEachOtherComeToRest) {
    ASSERT_EQ(open(0), S_OK);
    const both_ends other(u4_with_f8);
    IAsyncProgressSink* others = nullptr;
    ASSERT_EQ(create_progress_sink_on(*m_time, other.producer(), 0, &others), S_OK);
    EXPECT_EQ(add(other, 1), S_OK);
    EXPECT_EQ(others->AddChild(m_ends.consumer(), 1), S_OK);
    EXPECT_EQ(report(0.5), S_OK);
    EXPECT_EQ(m_heard.front(), 0.5);
    others->Release();
}

// ---- threads

TEST_F(ProgressSink, TheEndWaitsForADeliveryOnAnotherThread) {
    ASSERT_EQ(open(0), S_OK);
    test_latch inside(1);
    std::atomic<bool> left{false};
    m_body = [&](double) {
        inside.count_down();
        // Nothing to wait for: the end either waits, or finds that it has not.
        for (int i = 0; i < 1000; ++i)
            std::this_thread::yield();
        left = true;
    };
    counted_callback end([&](IUnknown*) {
        EXPECT_TRUE(left);
        return S_OK;
    });
    end.attach_to(m_ends, u4_with_f8);
    std::thread reporter([&] { EXPECT_EQ(report(0.5), S_OK); });
    inside.wait();
    complete(m_ends);
    EXPECT_EQ(end.calls, 1);
    reporter.join();
}

TEST_F(ProgressSink, ManyReportersDeliverEachValueOnceAndNeverAtTheSameTime) {
    ASSERT_EQ(open(0), S_OK);
    std::atomic<int> inside{0};
    m_body = [&](double) {
        EXPECT_EQ(inside.fetch_add(1), 0);
        inside.fetch_sub(1);
    };
    constexpr int reporters = 4;
    constexpr int each = 500;
    std::vector<std::thread> threads;
    for (int i = 0; i < reporters; ++i)
        threads.emplace_back([this, i] {
            for (int j = 0; j < each; ++j)
                EXPECT_EQ(report(i * each + j), S_OK);
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(m_sink->Flush(), S_OK);
    ASSERT_EQ(m_heard.size(), std::size_t(reporters * each));
    // Those of one thread in their order.
    std::vector<double> last(reporters, -1);
    for (const double value : m_heard) {
        double& before = last[std::size_t(value) / each];
        EXPECT_LT(before, value);
        before = value;
    }
}

// ---- arguments and memory

TEST_F(ProgressSink, RefusesWhatItCannotServe) {
    IAsyncProgressSink* sink = reinterpret_cast<IAsyncProgressSink*>(1);
    EXPECT_EQ(create_progress_sink(nullptr, 0, &sink), E_POINTER);
    EXPECT_EQ(sink, nullptr);
    EXPECT_EQ(create_progress_sink(m_ends.producer(), 0, nullptr), E_POINTER);
    const both_ends without(u4_operation);
    EXPECT_EQ(create_progress_sink(without.producer(), 0, &sink), E_NOTIMPL);
    ASSERT_EQ(open(0), S_OK);
    EXPECT_EQ(m_sink->Report(nullptr), E_POINTER);
    EXPECT_EQ(m_sink->AddChild(nullptr, 1), E_POINTER);
    EXPECT_EQ(add(without, -1), E_INVALIDARG);
    EXPECT_EQ(add(without, unknown), E_INVALIDARG);
    EXPECT_EQ(add(without, HUGE_VAL), E_INVALIDARG);
    EXPECT_EQ(add(m_ends, 1), E_INVALIDARG);
    EXPECT_EQ(m_sink->AddChild(m_time, 1), E_NOINTERFACE);
}

TEST_F(ProgressSink, WithoutMemoryForATimerDeliversTooEarly) {
    ASSERT_EQ(open(1), S_OK);
    EXPECT_EQ(report(0.1), S_OK);
    {
        const failing_memory failing(uses_malloc ? 1 : 0); // after the value's own
        EXPECT_EQ(report(0.2), S_OK);
        EXPECT_TRUE(failing.has_failed());
    }
    EXPECT_EQ(m_heard, (heard{0.1, 0.2}));
    EXPECT_EQ(peek_error_info(), nullptr); // it has succeeded
}

TEST_F(ProgressSink, WithoutMemoryForAValueChangesNothing) {
    ASSERT_EQ(open(0), S_OK);
    {
        const on_malloc blocks;
        const failing_memory failing(0);
        EXPECT_EQ(report(0.1), E_OUTOFMEMORY);
    }
    EXPECT_TRUE(m_heard.empty());
    EXPECT_EQ(report(0.2), S_OK);
    EXPECT_EQ(m_heard, (heard{0.2}));
}

} // namespace
} // namespace asyncom::core
