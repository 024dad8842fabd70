// SPDX-License-Identifier: MIT
// WhenAny against a cancel of it: it ends once, after all its inputs, as completed with the index
// of one that has ended by itself, or as canceled if the cancel was accepted.
#include <gtest/gtest.h>

#include "gates.h"
#include "stress.h"

#include <array>

namespace {

using namespace race;

// The last input ends when it is asked to, on a thread of its own; the others whenever they come.
class raced_any {
public:
    raced_any() {
        AsyncomGetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)", &m_type);
    }
    void start() {
        m_ended_at_the_end = 0;
        m_times_told = 0;
        IUnknown* inputs[count];
        for (std::size_t i = 0; i < count; ++i) {
            m_inputs[i].create();
            inputs[i] = m_inputs[i].control;
        }
        put_cancel_handler();
        void** const made = reinterpret_cast<void**>(&m_outer);
        ASSERT_EQ(AsyncomWhenAny(inputs, count, nullptr, &IID_IAsyncControl, made), S_OK);
        put_completed();
    }
    void complete(std::size_t which) {
        const std::uint32_t result = 7;
        m_answers[which] = m_inputs[which].producer->Complete(&result);
    }
    void cancel() { m_canceled = m_outer->CancelWithReason(E_ABORT, nullptr) == S_OK; }
    void end_when_asked() {
        m_asked.acquire();
        EXPECT_EQ(m_inputs[count - 1].producer->EndCanceled(), S_OK);
    }
    void check() {
        EXPECT_EQ(m_times_told, 1);
        EXPECT_EQ(m_ended_at_the_end, int(count)) << "the losers were not awaited";
        check_outcome();
        m_outer->Release();
        for (raced_operation& each : m_inputs)
            each.destroy();
    }

private:
    static constexpr std::size_t count = 3;

    void put_cancel_handler() {
        IAsyncCancelHandler* handler = nullptr;
        AsyncomCreateCancelHandler(
            [](void* asked, IAsyncProducer*) -> HRESULT {
                static_cast<announcement*>(asked)->release();
                return S_OK;
            },
            &m_asked, nullptr, &handler);
        m_inputs[count - 1].producer->put_CancelHandler(handler);
        handler->Release();
    }
    void put_completed() {
        IUnknown* handler = nullptr;
        AsyncomCreateCompletedHandler(m_type, &told, this, nullptr,
                                      reinterpret_cast<void**>(&handler));
        EXPECT_EQ(AsyncomAttachCompleted(m_outer, handler), S_OK); // which takes it over
    }
    static HRESULT ASYNCOM_CALL told(void* context, IUnknown*, std::int32_t) {
        auto& self = *static_cast<raced_any*>(context);
        ++self.m_times_told;
        for (const raced_operation& each : self.m_inputs) {
            AsyncomBoolean ended = 0;
            each.control->get_Ended(&ended);
            self.m_ended_at_the_end += ended;
        }
        return S_OK;
    }
    void check_outcome() {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        m_outer->GetInfo(&info);
        EXPECT_EQ(info.status, m_canceled ? canceled_status : completed_status);
        if (m_canceled) return;
        const std::uint32_t winner = index_of_winner();
        ASSERT_LT(winner, 2U) << "the last one ends only when it is asked to";
        EXPECT_EQ(m_answers[winner], S_OK) << "it was cancelled, so another one was first";
    }
    std::uint32_t index_of_winner() {
        GUID iid{};
        m_type->GetIid(ASYNCOM_IID_OPERATION, &iid);
        void* family = nullptr;
        EXPECT_EQ(m_outer->QueryInterface(iid, &family), S_OK);
        using get_results = HRESULT(ASYNCOM_CALL*)(void*, std::uint32_t*);
        constexpr int slot_of_get_results = 8; // there is no progress
        const auto function =
            reinterpret_cast<get_results>((*static_cast<void***>(family))[slot_of_get_results]);
        std::uint32_t winner = 99;
        EXPECT_EQ(function(family, &winner), S_OK);
        release(family);
        return winner;
    }

    std::array<raced_operation, count> m_inputs;
    std::array<HRESULT, 2> m_answers{};
    IAsyncType* m_type = nullptr; // of the outer
    IAsyncControl* m_outer = nullptr;
    announcement m_asked;
    bool m_canceled = false;
    std::atomic<int> m_times_told = 0;
    std::atomic<int> m_ended_at_the_end = 0;
};

TEST(AnyStress, EndsOnceAfterAllItsInputsAsWhoeverCameFirst) {
    stress<raced_any>(
        {[](raced_any& each) { each.complete(0); }, [](raced_any& each) { each.complete(1); },
         [](raced_any& each) { each.cancel(); }, [](raced_any& each) { each.end_when_asked(); }});
}

} // namespace
