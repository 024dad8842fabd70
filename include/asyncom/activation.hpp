// SPDX-License-Identifier: MIT
// Classes by name: finding a component's, and being a component.
//
//   auto greeter = asyncom::activate_instance<IGreeter>(u"Acme.Greeter");
//
// A component exports two functions and needs no macro:
//
//   extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL
//   DllGetActivationFactory(HSTRING name, IActivationFactory** factory) {
//       return asyncom::find_factory<greeter>(name, factory);
//   }
//   extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL DllCanUnloadNow() {
//       return asyncom::can_unload_now();
//   }
//
// where greeter is a class that implements<> its interfaces and has a class_name. Its factory makes
// objects by the default constructor; one that does more is a class of its own:
//
//   struct greeter_factory
//       : asyncom::implements_factory<greeter_factory, greeter, IGreeterStatics> {
//       HRESULT ASYNCOM_CALL MakeFormal(HSTRING title, IGreeter** made) noexcept override;
//   };
//   struct greeter : asyncom::implements<greeter, IGreeter> {
//       using factory = greeter_factory;
//       ...
#pragma once

#include <asyncom/implements.hpp>
#include <asyncom/result.hpp>
#include <asyncom/to_hresult.hpp>

namespace asyncom {

// ---- for clients -------------------------------------------------------------------------------

// The factory of a class. Throws hresult_class_not_registered where no component has it, and what
// the component answers.
template <class Interface = IActivationFactory>
result<com_ptr<Interface>>
try_get_activation_factory(const hstring_reference& class_name) noexcept {
    com_ptr<Interface> factory;
    const HRESULT found =
        RoGetActivationFactory(class_name.get(), guid_of<Interface>(), factory.put_void());
    if (found < 0) return hresult_error(found, take_ownership_from_abi);
    return factory;
}
template <class Interface = IActivationFactory>
com_ptr<Interface> get_activation_factory(const hstring_reference& class_name) {
    return try_get_activation_factory<Interface>(class_name).value();
}

// A new object of a class. Throws hresult_no_interface besides.
template <class Interface>
result<com_ptr<Interface>> try_activate_instance(const hstring_reference& class_name) noexcept {
    const auto factory = try_get_activation_factory(class_name);
    if (!factory) return factory.error();
    com_ptr<IInspectable> instance;
    HRESULT made = (*factory)->ActivateInstance(instance.put());
    com_ptr<Interface> wanted;
    if (made >= 0) made = instance->QueryInterface(guid_of<Interface>(), wanted.put_void());
    if (made < 0) return hresult_error(made, take_ownership_from_abi);
    return wanted;
}
template <class Interface>
com_ptr<Interface> activate_instance(const hstring_reference& class_name) {
    return try_activate_instance<Interface>(class_name).value();
}

// ---- for components ----------------------------------------------------------------------------

// What a factory of Class is made of; Statics are the interfaces that it has besides.
template <class Derived, class Class, class... Statics>
class implements_factory : public implements<Derived, IActivationFactory, Statics...> {
public:
    // E_NOTIMPL of a class that has no default constructor.
    HRESULT ASYNCOM_CALL ActivateInstance(IInspectable** instance) noexcept override {
        if (instance == nullptr) return E_INVALIDARG;
        *instance = nullptr;
        if constexpr (std::is_default_constructible_v<Class>)
            return impl::answer_of([&] { *instance = make<Class>().detach(); });
        else
            return E_NOTIMPL;
    }
    // A factory has no class of its own.
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) noexcept override {
        if (name != nullptr) *name = nullptr;
        return name != nullptr ? E_ILLEGAL_METHOD_CALL : E_POINTER;
    }
};

namespace impl {

template <class Class>
class default_factory final : public implements_factory<default_factory<Class>, Class> {};

template <class Class>
struct factory_of {
    using type = default_factory<Class>;
};
template <class Class>
requires requires {
    typename Class::factory;
}
struct factory_of<Class> {
    using type = typename Class::factory;
};

template <class Class>
bool give_factory(std::u16string_view wanted, IActivationFactory** factory) {
    if (wanted != std::u16string_view(Class::class_name)) return false;
    *factory = make<typename factory_of<Class>::type>().detach();
    return true;
}

} // namespace impl

// The body of DllGetActivationFactory: the factory of one of these classes.
// CLASS_E_CLASSNOTAVAILABLE for any other name; E_INVALIDARG for null; E_OUTOFMEMORY.
template <class... Classes>
HRESULT find_factory(HSTRING class_name, IActivationFactory** factory) noexcept {
    if (factory == nullptr) return E_INVALIDARG;
    *factory = nullptr;
    if (class_name == nullptr) return E_INVALIDARG;
    return impl::answer_of([&]() -> HRESULT {
        const bool found = (impl::give_factory<Classes>(view_of(class_name), factory) || ...);
        return found ? S_OK : CLASS_E_CLASSNOTAVAILABLE;
    });
}

} // namespace asyncom
