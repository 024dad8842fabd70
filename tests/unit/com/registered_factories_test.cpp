// SPDX-License-Identifier: MIT
// Factories that the application registers: who finds them, and how they are revoked.
#include "com/registered_factories.h"

#include "registration.h"
#include "unit/support/error_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class RegisteredFactories : public RegistrationTest {};

TEST_F(RegisteredFactories, AreFoundUntilTheyAreRevoked) {
    const RO_REGISTRATION_COOKIE cookie = registered(u"One.Class", &give_first);
    owned<IActivationFactory> factory;
    EXPECT_EQ(look_up(u"One.Class", &factory), S_OK);
    EXPECT_EQ(factory.get(), &first_factory);
    factory.reset();
    RoRevokeActivationFactories(cookie);
    EXPECT_EQ(look_up(u"One.Class"), REGDB_E_CLASSNOTREG);
    EXPECT_NE(take_error_text().find("One.Class"), std::string::npos);
}

TEST_F(RegisteredFactories, AreManyInOneRegistration) {
    const name first(u"Many.First");
    const name second(u"Many.Second");
    const name third(u"Many.Third");
    HSTRING names[] = {first, second, third};
    PFNGETACTIVATIONFACTORY callbacks[] = {&give_first, &give_second, &give_first};
    RO_REGISTRATION_COOKIE cookie = nullptr;
    ASSERT_EQ(RoRegisterActivationFactories(names, callbacks, 3, &cookie), S_OK);
    owned<IActivationFactory> factory;
    EXPECT_EQ(look_up(u"Many.Second", &factory), S_OK);
    EXPECT_EQ(factory.get(), &second_factory);
    EXPECT_EQ(look_up(u"Many.Third", &factory), S_OK);
    EXPECT_EQ(factory.get(), &first_factory);
    factory.reset();
    RoRevokeActivationFactories(cookie);
    for (const char16_t* each : {u"Many.First", u"Many.Second", u"Many.Third"})
        EXPECT_FALSE(is_registered(each));
}

// Where components are never looked for: what is no class name, and what has no namespace.
TEST_F(RegisteredFactories, MayHaveAnyName) {
    for (const char16_t* each : {u"Plain", u"../odd/name", u"two words"}) {
        const RO_REGISTRATION_COOKIE cookie = registered(each, &give_first);
        EXPECT_TRUE(is_registered(each));
        RoRevokeActivationFactories(cookie);
        EXPECT_FALSE(is_registered(each));
    }
}

TEST_F(RegisteredFactories, AreToldByTheWholeName) {
    using namespace std::string_view_literals;
    const name with_null(u"A\0B"sv);
    HSTRING string = with_null;
    PFNGETACTIVATIONFACTORY callback = &give_first;
    RO_REGISTRATION_COOKIE cookie = nullptr;
    ASSERT_EQ(RoRegisterActivationFactories(&string, &callback, 1, &cookie), S_OK);
    EXPECT_FALSE(is_registered(u"A"));
    void* factory = nullptr;
    EXPECT_EQ(RoGetActivationFactory(with_null, IID_IActivationFactory, &factory), S_OK);
    first_factory.Release();
    RoRevokeActivationFactories(cookie);
}

TEST_F(RegisteredFactories, KeepTheNamesThatWereLent) {
    char16_t text[] = u"Lent.Name";
    HSTRING_HEADER header;
    HSTRING string = nullptr;
    ASSERT_EQ(WindowsCreateStringReference(text, 9, &header, &string), S_OK);
    PFNGETACTIVATIONFACTORY callback = &give_first;
    RO_REGISTRATION_COOKIE cookie = nullptr;
    ASSERT_EQ(RoRegisterActivationFactories(&string, &callback, 1, &cookie), S_OK);
    text[0] = u'B';
    EXPECT_TRUE(is_registered(u"Lent.Name"));
    EXPECT_FALSE(is_registered(u"Bent.Name"));
    RoRevokeActivationFactories(cookie);
}

TEST_F(RegisteredFactories, AreRegisteredOnce) {
    const RO_REGISTRATION_COOKIE cookie = registered(u"Taken.Class", &give_first);
    const name other(u"Other.Class");
    const name taken(u"Taken.Class");
    HSTRING names[] = {other, taken};
    PFNGETACTIVATIONFACTORY callbacks[] = {&give_second, &give_second};
    RO_REGISTRATION_COOKIE refused = cookie;
    EXPECT_EQ(RoRegisterActivationFactories(names, callbacks, 2, &refused), CO_E_OBJISREG);
    EXPECT_EQ(refused, nullptr);
    EXPECT_NE(take_error_text(), "");
    EXPECT_FALSE(is_registered(u"Other.Class")) << "none of them is";
    owned<IActivationFactory> factory;
    EXPECT_EQ(look_up(u"Taken.Class", &factory), S_OK);
    EXPECT_EQ(factory.get(), &first_factory);
    factory.reset();
    names[0] = taken;
    RoRevokeActivationFactories(cookie);
    EXPECT_EQ(RoRegisterActivationFactories(names, callbacks, 2, &refused), CO_E_OBJISREG)
        << "one name twice";
    EXPECT_FALSE(is_registered(u"Taken.Class"));
}

TEST_F(RegisteredFactories, NeedAllTheirArguments) {
    const name text(u"Some.Class");
    HSTRING names[] = {text, nullptr};
    PFNGETACTIVATIONFACTORY callbacks[] = {&give_first, nullptr};
    PFNGETACTIVATIONFACTORY whole[] = {&give_first, &give_first};
    HSTRING both[] = {text, text};
    auto* const untouched = reinterpret_cast<RO_REGISTRATION_COOKIE>(names);
    const std::function<HRESULT(RO_REGISTRATION_COOKIE*)> calls[] = {
        [&](auto* out) { return RoRegisterActivationFactories(nullptr, callbacks, 1, out); },
        [&](auto* out) { return RoRegisterActivationFactories(names, nullptr, 1, out); },
        [&](auto* out) { return RoRegisterActivationFactories(names, callbacks, 0, out); },
        [&](auto* out) { return RoRegisterActivationFactories(names, whole, 2, out); },
        [&](auto* out) { return RoRegisterActivationFactories(both, callbacks, 2, out); },
    };
    for (const auto& call : calls) {
        RO_REGISTRATION_COOKIE cookie = untouched;
        EXPECT_EQ(call(&cookie), E_INVALIDARG);
        EXPECT_EQ(cookie, nullptr);
        EXPECT_NE(take_error_text(), "");
    }
    EXPECT_EQ(RoRegisterActivationFactories(names, callbacks, 1, nullptr), E_INVALIDARG);
    EXPECT_FALSE(is_registered(u"Some.Class"));
}

TEST_F(RegisteredFactories, AnUnknownCookieIsIgnored) {
    const RO_REGISTRATION_COOKIE cookie = registered(u"Known.Class", &give_first);
    RoRevokeActivationFactories(nullptr);
    RoRevokeActivationFactories(reinterpret_cast<RO_REGISTRATION_COOKIE>(this));
    EXPECT_TRUE(is_registered(u"Known.Class"));
    RoRevokeActivationFactories(cookie);
    RoRevokeActivationFactories(cookie);
}

// Memory comes back at the same address; a registration that has ended is another one's never.
TEST_F(RegisteredFactories, AnOldCookieEndsNoLaterRegistration) {
    std::vector<RO_REGISTRATION_COOKIE> old;
    for (int i = 0; i < 16; ++i) {
        old.push_back(registered(u"Again.Class", &give_first));
        RoRevokeActivationFactories(old.back());
    }
    const RO_REGISTRATION_COOKIE cookie = registered(u"Again.Class", &give_first);
    for (const RO_REGISTRATION_COOKIE each : old)
        RoRevokeActivationFactories(each);
    EXPECT_TRUE(is_registered(u"Again.Class"));
    RoRevokeActivationFactories(cookie);
}

TEST_F(RegisteredFactories, AreRevokedInAnyOrder) {
    for (const int first_to_go : {0, 1, 2}) {
        const char16_t* names[] = {u"Order.A", u"Order.B", u"Order.C"};
        RO_REGISTRATION_COOKIE cookies[3];
        for (int i = 0; i < 3; ++i)
            cookies[i] = registered(names[i], &give_first);
        RoRevokeActivationFactories(cookies[first_to_go]);
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(is_registered(names[i]), i != first_to_go);
        for (const RO_REGISTRATION_COOKIE each : cookies)
            RoRevokeActivationFactories(each);
    }
}

TEST_F(RegisteredFactories, ACallbackMayRevokeItself) {
    RO_REGISTRATION_COOKIE cookie = nullptr;
    int calls = 0;
    script = [&] {
        ++calls;
        RoRevokeActivationFactories(cookie); // returns, although this call has not left
    };
    cookie = registered(u"Self.Class", &give_scripted);
    EXPECT_TRUE(is_registered(u"Self.Class")) << "this call still gives its factory";
    EXPECT_FALSE(is_registered(u"Self.Class"));
    EXPECT_EQ(calls, 1);
}

TEST_F(RegisteredFactories, ACallbackMayRevokeItselfFromDeepInside) {
    RO_REGISTRATION_COOKIE cookie = nullptr;
    int depth = 0;
    script = [&] {
        if (++depth == 3)
            RoRevokeActivationFactories(cookie);
        else
            EXPECT_TRUE(is_registered(u"Deep.Class"));
    };
    cookie = registered(u"Deep.Class", &give_scripted);
    EXPECT_TRUE(is_registered(u"Deep.Class"));
    EXPECT_EQ(depth, 3);
    EXPECT_FALSE(is_registered(u"Deep.Class"));
}

TEST_F(RegisteredFactories, ACallbackMayRegisterAndRevokeOthers) {
    const RO_REGISTRATION_COOKIE other = registered(u"Other.Class", &give_second);
    RO_REGISTRATION_COOKIE inner = nullptr;
    script = [&] {
        RoRevokeActivationFactories(other);
        inner = registered(u"Inner.Class", &give_second);
    };
    const RO_REGISTRATION_COOKIE cookie = registered(u"Outer.Class", &give_scripted);
    EXPECT_TRUE(is_registered(u"Outer.Class"));
    EXPECT_FALSE(is_registered(u"Other.Class"));
    EXPECT_TRUE(is_registered(u"Inner.Class"));
    RoRevokeActivationFactories(inner);
    RoRevokeActivationFactories(cookie);
}

} // namespace
} // namespace asyncom::core
