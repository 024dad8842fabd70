// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.hpp>
#include <cstdio>

// Of a library, in whatever language it is written.
asyncom::async_operation_with_progress<std::uint32_t, double> start_adding(std::uint32_t last);

int main() try {
    const auto adding = start_adding(1000);
    adding.progress([](const auto&, double part) { std::printf("%.0f %%\n", part * 100); });
    std::printf("1 + 2 + ... + 1000 = %u\n", adding.get()); // waits, and throws what went wrong
} catch (const asyncom::hresult_error& error) {
    std::printf("%s\n", error.what());
    return 1;
}
