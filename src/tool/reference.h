// SPDX-License-Identifier: MIT
//
// One owned reference of anything that counts with AddRef and Release: the interfaces of the C ABI,
// and the tool's own shared records, which follow the same convention so that one pointer type
// serves both.
#pragma once

#include <utility>

namespace asyncom::tool {

template <typename T>
class reference {
public:
    reference() noexcept = default;
    reference(const reference& other) noexcept : m_object{other.m_object} {
        if (m_object) m_object->AddRef();
    }
    reference(reference&& other) noexcept : m_object{other.detach()} {}
    reference& operator=(reference other) noexcept {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~reference() { reset(); }

    // Takes over a reference that the caller owns.
    [[nodiscard]] static reference adopt(T* object) noexcept {
        reference result;
        result.m_object = object;
        return result;
    }

    // Adds a reference to an object that the caller only borrows.
    [[nodiscard]] static reference share(T* object) noexcept {
        if (object) object->AddRef();
        return adopt(object);
    }

    [[nodiscard]] T* get() const noexcept { return m_object; }
    T* operator->() const noexcept { return m_object; }
    T& operator*() const noexcept { return *m_object; }
    explicit operator bool() const noexcept { return m_object != nullptr; }

    void reset() noexcept {
        if (T* object = detach()) object->Release();
    }
    [[nodiscard]] T* detach() noexcept { return std::exchange(m_object, nullptr); }

    // For out-parameters: empties the reference and gives the place where a callee stores a new
    // one.
    [[nodiscard]] T** put() noexcept {
        reset();
        return &m_object;
    }
    [[nodiscard]] void** put_void() noexcept { return reinterpret_cast<void**>(put()); }

private:
    T* m_object = nullptr;
};

} // namespace asyncom::tool
