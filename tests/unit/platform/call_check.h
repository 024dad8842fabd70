// SPDX-License-Identifier: MIT
// Calls every test type in both directions and says what went wrong, without a test framework, so
// that the same code also runs under an emulator where no framework is built.
#pragma once

#include "call_types_shapes.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asyncom::core::test {

// A convention's classes as tables, which is how the engine uses them.
struct call_convention {
    using invoke_function = std::int32_t (*)(void*, void*, const void*, std::size_t) noexcept;
    std::optional<std::size_t> (*classify)(const value_shape&) noexcept;
    std::vector<invoke_function> invoke;
    std::vector<void*> entry; // slot 3 of a handler; delivers into a call_probe
};

// What our side of an incoming call does: copies `bytes` bytes of the value into the probe.
std::int32_t deliver_to_probe(void* self, void* sender, const void* value) noexcept;

#define ASYNCOM_DEFINE_CALL_CONVENTION(function, convention)                                       \
    template <std::size_t... Class>                                                                \
    call_convention function##_of(std::index_sequence<Class...>) {                                 \
        return {convention::classify,                                                              \
                {&convention::calling<Class>::invoke...},                                          \
                {reinterpret_cast<void*>(                                                          \
                    &convention::calling<Class>::template entry<deliver_to_probe>)...}};           \
    }                                                                                              \
    inline call_convention function() {                                                            \
        return function##_of(std::make_index_sequence<convention::calling_class_count>());         \
    }

// One line per mistake; empty if all is well. `table` is one of the tables of call_handlers.inc.
std::vector<std::string> check_calls(const call_convention& convention, const call_case* table);

// A value that ends where its page ends: reading past it is a fault.
class guarded_value {
public:
    guarded_value();
    guarded_value(const guarded_value&) = delete;
    guarded_value& operator=(const guarded_value&) = delete;
    ~guarded_value();

    unsigned char* last(std::size_t bytes) const { return m_end - bytes; }

private:
    unsigned char* m_pages;
    unsigned char* m_end;
};

// The handler's side of our own entry functions: four slots, the last of which is Invoke.
struct entry_handler {
    std::array<void*, 4> slots{};
    call_probe probe{};

    explicit entry_handler(void* invoke) {
        slots[3] = invoke;
        probe.slots = slots.data();
    }
};

// Compares the leaves; the bytes between them are nobody's business.
bool same_leaves(const call_type& type, const unsigned char* left, const unsigned char* right);

} // namespace asyncom::core::test
