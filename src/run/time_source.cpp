// SPDX-License-Identifier: MIT
//
// The clock that ships.
#include "run/time_source.h"

#include "platform/park.h"

namespace asyncom::core {
namespace {

class monotonic_time final : public time_source {
public:
    int64_t now() noexcept override { return monotonic_ticks(); }

    bool park(const std::atomic<uint32_t>& word, uint32_t expected,
              deadline until) noexcept override {
        return core::park(word, expected, until);
    }

    // One worker sleeps on each word.
    void unpark(const std::atomic<uint32_t>& word) noexcept override { unpark_one(word); }
};

constinit monotonic_time the_system_time;

} // namespace

time_source& system_time() noexcept {
    return the_system_time;
}

} // namespace asyncom::core
