// SPDX-License-Identifier: MIT
// Asio: what has ended is posted to an io_context.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <array>
#include <cstdlib>
#include <memory>

#include "case_table.h"
#include "lifecycles/lifecycles.h"

namespace bench {
namespace {

void queue(std::size_t count) {
    boost::asio::io_context context;
    static std::array<std::unique_ptr<double>, inflight> running;
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        double sum = 0;
        for (std::unique_ptr<double>& each : running)
            each = std::make_unique<double>(1);
        for (std::unique_ptr<double>& each : running)
            boost::asio::post(context, [&sum, taken = std::move(each)] { sum += *taken; });
        context.restart();
        if (context.poll() != inflight || sum != double(inflight)) std::abort();
    }
}

void chain(boost::asio::io_context& context, std::size_t left) {
    if (left != 0) boost::asio::post(context, [&context, left] { chain(context, left - 1); });
}

void run_chain(std::size_t count) {
    boost::asio::io_context context;
    chain(context, count);
    context.run();
}

} // namespace

void add_asio(case_table& table) {
    table.add("H_queue", "Asio, post to an io_context", queue);
    table.add("K_chain", "Asio, post after post", run_chain);
}

} // namespace bench
