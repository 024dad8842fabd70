// SPDX-License-Identifier: MIT
// Every call that may need memory, set up so that it can be made while an allocation fails.
#pragma once
#include "support/codes.h"

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace contract {

class child_report;

// One call, prepared while there is memory. The stage holds what the call needs and what it makes.
struct stage {
    virtual ~stage() = default;
    // Makes the call; no allocation of the test's own in here.
    virtual answer call() = 0;
    // The call answered E_OUTOFMEMORY: nothing may have changed.
    virtual void unchanged(child_report&) {}
    // The call answered as it does with memory: its whole effect is there.
    virtual void done(child_report&) {}
};

struct scenario {
    std::string name;
    std::function<std::unique_ptr<stage>()> prepare;
    answer expected = ok;
    // Blocks that a success leaves in the process by design, such as interned types, make no sense
    // to count.
    bool keeps_memory = false;
};

inline void PrintTo(const scenario& which, std::ostream* out) {
    *out << which.name;
}

// One file each.
const std::vector<scenario>& creating_scenarios();
const std::vector<scenario>& handler_scenarios();
const std::vector<scenario>& listener_scenarios();
const std::vector<scenario>& ending_scenarios();
const std::vector<scenario>& reading_scenarios();
const std::vector<scenario>& gathering_scenarios();
const std::vector<scenario>& composing_scenarios();

} // namespace contract
