// SPDX-License-Identifier: MIT
// The reference word: the last Release, weak references, parents and the registry that turn a
// remembered slot into a reference, and the slot's next use.
#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;

constexpr rl::iteration_t iterations = 60'000;

// A slot as the engine uses it. `body` is what only the owner of the last reference may write.
template <broken Broken>
struct model_slot {
    asyncom::core::reference_word<model_primitives<Broken>> references;
    typename model_primitives<Broken>::template atomic<std::uint64_t> serial;
    rl::var<int> body;
    rl::atomic<int> destroyed;

    void build(std::uint64_t number, std::uint32_t shared, std::uint32_t producers, bool observed) {
        serial.store(number, rl::mo_relaxed);
        body($).store(int(number));
        references.initialize(shared, producers, observed, 0);
    }
    void destroy() {
        body($).store(-1);
        destroyed($).fetch_add(1, rl::mo_relaxed);
    }
    // What release_shared of the engine does.
    void release() {
        if (references.try_release_sole_owner() || references.release_shared()) destroy();
    }
    void release_producer() {
        using word = decltype(references);
        for (;;) {
            std::uint32_t left = 0;
            if (references.release_producer_of_several(left) == word::producer_release::others_left)
                return;
            switch (references.try_release_last_producer()) {
            case word::last_producer::gone_and_destroy:
                destroy();
                return;
            case word::last_producer::gone:
                return;
            case word::last_producer::not_last:
                break;
            }
        }
    }
    // What a weak reference, a parent or the registry does. The slot may be used again as soon as
    // the reference is gone, so what it has found is judged while it is held.
    template <bool ComparesSerial = true>
    void visit(std::uint64_t number) {
        if (!references.try_add_shared_observed()) return;
        if (!ComparesSerial || serial.load(rl::mo_relaxed) == number)
            RL_ASSERT(body($).load() == int(number));
        release();
    }
};

// A consumer and a producer let go while a weak reference resolves.
template <broken Broken>
struct release_against_resolve : rl::test_suite<release_against_resolve<Broken>, 3> {
    model_slot<Broken> slot;

    void before() {
        slot.destroyed($).store(0, rl::mo_relaxed);
        slot.build(1, 2, 1, true);
    }
    void thread(unsigned index) {
        if (index == 0)
            slot.release();
        else if (index == 1)
            slot.release_producer();
        else
            slot.visit(1);
    }
    void after() { RL_ASSERT(slot.destroyed($).load(rl::mo_relaxed) == 1); }
};

// The same without a weak reference, and the visitor a parent or the registry, which may come only
// while there is a producer. Forgetful: the visitor's look at the word leaves that out, as if the
// slot were observed, while the last owner takes its shortcut.
template <bool Forgetful>
struct shortcut_while_observed : rl::test_suite<shortcut_while_observed<Forgetful>, 2> {
    model_slot<broken::nothing> slot;

    void before() {
        slot.destroyed($).store(0, rl::mo_relaxed);
        slot.build(1, 2, 1, false);
    }
    void thread(unsigned index) {
        if (index == 0) {
            slot.release_producer();
            slot.release();
            return;
        }
        if (!Forgetful) {
            slot.visit(1);
            return;
        }
        if (slot.references.shared() == 0) return;
        slot.references.add_shared();
        slot.body($).load();
        slot.release();
    }
    void after() { RL_ASSERT(slot.destroyed($).load(rl::mo_relaxed) == 1); }
};

// The slot is used again while a stale memory of it resolves: never the new operation.
template <broken Broken, bool ComparesSerial>
struct reuse_against_resolve : rl::test_suite<reuse_against_resolve<Broken, ComparesSerial>, 2> {
    model_slot<Broken> slot;

    void before() {
        slot.destroyed($).store(0, rl::mo_relaxed);
        slot.build(1, 1, 0, true);
    }
    void thread(unsigned index) {
        if (index == 1) {
            slot.template visit<ComparesSerial>(1);
            return;
        }
        if (slot.references.release_shared()) {
            slot.destroy();
            slot.build(2, 1, 0, true);
            slot.release();
        }
    }
    // Without the second operation where the visitor lets go of the first one last.
    void after() {
        const int destroyed = slot.destroyed($).load(rl::mo_relaxed);
        RL_ASSERT(destroyed == 1 || destroyed == 2);
        RL_ASSERT(slot.references.shared() == 0);
    }
};

// The last producer reference goes while a canceller takes one for its handler. Careless: the
// canceller does not look whether there still is one.
template <broken Broken, bool Careless>
struct last_producer_against_cancel
    : rl::test_suite<last_producer_against_cancel<Broken, Careless>, 2> {
    model_slot<Broken> slot;

    void before() {
        slot.destroyed($).store(0, rl::mo_relaxed);
        slot.build(1, 2, 1, false);
    }
    void thread(unsigned index) {
        if (index == 0) {
            slot.release_producer();
            return;
        }
        if (Careless)
            slot.references.add_producer();
        else if (!slot.references.try_add_producer())
            return;
        RL_ASSERT(slot.body($).load() == 1);
        slot.release_producer();
    }
    void after() {
        RL_ASSERT(slot.destroyed($).load(rl::mo_relaxed) == 0);
        slot.release();
        RL_ASSERT(slot.destroyed($).load(rl::mo_relaxed) == 1);
    }
};

TEST(ReferenceModel, LastReleaseAgainstAWeakReferenceDestroysOnce) {
    EXPECT_TRUE((passes<release_against_resolve<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(ReferenceModel, ReleaseWithoutOrderIsFound) {
    EXPECT_FALSE((passes<release_against_resolve<broken::orders>>(iterations)));
}

TEST(ReferenceModel, ShortcutOfTheSoleOwnerIsSafeFromTheRegistry) {
    EXPECT_TRUE((passes<shortcut_while_observed<false>>(iterations))) << last_report().text();
}

TEST(ReferenceModel, ShortcutWhileObservedIsFound) {
    EXPECT_FALSE((passes<shortcut_while_observed<true>>(iterations)));
}

TEST(ReferenceModel, ReusedSlotIsNeverTakenForTheOldOperation) {
    EXPECT_TRUE((passes<reuse_against_resolve<broken::nothing, true>>(iterations)))
        << last_report().text();
}

TEST(ReferenceModel, ReusedSlotWhoseSerialIsNotComparedIsFound) {
    EXPECT_FALSE((passes<reuse_against_resolve<broken::nothing, false>>(iterations)));
}

TEST(ReferenceModel, ReusedSlotWithoutOrderIsFound) {
    EXPECT_FALSE((passes<reuse_against_resolve<broken::orders, true>>(iterations)));
}

TEST(ReferenceModel, LastProducerAndACancellerDoNotLoseTheOperation) {
    EXPECT_TRUE((passes<last_producer_against_cancel<broken::nothing, false>>(iterations)))
        << last_report().text();
}

TEST(ReferenceModel, CancellerThatDoesNotLookForAProducerIsFound) {
    EXPECT_FALSE((passes<last_producer_against_cancel<broken::nothing, true>>(iterations)));
}

TEST(ReferenceModel, LastProducerThatLooksAndStoresIsFound) {
    EXPECT_FALSE((passes<last_producer_against_cancel<broken::atomicity, false>>(iterations)));
}

} // namespace
