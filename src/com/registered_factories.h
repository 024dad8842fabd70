// SPDX-License-Identifier: MIT
// Classes whose factories the application itself gives: RoRegisterActivationFactories.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// RoRegisterActivationFactories, RoRevokeActivationFactories; runtime.h describes them.
HRESULT register_factories(HSTRING* classes, PFNGETACTIVATIONFACTORY* callbacks,
                           std::uint32_t count, RO_REGISTRATION_COOKIE* cookie) noexcept;
void revoke_factories(RO_REGISTRATION_COOKIE cookie) noexcept;

// A registered class whose callback is kept from being revoked meanwhile.
struct registration;
class registered_call {
public:
    // Holds nothing where the class is not registered.
    explicit registered_call(HSTRING class_name) noexcept;
    ~registered_call();
    registered_call(const registered_call&) = delete;
    registered_call& operator=(const registered_call&) = delete;

    PFNGETACTIVATIONFACTORY callback() const noexcept { return m_callback; }

private:
    friend void revoke_factories(RO_REGISTRATION_COOKIE) noexcept;

    registration* m_registration = nullptr;
    PFNGETACTIVATIONFACTORY m_callback = nullptr;
    std::uint32_t m_token = 0; // of the thread
    registered_call* m_next = nullptr;
};

} // namespace asyncom::core
