// SPDX-License-Identifier: MIT
// The component Acme.Greetings: libAcme.Greetings.so, found by the name of its class.
#include "greeter.hpp"

namespace {

using namespace asyncom;

struct greeter : implements<greeter, acme::IGreeter> {
    static constexpr std::u16string_view class_name = u"Acme.Greetings.Greeter";

    HRESULT ASYNCOM_CALL GreetAsync(HSTRING name,
                                    async_operation<hstring>::abi_type** greeting) noexcept override
        try {
        *greeting = nullptr;
        const std::string whom = to_string(view_of(name));
        if (whom.empty()) throw hresult_invalid_argument("nobody can be greeted without a name");
        auto greeted = then(create_completed(),
                            [whom](const auto&) { return to_hstring("Hello, " + whom + "!"); });
        *greeting = greeted.abi().detach();
        return S_OK;
    } catch (...) {
        return to_hresult();
    }
};

} // namespace

extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL
DllGetActivationFactory(HSTRING name, IActivationFactory** factory) {
    return asyncom::find_factory<greeter>(name, factory);
}
extern "C" ASYNCOM_COMPONENT_API HRESULT ASYNCOM_CALL DllCanUnloadNow() {
    return asyncom::can_unload_now();
}
