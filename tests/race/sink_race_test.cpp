// SPDX-License-Identifier: MIT
// Progress sinks of the shipped library: threads that start at once, and a thread that is held in
// the progress handler while another one ends the operation, flushes, or lets the sink go.
#include <gtest/gtest.h>

#include "gates.h"

namespace {

using namespace race;

constexpr int sink_rounds = 1'000;

struct raced_sink : raced_operation {
    IAsyncProgressSink* sink = nullptr;
    std::atomic<int> inside = 0;
    std::atomic<int> overlaps = 0;
    std::atomic<int> heard = 0;
    std::atomic<bool> over = false;
    std::atomic<int> late = 0;
    stop in_handler;

    void create_with_sink(std::uint32_t max_per_second) {
        heard = 0;
        over = false;
        create();
        void* handler = nullptr;
        AsyncomCreateProgressHandler(type, &hear, this, nullptr, &handler);
        slots_of(consumer).put_Progress(consumer, handler);
        release(handler);
        ASSERT_EQ(AsyncomCreateProgressSink(producer, max_per_second, &sink), S_OK);
    }
    HRESULT report(double value = 0.5) { return sink->Report(&value); }
    HRESULT complete() {
        const std::uint32_t result = 7;
        const HRESULT answer = producer->Complete(&result);
        over = true;
        return answer;
    }
    void release_sink() {
        if (IAsyncProgressSink* const gone = std::exchange(sink, nullptr)) gone->Release();
    }
    void check() {
        EXPECT_EQ(overlaps, 0);
        EXPECT_EQ(late, 0);
    }

private:
    static HRESULT ASYNCOM_CALL hear(void* context, IUnknown*, const void*) {
        auto& self = *static_cast<raced_sink*>(context);
        if (self.inside.fetch_add(1) != 0) ++self.overlaps;
        if (self.over) ++self.late;
        self.in_handler.pass();
        ++self.heard;
        self.inside.fetch_sub(1);
        return S_OK;
    }
};

TEST(SinkRace, ReportersAgainstTheEnd) {
    for (const std::uint32_t rate : {0U, 100'000U}) {
        raced_sink target;
        const auto report = [&] {
            for (int i = 0; i < 4; ++i)
                target.report();
        };
        run_rounds(
            sink_rounds, [&] { target.create_with_sink(rate); },
            {report, report, [&] { EXPECT_EQ(target.complete(), S_OK); }},
            [&] {
                EXPECT_EQ(target.report(), S_FALSE);
                target.check();
                target.release_sink();
                target.destroy();
            });
    }
}

TEST(SinkRace, EveryValueOfManyReportersIsDeliveredOnce) {
    raced_sink target;
    const auto report = [&] {
        for (int i = 0; i < 4; ++i)
            EXPECT_EQ(target.report(), S_OK);
    };
    run_rounds(
        sink_rounds, [&] { target.create_with_sink(0); }, {report, report, report},
        [&] {
            EXPECT_EQ(target.heard, 12);
            EXPECT_EQ(target.complete(), S_OK);
            target.check();
            target.release_sink();
            target.destroy();
        });
}

// The last reference goes while the operation ends, and while the timer delivers.
TEST(SinkRace, LastReleaseAgainstTheEndAndTheTimer) {
    raced_sink target;
    run_rounds(
        sink_rounds,
        [&] {
            target.create_with_sink(100'000);
            target.report();
            target.report();
        },
        {[&] { target.release_sink(); }, [&] { target.complete(); }},
        [&] {
            target.check();
            target.destroy();
        });
}

TEST(SinkRace, ChildrenAgainstTheLastRelease) {
    raced_sink target;
    raced_operation first;
    raced_operation second;
    const double half = 0.5;
    const std::uint32_t result = 7;
    run_rounds(
        sink_rounds,
        [&] {
            target.create_with_sink(0);
            for (raced_operation* each : {&first, &second}) {
                each->create();
                EXPECT_EQ(target.sink->AddChild(static_cast<IUnknown*>(each->consumer), 1), S_OK);
            }
        },
        {[&] {
             first.producer->ReportProgress(&half);
             first.producer->Complete(&result);
         },
         [&] {
             second.producer->ReportProgress(&half);
             second.producer->Complete(&result);
         },
         [&] { target.release_sink(); }},
        [&] {
            target.complete();
            target.check();
            target.destroy();
            first.destroy();
            second.destroy();
        });
}

// ---- forced

class SinkOrder : public testing::Test {
protected:
    SinkOrder() { m_target.create_with_sink(0); }
    ~SinkOrder() override {
        m_target.check();
        m_target.release_sink();
        m_target.destroy();
    }
    // A thread that stands in the handler.
    std::thread hold_a_reporter() {
        m_target.in_handler.arm();
        std::thread reporter([this] { EXPECT_EQ(m_target.report(), S_OK); });
        EXPECT_TRUE(m_target.in_handler.wait_until_reached());
        return reporter;
    }
    raced_sink m_target;
};

TEST_F(SinkOrder, AReportWhileAnotherIsDeliveredIsLeftToIt) {
    std::thread reporter = hold_a_reporter();
    EXPECT_EQ(m_target.report(), S_OK);
    EXPECT_EQ(m_target.report(), S_OK);
    EXPECT_EQ(m_target.heard, 0);
    m_target.in_handler.go_on();
    reporter.join();
    EXPECT_EQ(m_target.heard, 3);
}

TEST_F(SinkOrder, AnEndWhileAValueIsDeliveredComesAfterIt) {
    std::thread reporter = hold_a_reporter();
    announcement ending;
    std::thread ender([&] {
        ending.release();
        EXPECT_EQ(m_target.complete(), S_OK);
        EXPECT_EQ(m_target.heard, 2);
    });
    ending.acquire();
    // Whether or not the end has begun by now.
    const HRESULT second = m_target.report();
    if (second == S_FALSE) ++m_target.heard;
    m_target.in_handler.go_on();
    reporter.join();
    ender.join();
}

TEST_F(SinkOrder, AFlushWhileAValueIsDeliveredReturnsAfterAll) {
    std::thread reporter = hold_a_reporter();
    EXPECT_EQ(m_target.report(), S_OK);
    std::thread flusher([&] {
        EXPECT_EQ(m_target.sink->Flush(), S_OK);
        EXPECT_EQ(m_target.heard, 2);
    });
    m_target.in_handler.go_on();
    flusher.join();
    reporter.join();
}

} // namespace
