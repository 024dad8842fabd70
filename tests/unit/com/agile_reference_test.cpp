// SPDX-License-Identifier: MIT
// References for any thread, where every object may be called from any thread.
#include "com/agile_reference.h"

#include "com/error_slot.h"
#include "plain_object.h"
#include "unit/support/owned.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using test::owned;
using test::plain_object;
using test::query;

owned<IAgileReference> reference_to(plain_object& object, REFIID iid = IID_IUnknown,
                                    AgileReferenceOptions options = AGILEREFERENCE_DEFAULT) {
    owned<IAgileReference> reference;
    EXPECT_EQ(RoGetAgileReference(options, iid, &object, reference.put()), S_OK);
    return reference;
}

TEST(AgileReference, HoldsTheObjectAndGivesItsOwnPointers) {
    plain_object object({IID_IInspectable});
    for (const AgileReferenceOptions options :
         {AGILEREFERENCE_DEFAULT, AGILEREFERENCE_DELAYEDMARSHAL}) {
        owned<IAgileReference> reference = reference_to(object, IID_IInspectable, options);
        EXPECT_EQ(object.references(), 2u);
        for (const GUID& iid : {IID_IUnknown, IID_IInspectable}) {
            owned<IUnknown> resolved;
            EXPECT_EQ(reference->Resolve(iid, reinterpret_cast<void**>(resolved.put())), S_OK);
            EXPECT_EQ(resolved.get(), &object);
            EXPECT_EQ(object.references(), 3u);
        }
        reference.reset();
        EXPECT_EQ(object.references(), 1u);
    }
}

TEST(AgileReference, ResolvesOnAnyThreadAndOutlivesItsMaker) {
    plain_object object;
    owned<IAgileReference> reference;
    std::thread([&] { reference = reference_to(object); }).join();
    std::vector<std::thread> users;
    for (int i = 0; i < 4; ++i) {
        users.emplace_back(
            [&object, held = query<IAgileReference>(reference.get(), IID_IAgileReference)] {
                for (int round = 0; round < 1'000; ++round) {
                    owned<IUnknown> resolved;
                    held->Resolve(IID_IUnknown, reinterpret_cast<void**>(resolved.put()));
                    EXPECT_EQ(resolved.get(), &object);
                }
            });
    }
    reference.reset();
    for (std::thread& user : users)
        user.join();
    EXPECT_EQ(object.references(), 1u);
}

TEST(AgileReference, AnswersItsInterfacesAndIsAgileItself) {
    plain_object object({IID_IInspectable});
    const owned<IAgileReference> reference = reference_to(object);
    for (const GUID& iid : {IID_IUnknown, IID_IAgileReference, IID_IAgileObject}) {
        void* found = nullptr;
        EXPECT_EQ(reference->QueryInterface(iid, &found), S_OK);
        EXPECT_EQ(found, reference.get());
        EXPECT_EQ(reference->Release(), 1u);
    }
    void* found = &object;
    EXPECT_EQ(reference->QueryInterface(IID_IInspectable, &found), E_NOINTERFACE)
        << "it does not stand for the object";
    EXPECT_EQ(found, nullptr);
    EXPECT_EQ(reference->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
}

TEST(AgileReference, ResolvesOnlyWhatTheObjectHas) {
    plain_object object;
    const owned<IAgileReference> reference = reference_to(object);
    void* resolved = &object;
    EXPECT_EQ(reference->Resolve(IID_IInspectable, &resolved), E_NOINTERFACE);
    EXPECT_EQ(resolved, nullptr);
    EXPECT_EQ(reference->Resolve(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(object.references(), 2u);
}

TEST(AgileReference, RefusesArgumentsThatAreMissingOrUnknown) {
    plain_object object;
    auto* const untouched = reinterpret_cast<IAgileReference*>(&object);
    IAgileReference* reference = untouched;
    EXPECT_EQ(RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IUnknown, nullptr, &reference),
              E_INVALIDARG);
    EXPECT_EQ(reference, nullptr);
    EXPECT_EQ(RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IUnknown, &object, nullptr),
              E_INVALIDARG);
    for (const int option : {-1, 2}) {
        reference = untouched;
        EXPECT_EQ(RoGetAgileReference(static_cast<AgileReferenceOptions>(option), IID_IUnknown,
                                      &object, &reference),
                  E_INVALIDARG);
        EXPECT_EQ(reference, nullptr);
    }
    EXPECT_EQ(object.references(), 1u);
}

TEST(AgileReference, RefusesAnObjectWithoutTheInterface) {
    plain_object object;
    IAgileReference* reference = reinterpret_cast<IAgileReference*>(&object);
    EXPECT_EQ(RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IInspectable, &object, &reference),
              E_NOINTERFACE);
    EXPECT_EQ(reference, nullptr);
    EXPECT_EQ(object.references(), 1u);
}

TEST(AgileReference, RefusesAnObjectThatNeverCrosses) {
    plain_object object({IID_INoMarshal});
    IAgileReference* reference = reinterpret_cast<IAgileReference*>(&object);
    EXPECT_EQ(RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IUnknown, &object, &reference),
              CO_E_NOT_SUPPORTED);
    EXPECT_EQ(reference, nullptr);
    // The interface is asked for first, as on Windows.
    EXPECT_EQ(RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IInspectable, &object, &reference),
              E_NOINTERFACE);
    EXPECT_EQ(object.references(), 1u);
}

TEST(AgileReference, LeavesTheErrorSlotAlone) {
    set_error_info(0, nullptr);
    plain_object object;
    IAgileReference* reference = nullptr;
    RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IInspectable, &object, &reference);
    RoGetAgileReference(AGILEREFERENCE_DEFAULT, IID_IUnknown, nullptr, &reference);
    EXPECT_EQ(peek_error_info(), nullptr);
}

} // namespace
} // namespace asyncom::core
