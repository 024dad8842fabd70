// SPDX-License-Identifier: MIT
//
// Whether objects can be bound to threads here: COM's apartments exist on Windows only. Where they
// do not, the code that asks vanishes.
#pragma once

namespace asyncom::core {

#if defined(_WIN32)
inline constexpr bool has_apartments = true;
#else
inline constexpr bool has_apartments = false;
#endif

} // namespace asyncom::core
