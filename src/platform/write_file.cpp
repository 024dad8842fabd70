// SPDX-License-Identifier: MIT
#include "platform/write_file.h"

#include "platform/os_error.h"

#if defined(_WIN32)
#include <algorithm>
#include <windows.h>
#else
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>
#endif

namespace asyncom::core {

#if defined(_WIN32)

std::intptr_t standard_error_file() noexcept {
    return reinterpret_cast<std::intptr_t>(GetStdHandle(STD_ERROR_HANDLE));
}

HRESULT check_file(std::intptr_t file) noexcept {
    DWORD flags = 0;
    if (file == 0 || file == -1) return E_HANDLE;
    return GetHandleInformation(reinterpret_cast<HANDLE>(file), &flags) ? S_OK : E_HANDLE;
}

HRESULT write_file(std::intptr_t file, std::string_view text) noexcept {
    if (const HRESULT checked = check_file(file); checked < 0) return checked;
    while (!text.empty()) {
        constexpr std::size_t most = std::size_t{1} << 20;
        DWORD written = 0;
        if (!WriteFile(reinterpret_cast<HANDLE>(file), text.data(),
                       static_cast<DWORD>(std::min(text.size(), most)), &written, nullptr))
            return hresult_from_win32(GetLastError());
        text.remove_prefix(written);
    }
    return S_OK;
}

#else

namespace {

// While one lives a write to a pipe that nobody reads raises no SIGPIPE on this thread. The signal
// comes to the thread that writes, so what is pending afterwards, and was not before, is this
// write's, and is taken back.
class pipe_signal_held {
public:
    pipe_signal_held() noexcept {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        m_was_pending = is_pending();
        if (!m_was_pending) pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~pipe_signal_held() {
        if (m_was_pending) return;
        int taken = 0;
        if (is_pending()) sigwait(&m_pipe, &taken);
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    pipe_signal_held(const pipe_signal_held&) = delete;
    pipe_signal_held& operator=(const pipe_signal_held&) = delete;

private:
    static bool is_pending() noexcept {
        sigset_t pending;
        sigemptyset(&pending);
        sigpending(&pending);
        return sigismember(&pending, SIGPIPE) == 1;
    }

    sigset_t m_pipe;
    sigset_t m_before;
    bool m_was_pending;
};

// False: the write is not to be tried again.
bool wait_until_writable(int descriptor) noexcept {
    pollfd waited{descriptor, POLLOUT, 0};
    return ::poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

bool may_try_again(int error, int descriptor) noexcept {
    if (error == EINTR) return true;
    return (error == EAGAIN || error == EWOULDBLOCK) && wait_until_writable(descriptor);
}

} // namespace

std::intptr_t standard_error_file() noexcept {
    return STDERR_FILENO;
}

HRESULT check_file(std::intptr_t file) noexcept {
    const bool is_descriptor = file >= 0 && file <= INT_MAX;
    if (is_descriptor && ::fcntl(static_cast<int>(file), F_GETFD) >= 0) return S_OK;
    return hresult_from_errno(EBADF);
}

HRESULT write_file(std::intptr_t file, std::string_view text) noexcept {
    if (const HRESULT checked = check_file(file); checked < 0) return checked;
    const int descriptor = static_cast<int>(file);
    const pipe_signal_held held;
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (!may_try_again(errno, descriptor))
            return hresult_from_errno(errno);
    }
    return S_OK;
}

#endif

} // namespace asyncom::core
