// SPDX-License-Identifier: MIT
// asyncom's rows beside event loops, signals and promises: a completion queue, a listener that
// comes and goes, and the counted compositions.
#include "case_table.h"
#include "lifecycles/lifecycles.h"

#include <array>
#include <cstdlib>

#include <asyncom/asyncom.h>

namespace bench {
namespace {

constexpr char double_action[] = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)";

void require(HRESULT result) {
    if (result != S_OK) std::abort();
}

IAsyncType* type() {
    static IAsyncType* const known = [] {
        IAsyncType* found = nullptr;
        require(AsyncomGetType(double_action, &found));
        return found;
    }();
    return known;
}

struct both_ends {
    IUnknown* operation = nullptr;
    IAsyncProducer* producer = nullptr;

    static both_ends make() {
        both_ends made;
        require(AsyncomCreateOperation(type(), nullptr, &IID_IUnknown,
                                       reinterpret_cast<void**>(&made.operation), &made.producer));
        return made;
    }
};

// Made, attached, ended, taken in one batch, freed.
void queue(std::size_t count) {
    IAsyncCompletionQueue* served = nullptr;
    require(AsyncomCreateCompletionQueue(&served));
    static std::array<both_ends, inflight> running;
    static std::array<AsyncomCompletion, inflight> items;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (both_ends& each : running) {
            each = both_ends::make();
            require(served->Attach(each.operation, 1));
            each.operation->Release();
        }
        for (const both_ends& each : running) {
            each.producer->Complete(nullptr);
            each.producer->Release();
        }
        std::uint32_t taken = 0;
        require(served->Dequeue(items.data(), inflight, 0, &taken));
        if (taken != inflight) std::abort();
        for (const AsyncomCompletion& each : items)
            each.operation->Release();
    }
    served->Release();
}

HRESULT ASYNCOM_CALL ignore(void*, IUnknown*, const void*) {
    return S_OK;
}

void subscribe(std::size_t count) {
    const both_ends ends = both_ends::make();
    IAsyncListeners* listeners = nullptr;
    require(
        ends.operation->QueryInterface(IID_IAsyncListeners, reinterpret_cast<void**>(&listeners)));
    IUnknown* handler = nullptr;
    require(AsyncomCreateProgressHandler(type(), &ignore, nullptr, nullptr,
                                         reinterpret_cast<void**>(&handler)));
    require(listeners->SubscribeProgress(handler, 0, nullptr)); // somebody who stays
    for (std::size_t index = 0; index < count; ++index) {
        std::uint64_t token = 0;
        require(listeners->SubscribeProgress(handler, 0, &token));
        require(listeners->Unsubscribe(token));
    }
    listeners->Release();
    handler->Release();
    ends.producer->Release();
    ends.operation->Release();
}

// In fan-ins of the length that the peers have, too.
template <void (*run)(std::size_t)>
void fan_in(std::size_t count) {
    for (std::size_t batch = 0; batch < count / fan_in_inputs; ++batch)
        run(fan_in_inputs);
}

} // namespace

void add_asyncom_loop(case_table& table) {
    table.add("H_queue", "asyncom completion queue", queue);
    table.add("I_subscribe", "asyncom", subscribe);
    table.add("J_fan_in", "asyncom, AsyncomWhenAll", fan_in<run_fan_in_actions>);
    table.add("J_fan_in", "asyncom, AsyncomWhenAll, progress counts", fan_in<run_fan_in_fractions>);
    table.add("K_chain", "asyncom, Follow", run_follow_chain);
    table.add("K_chain", "asyncom, AsyncomThen", run_then_chain);
    table.add("K_chain", "asyncom, AsyncomWithDeadline", run_deadline_chain);
}

} // namespace bench
