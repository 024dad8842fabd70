// SPDX-License-Identifier: MIT
// The C++ view of the contract against the recorded ABI. Every method is called through its
// abstract class on an object that a C client could have made: a pointer to a table of functions,
// each of which answers its own slot number. So the two views agree where it counts, in the call.
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
template <typename Interface, typename Result, typename... Parameters>
__attribute__((no_sanitize("vptr"))) int
called_slot(Result (ASYNCOM_CALL Interface::*method)(Parameters...)) {
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

#define EXPECT_SLOT(name, slot, result, method, ...)                                               \
    EXPECT_EQ(slot, called_slot<name>(                                                             \
                        static_cast<result (ASYNCOM_CALL name::*)(__VA_ARGS__)>(&name::method)))   \
        << #name "::" #method

TEST(InterfacesInCpp, HaveTheRecordedSlotsAndSignatures) {
#undef INTERFACE // a macro of Windows
#define INTERFACE(name, constant, text, slots) expect_root_slots<name>(#name);
#define BASE(name, base) static_assert(std::is_base_of_v<base, name>);
#define INHERITED(name, slot, method)                                                              \
    EXPECT_EQ(slot, called_slot(&name::method)) << #name "::" #method;
#define SLOT(...) EXPECT_SLOT(__VA_ARGS__);
#define SLOT0(name, slot, result, method) EXPECT_SLOT(name, slot, result, method, );
#include "table/interfaces.inc"
#undef INTERFACE
#undef BASE
#undef INHERITED
#undef SLOT
#undef SLOT0
}

template <typename Handler, typename Sender, typename Argument>
void expect_handler(const char* name) {
    static_assert(!std::is_base_of_v<IInspectable, Handler>, "a delegate is an IUnknown only");
    expect_root_slots<Handler>(name);
    EXPECT_SLOT(Handler, 3, HRESULT, Invoke, Sender*, Argument) << name;
}

template <typename Family, typename Completed, int First>
void expect_family(const char* name) {
    static_assert(std::is_base_of_v<IInspectable, Family>);
    expect_root_slots<Family>(name);
    EXPECT_SLOT(Family, First, HRESULT, put_Completed, Completed*) << name;
    EXPECT_SLOT(Family, First + 1, HRESULT, get_Completed, Completed**) << name;
    expect_handler<Completed, Family, AsyncStatus>(name);
}

template <typename Family, typename Progress, typename Value>
void expect_progress(const char* name) {
    EXPECT_SLOT(Family, 6, HRESULT, put_Progress, Progress*) << name;
    EXPECT_SLOT(Family, 7, HRESULT, get_Progress, Progress**) << name;
    expect_handler<Progress, Family, Value>(name);
}

TEST(InstancesInCpp, HaveTheRecordedSlotsAndSignatures){
#define OPERATION(arguments, value, ...)                                                           \
    {                                                                                              \
        using family = __FIAsyncOperation_1_##arguments;                                           \
        expect_family<family, __FIAsyncOperationCompletedHandler_1_##arguments, 6>(#arguments);    \
        EXPECT_SLOT(family, 8, HRESULT, GetResults, value*) << #arguments;                         \
    }
#define ACTION_WITH_PROGRESS(arguments, value, ...)                                                \
    {                                                                                              \
        using family = __FIAsyncActionWithProgress_1_##arguments;                                  \
        expect_family<family, __FIAsyncActionWithProgressCompletedHandler_1_##arguments, 8>(       \
            #arguments);                                                                           \
        expect_progress<family, __FIAsyncActionProgressHandler_1_##arguments, value>(#arguments);  \
        EXPECT_SLOT(family, 10, HRESULT, GetResults, ) << #arguments;                              \
    }
#define OPERATION_WITH_PROGRESS(arguments, result, value, ...)                                     \
    {                                                                                              \
        using family = __FIAsyncOperationWithProgress_2_##arguments;                               \
        expect_family<family, __FIAsyncOperationWithProgressCompletedHandler_2_##arguments, 8>(    \
            #arguments);                                                                           \
        expect_progress<family, __FIAsyncOperationProgressHandler_2_##arguments, value>(           \
            #arguments);                                                                           \
        EXPECT_SLOT(family, 10, HRESULT, GetResults, result*) << #arguments;                       \
    }
#include "table/instances.inc"
}

TEST(InstancesInCpp, AreFoundUnderTheNamesOfWindowsHeaders) {
    namespace foundation = ABI::Windows::Foundation;
    static_assert(
        std::is_same_v<foundation::IAsyncOperation<uint32_t>, __FIAsyncOperation_1_UINT32>);
    static_assert(std::is_same_v<foundation::IAsyncOperation<bool>, __FIAsyncOperation_1_boolean>);
    static_assert(std::is_same_v<foundation::IAsyncOperationProgressHandler<HSTRING, double>,
                                 __FIAsyncOperationProgressHandler_2_HSTRING_double>);
    static_assert(std::is_same_v<foundation::IAsyncAction, IAsyncAction>);
    static_assert(std::is_same_v<foundation::AsyncStatus, AsyncStatus>);
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

TEST(StructuresInCpp, HaveTheRecordedLayout) {
#define STRUCT(name, bytes, alignment)                                                             \
    static_assert(sizeof(name) == (bytes) && alignof(name) == (alignment), #name);
#define FIELD(structure, field, place, bytes)                                                      \
    static_assert(offsetof(structure, field) == (place) && sizeof(structure::field) == (bytes),    \
                  #structure "." #field);
#include "table/structs.inc"
}

TEST(ConstantsInCpp, HaveTheRecordedValues) {
#define VALUE(name, value) static_assert((name) == (value), #name);
#define RESULT(name, bits) static_assert((name) == static_cast<HRESULT>(bits), #name);
#include "table/constants.inc"
    static_assert(static_cast<int32_t>(AsyncStatus::Started) == 0);
    static_assert(static_cast<int32_t>(AsyncStatus::Completed) == 1);
    static_assert(static_cast<int32_t>(AsyncStatus::Canceled) == 2);
    static_assert(static_cast<int32_t>(AsyncStatus::Error) == 3);
}

TEST(FunctionsInCpp, HaveTheRecordedSignaturesAndThrowNothing) {
#define FUNCTION(name, result, ...)                                                                \
    static_assert(std::is_same_v<decltype(&name), result(ASYNCOM_CALL*)(__VA_ARGS__) noexcept>,    \
                  #name);
#if defined(ASYNCOM_SYSTEM_RUNTIME)
#define RUNTIME(...) // the system's
#else
#define RUNTIME(...) FUNCTION(__VA_ARGS__)
#endif
#include "table/functions.inc"
}

std::string text_of(const GUID& guid) {
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                  static_cast<unsigned>(guid.Data1), guid.Data2, guid.Data3, guid.Data4[0],
                  guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4], guid.Data4[5],
                  guid.Data4[6], guid.Data4[7]);
    return text.data();
}

TEST(Identifiers, AreTheRecordedOnes) {
    for (int index = 0; index < recorded_identifier_count; ++index) {
        const recorded_identifier& row = recorded_identifiers[index];
        EXPECT_EQ(row.text, text_of(*row.constant)) << row.name;
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
