// SPDX-License-Identifier: MIT
//
// Ringing through a pipe.
#include "tool/wake_pipe.h"

#include "tool/failure.h"

#include <fcntl.h>

#include <cerrno>

namespace asyncom::tool {

wake_pipe::wake_pipe() {
    int ends[2];
    if (::pipe(ends) != 0) {
        throw failure{hresult_from_errno(errno), "cannot make a pipe: " + errno_text(errno)};
    }
    m_out.reset(ends[0]);
    m_in.reset(ends[1]);
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
}

// Full means that it was rung before.
void wake_pipe::ring() const noexcept {
    const char byte = 0;
    static_cast<void>(!::write(m_in.get(), &byte, 1));
}

void wake_pipe::wait() const noexcept {
    char byte = 0;
    while (::read(m_out.get(), &byte, 1) < 0 && errno == EINTR) {
    }
}

} // namespace asyncom::tool
