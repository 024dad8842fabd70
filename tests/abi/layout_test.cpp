// SPDX-License-Identifier: MIT
// The C++ view of the contract against the recorded ABI. Every method is called through its
// abstract class on an object that a C client could have made: a pointer to a table of functions,
// each of which answers its own slot number. So the two views agree where it counts, in the call.
#include "identifier_text.h"
#include "layout_c.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace {

template <int Slot>
int32_t ASYNCOM_CALL answer_slot(void*) noexcept {
    return Slot;
}

template <int... Slots>
constexpr auto make_table(std::integer_sequence<int, Slots...>) {
    return std::array<int32_t(ASYNCOM_CALL*)(void*) noexcept, sizeof...(Slots)>{
        &answer_slot<Slots>...};
}

constexpr auto table = make_table(std::make_integer_sequence<int, 16>{});

struct recorder {
    const void* vtable = table.data();
};

template <typename Argument>
std::remove_reference_t<Argument>& any_argument() {
    static std::remove_const_t<std::remove_reference_t<Argument>> value{};
    return value;
}

// The object is of no class that the compiler knows, which is the point.
#if defined(__GNUC__)
#define ABI_NO_CLASS_CHECK __attribute__((no_sanitize("vptr")))
#else
#define ABI_NO_CLASS_CHECK
#endif

template <typename Interface, typename Result, typename... Parameters>
ABI_NO_CLASS_CHECK int called_slot(Result (ASYNCOM_CALL Interface::*method)(Parameters...)) {
    recorder object;
    void* volatile address = &object; // keeps the optimiser from seeing through
    auto* called = static_cast<Interface*>(address);
    return static_cast<int>((called->*method)(any_argument<Parameters>()...));
}

template <typename Interface>
void expect_root_slots(const char* name) {
    static_assert(std::is_base_of_v<IUnknown, Interface>);
    static_assert(std::is_abstract_v<Interface> && !std::has_virtual_destructor_v<Interface>);
    static_assert(sizeof(Interface) == sizeof(void*));
    using query = HRESULT (ASYNCOM_CALL Interface::*)(REFIID, void**);
    using count = ASYNCOM_ULONG (ASYNCOM_CALL Interface::*)();
    EXPECT_EQ(0, called_slot<Interface>(static_cast<query>(&Interface::QueryInterface))) << name;
    EXPECT_EQ(1, called_slot<Interface>(static_cast<count>(&Interface::AddRef))) << name;
    EXPECT_EQ(2, called_slot<Interface>(static_cast<count>(&Interface::Release))) << name;
}

// A handler is recorded as an IUnknown, so it must not be an IInspectable.
template <typename Base, typename Interface>
void expect_base() {
    static_assert(std::is_base_of_v<Base, Interface>);
    static_assert(
        std::is_base_of_v<IInspectable, Interface> ==
        (std::is_base_of_v<IInspectable, Base> || std::is_same_v<IInspectable, Interface>));
}

#define EXPECT_SLOT(name, slot, result, method, ...)                                               \
    EXPECT_EQ(slot, called_slot<name>(                                                             \
                        static_cast<result (ASYNCOM_CALL name::*)(__VA_ARGS__)>(&name::method)))   \
        << #name "::" #method

TEST(InterfacesInCpp, HaveTheRecordedSlotsAndSignatures) {
#undef INTERFACE // a macro of Windows
#define INTERFACE(name, constant, text, slots) expect_root_slots<name>(#name);
#define BASE(name, base) expect_base<base, name>();
#define INHERITED(name, slot, method)                                                              \
    EXPECT_EQ(slot, called_slot(&name::method)) << #name "::" #method;
#define SLOT(...) EXPECT_SLOT(__VA_ARGS__);
#define SLOT0(name, slot, result, method) EXPECT_SLOT(name, slot, result, method, );
#include "table/all_interfaces.inc"
#undef INTERFACE
#undef BASE
#undef INHERITED
#undef SLOT
#undef SLOT0
}

TEST(InstancesInCpp, CanBeMadeForTypesThatNoHeaderNames) {
    struct step {
        uint32_t done;
        double fraction;
    };
    using operation = ABI::Windows::Foundation::IAsyncOperationWithProgress<bool, step>;
    using handler = ABI::Windows::Foundation::IAsyncOperationProgressHandler<bool, step>;
    EXPECT_SLOT(operation, 10, HRESULT, GetResults, uint8_t*);
    EXPECT_SLOT(handler, 3, HRESULT, Invoke, operation*, step);
}

TEST(Identifiers, AreTheRecordedOnesInC) {
    for (int index = 0; index < recorded_identifier_count; ++index) {
        const recorded_identifier& row = recorded_identifiers[index];
        EXPECT_TRUE(is_written(*row.constant, row.text)) << row.name;
    }
}

TEST(Identifiers, OfInstancesAreNameBasedGuids) {
    for (int index = 0; index < recorded_identifier_count; ++index) {
        const recorded_identifier& row = recorded_identifiers[index];
        if (std::string(row.name).rfind("__FI", 0) != 0) continue;
        EXPECT_EQ('5', row.text[14]) << row.name;
        EXPECT_NE(std::string::npos, std::string("89ab").find(row.text[19])) << row.name;
    }
}

} // namespace
