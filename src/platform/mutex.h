// SPDX-License-Identifier: MIT
//
// A lock that needs no memory: on Windows the mutex of a C++ library may allocate when it is locked
// for the first time, and then a lock could fail.
#pragma once

#if defined(_WIN32)
#include <windows.h>
#else
#include <mutex>
#endif

namespace asyncom::core {

#if defined(_WIN32)
class mutex {
public:
    constexpr mutex() noexcept = default;
    mutex(const mutex&) = delete;
    mutex& operator=(const mutex&) = delete;

    void lock() noexcept { AcquireSRWLockExclusive(&m_lock); }
    void unlock() noexcept { ReleaseSRWLockExclusive(&m_lock); }
    bool try_lock() noexcept { return TryAcquireSRWLockExclusive(&m_lock) != 0; }

private:
    SRWLOCK m_lock = SRWLOCK_INIT;
};
#else
using mutex = std::mutex;
#endif

} // namespace asyncom::core
