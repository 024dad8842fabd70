// SPDX-License-Identifier: MIT
// Values that cross the wall: results, partial results, progress.
//
// A type crosses as what it is in memory: a scalar, an enum, a GUID, hstring, com_ptr, a view of an
// operation, or a structure of such, has the size and the layout that the ABI gives it, and an
// owner of a reference there is an owner of that reference here. So a value needs no conversion,
// only somebody who begins and ends its life.
#pragma once

#include <asyncom/result.hpp>

#include <cstdint>
#include <memory>
#include <type_traits>

namespace asyncom {

// What can be a result or progress.
template <class Value>
concept abi_value =
    has_signature<Value> && std::is_default_constructible_v<Value> && std::is_destructible_v<Value>;

namespace impl {

// Has a value filled in by `fill(void*)`, which writes only if it succeeds.
template <abi_value Value, class Fill>
result<Value> receive(Fill&& fill) {
    if constexpr (std::is_same_v<Value, bool>) {
        // One byte there, of which every value but 0 means true.
        std::uint8_t byte = 0;
        const HRESULT filled = fill(&byte);
        if (filled < 0) return hresult_error(filled, take_ownership_from_abi);
        return byte != 0;
    } else {
        Value value{};
        const HRESULT filled = fill(static_cast<void*>(&value));
        if (filled < 0) return hresult_error(filled, take_ownership_from_abi);
        return value;
    }
}

// A value that is lent for a call.
template <class Value>
decltype(auto) lent(const void* value) noexcept {
    if constexpr (std::is_same_v<Value, bool>)
        return *static_cast<const std::uint8_t*>(value) != 0;
    else
        return *static_cast<const Value*>(value);
}
// A value that is lent to the ABI; true is 1 there.
template <class Value>
const void* lend(const Value& value) noexcept {
    return std::addressof(value);
}

} // namespace impl
} // namespace asyncom
