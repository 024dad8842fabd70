// SPDX-License-Identifier: MIT
// A module whose initialiser, which runs while the loader holds its lock, calls the program.
extern "C" void contract_in_initialiser();

namespace {
const struct initialiser {
    initialiser() { contract_in_initialiser(); }
} at_load;
} // namespace
