// SPDX-License-Identifier: MIT
// Loads a component by the name of a class, and calls it: greeter_client DIRECTORY
#include "greeter.hpp"

#include <cstdio>

using namespace asyncom;

static async_operation<hstring> greet(acme::IGreeter& greeter, const hstring_reference& whom) {
    async_operation<hstring> greeting;
    check_hresult(greeter.GreetAsync(whom.get(), greeting.abi().put()));
    return greeting;
}

int main(int count, char** arguments) try {
    if (count == 2) check_hresult(AsyncomAddComponentDirectory(arguments[1]));
    const auto greeter = activate_instance<acme::IGreeter>(u"Acme.Greetings.Greeter");
    std::printf("%s\n", to_string(greet(*greeter, u"world").get()).c_str());
    greet(*greeter, u"");
    return 1;
} catch (const hresult_error& error) {
    std::printf("%s\n", error.what());
}
