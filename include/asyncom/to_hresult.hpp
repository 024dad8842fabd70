// SPDX-License-Identifier: MIT
// The way of an exception out of this module: as an HRESULT, and its text in the thread's slot.
#pragma once

#include <asyncom/error.hpp>

#include <cerrno>
#include <exception>
#include <functional>
#include <new>
#include <stdexcept>
#include <system_error>
#include <type_traits>
#include <utility>

namespace asyncom {

// Of an errno or, in the system category on Windows, a Win32 code: as Windows numbers it.
inline HRESULT from_error_code(const std::error_code& code) noexcept {
    constexpr auto of_win32 = [](int win32) {
        return static_cast<HRESULT>(0x80070000u | (static_cast<unsigned>(win32) & 0xFFFF));
    };
    const std::error_condition portable = code.default_error_condition();
    // Windows' own codes are what an HRESULT is made of; an errno has a condition of its own.
    if (portable.category() != std::generic_category())
        return code.category() == std::system_category() ? of_win32(code.value()) : E_FAIL;
    switch (portable.value()) {
    case 0:
        return S_OK;
    case ENOENT:
        return of_win32(2); // ERROR_FILE_NOT_FOUND
    case EMFILE:
        return of_win32(4); // ERROR_TOO_MANY_OPEN_FILES
    case EACCES:
    case EPERM:
        return E_ACCESSDENIED;
    case ENOMEM:
        return E_OUTOFMEMORY;
    case EEXIST:
        return of_win32(80); // ERROR_FILE_EXISTS
    case EINVAL:
        return E_INVALIDARG;
    case EPIPE:
        return of_win32(109); // ERROR_BROKEN_PIPE
    case ENOSPC:
        return of_win32(112); // ERROR_DISK_FULL
    case ENOSYS:
        return E_NOTIMPL;
    case ETIMEDOUT:
        return error_timeout;
    case ECANCELED:
        return error_canceled;
    default:
        return E_FAIL;
    }
}

// Inside a catch block: the code of the exception that is being handled; its text is in the
// thread's slot afterwards. Of the standard library's exceptions bad_alloc becomes E_OUTOFMEMORY,
// out_of_range E_BOUNDS, invalid_argument E_INVALIDARG, system_error what from_error_code says, any
// other E_FAIL with its what(); what is no std::exception at all E_UNEXPECTED. The answer is always
// a failure, also where somebody has thrown a success.
inline HRESULT to_hresult() noexcept {
#if ASYNCOM_EXCEPTIONS
    try {
        throw;
    } catch (const hresult_error& error) {
        if (error.code() >= 0) return hresult_error(E_UNEXPECTED, error.what()).to_abi();
        return error.to_abi();
    } catch (const std::bad_alloc&) {
        return hresult_error(E_OUTOFMEMORY).to_abi();
    } catch (const std::out_of_range& error) {
        return hresult_error(E_BOUNDS, error.what()).to_abi();
    } catch (const std::invalid_argument& error) {
        return hresult_error(E_INVALIDARG, error.what()).to_abi();
    } catch (const std::system_error& error) {
        const HRESULT code = error.code() ? from_error_code(error.code()) : E_FAIL;
        return hresult_error(code, error.what()).to_abi();
    } catch (const std::exception& error) {
        return hresult_error(E_FAIL, error.what()).to_abi();
    } catch (...) {
        return hresult_error(E_UNEXPECTED, "an exception that is no std::exception").to_abi();
    }
#else
    std::terminate();
#endif
}

namespace impl {

// Calls something and answers as a method of an interface does.
template <class Callable, class... Arguments>
HRESULT answer_of(Callable&& callable, Arguments&&... arguments) noexcept {
#if ASYNCOM_EXCEPTIONS
    try {
#endif
        using answer = std::invoke_result_t<Callable, Arguments...>;
        if constexpr (std::is_same_v<answer, HRESULT>) {
            return std::invoke(std::forward<Callable>(callable),
                               std::forward<Arguments>(arguments)...);
        } else {
            static_assert(std::is_void_v<answer>, "a callable answers HRESULT or nothing");
            std::invoke(std::forward<Callable>(callable), std::forward<Arguments>(arguments)...);
            return S_OK;
        }
#if ASYNCOM_EXCEPTIONS
    } catch (...) {
        return to_hresult();
    }
#endif
}

} // namespace impl
} // namespace asyncom
