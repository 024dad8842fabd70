// SPDX-License-Identifier: MIT
// What the races over the real library share: a start line, and handlers that count. The models
// show that every order is right; here ThreadSanitizer looks at the real code, with its slabs,
// handlers and errors.
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <barrier>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace race {

#if defined(_WIN32)
// What waits in libstdc++ 12 can miss its wake-up where the system has no futex. Nobody sleeps
// here.
class start_line {
public:
    explicit start_line(std::ptrdiff_t count) : m_count(count) {}
    void arrive_and_wait() {
        const unsigned round = m_round.load();
        if (m_arrived.fetch_add(1) + 1 == m_count) {
            m_arrived = 0;
            m_round = round + 1;
            return;
        }
        while (m_round.load() == round)
            std::this_thread::yield();
    }

private:
    const std::ptrdiff_t m_count;
    std::atomic<std::ptrdiff_t> m_arrived{0};
    std::atomic<unsigned> m_round{0};
};
#else
using start_line = std::barrier<>;
#endif

// Enough for every order to come up often; a sanitizer slows each round about tenfold.
inline constexpr int rounds = 2'000;

// Runs the bodies on one thread each, `rounds` times; all begin a round at once. prepare and check
// run between the rounds, alone.
inline void run_rounds(int rounds, const std::function<void()>& prepare,
                       const std::vector<std::function<void()>>& bodies,
                       const std::function<void()>& check) {
    start_line line(std::ptrdiff_t(bodies.size()) + 1);
    std::vector<std::thread> threads;
    for (const auto& body : bodies) {
        threads.emplace_back([&, rounds] {
            for (int round = 0; round < rounds; ++round) {
                line.arrive_and_wait();
                body();
                line.arrive_and_wait();
            }
        });
    }
    for (int round = 0; round < rounds; ++round) {
        prepare();
        line.arrive_and_wait();
        line.arrive_and_wait();
        check();
    }
    for (std::thread& each : threads)
        each.join();
}

// The slots of IAsyncOperationWithProgress<R, P> by name, as a C client sees them.
struct operation_slots {
    HRESULT(ASYNCOM_CALL* QueryInterface)(void*, const GUID*, void**);
    uint32_t(ASYNCOM_CALL* AddRef)(void*);
    uint32_t(ASYNCOM_CALL* Release)(void*);
    void* inspectable[3];
    HRESULT(ASYNCOM_CALL* put_Progress)(void*, void*);
    HRESULT(ASYNCOM_CALL* get_Progress)(void*, void**);
    HRESULT(ASYNCOM_CALL* put_Completed)(void*, void*);
    HRESULT(ASYNCOM_CALL* get_Completed)(void*, void**);
    HRESULT(ASYNCOM_CALL* GetResults)(void*, void*);
};

inline const operation_slots& slots_of(void* operation) {
    return **static_cast<operation_slots**>(operation);
}

inline void release(void* object) {
    if (object != nullptr) static_cast<IUnknown*>(object)->Release();
}

// A typed handler and what happened to it.
struct counted_handler {
    std::atomic<int> invoked{0};
    std::atomic<int> destroyed{0};
    std::atomic<int> status{-1};

    void* completed(IAsyncType* type) {
        void* handler = nullptr;
        AsyncomCreateCompletedHandler(
            type,
            [](void* context, IUnknown*, int32_t ended_as) -> HRESULT {
                auto& self = *static_cast<counted_handler*>(context);
                self.status = ended_as;
                ++self.invoked;
                return S_OK;
            },
            this, [](void* context) { ++static_cast<counted_handler*>(context)->destroyed; },
            &handler);
        return handler;
    }
    void* progress(IAsyncType* type) {
        void* handler = nullptr;
        AsyncomCreateProgressHandler(
            type,
            [](void* context, IUnknown*, const void*) -> HRESULT {
                ++static_cast<counted_handler*>(context)->invoked;
                return S_OK;
            },
            this, [](void* context) { ++static_cast<counted_handler*>(context)->destroyed; },
            &handler);
        return handler;
    }
    void reset() {
        invoked = 0;
        destroyed = 0;
        status = -1;
    }
};

// One operation with progress per round; without a signature an
// IAsyncOperationWithProgress<UInt32, Double>.
struct raced_operation {
    IAsyncType* type = nullptr;
    GUID iid{};
    void* consumer = nullptr;
    IAsyncProducer* producer = nullptr;
    IAsyncControl* control = nullptr;

    explicit raced_operation(
        const char* signature = "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;f8)") {
        AsyncomGetType(signature, &type);
        type->GetIid(ASYNCOM_IID_OPERATION, &iid);
    }
    void create(const AsyncomOperationOptions* options = nullptr) {
        AsyncomCreateOperation(type, options, &iid, &consumer, &producer);
        slots_of(consumer).QueryInterface(consumer, &IID_IAsyncControl,
                                          reinterpret_cast<void**>(&control));
    }
    void destroy() {
        release(control);
        release(consumer);
        if (producer != nullptr) producer->Release();
        consumer = nullptr;
        control = nullptr;
        producer = nullptr;
    }
    int32_t status() const {
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        control->GetInfo(&info);
        return info.status;
    }
};

inline constexpr int completed_status = 1;
inline constexpr int canceled_status = 2;
inline constexpr int error_status = 3;

} // namespace race
