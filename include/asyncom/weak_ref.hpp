// SPDX-License-Identifier: MIT
// weak_ref: finds an object as long as it lives, without keeping it alive.
//
//   timer.tick([weak = get_weak()] {
//       if (const auto self = weak.get()) self->redraw();
//   });
//
// Of an interface, or of a class of one's own that implements<> some.
#pragma once

#include <asyncom/error.hpp>

namespace asyncom {

namespace impl {

// How an object is asked for: a class by its first interface.
template <class Interface>
struct asked_as {
    using type = Interface;
};
template <class Class>
requires requires {
    typename Class::default_interface;
}
struct asked_as<Class> {
    using type = typename Class::default_interface;
};

} // namespace impl

template <class Interface>
class weak_ref {
public:
    weak_ref() noexcept = default;
    // Throws hresult_no_interface where the object has no weak references.
    weak_ref(const com_ptr<Interface>& object) {
        if (object)
            check_hresult(
                object.template as<IWeakReferenceSource>()->GetWeakReference(m_reference.put()));
    }

    // A reference to the object; null once it is gone, or where there never was one.
    com_ptr<Interface> get() const noexcept {
        using asked = typename impl::asked_as<Interface>::type;
        com_ptr<asked> object;
        if (m_reference)
            m_reference->Resolve(guid_of<asked>(),
                                 reinterpret_cast<IInspectable**>(object.put_void()));
        return {static_cast<Interface*>(object.detach()), take_ownership_from_abi};
    }

    explicit operator bool() const noexcept { return static_cast<bool>(m_reference); }

private:
    com_ptr<IWeakReference> m_reference;
};

template <class Interface>
weak_ref<Interface> make_weak(const com_ptr<Interface>& object) {
    return weak_ref<Interface>(object);
}

} // namespace asyncom
