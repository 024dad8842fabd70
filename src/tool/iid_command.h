// SPDX-License-Identifier: MIT
//
// `asyncom iid SIGNATURE`: prints the identifier of a type.
#pragma once

#include <string>

namespace asyncom::tool {

// Prints it in lower case without braces. Throws `failure` for a malformed signature.
[[nodiscard]] int print_iid(const std::string& signature);

} // namespace asyncom::tool
