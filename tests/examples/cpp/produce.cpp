// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.hpp>

using namespace asyncom;

// Adds up 1, 2, ... last on the library's pool.
async_operation_with_progress<std::uint32_t, double> start_adding(std::uint32_t last) {
    auto [operation, producer] = create_operation<std::uint32_t, double>({.name = "adding"});
    default_scheduler().schedule([last, producer = std::move(producer)] {
        std::uint32_t sum = 0;
        for (std::uint32_t number = 1; number <= last; ++number) {
            if (producer.cancel_requested()) return producer.end_canceled();
            sum += number;
            if (number % 250 == 0) producer.report(number / double(last));
        }
        producer.complete(sum);
    });
    return operation;
}
