// SPDX-License-Identifier: MIT
// A component that is written on the projection, activated by a client that is.
#include "component/counter.h"

#include <asyncom/activation.hpp>

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <string>
#include <thread>

namespace activation_test {

using namespace asyncom;
using projection::ICounter;
using projection::ICounterStatics;

class Activation : public testing::Test {
protected:
    static void SetUpTestSuite() { AsyncomAddComponentDirectory(ASYNCOM_PROJECTION_COMPONENTS); }
    void TearDown() override { EXPECT_TRUE(goes_away()); }

    static bool is_loaded() {
        void* const found = ::dlopen(ASYNCOM_PROJECTION_COMPONENTS "/libTest.Projection.so",
                                     RTLD_NOW | RTLD_NOLOAD);
        if (found != nullptr) ::dlclose(found);
        return found != nullptr;
    }
    // A thread of the pool may still be about to leave the component.
    static bool goes_away() {
        for (int round = 0; round < 1'000'000 && is_loaded(); ++round) {
            CoFreeUnusedLibraries();
            std::this_thread::yield();
        }
        return !is_loaded();
    }
};

TEST_F(Activation, MakesObjectsByTheNameOfTheirClass) {
    const auto counter = activate_instance<ICounter>(u"Test.Projection.Counter");
    std::int32_t number = 0;
    EXPECT_EQ(counter->Next(&number), S_OK);
    EXPECT_EQ(number, 1);
    hstring name;
    EXPECT_EQ(counter->GetRuntimeClassName(name.put()), S_OK);
    EXPECT_EQ(name, u"Test.Projection.Counter");
    CoFreeUnusedLibraries();
    EXPECT_TRUE(is_loaded());
}

TEST_F(Activation, FindsWhatTheFactoryHasBesides) {
    const auto statics = get_activation_factory<ICounterStatics>(u"Test.Projection.Counter");
    com_ptr<ICounter> counter;
    ASSERT_EQ(statics->StartAt(41, counter.put()), S_OK);
    std::int32_t number = 0;
    counter->Next(&number);
    EXPECT_EQ(number, 42);
    hstring name;
    EXPECT_EQ(statics->GetRuntimeClassName(name.put()), E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(statics.as<IActivationFactory>()->ActivateInstance(nullptr), E_INVALIDARG);
}

TEST_F(Activation, GetsItsOperationsAndTheirErrors) {
    const auto counter = activate_instance<ICounter>(u"Test.Projection.Counter");
    async_operation_with_progress<std::uint32_t, double> counting;
    ASSERT_EQ(counter->CountUpTo(1000, counting.abi().put()), S_OK);
    EXPECT_EQ(counting.get(), 1000u);
    try {
        check_hresult(counter->CountUpTo(0, counting.abi().put()));
        FAIL();
    } catch (const hresult_invalid_argument& error) {
        EXPECT_STREQ(error.what(), "count up to what?");
    }
}

TEST_F(Activation, KeepsTheComponentAsLongAsAnOperationRunsInIt) {
    async_operation_with_progress<std::uint32_t, double> counting;
    activate_instance<ICounter>(u"Test.Projection.Counter")
        ->CountUpTo(100'000, counting.abi().put());
    CoFreeUnusedLibraries();
    EXPECT_EQ(counting.get(), 100'000u);
}

TEST_F(Activation, SaysWhatCouldNotBeMade) {
    EXPECT_THROW(activate_instance<ICounter>(u"Test.Projection.Picky"), hresult_not_implemented);
    EXPECT_EQ(try_activate_instance<ICounter>(u"Test.Projection.Broken").code(), E_BOUNDS);
    EXPECT_EQ(try_activate_instance<IAsyncInfo>(u"Test.Projection.Counter").code(), E_NOINTERFACE);
    EXPECT_FALSE(try_activate_instance<ICounter>(u"Test.Projection.Unknown"));
    const auto missing = try_get_activation_factory(u"Test.Nowhere.Counter");
    EXPECT_EQ(missing.code(), REGDB_E_CLASSNOTREG);
    EXPECT_NE(std::string(missing.error().what()).find("Test.Nowhere.Counter"), std::string::npos)
        << missing.error().what();
}

TEST_F(Activation, FindsNoFactoryForNothing) {
    IActivationFactory* factory = nullptr;
    EXPECT_EQ(find_factory<>(nullptr, &factory), E_INVALIDARG);
    EXPECT_EQ(find_factory<>(hstring(u"A").get(), nullptr), E_INVALIDARG);
    EXPECT_EQ(find_factory<>(hstring(u"A").get(), &factory), CLASS_E_CLASSNOTAVAILABLE);
    EXPECT_EQ(factory, nullptr);
}

} // namespace activation_test
