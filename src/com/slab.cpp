// SPDX-License-Identifier: MIT
// Slow paths of the slab allocator: new slabs, blocks that come back from other threads, exit.
#include "com/slab.h"

#include "com/slab_allocate.h"
#include "com/thread_block.h"
#include "platform/aligned_memory.h"
#include "platform/mutex.h"
#include "platform/process_static.h"

#include <cstring>
#include <mutex>
#include <new>

namespace asyncom::core {
namespace {

// A thread scans this many of its slabs for returned blocks before it takes a new slab: the scan
// goes on where it stopped, so a refill costs the same with ten thousand slabs as with ten.
constexpr int slabs_scanned_per_refill = 8;
constexpr std::uint32_t foreign_batch = 32;

// Slabs are carved from pieces of this many: an aligned piece wastes up to its alignment.
constexpr std::uint32_t slabs_per_piece = 16;

struct shared_state {
    core::mutex mutex; // guards orphans and the piece
    slab* orphans[slab_class_count] = {};
    std::byte* piece = nullptr;
    std::uint32_t left_in_piece = 0;
    std::atomic<slab*> newest[slab_class_count] = {};
    std::atomic<std::uint32_t> next_number[slab_class_count] = {};

    // Another thread may have been at work on what the lock guards: it begins anew.
    void reset_in_child() noexcept {
        ::new (&mutex) core::mutex;
        for (slab*& first : orphans)
            first = nullptr;
        left_in_piece = 0;
    }
};

shared_state& shared() noexcept {
    return process_static<shared_state>();
}

void adopt(thread_block& thread, slab_cache& cache, slab& home) noexcept {
    home.owner.store(&thread, std::memory_order_relaxed);
    if (cache.owned == nullptr) {
        home.next_owned = &home;
    } else {
        home.next_owned = cache.owned->next_owned;
        cache.owned->next_owned = &home;
    }
    cache.owned = &home;
}

bool take_returned(slab_cache& cache, slab& home) noexcept {
    // Acquire pairs with the push in return_batch: the freeing thread's last writes to the block
    // happen before its reuse here.
    if (home.returned.load(std::memory_order_relaxed) == nullptr) return false;
    cache.free = home.returned.exchange(nullptr, std::memory_order_acquire);
    return cache.free != nullptr;
}

bool refill_from_owned(slab_cache& cache) noexcept {
    if (cache.owned == nullptr) return false;
    for (int scanned = 0; scanned < slabs_scanned_per_refill; ++scanned) {
        cache.owned = cache.owned->next_owned;
        if (take_returned(cache, *cache.owned)) return true;
    }
    return false;
}

bool refill_from_orphans(thread_block& thread, slab_cache& cache, slab_class kind) noexcept {
    shared_state& state = shared();
    for (int taken = 0; taken < slabs_scanned_per_refill; ++taken) {
        slab* home = nullptr;
        {
            std::scoped_lock lock(state.mutex);
            home = state.orphans[std::uint32_t(kind)];
            if (home == nullptr) return false;
            state.orphans[std::uint32_t(kind)] = home->next_owned;
        }
        adopt(thread, cache, *home);
        if (take_returned(cache, *home)) return true;
    }
    return false;
}

// Memory for a slab, zeroed; null without memory.
void* carve_slab(shared_state& state) noexcept {
    void* memory = nullptr;
    {
        std::scoped_lock lock(state.mutex);
        if (state.left_in_piece == 0) {
            state.piece =
                static_cast<std::byte*>(allocate_aligned(slabs_per_piece * slab_bytes, slab_bytes));
            if (state.piece == nullptr) return nullptr;
            state.left_in_piece = slabs_per_piece;
        }
        memory = state.piece;
        state.piece += slab_bytes;
        --state.left_in_piece;
    }
    std::memset(memory, 0, slab_bytes);
    return memory;
}

bool refill_from_new_slab(thread_block& thread, slab_cache& cache, slab_class kind) noexcept {
    const auto index = std::uint32_t(kind);
    shared_state& state = shared();
    void* const memory = carve_slab(state);
    if (memory == nullptr) return false;
    auto* home = ::new (memory) slab{};
    home->kind = kind;
    home->block_bytes = slab_block_bytes[index];
    home->block_count = std::uint32_t((slab_bytes - sizeof(slab)) / slab_block_bytes[index]);
    home->first_number =
        state.next_number[index].fetch_add(home->block_count, std::memory_order_relaxed);
    auto* blocks = reinterpret_cast<std::byte*>(home) + sizeof(slab);
    free_block* list = nullptr;
    for (std::uint32_t i = home->block_count; i-- > 0;)
        list = ::new (blocks + std::size_t{i} * home->block_bytes) free_block{list};
    cache.free = list;
    adopt(thread, cache, *home);
    // Release: who walks the registry sees an initialised slab.
    home->next_of_class = state.newest[index].load(std::memory_order_relaxed);
    while (!state.newest[index].compare_exchange_weak(
        home->next_of_class, home, std::memory_order_release, std::memory_order_relaxed)) {
    }
    return true;
}

void return_batch(slab& home, free_block* first, free_block* last) noexcept {
    last->next = home.returned.load(std::memory_order_relaxed);
    while (!home.returned.compare_exchange_weak(last->next, first, std::memory_order_release,
                                                std::memory_order_relaxed)) {
    }
}

void return_foreign(slab_cache& cache) noexcept {
    if (cache.foreign == nullptr) return;
    return_batch(*cache.foreign, cache.foreign_first, cache.foreign_last);
    cache.foreign = nullptr;
    cache.foreign_count = 0;
}

} // namespace

void* slab_allocate_slow(thread_block& thread, slab_class kind) noexcept {
    slab_cache& cache = thread.caches[std::uint32_t(kind)];
    if (!refill_from_owned(cache) && !refill_from_orphans(thread, cache, kind) &&
        !refill_from_new_slab(thread, cache, kind))
        return nullptr;
    free_block* block = cache.free;
    cache.free = block->next;
    return block;
}

void slab_free_foreign(thread_block& thread, slab& home, free_block* block) noexcept {
    slab_cache& cache = thread.caches[std::uint32_t(home.kind)];
    if (cache.foreign != &home) {
        return_foreign(cache);
        cache.foreign = &home;
        cache.foreign_last = block;
        cache.foreign_first = nullptr;
    }
    block->next = cache.foreign_first;
    cache.foreign_first = block;
    if (++cache.foreign_count >= foreign_batch) return_foreign(cache);
}

slab* first_slab(slab_class kind) noexcept {
    return shared().newest[std::uint32_t(kind)].load(std::memory_order_acquire);
}

void slab_flush(thread_block& thread) noexcept {
    for (slab_cache& cache : thread.caches) {
        return_foreign(cache);
        while (cache.free != nullptr) {
            free_block* block = cache.free;
            cache.free = block->next;
            return_batch(slab_of(block), block, block);
        }
        if (cache.owned == nullptr) continue;
        shared_state& state = shared();
        std::scoped_lock lock(state.mutex);
        slab* const first = cache.owned;
        slab* home = first;
        do {
            slab* const next = home->next_owned;
            home->owner.store(nullptr, std::memory_order_relaxed);
            slab*& orphans = state.orphans[std::uint32_t(home->kind)];
            home->next_owned = orphans;
            orphans = home;
            home = next;
        } while (home != first);
        cache.owned = nullptr;
    }
}

} // namespace asyncom::core
