// SPDX-License-Identifier: MIT
//
// Filling empty places.
#include "tool/standard_descriptors.h"

#include "tool/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace asyncom::tool {

// From below, so that the lowest place that is free, which is what open takes, is the one meant.
void fill_standard_descriptors() {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) >= 0) continue;
        const int wrong_way = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (::open("/dev/null", wrong_way) != fd) throw errno_failure("open", "/dev/null", errno);
    }
}

} // namespace asyncom::tool
