// SPDX-License-Identifier: MIT
//
// The environment switches. A process with more rights than its caller must not obey its caller's
// environment, so there every switch is unset.
#pragma once

namespace asyncom::core {

// Borrowed until the environment changes; null if unset or not to be trusted.
const char* environment(const char* name) noexcept;

} // namespace asyncom::core
