// SPDX-License-Identifier: MIT
#include "objects.h"

#include <memory>
#include <unordered_set>

namespace com_ptr_test {

using namespace asyncom;
using namespace projection;

using ComPtr = Numbers;

static_assert(sizeof(com_ptr<INumber>) == sizeof(void*));
static_assert(std::is_nothrow_copy_constructible_v<com_ptr<INumber>> &&
              std::is_nothrow_move_assignable_v<com_ptr<INumber>>);
static_assert(!std::is_convertible_v<com_ptr<INumber>, com_ptr<INumber2>>);
static_assert(!std::is_constructible_v<com_ptr<INumber>, INumber*>, "who owns it must be said");

TEST_F(ComPtr, CopiesAddAReferenceAndMovesDoNot) {
    const com_ptr<INumber2> first = make<number>(1);
    EXPECT_EQ(references(first.get()), 1u);
    com_ptr<INumber2> second = first;
    EXPECT_EQ(references(first.get()), 2u);
    const com_ptr<INumber2> third = std::move(second);
    EXPECT_EQ(references(first.get()), 2u);
    EXPECT_EQ(second, nullptr);
    EXPECT_EQ(third, first);
}

TEST_F(ComPtr, BearsToBeAssignedToItself) {
    com_ptr<INumber2> pointer = make<number>(1);
    com_ptr<INumber2>& same = pointer;
    pointer = same;
    EXPECT_EQ(references(pointer.get()), 1u);
    pointer = std::move(same);
    ASSERT_NE(pointer, nullptr);
    pointer.copy_from(pointer.get());
    EXPECT_EQ(references(pointer.get()), 1u);
    pointer->AddRef();
    pointer.attach(pointer.get());
    EXPECT_EQ(references(pointer.get()), 1u);
}

TEST_F(ComPtr, ConvertsToWhatTheInterfaceDerivesFrom) {
    com_ptr<number> object = make_self<number>(2);
    const com_ptr<IPlain> plain = object;
    EXPECT_EQ(references(plain.get()), 2u);
    const com_ptr<INumber> base = std::move(object);
    EXPECT_EQ(references(plain.get()), 2u);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(plain->Plain(), 2);
}

TEST_F(ComPtr, PutReleasesWhatWasThere) {
    com_ptr<INumber2> pointer = make<number>(1);
    *pointer.put() = make<number>(2).detach();
    EXPECT_EQ(living_numbers, 1);
    EXPECT_EQ(references(pointer.get()), 1u);
    *pointer.put_void() = nullptr;
    EXPECT_EQ(living_numbers, 0);
}

TEST_F(ComPtr, GivesAndTakesReferences) {
    com_ptr<INumber2> pointer = make<number>(1);
    INumber2* raw = nullptr;
    pointer.copy_to(&raw);
    EXPECT_EQ(references(raw), 2u);
    com_ptr<INumber2> taken(raw, take_ownership_from_abi);
    EXPECT_EQ(references(raw), 2u);
    EXPECT_EQ(pointer.detach(), raw);
    taken.attach(raw);
    EXPECT_EQ(references(taken.get()), 1u);
    com_ptr<INumber>().copy_to(reinterpret_cast<INumber**>(&raw));
    EXPECT_EQ(raw, nullptr);
}

TEST_F(ComPtr, AsksForOtherInterfaces) {
    const com_ptr<INumber2> pointer = make<number>(3);
    EXPECT_EQ(pointer.as<IPlain>()->Plain(), 3);
    EXPECT_EQ(pointer.try_as<IAsyncInfo>(), nullptr);
    EXPECT_THROW(pointer.as<IAsyncInfo>(), hresult_no_interface);
    com_ptr<IPlain> plain;
    EXPECT_TRUE(pointer.try_as(plain));
    com_ptr<IAsyncInfo> none = copy_of<IAsyncInfo>(nullptr);
    EXPECT_FALSE(pointer.try_as(none));
    EXPECT_THROW(pointer.as(none), hresult_no_interface);
    EXPECT_EQ(com_ptr<INumber>().as<IPlain>(), nullptr);
    EXPECT_EQ(com_ptr<INumber>().try_as<IPlain>(), nullptr);
}

HRESULT hand_over(INumber2* object, REFIID iid, void** found) {
    return object->QueryInterface(iid, found);
}

TEST_F(ComPtr, CapturesWhatAFunctionHandsOver) {
    const com_ptr<INumber2> object = make<number>(4);
    com_ptr<IPlain> plain;
    plain.capture([&](REFIID iid, void** found) { return object->QueryInterface(iid, found); });
    EXPECT_EQ(plain->Plain(), 4);
    plain.capture(hand_over, object.get());
    EXPECT_EQ(references(object.get()), 2u);
    com_ptr<IAsyncInfo> none;
    EXPECT_THROW(none.capture(hand_over, object.get()), hresult_no_interface);
}

TEST_F(ComPtr, KnowsTheObjectBehindDifferentInterfaces) {
    const com_ptr<INumber2> one = make<number>(1);
    const com_ptr<INumber2> other = make<number>(1);
    EXPECT_TRUE(is_same_object(one, one.as<IPlain>()));
    EXPECT_FALSE(is_same_object(one, other));
    EXPECT_FALSE(is_same_object(one, com_ptr<IPlain>()));
    std::unordered_set<com_ptr<INumber2>> set{one, other, one};
    EXPECT_EQ(set.size(), 2u);
}

// An object whose destructor looks at the pointer that is letting it go.
struct onlooker : implements<onlooker, IPlain> {
    explicit onlooker(com_ptr<IPlain>& holder) : m_holder(holder) {}
    ~onlooker() override {
        seen = m_holder.get();
        m_holder = nullptr;
    }
    std::int32_t ASYNCOM_CALL Plain() noexcept override { return 0; }
    static inline IPlain* seen = nullptr;

private:
    com_ptr<IPlain>& m_holder;
};

TEST_F(ComPtr, HasLetGoBeforeADestructorRuns) {
    com_ptr<IPlain> holder;
    holder = make<onlooker>(holder);
    onlooker::seen = holder.get();
    holder = nullptr;
    EXPECT_EQ(onlooker::seen, nullptr);
    // What it holds instead is not overwritten by what the destructor does, nor leaked.
    holder = make<onlooker>(holder);
    const com_ptr<number> next = make_self<number>(5);
    holder = next;
    EXPECT_EQ(onlooker::seen, static_cast<IPlain*>(next.get()));
    EXPECT_EQ(holder, nullptr);
}

} // namespace com_ptr_test
