// SPDX-License-Identifier: MIT
// oneTBB: a concurrent queue; a flow graph of one join and a chain of continue nodes.
#include <oneapi/tbb/concurrent_queue.h>
#include <oneapi/tbb/flow_graph.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <memory>

#include "case_table.h"
#include "lifecycles/lifecycles.h"

namespace bench {
namespace {

namespace flow = oneapi::tbb::flow;
// Lightweight: a node runs on the thread that makes it ready.
using node = flow::continue_node<flow::continue_msg, flow::lightweight>;

void queue(std::size_t count) {
    oneapi::tbb::concurrent_queue<double*> served;
    static std::array<double*, inflight> running;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (double*& each : running)
            each = new double(1);
        for (double* const each : running)
            served.push(each);
        double* taken = nullptr;
        while (served.try_pop(taken))
            delete taken;
    }
}

void fan_in(std::size_t count) {
    for (std::size_t batch = 0; batch < count / fan_in_inputs; ++batch) {
        flow::graph graph;
        std::size_t ran = 0;
        node all(graph, [&ran](const flow::continue_msg&) {
            ++ran;
            return flow::continue_msg();
        });
        std::deque<flow::broadcast_node<flow::continue_msg>> inputs;
        for (std::size_t index = 0; index < fan_in_inputs; ++index)
            flow::make_edge(inputs.emplace_back(graph), all);
        for (auto& each : inputs)
            each.try_put(flow::continue_msg());
        graph.wait_for_all();
        if (ran != 1) std::abort();
    }
}

// Nodes are not ended and made anew: a link is one more node, and its message.
void chain(std::size_t count) {
    for (std::size_t left = count; left != 0;) {
        const std::size_t length = std::min(left, inline_chain);
        flow::graph graph;
        std::size_t ran = 0;
        std::deque<node> links;
        for (std::size_t index = 0; index < length; ++index) {
            links.emplace_back(graph, [&ran](const flow::continue_msg&) {
                ++ran;
                return flow::continue_msg();
            });
            if (index != 0) flow::make_edge(links[index - 1], links[index]);
        }
        links.front().try_put(flow::continue_msg());
        graph.wait_for_all();
        if (ran != length) std::abort();
        left -= length;
    }
}

// An edge from a node that has another already.
void subscribe(std::size_t count) {
    flow::graph graph;
    flow::broadcast_node<flow::continue_msg> source(graph);
    const auto ignore = [](const flow::continue_msg&) { return flow::continue_msg(); };
    node stays(graph, ignore);
    node goes(graph, ignore);
    flow::make_edge(source, stays);
    for (std::size_t index = 0; index < count; ++index) {
        flow::make_edge(source, goes);
        flow::remove_edge(source, goes);
    }
}

} // namespace

void add_tbb(case_table& table) {
    table.add("H_queue", "oneTBB concurrent_queue, no way to wait", queue);
    table.add("I_subscribe", "oneTBB, an edge of a flow graph", subscribe);
    table.add("J_fan_in", "oneTBB flow graph", fan_in);
    table.add("K_chain", "oneTBB flow graph", chain);
}

} // namespace bench
