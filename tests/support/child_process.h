// SPDX-License-Identifier: MIT
// Something that must hold in the child of a fork, or that must not happen to this process.
#pragma once

#include <utility>

#if defined(_WIN32)

// Begins a test that asks for one of the two.
#define SKIP_WITHOUT_FORK() GTEST_SKIP() << "Windows has no fork"

template <class Claim>
bool holds_in_child(Claim&&) {
    return false;
}

#else

#include <sys/wait.h>
#include <unistd.h>

#define SKIP_WITHOUT_FORK() static_cast<void>(0)

// ThreadSanitizer starts none in the child of a fork.
#if defined(__SANITIZE_THREAD__)
inline constexpr bool child_may_start_threads = false;
#else
inline constexpr bool child_may_start_threads = true;
#endif

// Only in coverage builds: what the child has run is written before it leaves without exit
// handlers.
extern "C" void __gcov_dump() __attribute__((weak));

[[noreturn]] inline void leave_child(bool held) {
    if (__gcov_dump) __gcov_dump();
    _exit(held ? 0 : 1);
}

// Whether `claim()` was true in a child. One that hangs ends by the alarm, as false.
template <class Claim>
bool holds_in_child(Claim&& claim) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        leave_child(std::forward<Claim>(claim)());
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#endif
