// SPDX-License-Identifier: MIT
//
// Counting by the affinity mask, not by what is built in: a container often gets two of many.
#include "platform/cpu.h"

#if defined(__linux__)
#include <cerrno>

#include <sched.h>
#elif defined(_WIN32)
#include <bit>

#include <windows.h>
#else
#include <unistd.h>
#endif

namespace asyncom::core {

#if defined(__linux__)

uint32_t cpu_count() noexcept {
    // The kernel refuses a mask that is smaller than its own; the fixed type stops at 1024 CPUs.
    for (int capacity = CPU_SETSIZE; capacity <= 64 * CPU_SETSIZE; capacity *= 2) {
        cpu_set_t* mask = CPU_ALLOC(capacity);
        if (!mask) return 1;
        const size_t bytes = CPU_ALLOC_SIZE(capacity);
        const bool answered = sched_getaffinity(0, bytes, mask) == 0;
        const bool too_small = !answered && errno == EINVAL;
        const int count = answered ? CPU_COUNT_S(bytes, mask) : 0;
        CPU_FREE(mask);
        if (!too_small) return count > 0 ? static_cast<uint32_t>(count) : 1;
    }
    return 1;
}

#elif defined(_WIN32)

uint32_t cpu_count() noexcept {
    DWORD_PTR process = 0;
    DWORD_PTR system = 0;
    if (!GetProcessAffinityMask(GetCurrentProcess(), &process, &system)) return 1;
    const int count = std::popcount(static_cast<uint64_t>(process));
    return count > 0 ? static_cast<uint32_t>(count) : 1;
}

#else

uint32_t cpu_count() noexcept {
    const long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? static_cast<uint32_t>(count) : 1;
}

#endif

} // namespace asyncom::core
