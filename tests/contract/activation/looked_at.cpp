// SPDX-License-Identifier: MIT
// Looks like a copy of the library to those that look for one, and calls the program then.
#include <atomic>
#include <cstdint>

extern "C" std::atomic<std::uint32_t>* contract_looked_at();

extern "C" __attribute__((visibility("default"))) std::atomic<std::uint32_t>* asyncom_get_copy() {
    return contract_looked_at();
}
