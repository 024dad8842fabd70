// SPDX-License-Identifier: MIT
// The operations of the naive implementation, adopted by this library: whatever the suite asks of
// ours, it asks of these.
#pragma once
#include "provider.h"

namespace contract {

class adopted_provider final : public provider {
public:
    std::string name() const override { return "adopted naive"; }
    bool has(feature what) const override;
    made_operation make(const family& of) override;
};

} // namespace contract
