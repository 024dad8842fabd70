// SPDX-License-Identifier: MIT
// Objects of C++ classes, called by C through lpVtbl: each method of each interface answers the
// slot that it is recorded in. The classes are made from the table, one class template for each
// recorded slot, so none can be forgotten: an interface with a slot that has no row stays abstract.
#include "recorder.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

template <typename Interface>
struct base_of {
    using type = void;
};
template <typename Interface>
constexpr int slots_of = 0;

// Implements one slot of Interface on top of the class Below.
template <typename Interface, int Slot, typename Below>
struct answering;

#define INTERFACE(name, constant, text, slots)                                                     \
    template <>                                                                                    \
    constexpr int slots_of<name> = slots;
#define BASE(name, base)                                                                           \
    template <>                                                                                    \
    struct base_of<name> {                                                                         \
        using type = base;                                                                         \
    };
#define INHERITED(...)
#define SLOT(name, slot, result, method, ...)                                                      \
    template <typename Below>                                                                      \
    struct answering<name, slot, Below> : Below {                                                  \
        result ASYNCOM_CALL method(__VA_ARGS__) override { return slot; }                          \
    };
#define SLOT0(name, slot, result, method) SLOT(name, slot, result, method, )
#include "table/all_interfaces.inc"
#undef INTERFACE
#undef BASE
#undef INHERITED
#undef SLOT
#undef SLOT0

// The class of Object with the slots up to Slot implemented, which Interface and its bases have.
template <typename Interface, int Slot, typename Object>
auto implement() {
    using base = typename base_of<Interface>::type;
    if constexpr (Slot < 0) {
        return std::type_identity<Object>{};
    } else if constexpr (Slot < slots_of<base>) {
        return implement<base, Slot, Object>();
    } else {
        using below = typename decltype(implement<Interface, Slot - 1, Object>())::type;
        return std::type_identity<answering<Interface, Slot, below>>{};
    }
}

template <typename Interface>
void* recorder_of() {
    using recorder =
        typename decltype(implement<Interface, slots_of<Interface> - 1, Interface>())::type;
    static recorder object;
    return static_cast<Interface*>(&object);
}

int calls = 0;

void expect_recorded_slot(const char* method, int slot, int answer) {
    EXPECT_EQ(slot, answer) << method;
    ++calls;
}

TEST(ObjectsOfCppCalledByC, AnswerFromTheRecordedSlots) {
    int recorded = 0;
#define INTERFACE(name, constant, text, slots) recorded += (slots);
#define BASE(...)
#define INHERITED(...)
#define SLOT(...)
#define SLOT0(...)
#include "table/all_interfaces.inc"
    calls = 0;
    recorder_call_all(expect_recorded_slot);
    EXPECT_EQ(recorded, calls) << "a slot has no row in the table";
}

} // namespace

extern "C" {
#undef INTERFACE
#define INTERFACE(name, constant, text, slots)                                                     \
    recorder_object recorder_of_##name(void) {                                                     \
        return recorder_of<name>();                                                                \
    }
#include "table/all_interfaces.inc"
}
