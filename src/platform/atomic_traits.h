// SPDX-License-Identifier: MIT
// The primitives that the state machine is written over. The model checker in tests/race runs the
// same templates over its own.
#pragma once

#include "platform/backoff.h"
#include "platform/fence.h"
#include "platform/mutex.h"

#include <atomic>
#include <mutex>

namespace asyncom::core {

struct atomic_traits {
    template <class T>
    using atomic = std::atomic<T>;

    // A field that one thread at a time may touch, as the algorithm around it has to ensure.
    template <class T>
    struct variable {
        T value{};
        T get() const noexcept { return value; }
        void set(T other) noexcept { value = other; }
    };

    using mutex = core::mutex;
    using backoff = core::backoff;

    static constexpr auto relaxed = std::memory_order_relaxed;
    static constexpr auto acquire = std::memory_order_acquire;
    static constexpr auto release = std::memory_order_release;
    static constexpr auto acq_rel = std::memory_order_acq_rel;
    static constexpr auto seq_cst = std::memory_order_seq_cst;

    // A store, light_fence, load on one thread and a store, heavy_fence, load on another: at least
    // one of the two loads sees the other's store.
    static void light_fence() noexcept { core::light_fence(); }
    // light_fence for a thread that has its fast mark (thread_block.h).
    static void fast_light_fence() noexcept { core::asymmetric_light_fence(); }
    static void heavy_fence() noexcept { core::heavy_fence(); }
};

} // namespace asyncom::core
