// SPDX-License-Identifier: MIT
// com_ptr: owns one reference to a COM object. The names and their meaning are C++/WinRT's.
//
// It is one pointer in size and layout, so that an array or a structure of them crosses the wall as
// what it is. Copying adds a reference, moving does not, the destructor releases. As any pointer it
// may be used by one thread at a time; the object behind it may be by many.
#pragma once

#include <asyncom/guid.hpp>

#include <cstddef>
#include <functional>
#include <utility>

namespace asyncom {

// The other meaning of a raw pointer that is passed in: the reference becomes the receiver's.
struct take_ownership_from_abi_t {};
ASYNCOM_OF_THIS_MODULE inline constexpr take_ownership_from_abi_t take_ownership_from_abi{};

namespace impl {
[[noreturn]] void throw_hresult(HRESULT code); // error.hpp
}

template <class Interface>
class com_ptr {
public:
    using type = Interface;

    com_ptr() noexcept = default;
    com_ptr(std::nullptr_t) noexcept {}
    // Takes over a reference that the caller has.
    com_ptr(Interface* owned, take_ownership_from_abi_t) noexcept : m_pointer(owned) {}

    com_ptr(const com_ptr& other) noexcept : m_pointer(other.m_pointer) { add_reference(); }
    com_ptr(com_ptr&& other) noexcept : m_pointer(std::exchange(other.m_pointer, nullptr)) {}
    // Of a class that derives from Interface.
    template <class Derived>
    requires std::is_convertible_v<Derived*, Interface*> com_ptr(const com_ptr<Derived>& other)
    noexcept : m_pointer(other.get()) { add_reference(); }
    template <class Derived>
    requires std::is_convertible_v<Derived*, Interface*> com_ptr(com_ptr<Derived>&& other)
    noexcept : m_pointer(other.detach()) {}

    com_ptr& operator=(com_ptr other) noexcept {
        swap(other);
        return *this;
    }
    ~com_ptr() { release_reference(); }

    void swap(com_ptr& other) noexcept { std::swap(m_pointer, other.m_pointer); }
    friend void swap(com_ptr& left, com_ptr& right) noexcept { left.swap(right); }

    // Borrowed.
    Interface* get() const noexcept { return m_pointer; }
    Interface* operator->() const noexcept { return m_pointer; }
    Interface& operator*() const noexcept { return *m_pointer; }
    explicit operator bool() const noexcept { return m_pointer != nullptr; }

    // For an out-parameter that hands over a reference. What was held before is released first.
    Interface** put() noexcept {
        release_reference();
        return &m_pointer;
    }
    void** put_void() noexcept { return reinterpret_cast<void**>(put()); }

    // Takes over a reference, gives it away, or copies one.
    void attach(Interface* owned) noexcept { com_ptr(owned, take_ownership_from_abi).swap(*this); }
    [[nodiscard]] Interface* detach() noexcept { return std::exchange(m_pointer, nullptr); }
    void copy_from(Interface* borrowed) noexcept {
        if (borrowed != nullptr) borrowed->AddRef();
        attach(borrowed);
    }
    // Gives a further reference away.
    void copy_to(Interface** target) const noexcept {
        add_reference();
        *target = m_pointer;
    }

    // Asks for another interface: null if the object lacks it, or if there is none.
    template <class Other>
    com_ptr<Other> try_as() const noexcept {
        com_ptr<Other> found;
        if (m_pointer != nullptr) m_pointer->QueryInterface(guid_of<Other>(), found.put_void());
        return found;
    }
    // The same; throws hresult_no_interface instead. Of null it is null.
    template <class Other>
    com_ptr<Other> as() const {
        com_ptr<Other> found;
        if (m_pointer == nullptr) return found;
        const HRESULT answer = m_pointer->QueryInterface(guid_of<Other>(), found.put_void());
        if (answer < 0) impl::throw_hresult(answer);
        return found;
    }
    // The same into a pointer that is there; false, and null there, if the object lacks it.
    template <class Other>
    bool try_as(com_ptr<Other>& target) const noexcept {
        target = try_as<Other>();
        return static_cast<bool>(target);
    }
    template <class Other>
    void as(com_ptr<Other>& target) const {
        target = as<Other>();
    }
    // Calls what ends its arguments with an identifier and a place for the pointer: a function, or
    // a method of an object.
    //   factory.capture(RoGetActivationFactory, name.get());
    template <class Function, class... Arguments>
    void capture(Function&& function, Arguments&&... arguments) {
        const HRESULT answer =
            std::invoke(std::forward<Function>(function), std::forward<Arguments>(arguments)...,
                        guid_of<Interface>(), put_void());
        if (answer < 0) impl::throw_hresult(answer);
    }

    // Whether it is the same interface of the same object. Two interfaces of one object differ;
    // is_same_object() tells.
    friend bool operator==(const com_ptr& left, const com_ptr& right) noexcept {
        return left.m_pointer == right.m_pointer;
    }
    friend bool operator==(const com_ptr& left, std::nullptr_t) noexcept {
        return left.m_pointer == nullptr;
    }

private:
    void add_reference() const noexcept {
        if (m_pointer != nullptr) m_pointer->AddRef();
    }
    void release_reference() noexcept {
        // Before the Release: it may run a destructor that looks at this pointer.
        if (Interface* const held = detach()) held->Release();
    }

    Interface* m_pointer = nullptr;
};

// A reference of its own to what the caller has borrowed.
template <class Interface>
com_ptr<Interface> copy_of(Interface* borrowed) noexcept {
    com_ptr<Interface> copy;
    copy.copy_from(borrowed);
    return copy;
}

// Whether both are interfaces of one object.
template <class Left, class Right>
bool is_same_object(const com_ptr<Left>& left, const com_ptr<Right>& right) noexcept {
    return left.template try_as<IUnknown>() == right.template try_as<IUnknown>();
}

// A pointer to an interface may be a result: IAsyncOperation<IGreeter*>. IInspectable has a
// signature of its own.
template <class Interface>
requires(!is_same_guid(guid_v<Interface>,
                       GUID{})) inline constexpr auto signature_v<com_ptr<Interface>> =
    to_text(guid_v<Interface>);
template <>
inline constexpr auto signature_v<com_ptr<IInspectable>> = fixed_text("cinterface(IInspectable)");

} // namespace asyncom

template <class Interface>
struct std::hash<asyncom::com_ptr<Interface>> {
    std::size_t operator()(const asyncom::com_ptr<Interface>& pointer) const noexcept {
        return std::hash<Interface*>{}(pointer.get());
    }
};
