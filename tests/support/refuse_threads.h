// SPDX-License-Identifier: MIT
// While one of these lives the system refuses every new thread, as it does when a limit is reached.
// An executable that uses it links test_refuse_threads, or test_system_replaced to test the shared
// library.
#pragma once

#include <atomic>

struct refuse_threads {
    refuse_threads() { active.fetch_add(1); }
    ~refuse_threads() { active.fetch_sub(1); }
    refuse_threads(const refuse_threads&) = delete;
    refuse_threads& operator=(const refuse_threads&) = delete;

    static inline std::atomic<int> active{0};
    // If set, called on the creating thread before each thread that is not refused. Only in
    // test_refuse_threads.
    static inline std::atomic<void (*)()> before_start{nullptr};
};
