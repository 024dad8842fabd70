// SPDX-License-Identifier: MIT
// A deadline against the end of what it limits and against a cancel of both: one of them decides,
// and the outcome says which.
#include <gtest/gtest.h>

#include "stress.h"

namespace {

using namespace race;

constexpr HRESULT timed_out = HRESULT(0x800705B4);

class raced_deadline {
public:
    raced_deadline() { EXPECT_EQ(AsyncomCreateManualScheduler(&m_clock), S_OK); }
    ~raced_deadline() { EXPECT_EQ(m_clock->Release(), 0U); }

    void start() {
        m_inner.create();
        IAsyncCancelHandler* handler = nullptr;
        AsyncomCreateCancelHandler(
            [](void*, IAsyncProducer* sender) -> HRESULT {
                sender->EndCanceled();
                return S_OK;
            },
            nullptr, nullptr, &handler);
        m_inner.producer->put_CancelHandler(handler);
        handler->Release();
        AsyncomOperationOptions options{};
        options.size = sizeof options;
        options.scheduler = m_clock;
        ASSERT_EQ(AsyncomWithDeadline(m_inner.control, duration, &options, &IID_IAsyncControl,
                                      reinterpret_cast<void**>(&m_outer)),
                  S_OK);
    }
    void complete() {
        const std::uint32_t result = 7;
        m_completed = m_inner.producer->Complete(&result) == S_OK;
    }
    void let_time_pass() {
        std::uint32_t ran = 0;
        EXPECT_EQ(m_clock->Advance(duration, &ran), S_OK);
        EXPECT_LE(ran, 1U);
    }
    void cancel() { m_canceled = m_outer->CancelWithReason(E_ABORT, nullptr) == S_OK; }
    void check() {
        AsyncomBoolean ended = 0;
        EXPECT_EQ(m_outer->get_Ended(&ended), S_OK);
        EXPECT_TRUE(ended);
        check_outcome();
        std::uint32_t pending = 99;
        EXPECT_EQ(m_clock->get_Pending(&pending), S_OK);
        EXPECT_EQ(pending, 0U);
        m_outer->Release();
        m_inner.destroy();
    }

private:
    static constexpr std::int64_t duration = 10;

    void check_outcome() {
        IAsyncInfo* info = nullptr;
        m_outer->QueryInterface(IID_IAsyncInfo, reinterpret_cast<void**>(&info));
        AsyncStatus status{};
        EXPECT_EQ(info->get_Status(&status), S_OK);
        HRESULT code = S_OK;
        EXPECT_EQ(info->get_ErrorCode(&code), S_OK);
        info->Release();
        if (m_canceled) {
            EXPECT_EQ(int(status), canceled_status);
        } else if (m_completed) {
            EXPECT_EQ(int(status), completed_status);
        } else {
            EXPECT_EQ(int(status), error_status);
            EXPECT_EQ(code, timed_out);
        }
    }

    IAsyncManualScheduler* m_clock = nullptr;
    raced_operation m_inner;
    IAsyncControl* m_outer = nullptr;
    bool m_completed = false;
    bool m_canceled = false;
};

TEST(DeadlineStress, TheOutcomeSaysWhoCameFirst) {
    stress<raced_deadline>({[](raced_deadline& each) { each.complete(); },
                            [](raced_deadline& each) { each.let_time_pass(); },
                            [](raced_deadline& each) { each.cancel(); }});
}

} // namespace
