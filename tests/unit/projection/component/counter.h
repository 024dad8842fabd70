// SPDX-License-Identifier: MIT
// What the component of these tests offers.
#pragma once

#include <asyncom/async.hpp>
#include <asyncom/interface_list.hpp>

namespace projection {

struct ASYNCOM_VISIBLE ICounter : IInspectable {
    virtual HRESULT ASYNCOM_CALL Next(std::int32_t* number) = 0;
    // An operation that ends on the library's pool, in code of the component.
    virtual HRESULT ASYNCOM_CALL CountUpTo(
        std::uint32_t last,
        asyncom::async_operation_with_progress<std::uint32_t, double>::abi_type** operation) = 0;
};
// Of the factory: counters that begin somewhere.
struct ASYNCOM_VISIBLE ICounterStatics : IInspectable {
    virtual HRESULT ASYNCOM_CALL StartAt(std::int32_t number, ICounter** counter) = 0;
};

} // namespace projection

template <>
inline constexpr GUID asyncom::guid_v<projection::ICounter> = {
    0x3f1e55c1, 0x9a0b, 0x4c0d, {0x8e, 0x61, 0x10, 0x20, 0x30, 0x40, 0x50, 0x61}};
template <>
inline constexpr GUID asyncom::guid_v<projection::ICounterStatics> = {
    0x3f1e55c2, 0x9a0b, 0x4c0d, {0x8e, 0x61, 0x10, 0x20, 0x30, 0x40, 0x50, 0x61}};
