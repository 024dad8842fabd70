// SPDX-License-Identifier: MIT
//
// How many descriptors the parts of a run may use, so that none of them meets the process's limit.
#pragma once

#include <cstdint>

namespace asyncom::tool {

struct descriptor_budget {
    uint32_t path;      // directories that one walk keeps open above where it is
    uint32_t in_flight; // directories that are open for files still to be opened
};

// Divides what a limit of `limit` descriptors leaves beside one file per job.
[[nodiscard]] descriptor_budget divide_descriptors(uint64_t limit, uint32_t jobs) noexcept;

// The same for this process, after raising its soft limit as far as that is of use.
[[nodiscard]] descriptor_budget claim_descriptors(uint32_t jobs) noexcept;

} // namespace asyncom::tool
