// SPDX-License-Identifier: MIT
// A completion queue that is closed while operations end, are attached and are taken: each is
// delivered at most once, with its key, and let go of once, by whoever took it or by the queue.
#include <gtest/gtest.h>

#include "stress.h"

#include <array>

namespace {

using namespace race;

class raced_queue {
public:
    static constexpr std::size_t count = 4; // the last one is attached during the race

    void start() {
        ASSERT_EQ(AsyncomCreateCompletionQueue(&m_queue), S_OK);
        for (std::size_t i = 0; i < count; ++i) {
            m_operations[i].create();
            m_delivered[i] = 0;
        }
        for (std::size_t i = 0; i + 1 < count; ++i)
            EXPECT_EQ(attach(i), S_OK);
    }
    HRESULT attach(std::size_t which) {
        return m_queue->Attach(m_operations[which].control, which);
    }
    void attach_last() {
        const HRESULT answer = attach(count - 1);
        EXPECT_TRUE(answer == S_OK || answer == E_ILLEGAL_METHOD_CALL) << answer;
    }
    void complete(std::size_t which) {
        const std::uint32_t result = 7;
        EXPECT_EQ(m_operations[which].producer->Complete(&result), S_OK);
    }
    // Until the queue is closed.
    void consume() {
        AsyncomCompletion items[2];
        std::uint32_t taken = 0;
        HRESULT answer = S_OK;
        for (std::size_t i = 0; i <= count && answer == S_OK; ++i) {
            answer = m_queue->Dequeue(items, 2, ASYNCOM_INFINITE, &taken);
            for (std::uint32_t each = 0; each < taken; ++each)
                take(items[each]);
        }
        EXPECT_EQ(answer, E_ILLEGAL_METHOD_CALL);
    }
    void close() { EXPECT_EQ(m_queue->Close(), S_OK); }
    void check() {
        EXPECT_EQ(m_queue->Release(), 0U);
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_LE(m_delivered[i], 1);
            raced_operation& each = m_operations[i];
            each.control->AddRef();
            EXPECT_EQ(each.control->Release(), 3U) << "consumer, control and the producers";
            each.destroy();
        }
    }

private:
    void take(const AsyncomCompletion& item) {
        ASSERT_LT(item.key, count);
        EXPECT_EQ(item.operation, m_operations[item.key].control);
        EXPECT_EQ(item.status, completed_status);
        ++m_delivered[item.key];
        item.operation->Release();
    }

    IAsyncCompletionQueue* m_queue = nullptr;
    std::array<raced_operation, count> m_operations;
    std::array<std::atomic<int>, count> m_delivered{};
};

TEST(CloseStress, EachOperationIsDeliveredAtMostOnceAndLetGoOnce) {
    const auto consume = [](raced_queue& each) { each.consume(); };
    stress<raced_queue>({[](raced_queue& each) {
                             each.complete(0);
                             each.complete(1);
                         },
                         [](raced_queue& each) {
                             each.complete(3);
                             each.complete(2);
                         },
                         [](raced_queue& each) { each.attach_last(); }, consume, consume,
                         [](raced_queue& each) { each.close(); }});
}

} // namespace
