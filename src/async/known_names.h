// SPDX-License-Identifier: MIT
// Names of the types that a signature mentions by GUID only. A signature of a class, a struct or an
// enum has the name in it; one of an interface has not, and nothing in a process could tell it.
#pragma once

#include <string_view>

namespace asyncom::core {

// `guid` is the text in braces and lower case. Parameterised types come with their arity, as in
// IAsyncOperation`1. Empty: not known.
std::string_view known_type_name(std::string_view guid) noexcept;

} // namespace asyncom::core
