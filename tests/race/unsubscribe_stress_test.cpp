// SPDX-License-Identifier: MIT
// Unsubscribe against the calls of reports and of the end: once it has returned the handler neither
// runs nor will, so that the client destroys what it uses.
#include <gtest/gtest.h>

#include "stress.h"

#include <memory>

namespace {

using namespace race;

// A client's listener. What it hears of is no atomic, so that ThreadSanitizer sees a call that the
// departure has not waited for.
class leaving_listener {
public:
    void subscribe_completed(const raced_operation& target, IAsyncListeners* listeners) {
        start();
        IUnknown* handler = nullptr;
        AsyncomCreateCompletedHandler(
            target.type,
            [](void* self, IUnknown*, std::int32_t) -> HRESULT {
                return static_cast<leaving_listener*>(self)->hear();
            },
            this, &let_go, reinterpret_cast<void**>(&handler));
        EXPECT_EQ(listeners->SubscribeCompleted(handler, &m_token), S_OK);
        handler->Release();
    }
    void subscribe_progress(const raced_operation& target, IAsyncListeners* listeners) {
        start();
        IUnknown* handler = nullptr;
        AsyncomCreateProgressHandler(
            target.type,
            [](void* self, IUnknown*, const void*) -> HRESULT {
                return static_cast<leaving_listener*>(self)->hear();
            },
            this, &let_go, reinterpret_cast<void**>(&handler));
        EXPECT_EQ(listeners->SubscribeProgress(handler, 0, &m_token), S_OK);
        handler->Release();
    }
    void leave(IAsyncListeners* listeners) {
        m_was_there = listeners->Unsubscribe(m_token) == S_OK;
        m_calls = *m_heard;
        m_heard.reset();
    }
    bool was_there() const { return m_was_there; }
    int calls() const { return m_calls; }
    int handlers_gone() const { return m_handlers_gone; }

private:
    void start() {
        m_heard = std::make_unique<int>(0);
        m_handlers_gone = 0;
    }
    HRESULT hear() {
        ++*m_heard;
        return S_OK;
    }
    static void ASYNCOM_CALL let_go(void* self) {
        ++static_cast<leaving_listener*>(self)->m_handlers_gone;
    }

    std::unique_ptr<int> m_heard;
    std::atomic<int> m_handlers_gone = 0;
    std::uint64_t m_token = 0;
    bool m_was_there = false;
    int m_calls = 0;
};

class raced_listeners {
public:
    void start() {
        m_target.create();
        slots_of(m_target.consumer)
            .QueryInterface(m_target.consumer, &IID_IAsyncListeners,
                            reinterpret_cast<void**>(&m_listeners));
        m_ends.subscribe_completed(m_target, m_listeners);
        m_reports.subscribe_progress(m_target, m_listeners);
    }
    void report_and_complete() {
        const double value = 0.5;
        for (int i = 0; i < values; ++i) {
            EXPECT_EQ(m_target.producer->ReportProgress(&value), S_OK);
            std::this_thread::yield();
        }
        const std::uint32_t result = 7;
        EXPECT_EQ(m_target.producer->Complete(&result), S_OK);
    }
    void leave_the_end() { m_ends.leave(m_listeners); }
    void leave_the_reports() { m_reports.leave(m_listeners); }
    void come_and_leave() {
        m_late.subscribe_completed(m_target, m_listeners);
        m_late.leave(m_listeners);
    }
    void check() {
        for (const leaving_listener* each : {&m_ends, &m_late}) {
            EXPECT_EQ(each->calls() + int(each->was_there()), 1);
            EXPECT_EQ(each->handlers_gone(), 1);
        }
        EXPECT_LE(m_reports.calls(), values);
        EXPECT_TRUE(m_reports.was_there() || m_reports.calls() == values);
        EXPECT_EQ(m_reports.handlers_gone(), 1);
        m_listeners->Release();
        m_target.destroy();
    }

private:
    static constexpr int values = 3;

    raced_operation m_target;
    IAsyncListeners* m_listeners = nullptr;
    leaving_listener m_ends, m_reports, m_late;
};

TEST(UnsubscribeStress, WhoHasLeftIsNotCalledAndWasCalledOrThere) {
    stress<raced_listeners>({[](raced_listeners& each) { each.report_and_complete(); },
                             [](raced_listeners& each) { each.leave_the_end(); },
                             [](raced_listeners& each) { each.leave_the_reports(); },
                             [](raced_listeners& each) { each.come_and_leave(); }});
}

} // namespace
