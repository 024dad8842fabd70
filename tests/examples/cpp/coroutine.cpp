// SPDX-License-Identifier: MIT
// Two coroutines that are operations: one awaits the other. Any client in any language could hold
// either of them.
#include <asyncom/asyncom.hpp>

#include <cstdio>

using namespace asyncom;

// Adds up 1, 2, ... last on the library's pool; ends as cancelled where somebody asks for it.
async_operation_with_progress<std::uint32_t, double> add_up(std::uint32_t last) {
    const auto progress = co_await get_progress_token();
    std::uint32_t sum = 0;
    for (std::uint32_t number = 1; number <= last; ++number) {
        if (number % 250 == 0) co_await resume_background(); // looks for a cancel, too
        sum += number;
        progress(number / double(last));
    }
    co_return sum;
}

async_operation<std::uint32_t> mean(std::uint32_t last) {
    if (last == 0) throw hresult_invalid_argument("there is no mean of nothing");
    co_return co_await add_up(last) / last;
}

int main() {
    std::printf("mean of 1, 2, ... 1001: %u\n", mean(1001).get());
    const result<std::uint32_t> failed = mean(0).try_get();
    std::printf("%s\n", failed.error().what());
}
