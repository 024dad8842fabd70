// SPDX-License-Identifier: MIT
#include "com/switches.h"

#include "platform/environment.h"

#include <cstring>

namespace asyncom::core {

constinit std::atomic<bool> uses_malloc = false;
constinit std::atomic<bool> registry_is_on = true;
constinit std::atomic<bool> anything_is_quiesced = false;
constinit std::atomic<bool> switches_differ = false;

namespace {

bool is_set_to(const char* name, const char* value) noexcept {
    const char* const text = environment(name);
    return text != nullptr && std::strcmp(text, value) == 0;
}

} // namespace

void set_switches(bool malloc_asked_for, bool registry_wanted) noexcept {
    uses_malloc = malloc_asked_for;
    registry_is_on = registry_wanted;
    switches_differ = malloc_asked_for || !registry_wanted || anything_is_quiesced;
}

void set_anything_quiesced(bool value) noexcept {
    anything_is_quiesced = value;
    switches_differ = uses_malloc || !registry_is_on || value;
}

void decide_switches() noexcept {
    [[maybe_unused]] static const bool decided = [] {
        set_switches(is_set_to("ASYNCOM_ALLOCATOR", "malloc"),
                     !is_set_to("ASYNCOM_REGISTRY", "off"));
        return true;
    }();
}

} // namespace asyncom::core
