// SPDX-License-Identifier: MIT
//
// Linux: membarrier, private and expedited. Windows: FlushProcessWriteBuffers. Elsewhere, and where
// the kernel refuses, full fences on both sides.
#include "platform/fence.h"

#if defined(__linux__)
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#elif defined(_WIN32)
#include <windows.h>
#else
#include <time.h>
#endif

#if defined(__SANITIZE_THREAD__)
#define ASYNCOM_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASYNCOM_THREAD_SANITIZER 1
#endif
#endif

namespace asyncom::core {

constinit std::atomic<fence_mode> current_fence_mode{fence_mode::undecided};

namespace {

#if defined(ASYNCOM_THREAD_SANITIZER)

// The sanitizer sees neither the kernel's fences nor those of the language; it does see a
// read-modify-write on one common word, which orders at least as much.
constinit std::atomic<uint32_t> common_word{0};

bool register_process() noexcept {
    return false;
}
bool fence_every_cpu() noexcept {
    return false;
}

#elif defined(__linux__)

bool register_process() noexcept {
    return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

bool fence_every_cpu() noexcept {
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0) return true;
    // The child of a fork may have to register again.
    return register_process() &&
           syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
}

#elif defined(_WIN32)

bool register_process() noexcept {
    // Wine 8 has FlushProcessWriteBuffers, and does nothing in it.
    const HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
    return ntdll != nullptr && GetProcAddress(ntdll, "wine_get_version") == nullptr;
}

bool fence_every_cpu() noexcept {
    FlushProcessWriteBuffers();
    return true;
}

#else

bool register_process() noexcept {
    return false;
}
bool fence_every_cpu() noexcept {
    return false;
}

#endif

// A sandbox that is entered after the registration can take the system call away. The light sides
// go on without a fence of their own, so each heavy fence waits instead: what a thread stored
// before has left its store buffer long before this sleep is over.
void outwait_store_buffers() noexcept {
#if defined(_WIN32)
    Sleep(1);
#else
    const timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
#endif
    full_fence();
}

} // namespace

void full_fence() noexcept {
#if defined(ASYNCOM_THREAD_SANITIZER)
    common_word.fetch_add(1, std::memory_order_seq_cst);
#else
    std::atomic_thread_fence(std::memory_order_seq_cst);
#endif
}

void prepare_fences() noexcept {
    fence_mode undecided = fence_mode::undecided;
    if (current_fence_mode.load(std::memory_order_acquire) != undecided) return;
    const fence_mode answer = register_process() ? fence_mode::asymmetric : fence_mode::symmetric;
    // Of several deciders the first wins: the mode changes once, so that a heavy fence which has
    // read it here agrees with every light fence that saw a decided mode.
    current_fence_mode.compare_exchange_strong(undecided, answer, std::memory_order_acq_rel);
}

void heavy_fence() noexcept {
    // A stale "undecided" must not be answered with a fence on this side alone, because the other
    // side may already rely on the kernel: the exchange inside reads the newest value.
    prepare_fences();
    if (current_fence_mode.load(std::memory_order_relaxed) != fence_mode::asymmetric) {
        full_fence();
        return;
    }
    if (!fence_every_cpu()) outwait_store_buffers();
}

void heavy_fence_for_bare_stores() noexcept {
    heavy_fence();
    if (current_fence_mode.load(std::memory_order_relaxed) != fence_mode::asymmetric)
        outwait_store_buffers();
}

} // namespace asyncom::core
