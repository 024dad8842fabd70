// SPDX-License-Identifier: MIT
// weak_ref: finds an object as long as it lives, without keeping it alive.
#pragma once

#include <asyncom/error.hpp>

namespace asyncom {

template <class Interface>
class weak_ref {
public:
    weak_ref() noexcept = default;
    // Throws hresult_no_interface where the object has no weak references.
    explicit weak_ref(const com_ptr<Interface>& object) {
        if (object)
            check_hresult(
                object.template as<IWeakReferenceSource>()->GetWeakReference(m_reference.put()));
    }

    // A reference to the object; null once it is gone, or where there never was one.
    com_ptr<Interface> get() const noexcept {
        com_ptr<Interface> object;
        if (m_reference)
            m_reference->Resolve(guid_of<Interface>(),
                                 reinterpret_cast<IInspectable**>(object.put_void()));
        return object;
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
