// SPDX-License-Identifier: MIT
// greeter.idl in C++.
#pragma once

#include <asyncom/asyncom.hpp>

namespace acme {

struct ASYNCOM_VISIBLE IGreeter : IInspectable {
    virtual HRESULT ASYNCOM_CALL
    GreetAsync(HSTRING name, asyncom::async_operation<asyncom::hstring>::abi_type** greeting) = 0;
};

} // namespace acme

template <>
inline constexpr GUID asyncom::guid_v<acme::IGreeter> = {
    0x5b7a2f3e, 0x7d6c, 0x4b1a, {0x9c, 0x8d, 0x0e, 0x1f, 0x2a, 0x3b, 0x4c, 0x5d}};
