// SPDX-License-Identifier: MIT
// KJ: promises of one thread's event loop.
#include <kj/async.h>
#include <kj/vector.h>

#include <array>
#include <cstdlib>

#include "case_table.h"
#include "lifecycles/lifecycles.h"

namespace bench {
namespace {

using pair = kj::PromiseFulfillerPair<double>;

// Each is fulfilled and its continuation run by the loop.
void queue(std::size_t count) {
    kj::EventLoop loop;
    kj::WaitScope scope(loop);
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        double sum = 0;
        kj::Vector<kj::Own<kj::PromiseFulfiller<double>>> running(inflight);
        kj::Vector<kj::Promise<void>> taken(inflight);
        for (std::size_t index = 0; index < inflight; ++index) {
            pair made = kj::newPromiseAndFulfiller<double>();
            taken.add(
                made.promise.then([&sum](double value) { sum += value; }).eagerlyEvaluate(nullptr));
            running.add(kj::mv(made.fulfiller));
        }
        for (auto& each : running)
            each->fulfill(1);
        scope.poll();
        if (sum != double(inflight)) std::abort();
    }
}

// A branch of a forked promise that is dropped again.
void subscribe(std::size_t count) {
    kj::EventLoop loop;
    kj::WaitScope scope(loop);
    pair made = kj::newPromiseAndFulfiller<double>();
    kj::ForkedPromise<double> forked = made.promise.fork();
    for (std::size_t index = 0; index < count; ++index) {
        kj::Promise<void> branch = forked.addBranch().then([](double) {}).eagerlyEvaluate(nullptr);
    }
    made.fulfiller->fulfill(1);
    scope.poll();
}

void fan_in(std::size_t count) {
    kj::EventLoop loop;
    kj::WaitScope scope(loop);
    for (std::size_t batch = 0; batch < count / fan_in_inputs; ++batch) {
        kj::Vector<kj::Own<kj::PromiseFulfiller<void>>> running(fan_in_inputs);
        auto inputs = kj::heapArrayBuilder<kj::Promise<void>>(fan_in_inputs);
        for (std::size_t index = 0; index < fan_in_inputs; ++index) {
            auto made = kj::newPromiseAndFulfiller<void>();
            inputs.add(kj::mv(made.promise));
            running.add(kj::mv(made.fulfiller));
        }
        kj::Promise<void> all = kj::joinPromises(inputs.finish());
        for (auto& each : running)
            each->fulfill();
        all.wait(scope);
    }
}

kj::Promise<std::size_t> link(std::size_t left) {
    if (left == 0) return std::size_t{0};
    return kj::evalLater([left] { return link(left - 1); });
}

void chain(std::size_t count) {
    kj::EventLoop loop;
    kj::WaitScope scope(loop);
    link(count).wait(scope);
}

} // namespace

void add_kj(case_table& table) {
    table.add("H_queue", "KJ promises", queue);
    table.add("I_subscribe", "KJ, a branch of a forked promise", subscribe);
    table.add("J_fan_in", "KJ joinPromises", fan_in);
    table.add("K_chain", "KJ evalLater after evalLater", chain);
}

} // namespace bench
