// SPDX-License-Identifier: MIT
// The asymmetric fences: each side's store is seen by the other, also where the kernel refuses.
#include "platform/fence.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#if defined(__linux__)
#include "support/child_process.h"

#include <cstddef>
#include <iterator>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace {

using namespace asyncom::core;

TEST(Fence, IsDecidedOnceAndStays) {
    prepare_fences();
    const fence_mode decided = current_fence_mode.load();
    EXPECT_NE(decided, fence_mode::undecided);
    prepare_fences();
    light_fence();
    heavy_fence();
    EXPECT_EQ(current_fence_mode.load(), decided);
}

// The question that both sides of the engine ask: "did you see mine?" At least one answers yes.
TEST(Fence, OneOfTwoSidesSeesTheOther) {
    prepare_fences();
    constexpr uint32_t rounds = 2'000;
    std::atomic<uint32_t> light_side{0};
    std::atomic<uint32_t> heavy_side{0};
    std::atomic<uint32_t> light_done{0};
    std::atomic<uint32_t> heavy_done{0};
    std::atomic<uint32_t> light_saw{0};
    uint32_t neither = 0;
    std::thread light([&] {
        for (uint32_t round = 1; round <= rounds; ++round) {
            light_side.store(round, std::memory_order_relaxed);
            light_fence();
            light_saw.store(heavy_side.load(std::memory_order_relaxed), std::memory_order_relaxed);
            light_done.store(round, std::memory_order_release);
            while (heavy_done.load(std::memory_order_acquire) != round) {
                std::this_thread::yield();
            }
        }
    });
    for (uint32_t round = 1; round <= rounds; ++round) {
        heavy_side.store(round, std::memory_order_relaxed);
        heavy_fence();
        const uint32_t heavy_saw = light_side.load(std::memory_order_relaxed);
        while (light_done.load(std::memory_order_acquire) != round) {
            std::this_thread::yield();
        }
        if (heavy_saw != round && light_saw.load(std::memory_order_relaxed) != round) ++neither;
        heavy_done.store(round, std::memory_order_release);
    }
    light.join();
    EXPECT_EQ(neither, 0u);
}

#if defined(__linux__)

bool forbid_membarrier() {
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    sock_fprog filter{static_cast<unsigned short>(std::size(program)), program};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

TEST(Fence, IsFullOnBothSidesWhereTheKernelRefuses) {
    EXPECT_TRUE(holds_in_child([] {
        current_fence_mode.store(fence_mode::undecided);
        if (!forbid_membarrier()) return false;
        prepare_fences();
        light_fence();
        heavy_fence();
        return current_fence_mode.load() == fence_mode::symmetric;
    }));
}

// The light sides may rely on the mode that they have once seen.
TEST(Fence, StaysInItsModeWhenASandboxTakesTheSystemCallAway) {
    EXPECT_TRUE(holds_in_child([] {
        prepare_fences();
        const fence_mode decided = current_fence_mode.load();
        if (!forbid_membarrier()) return false;
        heavy_fence();
        light_fence();
        return current_fence_mode.load() == decided;
    }));
}

TEST(Fence, WorksInTheChildOfAFork) {
    prepare_fences();
    EXPECT_TRUE(holds_in_child([] {
        const fence_mode inherited = current_fence_mode.load();
        heavy_fence();
        return current_fence_mode.load() == inherited;
    }));
}

#endif

} // namespace
