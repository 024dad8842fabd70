// SPDX-License-Identifier: MIT
// Components that are missing something, for another machine, or fail in each way there is.
#include "components.h"
#include "support/errors.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <new>
#include <string>

namespace {

using namespace contract;
namespace fs = std::filesystem;

constexpr HRESULT bad_format = static_cast<HRESULT>(0x800700C1);
constexpr HRESULT module_not_found = static_cast<HRESULT>(0x8007007E);

class BadComponent : public testing::Test {
protected:
    static void SetUpTestSuite() { AsyncomAddComponentDirectory(component_directory.c_str()); }

    BadComponent() { empty_error_slot(); }

    static void expect(const std::u16string& name, HRESULT result, const std::string& text) {
        held<IActivationFactory> factory;
        EXPECT_EQ(get_factory(name, factory), result);
        EXPECT_FALSE(factory);
        EXPECT_EQ(error_slot_code(), result);
        EXPECT_NE(error_text().find(text), std::string::npos) << error_text();
        IInspectable* instance = nullptr;
        const class_name asked(name);
        EXPECT_EQ(RoActivateInstance(asked, &instance), result);
        EXPECT_EQ(instance, nullptr);
    }
};

TEST_F(BadComponent, WithoutTheExport) {
    expect(u"Test.WithoutExports.Worker", failed, "exports no DllGetActivationFactory");
    EXPECT_FALSE(is_loaded("Test.WithoutExports"));
}

TEST_F(BadComponent, ThatFailsKeepsItsOwnReason) {
    expect(u"Test.Fails.Worker", access_denied, "The licence has run out.");
}

TEST_F(BadComponent, ThatThrowsIsCaughtAtTheWall) {
    expect(u"Test.Good.Thrower", failed, "threw an exception: no such luck");
}

TEST_F(BadComponent, ThatFindsNoMemory) {
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    hooks_of("Test.Hooked") = {[] { throw std::bad_alloc(); }, nullptr, nullptr};
    expect(u"Test.Hooked.Worker", out_of_memory, "");
    hooks_of("Test.Hooked") = {};
}

TEST_F(BadComponent, ThatSucceedsWithoutAFactory) {
    expect(u"Test.GivesNull.Worker", unexpected, "gave no factory");
}

TEST_F(BadComponent, ThatLacksASymbol) {
    expect(u"Test.Unresolved.Worker", module_not_found,
           "a_function_of_a_library_that_is_not_there");
    EXPECT_FALSE(is_loaded("Test.Unresolved"));
}

TEST_F(BadComponent, ThatIsNoModule) {
    std::ofstream(component_path("Test.Text")) << "This is not what you are looking for.\n";
    expect(u"Test.Text.Worker", bad_format, component_path("Test.Text"));
    std::ofstream(component_path("Test.Empty")).flush();
    expect(u"Test.Empty.Worker", bad_format, component_path("Test.Empty"));
    fs::create_directories(component_path("Test.Folder"));
    expect(u"Test.Folder.Worker", bad_format, component_path("Test.Folder"));
}

TEST_F(BadComponent, ForAnotherMachine) {
    // Beside it at first: others may run this test at the same time.
    const std::string path = component_path("Test.OtherMachine");
    const std::string made = path + std::to_string(::getpid());
    fs::copy_file(component_path("Test.Good"), made, fs::copy_options::overwrite_existing);
    std::fstream file(made, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(18); // e_machine
    file.put('\x2B');
    file.close();
    fs::rename(made, path);
    expect(u"Test.OtherMachine.Worker", bad_format, path);
}

TEST_F(BadComponent, DoesNotHideOneFurtherOn) {
    // Component Test.Good has the class; what lies in the longer namespace is broken.
    const std::string path = component_path("Test.Good.Broken");
    std::ofstream(path) << "broken";
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Good.Broken.Worker", factory), ok);
    // If none has it, the broken one is why.
    EXPECT_EQ(get_factory(u"Test.Good.Broken.Player", factory), bad_format);
    EXPECT_NE(error_text().find(path), std::string::npos) << error_text();
}

TEST_F(BadComponent, WhoseFactoryMakesNothing) {
    struct {
        const char16_t* name;
        HRESULT answer;
        const char* text;
    } const cases[] = {
        {u"Test.Good.ThrowsInstances", failed, "threw an exception: no instance"},
        {u"Test.Good.FailsInstances", not_implemented, "could not make an object"},
        {u"Test.Good.NoInstances", unexpected, "gave no object"},
    };
    for (const auto& each : cases) {
        auto* instance = reinterpret_cast<IInspectable*>(this);
        const class_name asked(each.name);
        EXPECT_EQ(RoActivateInstance(asked, &instance), each.answer);
        EXPECT_EQ(instance, nullptr);
        EXPECT_EQ(error_slot_code(), each.answer);
        EXPECT_NE(error_text().find(each.text), std::string::npos) << error_text();
    }
    EXPECT_TRUE(goes_away("Test.Good")); // their factories are released
}

TEST_F(BadComponent, WhoseFactoryGivesNoInterface) {
    struct {
        const char16_t* name;
        HRESULT answer;
        const char* text;
    } const cases[] = {
        {u"Test.Good.ThrowsInterfaces", failed,
         "The factory of Test.Good.ThrowsInterfaces threw an exception: no interface"},
        {u"Test.Good.NoInterfaces", unexpected,
         "The factory of Test.Good.NoInterfaces succeeded and gave no interface."},
    };
    for (const auto& each : cases) {
        void* found = this;
        const class_name asked(each.name);
        EXPECT_EQ(RoGetActivationFactory(asked, IID_IActivationFactory, &found), each.answer);
        EXPECT_EQ(found, nullptr);
        EXPECT_EQ(error_slot_code(), each.answer);
        EXPECT_EQ(error_text(), each.text);
    }
    EXPECT_TRUE(goes_away("Test.Good"));
}

TEST_F(BadComponent, IsNotExplainedByAnOlderReasonOfTheSameCode) {
    const class_name yesterday(u"The disk was full yesterday.");
    RoOriginateError(not_implemented, yesterday);
    IInspectable* instance = nullptr;
    const class_name asked(u"Test.Good.FailsInstances");
    EXPECT_EQ(RoActivateInstance(asked, &instance), not_implemented);
    EXPECT_NE(error_text().find("could not make an object"), std::string::npos) << error_text();
}

HRESULT ASYNCOM_CALL throw_a_number(HSTRING, IActivationFactory**) {
    throw 7;
}
HRESULT ASYNCOM_CALL fail_with_a_bad_pointer(HSTRING, IActivationFactory** factory) {
    *factory = reinterpret_cast<IActivationFactory*>(factory);
    return access_denied;
}

TEST_F(BadComponent, NorMayARegisteredCallbackDoHarm) {
    const class_name name(u"Test.Registered.Worker");
    for (const PFNGETACTIVATIONFACTORY callback : {&throw_a_number, &fail_with_a_bad_pointer}) {
        HSTRING names[] = {name};
        PFNGETACTIVATIONFACTORY callbacks[] = {callback};
        RO_REGISTRATION_COOKIE cookie = nullptr;
        ASSERT_EQ(RoRegisterActivationFactories(names, callbacks, 1, &cookie), ok);
        expect(u"Test.Registered.Worker", callback == &throw_a_number ? failed : access_denied,
               "Test.Registered.Worker");
        RoRevokeActivationFactories(cookie);
    }
}

} // namespace
