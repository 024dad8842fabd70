// SPDX-License-Identifier: MIT
//
// Opening by a path of any length. The system limits one path to PATH_MAX bytes, a manifest and a
// deep tree do not.
#pragma once

#include "tool/unique_fd.h"

#include <fcntl.h>

#include <string_view>

namespace asyncom::tool {

// How a directory is opened that is only passed through or whose names are used: no right to read
// it is needed where the system can do without.
#if defined O_PATH
inline constexpr int pass_through = O_PATH | O_DIRECTORY | O_CLOEXEC;
#elif defined O_SEARCH
inline constexpr int pass_through = O_SEARCH | O_DIRECTORY | O_CLOEXEC;
#else
inline constexpr int pass_through = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif

// As openat, for a path of any length: a long one is walked in pieces that the system accepts. On
// failure the result is empty and errno says why.
[[nodiscard]] unique_fd open_path(int directory, std::string_view path, int flags);

} // namespace asyncom::tool
