// SPDX-License-Identifier: MIT
//
// `asyncom hash --check MANIFEST [DIR]`: verifies a manifest.
#pragma once

#include "tool/jobs.h"

#include <cstdint>
#include <string>

namespace asyncom::tool {

struct check_arguments {
    std::string manifest; // `-`: standard input
    std::string directory = ".";
    uint32_t jobs = 0; // 0: one per CPU
    bool json = false;
    bool quiet = false;
    double seconds = no_deadline; // after which it is cancelled
};

// Returns the exit code. Throws `failure` if the command can't be carried out at all.
[[nodiscard]] int check_manifest(const check_arguments& arguments);

} // namespace asyncom::tool
