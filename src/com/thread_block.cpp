// SPDX-License-Identifier: MIT
// Making and unmaking a thread's block.
#include "com/thread_block.h"

#include "com/error_slot.h"
#include "com/switches.h"
#include "com/thread_list.h"
#include "platform/fence.h"
#include "platform/fork.h"
#include "platform/thread_exit.h"

#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>

namespace asyncom::core {
namespace detail {
constinit thread_block no_thread_block;
constinit ASYNCOM_THREAD_LOCAL thread_block* current_thread = &no_thread_block;
} // namespace detail

namespace {

constexpr std::size_t spare_count = 16;

struct spare_block {
    std::atomic<bool> taken = false;
    alignas(thread_block) std::byte storage[sizeof(thread_block)] = {};
};
constinit spare_block spares[spare_count];

std::uint32_t new_token() noexcept {
    // Wraps after 2^30 threads; one that has lived since then would have to meet its namesake in
    // one operation's progress report.
    constinit static std::atomic<std::uint32_t> last{0};
    for (;;) {
        const std::uint32_t token = (last.fetch_add(1, std::memory_order_relaxed) + 1) & 0x3FFFFFFF;
        if (token != 0) return token;
    }
}

void name_thread(thread_block& block) noexcept {
    block.token = new_token();
    block.fast_mark = current_fence_mode.load(std::memory_order_relaxed) == fence_mode::asymmetric
                          ? block.token << 1
                          : no_fast_mark;
}

// Operations of the parent bear marks of this thread: as another thread it cannot take them for its
// own, and their reports find out that they are forked.
void rename_after_fork() noexcept {
    if (thread_block* const block = thread_block_if_any()) name_thread(*block);
}

thread_block* take_spare() noexcept {
    for (spare_block& spare : spares) {
        if (spare.taken.exchange(true, std::memory_order_acquire)) continue;
        auto* block = ::new (spare.storage) thread_block;
        block->spare = true;
        return block;
    }
    return nullptr;
}

void give_back(thread_block* block) noexcept {
    if (!block->spare) {
        std::free(block);
        return;
    }
    for (spare_block& spare : spares) {
        if (static_cast<void*>(spare.storage) == block)
            spare.taken.store(false, std::memory_order_release);
    }
}

void unmake_thread_block(void* memory) noexcept {
    auto* block = static_cast<thread_block*>(memory);
    // A foreign error object's Release may call us again, on this thread: the block stays
    // installed until nothing foreign can run any more.
    detail::current_thread = block;
    release_error_slot(*block);
    slab_flush(*block);
    leave_thread_list(*block);
    detail::current_thread = &detail::no_thread_block;
    give_back(block);
}

} // namespace

thread_block& detail::make_thread_block() noexcept {
    decide_switches();
    watch_forks();
    on_fork_child(&rename_after_fork);
    prepare_fences();
    thread_block* block = nullptr;
    while (block == nullptr) {
        if (void* memory = std::malloc(sizeof(thread_block)))
            block = ::new (memory) thread_block;
        else if ((block = take_spare()) == nullptr)
            std::this_thread::yield(); // until another thread gives memory or a spare back
    }
    name_thread(*block);
    enter_thread_list(*block);
    current_thread = block;
    call_at_thread_exit(&unmake_thread_block, block);
    return *block;
}

} // namespace asyncom::core
