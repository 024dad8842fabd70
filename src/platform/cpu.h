// SPDX-License-Identifier: MIT
//
// What this process may use of the machine's processors.
#pragma once

#include <cstdint>
#if defined(_MSC_VER)
#include <intrin.h>
#endif

namespace asyncom::core {

// The number of CPUs in the affinity mask of the calling thread, at least 1.
uint32_t cpu_count() noexcept;

// Tells the core that this is a spin loop.
inline void cpu_relax() noexcept {
#if defined(_MSC_VER) && defined(_M_X64)
    _mm_pause();
#elif defined(_MSC_VER)
    __yield();
#elif defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield" ::: "memory");
#endif
}

} // namespace asyncom::core
