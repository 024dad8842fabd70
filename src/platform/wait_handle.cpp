// SPDX-License-Identifier: MIT
//
// eventfd on Linux, a pipe on other POSIX systems, a manual-reset event on Windows.
#include "platform/wait_handle.h"

#include <climits>

#include "platform/os_error.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/eventfd.h>
#endif
#endif

namespace asyncom::core {

#if defined(_WIN32)

namespace {

HANDLE native(native_handle handle) noexcept {
    return reinterpret_cast<HANDLE>(handle);
}

} // namespace

HRESULT create_wait_handle(bool signalled, wait_handle* handle) noexcept {
    const HANDLE event = CreateEventW(nullptr, TRUE, signalled, nullptr);
    if (!event) return hresult_from_win32(GetLastError());
    handle->reader = handle->writer = reinterpret_cast<native_handle>(event);
    return S_OK;
}

void signal_wait_handle(const wait_handle& handle) noexcept {
    SetEvent(native(handle.writer));
}

void reset_wait_handle(const wait_handle& handle) noexcept {
    ResetEvent(native(handle.reader));
}

HRESULT duplicate_wait_handle(const wait_handle& handle, native_handle* duplicate) noexcept {
    HANDLE copy = nullptr;
    const HANDLE process = GetCurrentProcess();
    // To be waited for and no more: who could reset it would unsignal everybody's.
    if (!DuplicateHandle(process, native(handle.reader), process, &copy, SYNCHRONIZE, FALSE, 0)) {
        return hresult_from_win32(GetLastError());
    }
    *duplicate = reinterpret_cast<native_handle>(copy);
    return S_OK;
}

void destroy_wait_handle(wait_handle& handle) noexcept {
    if (handle) CloseHandle(native(handle.reader));
    handle = wait_handle{};
}

HRESULT close_native_handle(native_handle handle) noexcept {
    if (handle == 0 || handle == -1) return E_HANDLE;
    return CloseHandle(native(handle)) ? S_OK : E_HANDLE;
}

#else

namespace {

// 0 stands for "no handle" in the contract, and 1 and 2 are written to by code that knows nothing
// of us when the application has closed its standard streams: handles begin at 3.
constexpr int first_descriptor = 3;

int duplicate_above_streams(int descriptor) noexcept {
    return fcntl(descriptor, F_DUPFD_CLOEXEC, first_descriptor);
}

int move_above_streams(int descriptor) noexcept {
    if (descriptor < 0 || descriptor >= first_descriptor) return descriptor;
    const int moved = duplicate_above_streams(descriptor);
    const int error = errno;
    close(descriptor);
    errno = error;
    return moved;
}

int descriptor_of(native_handle handle) noexcept {
    return static_cast<int>(handle);
}

} // namespace

#if defined(__linux__)

HRESULT create_wait_handle(bool signalled, wait_handle* handle) noexcept {
    const int descriptor =
        move_above_streams(eventfd(signalled ? 1 : 0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (descriptor < 0) return hresult_from_errno(errno);
    handle->reader = handle->writer = descriptor;
    return S_OK;
}

void signal_wait_handle(const wait_handle& handle) noexcept {
    // Refused only when the count is full, which means that it is signalled.
    const uint64_t one = 1;
    const ssize_t written = write(descriptor_of(handle.writer), &one, sizeof one);
    static_cast<void>(written);
}

void reset_wait_handle(const wait_handle& handle) noexcept {
    // The whole count at once; refused only when it is 0 already.
    uint64_t count = 0;
    const ssize_t taken = read(descriptor_of(handle.reader), &count, sizeof count);
    static_cast<void>(taken);
}

#else

namespace {

bool prepare_end(int& descriptor) noexcept {
    descriptor = move_above_streams(descriptor);
    return descriptor >= 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 &&
           fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0;
}

} // namespace

HRESULT create_wait_handle(bool signalled, wait_handle* handle) noexcept {
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) return hresult_from_errno(errno);
    if (!prepare_end(ends[0]) || !prepare_end(ends[1])) {
        const int error = errno;
        close(ends[0]);
        close(ends[1]);
        return hresult_from_errno(error);
    }
    handle->reader = ends[0];
    handle->writer = ends[1];
    if (signalled) signal_wait_handle(*handle);
    return S_OK;
}

void signal_wait_handle(const wait_handle& handle) noexcept {
    // Refused only when the pipe is full, which means that it is readable. Its other end is ours
    // and open, so that this never raises SIGPIPE.
    const ssize_t written = write(descriptor_of(handle.writer), "", 1);
    static_cast<void>(written);
}

void reset_wait_handle(const wait_handle& handle) noexcept {
    char bytes[64];
    while (read(descriptor_of(handle.reader), bytes, sizeof bytes) == sizeof bytes) {
    }
}

#endif

HRESULT duplicate_wait_handle(const wait_handle& handle, native_handle* duplicate) noexcept {
    const int copy = duplicate_above_streams(descriptor_of(handle.reader));
    if (copy < 0) return hresult_from_errno(errno);
    *duplicate = copy;
    return S_OK;
}

void destroy_wait_handle(wait_handle& handle) noexcept {
    if (handle) close(descriptor_of(handle.reader));
    if (handle.writer != handle.reader) close(descriptor_of(handle.writer));
    handle = wait_handle{};
}

HRESULT close_native_handle(native_handle handle) noexcept {
    if (handle <= 0 || handle > INT_MAX) return E_HANDLE;
    // An interrupted close has closed the descriptor; a second try might close somebody else's.
    return close(descriptor_of(handle)) == 0 || errno != EBADF ? S_OK : E_HANDLE;
}

#endif

} // namespace asyncom::core
