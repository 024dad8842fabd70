// SPDX-License-Identifier: MIT
// Ratios that repeat on a noisy machine: all peers of a case run in turn within each round, so that
// a neighbour's load falls on all of them, and the median of the per-round ratios is taken.
#pragma once

#include <string>

#include "case_table.h"

namespace bench {

struct ratio_options {
    std::size_t rounds = 41;
    std::string only_case;
};

// Prints a table per case and the gates on ratios; returns how many gates were missed.
int print_ratios(const case_table& table, const ratio_options& options);

} // namespace bench
