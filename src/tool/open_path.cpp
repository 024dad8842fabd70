// SPDX-License-Identifier: MIT
//
// Opening by a path of any length.
#include "tool/open_path.h"

#include <cerrno>
#include <string>

namespace asyncom::tool {
namespace {

// Room for the terminator, and small enough for every system's PATH_MAX.
constexpr size_t longest_piece = 1023;

} // namespace

unique_fd open_path(int directory, std::string_view path, int flags) {
    unique_fd passed;
    while (path.size() > longest_piece) {
        const size_t end = path.rfind('/', longest_piece);
        if (end == std::string_view::npos || end == 0) {
            errno = ENAMETOOLONG;
            return {};
        }
        const std::string piece{path.substr(0, end)};
        unique_fd next{::openat(directory, piece.c_str(), pass_through)};
        if (!next) return {};
        passed = std::move(next);
        directory = passed.get();
        // Further slashes would make the rest an absolute path.
        const size_t rest = path.find_first_not_of('/', end);
        path = rest == std::string_view::npos ? std::string_view{"."} : path.substr(rest);
    }
    return unique_fd{::openat(directory, std::string{path}.c_str(), flags)};
}

} // namespace asyncom::tool
