// SPDX-License-Identifier: MIT
#include "com/switches.h"

#include "platform/environment.h"

#include <cstdint>
#include <cstring>

namespace asyncom::core {

constinit std::atomic<bool> uses_malloc = false;
constinit std::atomic<bool> registry_is_on = true;
constinit std::atomic<bool> anything_is_quiesced = false;
constinit std::atomic<bool> switches_differ = false;

namespace {

// What was read, 0: nobody has. The first reading counts, whoever has made it, so that no thread
// waits for one that the child of a fork may not have.
enum : std::uint32_t { was_read = 1, wants_malloc = 2, wants_no_registry = 4 };
constinit std::atomic<std::uint32_t> reading{0};
constinit std::atomic<bool> is_followed{false};

bool is_set_to(const char* name, const char* value) noexcept {
    const char* const text = environment(name);
    return text != nullptr && std::strcmp(text, value) == 0;
}

std::uint32_t read_environment() noexcept {
    return was_read | (is_set_to("ASYNCOM_ALLOCATOR", "malloc") ? wants_malloc : 0u) |
           (is_set_to("ASYNCOM_REGISTRY", "off") ? wants_no_registry : 0u);
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
    if (is_followed.load(std::memory_order_acquire)) return;
    std::uint32_t read = 0;
    if (const std::uint32_t mine = read_environment(); reading.compare_exchange_strong(read, mine))
        read = mine;
    // By each thread that has come so far, and with the same result. Where nothing was asked for
    // there is nothing to write, so that whoever is late does not undo what AsyncomQuiesce did.
    if (read != was_read) set_switches((read & wants_malloc) != 0, (read & wants_no_registry) == 0);
    is_followed.store(true, std::memory_order_release);
}

} // namespace asyncom::core
