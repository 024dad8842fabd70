// SPDX-License-Identifier: MIT
// The memory of a value: size and alignment by the C rules of the 64-bit targets, what it owns,
// and the leaves that decide how a call passes it.
#pragma once

#include "async/signature.h"
#include "async/value.h"
#include "platform/call_shape.h"

#include <cstdint>
#include <vector>

namespace asyncom::core {

// What is known of a type argument before it becomes part of a type record.
struct measured_layout {
    std::uint32_t bytes = 0;
    std::uint32_t alignment = 1;
    bool aggregate = false;
    std::vector<scalar> scalars;    // by ascending offset
    std::vector<owned_field> owned; // by ascending offset

    value_shape shape() const noexcept { return {scalars, bytes, alignment, aggregate}; }
};

// Measures the type at tree.nodes[node]. Throws std::bad_alloc.
measured_layout measure_layout(const signature_tree& tree, std::uint32_t node);

} // namespace asyncom::core
