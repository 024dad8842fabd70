// SPDX-License-Identifier: MIT
//
// What `--help` says. Written by hand, because a list of options teaches nobody what to do.
#pragma once

#include <string_view>

namespace asyncom::tool {

extern const std::string_view main_help;
extern const std::string_view hash_help;
extern const std::string_view iid_help;

} // namespace asyncom::tool
