// SPDX-License-Identifier: MIT
// From the name of a class to its factory: where it is looked for, in which order, and what a name
// that is none gets.
#include "components.h"
#include "support/errors.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace contract;

class Activation : public testing::Test {
protected:
    static void SetUpTestSuite() { AsyncomAddComponentDirectory(component_directory.c_str()); }
    Activation() { empty_error_slot(); }
};

TEST_F(Activation, FindsAComponentBesideTheApplication) {
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Beside.Worker", factory), ok);
    EXPECT_TRUE(factory);
    EXPECT_TRUE(error_slot_is_empty());
}

TEST_F(Activation, FindsAComponentInAnAddedDirectory) {
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Good.Worker", factory), ok);
    ASSERT_TRUE(factory);
    IInspectable* instance = nullptr;
    ASSERT_EQ(factory->ActivateInstance(&instance), ok);
    instance->Release();
}

TEST_F(Activation, MakesAnObjectOfAClass) {
    const held<IWorker> worker = make_worker(u"Test.Good.Worker");
    ASSERT_TRUE(worker);
    const held<IAsyncAction> operation = start(*worker);
    EXPECT_EQ(AsyncomWait(operation.get(), ASYNCOM_INFINITE), ok);
    EXPECT_EQ(operation->GetResults(), ok);
}

TEST_F(Activation, GoesFromTheLongestNamespaceToTheShortest) {
    held<IActivationFactory> factory;
    // There is no component Test.Good.Deeper.Still, nor Test.Good.Deeper.
    EXPECT_EQ(get_factory(u"Test.Good.Deeper.Still.Worker", factory), ok);
    // There is a component Test.Good.Inner, which does not have the class.
    EXPECT_EQ(get_factory(u"Test.Good.Inner.Worker", factory), ok);
    EXPECT_TRUE(is_loaded("Test.Good.Inner"));
}

TEST_F(Activation, ToldWhereItLooked) {
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Good.Player", factory), REGDB_E_CLASSNOTREG);
    EXPECT_FALSE(factory);
    EXPECT_EQ(error_slot_code(), REGDB_E_CLASSNOTREG);
    EXPECT_EQ(error_text(),
              "Class Test.Good.Player is not in " + component_path("Test.Good") + ".");
    EXPECT_EQ(get_factory(u"Nobody.Knows.This", factory), REGDB_E_CLASSNOTREG);
    EXPECT_NE(error_text().find("Nobody.Knows.This"), std::string::npos);
}

TEST_F(Activation, DoesNotLookIntoTheWorkingDirectory) {
    const std::string before = [] {
        char path[4096] = "";
        return std::string(::getcwd(path, sizeof path));
    }();
    const std::string elsewhere = component_directory + "/../only_here";
    ASSERT_EQ(::chdir(elsewhere.c_str()), 0);
    held<IActivationFactory> factory;
    const HRESULT found = get_factory(u"Test.Elsewhere.Worker", factory);
    ASSERT_EQ(::chdir(before.c_str()), 0);
    EXPECT_EQ(found, REGDB_E_CLASSNOTREG);
    // It is the right place, though.
    ASSERT_EQ(AsyncomAddComponentDirectory((elsewhere + "/").c_str()), ok);
    EXPECT_EQ(get_factory(u"Test.Elsewhere.Worker", factory), ok);
}

TEST_F(Activation, AsksTheFactoryForTheInterface) {
    const class_name name(u"Test.Good.Worker");
    void* found = &found;
    EXPECT_EQ(RoGetActivationFactory(name, IID_IAsyncInfo, &found), no_interface);
    EXPECT_EQ(found, nullptr);
    EXPECT_EQ(error_slot_code(), no_interface);
    EXPECT_EQ(RoGetActivationFactory(name, IID_IInspectable, &found), ok);
    static_cast<IUnknown*>(found)->Release();
}

TEST_F(Activation, RefusesMissingArguments) {
    const class_name name(u"Test.Good.Worker");
    void* found = &found;
    EXPECT_EQ(RoGetActivationFactory(nullptr, IID_IUnknown, &found), bad_argument);
    EXPECT_EQ(found, nullptr);
    EXPECT_EQ(RoGetActivationFactory(name, IID_IUnknown, nullptr), bad_argument);
    auto* instance = reinterpret_cast<IInspectable*>(&found);
    EXPECT_EQ(RoActivateInstance(nullptr, &instance), bad_argument);
    EXPECT_EQ(instance, nullptr);
    EXPECT_EQ(RoActivateInstance(name, nullptr), bad_argument);
}

TEST_F(Activation, OfNamesThatAreNoneLooksAtNoFile) {
    const std::u16string with_null(u"Test.Good\0.Worker", 17);
    std::vector<std::u16string> names = {u"Worker",
                                         u".Test.Good.Worker",
                                         u"Test..Good.Worker",
                                         u"Test.Good.Worker.",
                                         u".",
                                         u"..",
                                         u"Test.Good/../Worker",
                                         u"../Test.Good.Worker",
                                         u"Test\\Good.Worker",
                                         u"/etc/Test.Worker",
                                         u"Test.Good .Worker",
                                         u"Test.Good\n.Worker",
                                         with_null,
                                         u"$LIB.Worker",
                                         std::u16string(100000, u'a'),
                                         u"Test." + std::u16string(100000, u'a'),
                                         std::u16string(300, u'a') + u".Worker",
                                         u"C:Test.Worker"};
    std::u16string dots;
    for (int part = 0; part < 50000; ++part)
        dots += u"a.";
    names.push_back(dots);
    names.push_back(dots + u"Worker");
    for (const std::u16string& name : names) {
        held<IActivationFactory> factory;
        EXPECT_EQ(get_factory(name, factory), REGDB_E_CLASSNOTREG);
        EXPECT_FALSE(factory);
        EXPECT_EQ(error_slot_code(), REGDB_E_CLASSNOTREG);
        EXPECT_LT(error_text().size(), 800U);
    }
}

HRESULT ASYNCOM_CALL say_what_is_missing(HSTRING, IActivationFactory**) {
    const class_name text(u"There is no paper.");
    RoOriginateError(CLASS_E_CLASSNOTAVAILABLE, text);
    return CLASS_E_CLASSNOTAVAILABLE;
}

// Who does not have a class may have said why.
TEST_F(Activation, TellsWhatWasSaidWhereItLooked) {
    const std::string good = component_path("Test.Good");
    const std::string by_component = "Class Test.Good.Licensed is not in " + good + ".";
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Good.Licensed", factory), REGDB_E_CLASSNOTREG);
    EXPECT_EQ(error_text(), by_component + " " + good + ": The licence has run out.");
    const class_name name(u"Test.Good.Licensed");
    HSTRING names[] = {name};
    PFNGETACTIVATIONFACTORY callbacks[] = {&say_what_is_missing};
    RO_REGISTRATION_COOKIE cookie = nullptr;
    ASSERT_EQ(RoRegisterActivationFactories(names, callbacks, 1, &cookie), ok);
    EXPECT_EQ(get_factory(u"Test.Good.Licensed", factory), REGDB_E_CLASSNOTREG);
    RoRevokeActivationFactories(cookie);
    EXPECT_EQ(error_text(), by_component + " The registered callback: There is no paper. " + good +
                                ": The licence has run out.");
}

TEST_F(Activation, LooksBesideTheApplicationOnce) {
    const std::string beside = std::filesystem::canonical(component_directory).parent_path();
    AsyncomAddComponentDirectory(beside.c_str());
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Beside.Player", factory), REGDB_E_CLASSNOTREG);
    EXPECT_EQ(error_text(), "Class Test.Beside.Player is not in " + beside +
                                "/libTest.Beside" ASYNCOM_COMPONENT_SUFFIX ".");
}

TEST_F(Activation, ShowsANameThatIsNoneAsAWhole) {
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(std::u16string(u"A.B\0C\n\x7F\x85.D", 10), factory), REGDB_E_CLASSNOTREG);
    EXPECT_EQ(error_text(),
              "\"A.B?C???.D\" is not registered, and no class of a component is named so.");
}

HRESULT ASYNCOM_CALL give_own_factory(HSTRING, IActivationFactory** factory) {
    const class_name name(u"Test.Beside.Worker"); // one call of the library inside another
    return RoGetActivationFactory(name, IID_IActivationFactory, reinterpret_cast<void**>(factory));
}

TEST_F(Activation, PrefersARegisteredFactoryAndTakesAnyNameForIt) {
    for (const std::u16string& text :
         {std::u16string(u"Test.Good.Worker"), std::u16string(u"/ ?")}) {
        const class_name name(text);
        HSTRING names[] = {name};
        PFNGETACTIVATIONFACTORY callbacks[] = {&give_own_factory};
        RO_REGISTRATION_COOKIE cookie = nullptr;
        ASSERT_EQ(RoRegisterActivationFactories(names, callbacks, 1, &cookie), ok);
        held<IActivationFactory> registered;
        held<IActivationFactory> beside;
        EXPECT_EQ(get_factory(text, registered), ok);
        RoRevokeActivationFactories(cookie);
        EXPECT_EQ(get_factory(text, beside), text[0] == u'/' ? REGDB_E_CLASSNOTREG : ok);
    }
}

TEST_F(Activation, TakesAbsoluteDirectoriesOnce) {
    EXPECT_EQ(AsyncomAddComponentDirectory(nullptr), bad_pointer);
    for (const char* const wrong : {"", "relative", "./here", "\xff", "/bad\xff"})
        EXPECT_EQ(AsyncomAddComponentDirectory(wrong), bad_argument) << wrong;
    EXPECT_EQ(AsyncomAddComponentDirectory("/nowhere/at all"), ok);
    EXPECT_EQ(AsyncomAddComponentDirectory("/nowhere/at all"), no);
    EXPECT_EQ(AsyncomAddComponentDirectory("/nowhere/at all//"), no);
    EXPECT_EQ(AsyncomAddComponentDirectory("/"), ok);
    EXPECT_EQ(AsyncomAddComponentDirectory("/"), no);
    EXPECT_EQ(AsyncomAddComponentDirectory(component_directory.c_str()), no);
}

} // namespace
