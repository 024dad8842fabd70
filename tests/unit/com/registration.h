// SPDX-License-Identifier: MIT
// Registering factories and looking them up, in a line each.
#pragma once

#include "com/error_slot.h"
#include "test_factory.h"
#include "unit/support/owned.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <functional>
#include <string_view>
#include <utility>

namespace asyncom::core::test {

// A string for as long as it lives.
class name {
public:
    explicit name(std::u16string_view text) {
        WindowsCreateString(text.data(), static_cast<std::uint32_t>(text.size()), &m_string);
    }
    ~name() { WindowsDeleteString(m_string); }
    name(const name&) = delete;
    name& operator=(const name&) = delete;
    operator HSTRING() const { return m_string; }

private:
    HSTRING m_string = nullptr;
};

inline test_factory first_factory;
inline test_factory second_factory;

inline HRESULT ASYNCOM_CALL give_first(HSTRING, IActivationFactory** factory) {
    first_factory.AddRef();
    *factory = &first_factory;
    return S_OK;
}

inline HRESULT ASYNCOM_CALL give_second(HSTRING, IActivationFactory** factory) {
    second_factory.AddRef();
    *factory = &second_factory;
    return S_OK;
}

// What `give_scripted` does, in a call that any thread may make.
inline std::function<void()> script;

inline HRESULT ASYNCOM_CALL give_scripted(HSTRING, IActivationFactory** factory) {
    script();
    return give_first(nullptr, factory);
}

inline RO_REGISTRATION_COOKIE registered(const char16_t* class_name,
                                         PFNGETACTIVATIONFACTORY callback) {
    const name text(class_name);
    HSTRING string = text;
    RO_REGISTRATION_COOKIE cookie = nullptr;
    EXPECT_EQ(RoRegisterActivationFactories(&string, &callback, 1, &cookie), S_OK);
    EXPECT_NE(cookie, nullptr);
    return cookie;
}

inline HRESULT look_up(const char16_t* class_name, owned<IActivationFactory>* factory = nullptr) {
    const name text(class_name);
    owned<IActivationFactory> found;
    const HRESULT result =
        RoGetActivationFactory(text, IID_IActivationFactory, reinterpret_cast<void**>(found.put()));
    EXPECT_EQ(result == S_OK, static_cast<bool>(found));
    if (factory != nullptr) *factory = std::move(found);
    return result;
}

inline bool is_registered(const char16_t* class_name) {
    return look_up(class_name) == S_OK;
}

// No factory may be left behind.
class RegistrationTest : public testing::Test {
protected:
    RegistrationTest() { set_error_info(0, nullptr); }
    ~RegistrationTest() override {
        script = nullptr;
        set_error_info(0, nullptr);
        EXPECT_EQ(first_factory.references(), 1u);
        EXPECT_EQ(second_factory.references(), 1u);
    }
};

} // namespace asyncom::core::test
