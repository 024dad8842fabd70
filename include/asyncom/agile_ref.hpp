// SPDX-License-Identifier: MIT
// agile_ref: carries an object to another thread. On Windows an object may be bound to an
// apartment, and the reference brings a pointer that is right where it is asked for; elsewhere
// every object is any thread's, and the reference is a plain one.
#pragma once

#include <asyncom/result.hpp>

namespace asyncom {

template <class Interface>
class agile_ref {
public:
    agile_ref() noexcept = default;
    agile_ref(const com_ptr<Interface>& object) {
        if (object)
            check_hresult(RoGetAgileReference(AGILEREFERENCE_DEFAULT, guid_of<Interface>(),
                                              object.get(), m_reference.put()));
    }

    // A pointer for the calling thread. Throws where the object's apartment is gone.
    com_ptr<Interface> get() const { return try_get().value(); }
    result<com_ptr<Interface>> try_get() const noexcept {
        com_ptr<Interface> object;
        if (!m_reference) return object;
        const HRESULT resolved = m_reference->Resolve(guid_of<Interface>(), object.put_void());
        if (resolved < 0) return hresult_error(resolved, take_ownership_from_abi);
        return object;
    }

    explicit operator bool() const noexcept { return static_cast<bool>(m_reference); }

private:
    com_ptr<IAgileReference> m_reference;
};

template <class Interface>
agile_ref<Interface> make_agile(const com_ptr<Interface>& object) {
    return agile_ref<Interface>(object);
}

} // namespace asyncom
