// SPDX-License-Identifier: MIT
//
// An asymmetric pair of fences. The frequent side pays for a compiler fence only, because the rare
// side makes the kernel run a full fence on every CPU on which a thread of this process runs. A
// light and a heavy fence order like two sequentially consistent ones, and so do two heavy ones;
// two light ones do not.
#pragma once

#include "platform/hidden.h"

#include <atomic>
#include <cstdint>

namespace asyncom::core {

enum class fence_mode : uint8_t { undecided, asymmetric, symmetric };

extern constinit ASYNCOM_HIDDEN std::atomic<fence_mode> current_fence_mode;

// The fence where nothing asymmetric exists. Out of line, so that its one reason to be unusual (see
// there) is in one place.
void full_fence() noexcept;

// Decides once per process; any thread, any number of times. Until then both sides are full.
void prepare_fences() noexcept;

// The light side of a thread that knows the mode to be asymmetric: it never changes back.
inline void asymmetric_light_fence() noexcept {
    std::atomic_signal_fence(std::memory_order_seq_cst);
}

inline void light_fence() noexcept {
    if (current_fence_mode.load(std::memory_order_relaxed) == fence_mode::asymmetric) [[likely]] {
        asymmetric_light_fence();
    } else {
        full_fence();
    }
}

void heavy_fence() noexcept;

// For a light side that has no fence at all, in either mode, because every operation passes it.
// Where nothing asymmetric exists it takes a millisecond.
void heavy_fence_for_bare_stores() noexcept;

// For a reader of what is written without any fence: what other threads stored before the stores
// that this thread has read is seen by it from now on. Processors that keep stores and loads in
// order give that for nothing.
inline void ordered_reads_fence() noexcept {
#if defined(__x86_64__) || defined(_M_X64)
    std::atomic_signal_fence(std::memory_order_seq_cst);
#else
    heavy_fence();
#endif
}

} // namespace asyncom::core
