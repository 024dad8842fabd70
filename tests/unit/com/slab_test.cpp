// SPDX-License-Identifier: MIT
#include "com/slab.h"

#include "com/slab_allocate.h"
#include "com/thread_block.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

constexpr slab_class kind = slab_class::closure;

TEST(Slab, GivesBackTheBlockThatWasFreedLast) {
    thread_block& thread = this_thread();
    void* const first = slab_allocate<kind>(thread);
    ASSERT_NE(first, nullptr);
    slab_free<kind>(thread, first);
    void* const second = slab_allocate<kind>(thread);
    EXPECT_EQ(second, first);
    slab_free<kind>(thread, second);
}

TEST(Slab, NumbersEachBlockOnceAndForEver) {
    thread_block& thread = this_thread();
    std::vector<void*> blocks;
    std::set<std::uint32_t> numbers;
    for (int i = 0; i < 5'000; ++i) {
        blocks.push_back(slab_allocate<slab_class::operation>(thread));
        EXPECT_TRUE(numbers.insert(slab_number(blocks.back())).second);
    }
    const std::uint32_t number = slab_number(blocks.front());
    for (void* block : blocks)
        slab_free<slab_class::operation>(thread, block);
    EXPECT_EQ(slab_number(blocks.front()), number);
}

TEST(Slab, ListsEverySlabOfItsClass) {
    thread_block& thread = this_thread();
    void* const block = slab_allocate<slab_class::extended>(thread);
    bool found = false;
    for (const slab* each = first_slab(slab_class::extended); each != nullptr;
         each = each->next_of_class) {
        EXPECT_EQ(each->kind, slab_class::extended);
        found = found || each == &slab_of(block);
    }
    EXPECT_TRUE(found);
    slab_free<slab_class::extended>(thread, block);
}

TEST(Slab, WhatAnotherThreadFreesFlowsBackToTheOwner) {
    thread_block& thread = this_thread();
    std::set<const slab*> used;
    for (int round = 0; round < 200; ++round) {
        std::vector<void*> blocks;
        for (int i = 0; i < 1'000; ++i) {
            blocks.push_back(slab_allocate<kind>(thread));
            used.insert(&slab_of(blocks.back()));
        }
        std::thread([&] {
            for (void* block : blocks)
                slab_free<kind>(this_thread(), block);
        }).join();
    }
    // 1 000 blocks of 40 bytes live at once; without the way back each round would add a slab.
    EXPECT_LE(used.size(), 4u);
}

TEST(Slab, SlabsOfAThreadThatEndedAreAdopted) {
    const slab* home = nullptr;
    std::thread([&] {
        void* const block = slab_allocate<kind>(this_thread());
        home = &slab_of(block);
        slab_free<kind>(this_thread(), block);
    }).join();
    EXPECT_EQ(home->owner.load(), nullptr);
    bool adopted = false;
    std::thread([&] {
        thread_block& thread = this_thread();
        std::vector<void*> blocks;
        for (int i = 0; i < 20'000 && !adopted; ++i) {
            blocks.push_back(slab_allocate<kind>(thread));
            adopted = &slab_of(blocks.back()) == home;
        }
        EXPECT_EQ(home->owner.load() == &thread, adopted);
        for (void* block : blocks)
            slab_free<kind>(thread, block);
    }).join();
    EXPECT_TRUE(adopted);
}

TEST(ThreadBlock, BelongsToItsThreadAndHasATokenOfItsOwn) {
    thread_block& mine = this_thread();
    EXPECT_EQ(&mine, &this_thread());
    EXPECT_NE(mine.token, 0u);
    std::uint32_t other = 0;
    std::thread([&] {
        EXPECT_EQ(thread_block_if_any(), nullptr);
        other = this_thread().token;
    }).join();
    EXPECT_NE(other, 0u);
    EXPECT_NE(other, mine.token);
}

} // namespace
} // namespace asyncom::core
