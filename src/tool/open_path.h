// SPDX-License-Identifier: MIT
//
// Opening by a path of any length. The system limits one path to PATH_MAX bytes, a manifest and a
// deep tree do not.
#pragma once

#include "tool/unique_fd.h"

#include <string_view>

namespace asyncom::tool {

// As openat, for a path of any length: a long one is walked in pieces that the system accepts. On
// failure the result is empty and errno says why.
[[nodiscard]] unique_fd open_path(int directory, std::string_view path, int flags);

} // namespace asyncom::tool
