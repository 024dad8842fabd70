// SPDX-License-Identifier: MIT
// All, then, and in time, on a clock that stands still, so that nothing has to be waited for.
#include <asyncom/asyncom.hpp>

#include <chrono>
#include <cstdio>

using namespace asyncom;
using namespace std::chrono_literals;

int main() {
    const manual_scheduler clock;
    const operation_options on_clock{.scheduler = clock};

    auto first = create_operation<std::uint32_t>();
    auto second = create_operation<std::uint32_t>();
    const auto both = when_all(first.operation, second.operation);
    both.progress([](const auto&, double part) {
        if (part == 1) std::puts("both together: 100 %");
    });
    const auto sum = then(
        both,
        [&](const auto&) { return first.operation.get_results() + second.operation.get_results(); },
        on_clock);
    first.producer.complete(40);
    second.producer.complete(2);
    clock.run_ready();
    std::printf("sum: %u\n", sum.get());

    // Work that sees that it is asked to stop, but would never end by itself.
    auto endless = create_operation<void>();
    endless.producer.on_cancel([](const async_producer<void>& sender) { sender.end_canceled(); });
    const auto limited = with_deadline(endless.operation, 5s, on_clock);
    clock.advance(5s);
    std::printf("in time: %s\n", limited.try_get().code() == error_timeout ? "no" : "yes");
}
