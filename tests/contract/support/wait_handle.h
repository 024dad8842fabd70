// SPDX-License-Identifier: MIT
// Whether a wait handle is signalled: a descriptor that is readable or, on Windows, an event that
// is set.
#pragma once
#include <cstdint>

#if defined(_WIN32)
#include <windows.h>
#else
#include <poll.h>
#endif

namespace contract {

// Waits so many milliseconds for it; with -1 until it is.
inline bool is_signalled(std::intptr_t handle, int timeout = 0) {
#if defined(_WIN32)
    return WaitForSingleObject(reinterpret_cast<HANDLE>(handle), static_cast<DWORD>(timeout)) ==
           WAIT_OBJECT_0;
#else
    pollfd waiting{static_cast<int>(handle), POLLIN, 0};
    return poll(&waiting, 1, timeout) == 1 && (waiting.revents & POLLIN) != 0;
#endif
}

} // namespace contract
