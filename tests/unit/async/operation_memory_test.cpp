// SPDX-License-Identifier: MIT
// Slots and serials: what a remembered slot answers after its operation has gone.
#include "async/operation_memory.h"

#include "async/operation_info.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

// What a parent or a weak reference keeps of an operation.
struct remembered {
    operation_slot* slot;
    std::uint64_t serial;
    std::uint32_t id;

    explicit remembered(const both_ends& ends)
        : slot(&ends->slot()), serial(slot->serial.load()), id(operation_id(ends.target())) {}
    operation* resolve() const { return try_reference(*slot, serial); }
};

class OperationMemory : public EngineTest {};

TEST_F(OperationMemory, ComesFromWhereTheEnvironmentSays) {
    const char* const allocator = std::getenv("ASYNCOM_ALLOCATOR");
    const bool wants_malloc = allocator != nullptr && std::string_view(allocator) == "malloc";
    const both_ends ends;
    const auto* const begin = reinterpret_cast<const std::byte*>(&ends.target());
    const auto* const slot = reinterpret_cast<const std::byte*>(&ends->slot());
    EXPECT_EQ(slot >= begin && slot < begin + sizeof(operation), !wants_malloc);
}

TEST_F(OperationMemory, IsReusedWithTheSameIdAndAnotherSerial) {
    const remembered first{both_ends()};
    const remembered second{both_ends()};
    EXPECT_EQ(second.slot, first.slot);
    EXPECT_EQ(second.id, first.id);
    EXPECT_NE(second.id, 0u);
    EXPECT_NE(second.serial, first.serial);
}

TEST_F(OperationMemory, OfARunningOperationGivesAReference) {
    const both_ends ends;
    operation* const found = remembered(ends).resolve();
    ASSERT_EQ(found, &ends.target());
    EXPECT_EQ(ends->references().shared(), 3u);
    release_shared(*found);
}

TEST_F(OperationMemory, OfAnOperationThatHasGoneGivesNone) {
    const remembered gone{both_ends()};
    EXPECT_EQ(gone.resolve(), nullptr);
    EXPECT_EQ(gone.slot->references.shared(), 0u);
}

// A sole owner drops the last reference without an atomic instruction: nobody may add one then.
TEST_F(OperationMemory, WithoutAProducerGivesAReferenceOnlyIfObserved) {
    if (uses_malloc) GTEST_SKIP() << "operations in malloc\'s memory are observed from birth";
    both_ends ends;
    const remembered slot(ends);
    ends.release_producer();
    EXPECT_EQ(slot.resolve(), nullptr);
    EXPECT_EQ(ends->references().shared(), 1u);
    ends->references().set_observed();
    operation* const found = slot.resolve();
    ASSERT_EQ(found, &ends.target());
    release_shared(*found);
}

TEST_F(OperationMemory, OfTheNextOperationInASlotIsNotTakenForTheLast) {
    const remembered gone{both_ends()};
    const both_ends next;
    ASSERT_EQ(remembered(next).slot, gone.slot);
    EXPECT_EQ(gone.resolve(), nullptr);
    EXPECT_EQ(next->references().shared(), 2u);
    EXPECT_EQ(next->references().producers(), 1u);
}

TEST_F(OperationMemory, KeepsThousandsOfStaleSlotsApart) {
    std::vector<remembered> gone;
    {
        const std::vector<both_ends> first(2'000);
        for (const both_ends& each : first)
            gone.emplace_back(each);
    }
    const std::vector<both_ends> second(2'000);
    std::set<const operation_slot*> reused;
    for (const both_ends& each : second)
        reused.insert(&each->slot());
    for (const remembered& each : gone) {
        EXPECT_EQ(each.resolve(), nullptr);
        EXPECT_EQ(reused.count(each.slot), 1u);
    }
    for (const both_ends& each : second)
        EXPECT_EQ(each->references().shared(), 2u);
}

// The resolver may hold the next operation for a moment, and be the one that lets go of it last.
TEST_F(OperationMemory, IsReusedWhileAnotherThreadResolvesAStaleSerial) {
    const remembered gone{both_ends()};
    std::atomic<bool> over{false};
    std::thread resolver([&] {
        while (!over.load())
            EXPECT_EQ(gone.resolve(), nullptr);
    });
    int same_slot = 0;
    for (int i = 0; i < 20'000; ++i)
        same_slot += remembered{both_ends()}.slot == gone.slot ? 1 : 0;
    over = true;
    resolver.join();
    EXPECT_GT(same_slot, 0);
}

TEST_F(OperationMemory, OfShortLivedOperationsTakesNoNewSlab) {
    const slab_class kind = uses_malloc ? slab_class::slot : slab_class::operation;
    { const both_ends first; }
    const std::int64_t slabs = slab_count(kind);
    for (int i = 0; i < 100'000; ++i)
        both_ends().release();
    EXPECT_EQ(slab_count(kind), slabs);
}

TEST_F(OperationMemory, ReleasedByAnotherThreadComesBackToItsMaker) {
    const slab_class kind = uses_malloc ? slab_class::slot : slab_class::operation;
    { const std::vector<both_ends> most(1'000); }
    const std::int64_t slabs = slab_count(kind);
    for (int round = 0; round < 20; ++round) {
        std::vector<both_ends> made(1'000);
        std::thread([&] { made.clear(); }).join();
    }
    // What waits in a slab is taken only when the thread has no block left, hence the one more.
    EXPECT_LE(slab_count(kind), slabs + 1);
}

TEST_F(OperationMemory, IsAllOrNothing) {
    const on_malloc malloc_can_fail;
    for (int nth = 0;; ++nth) {
        type_record& type = type_named(action);
        void* made = &type;
        IAsyncProducer* producer = nullptr;
        const slab_use before = blocks_in_use();
        const failing_memory failing(nth);
        const HRESULT created =
            create_operation(face_of(type), nullptr, &type.iids[0], &made, &producer, nullptr);
        if (!failing.has_failed()) {
            EXPECT_EQ(nth, 1);
            EXPECT_EQ(created, S_OK);
            producer->Release();
            static_cast<IUnknown*>(made)->Release();
            return;
        }
        EXPECT_EQ(created, E_OUTOFMEMORY);
        EXPECT_EQ(made, nullptr);
        EXPECT_EQ(blocks_in_use(), before);
    }
}

// ---- serials

std::uint64_t take_serial() {
    static operation_slot unused{};
    return new_serial(this_thread(), unused);
}

class Serials : public EngineTest {
protected:
    Serials() {
        if (!registry_is_on) m_why_not = "without the registry a serial tells uses of a slot apart";
    }
    void SetUp() override {
        if (m_why_not != nullptr) GTEST_SKIP() << m_why_not;
    }

private:
    const char* m_why_not = nullptr;
};

TEST_F(Serials, AreNeverZeroAndNeverRecurOnAnyThread) {
    constexpr std::size_t each = 5'000; // several refills
    std::vector<std::uint64_t> taken[4];
    std::vector<std::thread> threads;
    for (auto& mine : taken)
        threads.emplace_back([&mine] {
            for (std::size_t i = 0; i < each; ++i)
                mine.push_back(take_serial());
        });
    for (std::thread& thread : threads)
        thread.join();
    std::set<std::uint64_t> all;
    for (const auto& mine : taken) {
        EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), each * std::size(taken));
    EXPECT_EQ(all.count(0), 0u);
}

TEST_F(Serials, AreTakenFromTheProcessOncePerThousandAndOnlyWhenUsedUp) {
    thread_block& thread = this_thread();
    refill_serials(thread);
    const std::uint64_t first = thread.next_serial;
    EXPECT_EQ(thread.end_of_serials, first + 1024);
    std::uint64_t elsewhere = 0;
    std::thread([&] { elsewhere = take_serial(); }).join();
    EXPECT_EQ(elsewhere, first + 1024);
    for (std::uint64_t i = 0; i < 1024; ++i)
        ASSERT_EQ(take_serial(), first + i);
    EXPECT_EQ(thread.next_serial, thread.end_of_serials);
    EXPECT_GT(take_serial(), elsewhere);
}

// ---- without the registry

class WithoutRegistry : public EngineTest {
protected:
    WithoutRegistry() { set_switches(uses_malloc, false); }
    ~WithoutRegistry() override { set_switches(uses_malloc, m_before); }

private:
    const bool m_before = registry_is_on;
};

TEST_F(WithoutRegistry, UsesOfOneSlotAreStillToldApart) {
    const remembered gone{both_ends()};
    const both_ends next;
    const remembered alive(next);
    ASSERT_EQ(alive.slot, gone.slot);
    EXPECT_NE(alive.serial, gone.serial);
    EXPECT_EQ(gone.resolve(), nullptr);
    EXPECT_EQ(next->references().shared(), 2u);
}

TEST_F(WithoutRegistry, InfoTellsTheIdAndTheNameAndNothingOfTheRest) {
    const both_ends parent;
    AsyncomOperationOptions options = child_of(parent.target());
    options.name = "named";
    const both_ends child(action, &options, this);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    fill_info(child.target(), info);
    EXPECT_EQ(info.id, operation_id(child.target()));
    EXPECT_STREQ(info.name, "named");
    EXPECT_EQ(info.serial, 0u);
    EXPECT_EQ(info.parent_serial, 0u);
    EXPECT_EQ(info.age, 0);
    EXPECT_EQ(info.call_site, nullptr);
}

} // namespace
} // namespace asyncom::core
