// SPDX-License-Identifier: MIT
// boost::future with a continuation that runs on the completing thread.
#define BOOST_THREAD_VERSION 5
#include <boost/thread/future.hpp>

#include <array>

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
    table.add_timed("E_pingpong", "boost::future", run_pingpong<promise_and_future>);
}

} // namespace bench
