// SPDX-License-Identifier: MIT
// Operations made by this library through its C entry points, and the type records behind them.
#pragma once
#include "provider.h"

namespace contract {

class library_provider final : public provider {
public:
    std::string name() const override { return "asyncom"; }
    bool has(feature) const override { return true; }
    made_operation make(const family& of) override;
};

// The record of a family; immortal, so it is not owned.
IAsyncType* type_of(const family& of);

// Both ends as they are, for the tests of what only this library has.
struct both_ends {
    operation consumer;
    contract::producer worker;
};
both_ends make_both(const family& of, const AsyncomOperationOptions* options = nullptr);

AsyncomOperationOptions no_options();

} // namespace contract
