// SPDX-License-Identifier: MIT
// A loop that waits for descriptors serves any number of operations through one of them.
#include <asyncom/asyncom.hpp>

#include <cstdio>
#include <poll.h>
#include <string>

using namespace asyncom;
using namespace std::chrono_literals;

int main() {
    const completion_queue queue;
    const scheduler pool = make_pool(1, "work");
    for (std::uint32_t number = 1; number <= 4; ++number)
        queue.attach(
            then(create_completed(), [number](const auto&) { return number; }, {.scheduler = pool}),
            number);

    const wait_handle handle = queue.handle();
    std::string ended;
    std::uint32_t sum = 0;
    for (int left = 4; left > 0;) {
        pollfd waited{static_cast<int>(handle.get()), POLLIN, 0}; // among the loop's others
        if (::poll(&waited, 1, -1) != 1) return 1;
        while (const auto item = queue.take_for(0s)) {
            ended += " " + std::to_string(item->key);
            sum += item->operation.as<async_operation<std::uint32_t>>().get_results();
            --left;
        }
    }
    std::printf("ended:%s, together %u\n", ended.c_str(), sum);
}
