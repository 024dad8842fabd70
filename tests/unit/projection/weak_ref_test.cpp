// SPDX-License-Identifier: MIT
#include "objects.h"

#include "support/latch.h"

#include <atomic>
#include <thread>
#include <vector>

namespace weak_ref_test {

using namespace asyncom;
using namespace projection;

using WeakRef = Numbers;

TEST_F(WeakRef, FindsTheObjectAsLongAsItLives) {
    com_ptr<INumber2> object = make<number>(1);
    const weak_ref<INumber2> weak = make_weak(object);
    EXPECT_EQ(weak.get(), object);
    EXPECT_EQ(references(object.get()), 1u);
    object = nullptr;
    EXPECT_TRUE(weak) << "there was an object";
    EXPECT_EQ(weak.get(), nullptr);
    EXPECT_FALSE(weak_ref<INumber2>());
    EXPECT_EQ(weak_ref<INumber2>(com_ptr<INumber2>()).get(), nullptr);
}

TEST_F(WeakRef, OfAClassGivesTheClass) {
    com_ptr<number> object = make_self<number>(7);
    const weak_ref<number> weak = object->get_weak();
    EXPECT_EQ(weak.get(), object);
    EXPECT_EQ(object->get_strong(), object);
    object = nullptr;
    EXPECT_EQ(weak.get(), nullptr);
}

TEST_F(WeakRef, IsOneObjectForAllWhoAsk) {
    const com_ptr<INumber2> object = make<number>(1);
    const auto source = object.as<IWeakReferenceSource>();
    com_ptr<IWeakReference> first, second;
    ASSERT_EQ(source->GetWeakReference(first.put()), S_OK);
    ASSERT_EQ(source->GetWeakReference(second.put()), S_OK);
    EXPECT_EQ(first, second);
    EXPECT_NE(first.try_as<IAgileObject>(), nullptr);
    EXPECT_EQ(first.try_as<INumber>(), nullptr);
    EXPECT_EQ(source->GetWeakReference(nullptr), E_POINTER);
}

TEST_F(WeakRef, AnswersForInterfacesThatTheObjectLacks) {
    const com_ptr<INumber2> object = make<number>(1);
    com_ptr<IWeakReference> weak;
    object.as<IWeakReferenceSource>()->GetWeakReference(weak.put());
    com_ptr<IInspectable> found;
    EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, found.put()), E_NOINTERFACE);
    EXPECT_EQ(found, nullptr);
    EXPECT_EQ(weak->Resolve(IID_IInspectable, nullptr), E_POINTER);
    EXPECT_EQ(weak->Resolve(IID_IInspectable, found.put()), S_OK);
    EXPECT_NE(found, nullptr);
}

TEST_F(WeakRef, SourceKeepsTheObject) {
    com_ptr<INumber2> object = make<number>(1);
    auto source = object.as<IWeakReferenceSource>();
    object = nullptr;
    EXPECT_EQ(living_numbers, 1);
    source = nullptr;
    EXPECT_EQ(living_numbers, 0);
}

// The first weak reference moves the count while other threads change it.
TEST_F(WeakRef, MayBeTheFirstWhileOthersCount) {
    for (int round = 0; round < 200; ++round) {
        com_ptr<INumber2> object = make<number>(round);
        test_latch start(3);
        std::atomic<int> found{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&, mine = object]() mutable {
                start.arrive_and_wait();
                for (int copies = 0; copies < 20; ++copies)
                    const com_ptr<INumber2> copy = mine;
                const weak_ref<INumber2> weak = mine;
                mine = nullptr;
                if (weak.get()) ++found;
            });
        for (std::thread& each : threads)
            each.join();
        EXPECT_EQ(found, 3);
        EXPECT_EQ(references(object.get()), 1u);
        object = nullptr;
        ASSERT_EQ(living_numbers, 0);
    }
}

// The last reference goes while others look: they find all of the object or nothing.
TEST_F(WeakRef, RacesWithTheLastReference) {
    for (int round = 0; round < 500; ++round) {
        com_ptr<INumber2> object = make<number>(round);
        const weak_ref<INumber2> weak = object;
        test_latch start(2);
        std::thread looking([&] {
            start.arrive_and_wait();
            if (const com_ptr<INumber2> found = weak.get()) {
                std::int32_t value = -1;
                found->Get(&value);
                EXPECT_EQ(value, round);
            }
        });
        start.arrive_and_wait();
        object = nullptr;
        looking.join();
        ASSERT_EQ(living_numbers, 0);
        EXPECT_EQ(weak.get(), nullptr);
    }
}

} // namespace weak_ref_test
