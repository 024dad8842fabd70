// SPDX-License-Identifier: MIT
// What an interface derives from, as QueryInterface needs to know it.
#pragma once

#include <asyncom/guid.hpp>

#include <type_traits>

namespace asyncom {

// An interface that derives from another one than IUnknown or IInspectable says so, beside its
// guid_v, so that an object that implements it answers the other one too:
//
//   template <> struct asyncom::base_interface<IGreeter2> { using type = IGreeter; };
template <class Interface>
struct base_interface {
    using type = void;
};
template <>
struct base_interface<IAsyncManualScheduler> {
    using type = IAsyncScheduler;
};

namespace impl {

template <class First, class...>
struct first {
    using type = First;
};
template <class... Types>
using first_of = typename first<Types...>::type;

// Whether a pointer to Interface is the answer for this identifier. A pointer to a derived
// interface is one to its base, because interfaces derive singly.
template <class Interface>
constexpr bool answers(const GUID& iid) noexcept {
    using base = typename base_interface<Interface>::type;
    if (is_same_guid(iid, guid_of<Interface>())) return true;
    if constexpr (!std::is_void_v<base>) {
        static_assert(std::is_base_of_v<base, Interface>);
        return answers<base>(iid);
    } else {
        return std::is_base_of_v<IInspectable, Interface> &&
               is_same_guid(iid, guid_of<IInspectable>());
    }
}

} // namespace impl
} // namespace asyncom
