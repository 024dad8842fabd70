// SPDX-License-Identifier: MIT
// An object beside an operation whose calls depend on its state; the table has rows for each.
#pragma once
#include "support/codes.h"

#include <memory>
#include <string>

namespace contract {

class machine {
public:
    virtual ~machine() = default;
    virtual void reach(const std::string& state) = 0;
    // `out` is what the call gives and `seen` what others see during it, in the words of the table.
    virtual answer perform(const std::string& call, std::string& out, std::string& seen) = 0;
    // Asked last: the answer may take what is there.
    virtual std::string state_now() = 0;
};

} // namespace contract
