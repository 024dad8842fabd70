// SPDX-License-Identifier: MIT
// What of a module the library still holds.
#pragma once

namespace asyncom::core {

// True while an operation that was created from the module that contains `address` runs, or an
// object made from one of its functions lives; it lives until its `destroy` has returned. Any
// thread; what is made meanwhile may be missed.
bool is_module_needed(const void* address) noexcept;

} // namespace asyncom::core
