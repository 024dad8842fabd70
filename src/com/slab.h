// SPDX-License-Identifier: MIT
// Blocks of a few fixed sizes in 64 KiB slabs. A thread allocates from slabs that it owns without
// an atomic instruction; what another thread frees flows back to the owning slab in batches.
// Slabs are never given back, so the memory of a slot keeps its type for ever: whoever remembers a
// slot may look at its reference word at any time (reference_word.h), and the list of all slabs of
// one kind is the registry of operations.
#pragma once

#include "platform/cold.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace asyncom::core {

// A slot holds a handler cell, or, where operations come from malloc, what outlives them.
enum class slab_class : std::uint32_t { operation, closure, extended, slot };
inline constexpr std::size_t slab_class_count = 4;
// Of one block; what is made in a block asserts that it fits.
inline constexpr std::uint32_t slab_block_bytes[slab_class_count] = {112, 40, 320, 32};
inline constexpr std::size_t slab_bytes = 64 * 1024;

struct thread_block;
struct slab;

// A free block. Only its first word is used: the words behind it stay as the last owner left them.
struct free_block {
    free_block* next;
};

// Per thread and class.
struct slab_cache {
    free_block* free = nullptr; // blocks of slabs that this thread owns
    slab* owned = nullptr;      // those slabs, a ring
    // Freed here, owned elsewhere: collected and handed back in one piece.
    slab* foreign = nullptr;
    free_block* foreign_first = nullptr;
    free_block* foreign_last = nullptr;
    std::uint32_t foreign_count = 0;
};

// At the start of each slab, on a boundary of slab_bytes.
struct alignas(64) slab {
    std::atomic<thread_block*> owner;
    std::atomic<free_block*> returned; // pushed by other threads, taken as a whole by the owner
    slab* next_owned;
    slab* next_of_class; // written before the slab is published, never changed
    std::uint32_t block_bytes;
    std::uint32_t block_count;
    std::uint32_t first_number; // number of its first block among all of its class
    slab_class kind;
};

inline slab& slab_of(const void* block) noexcept {
    return *reinterpret_cast<slab*>(reinterpret_cast<std::uintptr_t>(block) & ~(slab_bytes - 1));
}

// A block of the class, uninitialised but for what the last owner left behind its first word (zero
// in a block that was never used). Null without memory.
void* slab_allocate_slow(thread_block& thread, slab_class kind) noexcept;
ASYNCOM_APART void slab_free_foreign(thread_block& thread, slab& home, free_block* block) noexcept;

// Numbers are dense from 0 within a class and belong to the block for ever.
inline std::uint32_t slab_number(const void* block) noexcept {
    const slab& home = slab_of(block);
    const auto offset = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(block) -
                                                   reinterpret_cast<std::uintptr_t>(&home));
    return home.first_number + (offset - std::uint32_t{sizeof(slab)}) / home.block_bytes;
}

// All slabs of a class, newest first; follow next_of_class.
slab* first_slab(slab_class kind) noexcept;

// Hands everything a thread holds back, at its exit.
void slab_flush(thread_block& thread) noexcept;

} // namespace asyncom::core
