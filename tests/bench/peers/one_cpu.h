// SPDX-License-Identifier: MIT
// Keeps the calling thread, and those it starts, on one CPU while it lives: the only place where
// two threads wake each other in a time that repeats.
#pragma once

#include <sched.h>

namespace bench {

class one_cpu {
public:
    one_cpu() noexcept {
        sched_getaffinity(0, sizeof m_before, &m_before);
        cpu_set_t only;
        CPU_ZERO(&only);
        CPU_SET(static_cast<unsigned>(sched_getcpu()), &only);
        sched_setaffinity(0, sizeof only, &only);
    }
    ~one_cpu() { sched_setaffinity(0, sizeof m_before, &m_before); }
    one_cpu(const one_cpu&) = delete;
    one_cpu& operator=(const one_cpu&) = delete;

private:
    cpu_set_t m_before;
};

} // namespace bench
