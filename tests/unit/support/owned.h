// SPDX-License-Identifier: MIT
// One reference to an interface, for as long as a test needs it.
#pragma once

#include <asyncom/asyncom.h>

#include <utility>

namespace asyncom::core::test {

// Owns one reference.
template <typename Interface>
class owned {
public:
    owned() = default;
    explicit owned(Interface* object) : m_object(object) {}
    owned(owned&& other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    owned& operator=(owned&& other) noexcept {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~owned() { reset(); }

    void reset() {
        if (m_object) std::exchange(m_object, nullptr)->Release();
    }
    Interface* get() const { return m_object; }
    Interface* operator->() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }
    Interface** put() {
        reset();
        return &m_object;
    }

private:
    Interface* m_object = nullptr;
};

template <typename Interface>
owned<Interface> query(IUnknown* object, const GUID& iid) {
    owned<Interface> found;
    object->QueryInterface(iid, reinterpret_cast<void**>(found.put()));
    return found;
}

} // namespace asyncom::core::test
