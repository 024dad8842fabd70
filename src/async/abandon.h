// SPDX-License-Identifier: MIT
// The end of an operation whose producer went away without ending it.
#pragma once

namespace asyncom::core {

struct operation;

// Ends it with ASYNCOM_E_ABANDONED and a text that names it, or as canceled if that was requested.
// Needs no memory to end it, only to say why.
void abandon(operation& target) noexcept;

} // namespace asyncom::core
