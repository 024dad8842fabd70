// SPDX-License-Identifier: MIT
// implements: writes a COM object as a C++ class. One allocation holds it, its reference count and
// everything that QueryInterface answers.
//
//   struct greeter : asyncom::implements<greeter, IGreeter> {
//       static constexpr std::u16string_view class_name = u"Acme.Greeter";
//       HRESULT ASYNCOM_CALL Greet(HSTRING name, HSTRING* text) noexcept override;
//   };
//   asyncom::com_ptr<IGreeter> made = asyncom::make<greeter>();
//
// Such an object answers its interfaces and their bases, IUnknown, IAgileObject and IMarshal (any
// thread may call it: guard what it holds), IWeakReferenceSource and, if an interface of it derives
// from it, IInspectable. Its identity is its first interface. It keeps its module loaded
// (module.hpp).
//
// An optional static member `final_release(std::unique_ptr<D>)` is called with the last reference
// gone, and may keep the object alive for a while, e.g. to end its work first. From then on, as in
// the destructor, no weak reference leads to it.
#pragma once

#include <asyncom/error.hpp>
#include <asyncom/interface_list.hpp>
#include <asyncom/marshal.hpp>
#include <asyncom/module.hpp>
#include <asyncom/reference_count.hpp>
#include <asyncom/weak_ref.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>

namespace asyncom {

template <class Derived, class... Interfaces>
class implements;

namespace impl {

template <class Derived>
concept has_class_name = requires {
    std::u16string_view(Derived::class_name);
};

template <class Derived>
concept has_final_release = requires(std::unique_ptr<Derived> last) {
    Derived::final_release(std::move(last));
};

// IUnknown, and what every object answers besides its interfaces.
template <class Derived, class... Interfaces>
class unknown : public Interfaces... {
public:
    unknown(const unknown&) = delete;
    unknown& operator=(const unknown&) = delete;

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept final {
        if (object == nullptr) return E_POINTER;
        *object = find(iid);
        if (*object == nullptr) {
            if (is_same_guid(iid, guid_of<IMarshal>())) return give_marshal(identity(), object);
            return m_references.query_weak(iid, identity(), object);
        }
        AddRef();
        return S_OK;
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept final { return m_references.add(); }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept final {
        const std::uint32_t left = m_references.release();
        if (left == 0) end();
        return left;
    }

protected:
    using first_interface = first_of<Interfaces...>;

    unknown() noexcept = default;
    virtual ~unknown() = default;

    IUnknown* identity() noexcept { return static_cast<first_interface*>(this); }

private:
    void* find(const GUID& iid) noexcept {
        if (is_same_guid(iid, guid_of<IUnknown>()) || is_same_guid(iid, guid_of<IAgileObject>()))
            return identity();
        void* found = nullptr;
        static_cast<void>(((found = find_in<Interfaces>(iid)) || ...));
        return found;
    }
    // The interface itself, or what it derives from.
    template <class Interface>
    void* find_in(const GUID& iid) noexcept {
        return answers<Interface>(iid) ? static_cast<Interface*>(this) : nullptr;
    }

    // What destructors do with references to this must not end it again.
    void end() noexcept {
        m_references.hold_for_destruction();
        auto* const self = static_cast<Derived*>(this);
        if constexpr (has_final_release<Derived>)
            Derived::final_release(std::unique_ptr<Derived>(self));
        else
            delete self;
    }

    module_lock m_lock; // ends last, after what the count does
    reference_count m_references;
};

// What GetIids names: an interface of the Windows Runtime's kind, of which IInspectable itself and
// those of classic COM are none.
template <class Interface>
inline constexpr bool is_listed =
    std::is_base_of_v<IInspectable, Interface> && !std::is_same_v<IInspectable, Interface>;

// IInspectable on top of it.
template <class Derived, class... Interfaces>
class inspectable : public unknown<Derived, Interfaces...> {
public:
    HRESULT ASYNCOM_CALL GetIids(ASYNCOM_ULONG* count, IID** iids) noexcept final {
        if (count == nullptr || iids == nullptr) return E_POINTER;
        constexpr std::size_t listed = (std::size_t{is_listed<Interfaces>} + ...);
        *count = 0;
        *iids = nullptr;
        if (listed == 0) return S_OK;
        IID* next = static_cast<IID*>(CoTaskMemAlloc(listed * sizeof(IID)));
        if (next == nullptr) return E_OUTOFMEMORY;
        *count = listed;
        *iids = next;
        static_cast<void>(
            ((is_listed<Interfaces> ? void(*next++ = guid_of<Interfaces>()) : void()), ...));
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) noexcept override {
        if (name == nullptr) return E_POINTER;
        *name = nullptr;
        if constexpr (has_class_name<Derived>) {
            constexpr std::u16string_view text = Derived::class_name;
            return WindowsCreateString(reinterpret_cast<const WCHAR*>(text.data()),
                                       static_cast<std::uint32_t>(text.size()), name);
        } else {
            return S_OK;
        }
    }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel* level) noexcept final {
        if (level == nullptr) return E_POINTER;
        *level = BaseTrust;
        return S_OK;
    }
};

template <class Derived, class... Interfaces>
using implements_base =
    std::conditional_t<(std::is_base_of_v<IInspectable, Interfaces> || ...),
                       inspectable<Derived, Interfaces...>, unknown<Derived, Interfaces...>>;

} // namespace impl

template <class Derived, class... Interfaces>
class implements : public impl::implements_base<Derived, Interfaces...> {
    static_assert(sizeof...(Interfaces) > 0, "an object has at least one interface");

public:
    using default_interface = impl::first_of<Interfaces...>;

    // A further reference to this very object, for a coroutine or a handler that outlives the call.
    com_ptr<Derived> get_strong() noexcept { return copy_of(static_cast<Derived*>(this)); }
    // One that does not keep it alive. Throws std::bad_alloc.
    weak_ref<Derived> get_weak() { return weak_ref<Derived>(get_strong()); }
};

// Makes an object and hands over its first interface, or the object itself for its own module.
// Throws std::bad_alloc, and what the constructor throws.
template <class Derived, class... Arguments>
com_ptr<Derived> make_self(Arguments&&... arguments) {
    return {new Derived(std::forward<Arguments>(arguments)...), take_ownership_from_abi};
}
template <class Derived, class... Arguments>
com_ptr<typename Derived::default_interface> make(Arguments&&... arguments) {
    return make_self<Derived>(std::forward<Arguments>(arguments)...);
}

} // namespace asyncom
