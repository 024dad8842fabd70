// SPDX-License-Identifier: MIT
//
// The table from errno to Win32 codes.
#include "platform/os_error.h"

#include <cerrno>

namespace asyncom::core {
namespace {

struct translation {
    int error;
    uint16_t code;
};

constexpr translation translations[] = {
    {ENOENT, 2},         // ERROR_FILE_NOT_FOUND
    {ENOTDIR, 3},        // ERROR_PATH_NOT_FOUND
    {EMFILE, 4},         // ERROR_TOO_MANY_OPEN_FILES
    {ENFILE, 4},         // ERROR_TOO_MANY_OPEN_FILES
    {EACCES, 5},         // ERROR_ACCESS_DENIED
    {EPERM, 5},          // ERROR_ACCESS_DENIED
    {EBADF, 6},          // ERROR_INVALID_HANDLE
    {ENOMEM, 14},        // ERROR_OUTOFMEMORY, which is E_OUTOFMEMORY
    {EXDEV, 17},         // ERROR_NOT_SAME_DEVICE
    {EROFS, 19},         // ERROR_WRITE_PROTECT
    {ENOTSUP, 50},       // ERROR_NOT_SUPPORTED
    {EEXIST, 80},        // ERROR_FILE_EXISTS
    {EINVAL, 87},        // ERROR_INVALID_PARAMETER, which is E_INVALIDARG
    {EPIPE, 109},        // ERROR_BROKEN_PIPE
    {ENOSPC, 112},       // ERROR_DISK_FULL
    {ENOSYS, 120},       // ERROR_CALL_NOT_IMPLEMENTED
    {EBUSY, 170},        // ERROR_BUSY
    {ENAMETOOLONG, 206}, // ERROR_FILENAME_EXCED_RANGE
    {EFBIG, 223},        // ERROR_FILE_TOO_LARGE
    {ECANCELED, 1223},   // ERROR_CANCELLED
    {EIO, 1117},         // ERROR_IO_DEVICE
    {ETIMEDOUT, 1460},   // ERROR_TIMEOUT
};

constexpr uint32_t general_failure = 31;

} // namespace

HRESULT hresult_from_errno(int error) noexcept {
    for (const translation& each : translations) {
        if (each.error == error) return hresult_from_win32(each.code);
    }
    return hresult_from_win32(general_failure);
}

} // namespace asyncom::core
