// SPDX-License-Identifier: MIT
//
// `asyncom hash DIR -o FILE`: writes a manifest.
#pragma once

#include "tool/jobs.h"

#include <cstdint>
#include <string>

namespace asyncom::tool {

struct hash_arguments {
    std::string directory;
    std::string manifest;
    uint32_t jobs = 0; // 0: one per CPU
    bool json = false;
    bool quiet = false;
    double seconds = no_deadline; // after which it is cancelled
    bool resume = false;          // from the manifest that there is
};

// Returns the exit code. Throws `failure` if the command can't be carried out at all.
[[nodiscard]] int hash_directory(const hash_arguments& arguments);

} // namespace asyncom::tool
