// SPDX-License-Identifier: MIT
// std::promise and std::future, which have no callback: the result is fetched instead. For progress
// a std::function, which has nothing but a call.
#include <array>
#include <future>

#include <benchmark/benchmark.h>

#include "case_table.h"
#include "lifecycles/lifecycles.h"
#include "pingpong.h"

namespace bench {
namespace {

void complete(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
        std::promise<double> producer;
        std::future<double> consumer = producer.get_future();
        producer.set_value(1);
        benchmark::DoNotOptimize(consumer.get());
    }
}

void complete_inflight(std::size_t count) {
    static std::array<std::promise<double>, inflight> producers;
    static std::array<std::future<double>, inflight> consumers;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (std::size_t index = 0; index < inflight; ++index) {
            producers[index] = std::promise<double>();
            consumers[index] = producers[index].get_future();
        }
        for (std::size_t index = 0; index < inflight; ++index) {
            producers[index].set_value(1);
            benchmark::DoNotOptimize(consumers[index].get());
        }
    }
}

void report(std::size_t count) {
    double sum = 0;
    std::function<void(double)> handler = [&sum](double value) { sum += value; };
    benchmark::DoNotOptimize(handler);
    for (std::size_t index = 0; index < count; ++index)
        handler(1);
    benchmark::DoNotOptimize(sum);
}

class promise_and_future {
public:
    static promise_and_future make() {
        promise_and_future made;
        made.m_producer = std::promise<void>();
        made.m_consumer = made.m_producer.get_future();
        return made;
    }

    void signal() { m_producer.set_value(); }
    void wait() { m_consumer.get(); }

private:
    std::promise<void> m_producer;
    std::future<void> m_consumer;
};

} // namespace

void add_standard_library(case_table& table) {
    constexpr auto name = "std::promise and std::future, no callback";
    table.add("A", name, complete);
    table.add("A_inflight256", name, complete_inflight);
    table.add("B", name, complete);
    table.add("C", "std::function", report);
    table.add_timed("E_pingpong", name, run_pingpong<promise_and_future>);
}

} // namespace bench
