// SPDX-License-Identifier: MIT
// boost::future with a continuation that runs on the completing thread.
#define BOOST_THREAD_VERSION 5
#define BOOST_THREAD_PROVIDES_FUTURE_WHEN_ALL_WHEN_ANY
#include <boost/signals2.hpp>
#include <boost/thread/future.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include <benchmark/benchmark.h>

#include "case_table.h"
#include "lifecycles/lifecycles.h"
#include "pingpong.h"

namespace bench {
namespace {

struct read_result {
    void operator()(boost::future<double> ended) const { benchmark::DoNotOptimize(ended.get()); }
};

void complete(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
        boost::promise<double> producer;
        auto handled = producer.get_future().then(boost::launch::sync, read_result{});
        producer.set_value(1);
    }
}

void complete_inflight(std::size_t count) {
    static std::array<boost::promise<double>, inflight> producers;
    static std::array<boost::future<void>, inflight> handled;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (std::size_t index = 0; index < inflight; ++index) {
            producers[index] = boost::promise<double>();
            handled[index] = producers[index].get_future().then(boost::launch::sync, read_result{});
        }
        for (std::size_t index = 0; index < inflight; ++index) {
            producers[index].set_value(1);
            handled[index] = boost::future<void>();
        }
    }
}

void ended_before_attach(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
        boost::promise<double> producer;
        boost::future<double> consumer = producer.get_future();
        producer.set_value(1);
        auto handled = consumer.then(boost::launch::sync, read_result{});
    }
}

void born_ended(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
        auto handled = boost::make_ready_future(1.0).then(boost::launch::sync, read_result{});
    }
}

void subscribe(std::size_t count) {
    double sum = 0;
    boost::signals2::signal<void(double)> progress;
    for (std::size_t index = 0; index < count; ++index)
        progress.connect([&sum](double value) { sum += value; }).disconnect();
    benchmark::DoNotOptimize(sum);
}

void fan_in(std::size_t count) {
    for (std::size_t batch = 0; batch < count / fan_in_inputs; ++batch) {
        std::vector<boost::promise<double>> running(fan_in_inputs);
        std::vector<boost::future<double>> inputs;
        for (boost::promise<double>& each : running)
            inputs.push_back(each.get_future());
        auto all = boost::when_all(inputs.begin(), inputs.end());
        for (boost::promise<double>& each : running)
            each.set_value(1);
        benchmark::DoNotOptimize(all.get().size());
    }
}

void chain(std::size_t count) {
    for (std::size_t left = count; left != 0;) {
        const std::size_t length = std::min(left, inline_chain);
        boost::promise<void> first;
        boost::future<void> last = first.get_future();
        for (std::size_t index = 0; index < length; ++index)
            last = last.then(boost::launch::sync, [](boost::future<void> ended) { ended.get(); });
        first.set_value();
        last.get();
        left -= length;
    }
}

class promise_and_future {
public:
    static promise_and_future make() {
        promise_and_future made;
        made.m_producer = boost::promise<void>();
        made.m_consumer = made.m_producer.get_future();
        return made;
    }

    void signal() { m_producer.set_value(); }
    void wait() { m_consumer.get(); }

private:
    boost::promise<void> m_producer;
    boost::future<void> m_consumer;
};

} // namespace

void add_boost(case_table& table) {
    constexpr auto name = "boost::future, then(sync)";
    table.add("A", name, complete);
    table.add("A_inflight256", name, complete_inflight);
    table.add("B", name, ended_before_attach);
    table.add("B_born", name, born_ended);
    table.add("I_subscribe", "Boost.Signals2", subscribe);
    table.add("J_fan_in", "boost::when_all, which starts a thread", fan_in);
    table.add("K_chain", name, chain);
    table.add_timed("E_pingpong", "boost::future", run_pingpong<promise_and_future>);
}

} // namespace bench
