// SPDX-License-Identifier: MIT
//
// Dividing the limit of open files.
#include "tool/descriptor_budget.h"

#include <sys/resource.h>

#include <algorithm>

namespace asyncom::tool {
namespace {

constexpr uint64_t kept_back =
    20; // standard streams, pipes, the library's own, the manifest, what is being listed
constexpr uint32_t most_on_path = 32;
constexpr uint32_t most_in_flight = 256;

} // namespace

descriptor_budget divide_descriptors(uint64_t limit, uint32_t jobs) noexcept {
    const uint64_t used = kept_back + jobs;
    const uint64_t left = limit > used ? limit - used : 0;
    // Two walks may be under way, one of them counting ahead. A quarter stays free.
    const auto path = static_cast<uint32_t>(std::clamp<uint64_t>(left / 8, 2, most_on_path));
    const auto in_flight = static_cast<uint32_t>(std::clamp<uint64_t>(left / 2, 4, most_in_flight));
    return {path, std::max(in_flight, 2 * path)};
}

descriptor_budget claim_descriptors(uint32_t jobs) noexcept {
    constexpr rlim_t enough_beside_jobs = 512;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return divide_descriptors(256, jobs);
    const rlim_t wanted = std::min<rlim_t>(limit.rlim_max, enough_beside_jobs + jobs);
    if (limit.rlim_cur < wanted) {
        rlimit raised = limit;
        raised.rlim_cur = wanted;
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    return divide_descriptors(limit.rlim_cur, jobs);
}

} // namespace asyncom::tool
