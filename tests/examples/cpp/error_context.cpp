// SPDX-License-Identifier: MIT
// A failure keeps its text on its way through operations, and gathers the lines that each of them
// adds.
#include <asyncom/asyncom.hpp>

#include <cstdio>
#include <string>

using namespace asyncom;

static async_operation<hstring> read_settings() {
    const hresult_access_denied error("cannot open it");
    error.add_context("while reading settings.json");
    return create_failed<hstring>(error);
}

static async_action start() {
    return then(read_settings(), [](const async_operation<hstring>& reading) {
        try {
            reading.get_results();
        } catch (const hresult_error& error) {
            error.add_context("while starting");
            throw;
        }
    });
}

int main() {
    const result<void> started = start().try_get();
    if (started) return 1;
    std::printf("%s\n", started.error().what());
    for (std::uint32_t line = 0; !started.error().context(line).empty(); ++line)
        std::printf("  %s\n", started.error().context(line).c_str());
}
