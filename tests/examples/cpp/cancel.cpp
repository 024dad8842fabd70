// SPDX-License-Identifier: MIT
// Cancels work and says why. The operation is Canceled at once; it has ended when the work has.
#include <asyncom/asyncom.hpp>

#include <cstdio>
#include <thread>

int main() {
    auto created = asyncom::create_operation<std::uint32_t, std::uint32_t>({.name = "steps"});
    auto& operation = created.operation;

    std::uint32_t steps = 0;
    const asyncom::async_control control(operation);
    operation.progress([&](const auto&, std::uint32_t step) {
        steps = step;
        if (step == 10) control.cancel(E_ABORT, "the window was closed");
    });

    std::thread working([producer = std::move(created.producer)] {
        for (std::uint32_t step = 1; !producer.cancel_requested(); ++step)
            producer.report(step);
        const asyncom::cancel_reason reason = producer.reason().value();
        std::printf("the work: asked to stop: %s\n", asyncom::to_string(reason.text).c_str());
        producer.end_canceled();
    });

    try {
        operation.get();
    } catch (const asyncom::hresult_canceled&) {
        std::printf("the client: cancelled after %u steps\n", steps);
    }
    working.join();
}
