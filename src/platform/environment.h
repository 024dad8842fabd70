// SPDX-License-Identifier: MIT
//
// The environment switches. A process with more rights than its caller must not obey its caller's
// environment, so there every switch is unset.
#pragma once

namespace asyncom::core {

// Whether this process has more rights than who started it: set-user-ID and its like.
bool has_more_rights_than_caller() noexcept;

// Borrowed until the environment changes; null if unset or not to be trusted.
const char* environment(const char* name) noexcept;
// The same with the answer given, which a test cannot bring about.
const char* environment(const char* name, bool more_rights_than_caller) noexcept;

} // namespace asyncom::core
