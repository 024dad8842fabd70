// SPDX-License-Identifier: MIT
// While one of these lives, one chosen allocation of this thread fails: the first is 0. Two ways
// lead here. An executable with the code under test inside links test_failing_memory, and then its
// calls of malloc, realloc and operator new count; one that tests the shared library links
// test_system_replaced, and then every allocation of the process does.
#pragma once

#if defined(_WIN32)
#include <windows.h>

// thread_local of mingw-w64 lives in memory from malloc, which is what is replaced here. So there
// is one value, and the thread that it was set by.
template <class T>
class of_this_thread {
public:
    constexpr explicit of_this_thread(T other) : m_value(other), m_other(other) {}
    of_this_thread& operator=(T value) {
        m_value = value;
        m_thread = GetCurrentThreadId();
        return *this;
    }
    operator T() const { return m_thread == GetCurrentThreadId() ? m_value : m_other; }

private:
    T m_value;
    T m_other; // what all other threads see
    volatile DWORD m_thread = 0;
};
#endif

struct failing_memory {
    explicit failing_memory(int nth) { countdown = nth; }
    ~failing_memory() { countdown = -1; }
    failing_memory(const failing_memory&) = delete;
    failing_memory& operator=(const failing_memory&) = delete;

    // False while the chosen allocation has not been asked for.
    bool has_failed() const { return countdown < 0; }

    // For the replaced functions: whether the allocation that is asked for now is the chosen one.
    static bool fails_now() {
        const int left = countdown;
        if (left >= 0) countdown = left - 1;
        return left == 0;
    }

    // Constant from the start: the replaced functions run before anything could be initialised.
#if defined(_WIN32)
    using hook = void (*)();
    static inline constinit of_this_thread<int> countdown{-1};
    static inline constinit of_this_thread<hook> before_next{nullptr};
#else
    static inline constinit thread_local int countdown = -1;
    // If set, called once before the next allocation of this thread: what another thread might do
    // at that moment. Only in test_failing_memory.
    using hook = void (*)();
    static inline constinit thread_local hook before_next = nullptr;
#endif
};

// What allocates for an HSTRING or a BSTR is then not replaced.
#if defined(_WIN32)
inline constexpr bool strings_are_the_systems = true;
#else
inline constexpr bool strings_are_the_systems = false;
#endif
