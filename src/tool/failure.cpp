// SPDX-License-Identifier: MIT
//
// Error codes and their words.
#include "tool/failure.h"

#include "tool/display_name.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>

namespace asyncom::tool {
namespace {

constexpr HRESULT from_win32(uint32_t code) noexcept {
    return static_cast<HRESULT>(0x80070000u | code);
}

std::string figures(HRESULT code) {
    char text[32];
    std::snprintf(text, sizeof text, "error 0x%08X", static_cast<unsigned>(code));
    return text;
}

// Asks for the length first, as every text of the library is asked for.
template <typename Get>
std::string text_from(Get get) {
    uint32_t needed = 0;
    if (get(nullptr, 0, &needed) != S_OK || needed < 2) return {};
    std::string text(needed, '\0');
    get(text.data(), needed, &needed);
    text.resize(std::strlen(text.c_str()));
    return text;
}

} // namespace

HRESULT hresult_from_errno(int error) noexcept {
    switch (error) {
    case ENOENT:
        return from_win32(2); // ERROR_FILE_NOT_FOUND
    case ENOTDIR:
        return from_win32(3); // ERROR_PATH_NOT_FOUND
    case EMFILE:              // ERROR_TOO_MANY_OPEN_FILES
    case ENFILE:
        return from_win32(4); // ERROR_TOO_MANY_OPEN_FILES
    case EACCES:              // ERROR_ACCESS_DENIED
    case EPERM:
        return from_win32(5); // ERROR_ACCESS_DENIED
    case ENOMEM:
        return E_OUTOFMEMORY;
    case EROFS:
        return from_win32(19); // ERROR_WRITE_PROTECT
    case EEXIST:
        return from_win32(80); // ERROR_FILE_EXISTS
    case EINVAL:
        return E_INVALIDARG;
    case EPIPE:
        return from_win32(109); // ERROR_BROKEN_PIPE
    case ENOSPC:
        return from_win32(112); // ERROR_DISK_FULL
    case ENAMETOOLONG:
        return from_win32(206); // ERROR_FILENAME_EXCED_RANGE
    case EFBIG:
        return from_win32(223); // ERROR_FILE_TOO_LARGE
    case EDQUOT:
        return from_win32(1295); // ERROR_DISK_QUOTA_EXCEEDED
    case EIO:
        return from_win32(1117); // ERROR_IO_DEVICE
    default:
        return from_win32(31); // ERROR_GEN_FAILURE
    }
}

std::string errno_text(int error) {
    // The generic category's message is strerror's, without its shared buffer.
    std::string text = std::generic_category().message(error);
    if (error == EMFILE) text += " (raise the limit with `ulimit -n`, or use fewer --jobs)";
    if (error == ENFILE) text += " (the whole system has reached its limit)";
    return text;
}

failure errno_failure(std::string_view action, std::string_view path, int error) {
    std::string message = "cannot ";
    message.append(action).append(" '").append(display_name(path)).append("': ");
    message.append(errno_text(error));
    return {hresult_from_errno(error), std::move(message)};
}

std::string last_error_text(HRESULT code) {
    std::string text = text_from([](char* buffer, uint32_t capacity, uint32_t* needed) {
        return AsyncomGetErrorText(buffer, capacity, needed);
    });
    return text.empty() ? figures(code) : text;
}

std::string error_text(IAsyncError* error) {
    std::string text = text_from([error](char* buffer, uint32_t capacity, uint32_t* needed) {
        return error->GetText(ASYNCOM_TEXT_MESSAGE, 0, buffer, capacity, needed);
    });
    if (!text.empty()) return text;
    HRESULT code = E_FAIL;
    error->get_Code(&code);
    return figures(code);
}

void require(HRESULT result, const char* call) {
    if (SUCCEEDED(result)) return;
    if (result == E_OUTOFMEMORY) throw std::bad_alloc{};
    throw failure{result, std::string{call} + ": " + last_error_text(result)};
}

} // namespace asyncom::tool
