// SPDX-License-Identifier: MIT
// Classes by name: finding a component's, and being a component.
//
//   auto greeter = asyncom::activate_instance<IGreeter>(u"Acme.Greeter"_hs);
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
// where greeter is a class that implements<> its interfaces, and has a class_name and a default
// constructor.
#pragma once

#include <asyncom/implements.hpp>

namespace asyncom {

// ---- for clients -------------------------------------------------------------------------------

// The factory of a class. Throws hresult_class_not_registered, with the places that were looked at
// in its message, and what the component answers.
template <class Interface = IActivationFactory>
com_ptr<Interface> get_activation_factory(const hstring_reference& class_name) {
    com_ptr<Interface> factory;
    check_hresult(
        RoGetActivationFactory(class_name.get(), guid_of<Interface>(), factory.put_void()));
    return factory;
}

// A new object of a class.
template <class Interface>
com_ptr<Interface> activate_instance(const hstring_reference& class_name) {
    com_ptr<IInspectable> instance;
    check_hresult(get_activation_factory(class_name)->ActivateInstance(instance.put()));
    return instance.as<Interface>();
}

// ---- for components ----------------------------------------------------------------------------

// The factory of one class: makes objects by their default constructor.
template <class Class>
class activation_factory final : public implements<activation_factory<Class>, IActivationFactory> {
public:
    HRESULT ASYNCOM_CALL ActivateInstance(IInspectable** instance) noexcept override {
        if (instance == nullptr) return E_POINTER;
        *instance = nullptr;
#if ASYNCOM_EXCEPTIONS
        try {
            *instance = make<Class>().detach();
            return S_OK;
        } catch (...) {
            return to_hresult();
        }
#else
        *instance = make<Class>().detach();
        return S_OK;
#endif
    }
    // A factory has no class of its own.
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) noexcept override {
        if (name != nullptr) *name = nullptr;
        return name != nullptr ? E_ILLEGAL_METHOD_CALL : E_POINTER;
    }
};

// The body of DllGetActivationFactory: the factory of one of these classes.
// CLASS_E_CLASSNOTAVAILABLE for any other name; E_INVALIDARG for null; E_OUTOFMEMORY.
template <class... Classes>
HRESULT find_factory(HSTRING class_name, IActivationFactory** factory) noexcept {
    if (factory == nullptr || class_name == nullptr) return E_INVALIDARG;
    *factory = nullptr;
#if ASYNCOM_EXCEPTIONS
    try {
#endif
        const std::u16string_view wanted = view_of(class_name);
        static_cast<void>(((wanted == std::u16string_view(Classes::class_name) &&
                            (*factory = make<activation_factory<Classes>>().detach()) != nullptr) ||
                           ...));
#if ASYNCOM_EXCEPTIONS
    } catch (...) {
        return to_hresult();
    }
#endif
    return *factory != nullptr ? S_OK : CLASS_E_CLASSNOTAVAILABLE;
}

} // namespace asyncom
