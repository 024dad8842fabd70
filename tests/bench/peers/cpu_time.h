// SPDX-License-Identifier: MIT
// Time that the CPU spent on us, which other processes do not lengthen as they lengthen time
// itself.
#pragma once

#include <time.h>

#include "case_table.h"

namespace bench {

inline nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// Of the calling thread: for cases that stay on it.
inline nanoseconds thread_time() {
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

// Of all threads together: for two threads that take turns on one CPU, so that one of them always
// runs, this is the time that passes on a machine that does nothing else.
inline nanoseconds process_time() {
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

} // namespace bench
