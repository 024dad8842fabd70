// SPDX-License-Identifier: MIT
// Interfaces as a stranger's compiler sees them: an object begins with a pointer to a table of
// functions, and a method is a slot in it. Nothing here depends on the library's C++ declarations.
#pragma once
#include "support/codes.h"
#include "support/iids.h"

#include <utility>

namespace contract {

template <class... Arguments>
answer call(void* object, unsigned slot, Arguments... arguments) {
    using method = answer(ASYNCOM_CALL*)(void*, Arguments...);
    void** table = *static_cast<void***>(object);
    return reinterpret_cast<method>(table[slot])(object, arguments...);
}

inline answer query(void* object, const GUID& iid, void** out) {
    return call(object, 0, &iid, out);
}

inline std::uint32_t add_ref(void* object) {
    using method = std::uint32_t(ASYNCOM_CALL*)(void*);
    return reinterpret_cast<method>((*static_cast<void***>(object))[1])(object);
}

inline std::uint32_t release(void* object) {
    using method = std::uint32_t(ASYNCOM_CALL*)(void*);
    return reinterpret_cast<method>((*static_cast<void***>(object))[2])(object);
}

// Adding and taking a reference shows how many there are; only meaningful while no other thread
// does the same.
inline std::uint32_t references_of(void* object) {
    add_ref(object);
    return release(object);
}

// One counted reference to any interface.
class ref {
public:
    ref() = default;
    ref(const ref& other) : m_object(other.m_object) {
        if (m_object) add_ref(m_object);
    }
    ref(ref&& other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    ref& operator=(ref other) noexcept {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~ref() { reset(); }

    static ref attach(void* object) {
        ref owned;
        owned.m_object = object;
        return owned;
    }
    static ref share(void* object) {
        if (object) add_ref(object);
        return attach(object);
    }

    void reset() {
        if (m_object) release(std::exchange(m_object, nullptr));
    }
    void* detach() { return std::exchange(m_object, nullptr); }
    void* get() const { return m_object; }
    // The place for an out-parameter; drops what was held.
    void** put() {
        reset();
        return &m_object;
    }
    template <class T>
    T* as() const {
        return static_cast<T*>(m_object);
    }
    template <class T>
    T** put_as() {
        return reinterpret_cast<T**>(put());
    }
    explicit operator bool() const { return m_object != nullptr; }

    ref query(const GUID& iid) const {
        ref result;
        if (m_object) contract::query(m_object, iid, result.put());
        return result;
    }

private:
    void* m_object = nullptr;
};

inline IUnknown* unknown(void* object) {
    return static_cast<IUnknown*>(object);
}
inline IUnknown* unknown(const ref& object) {
    return static_cast<IUnknown*>(object.get());
}

} // namespace contract
