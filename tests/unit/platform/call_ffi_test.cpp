// SPDX-License-Identifier: MIT
// libffi as the oracle of the calling classes: it knows the conventions without any of our code
// and without a compiler's help.
#include "platform/call.h"

#include "call_check.h"

#include <ffi.h>

#include <gtest/gtest.h>

#include <deque>
#include <random>

#if defined(CALL_WIN64)
#include "platform/call_win64.h"
#endif

namespace asyncom::core::test {

ASYNCOM_DEFINE_CALL_CONVENTION(target_calls_for_ffi, target_convention)
#if defined(CALL_WIN64)
ASYNCOM_DEFINE_CALL_CONVENTION(win64_calls_for_ffi, win64)
#endif

namespace {

// Keeps the descriptions of structs, which libffi only points at.
struct struct_description {
    ffi_type type{};
    std::vector<ffi_type*> elements;

    ffi_type* seal() {
        elements.push_back(nullptr);
        type.type = FFI_TYPE_STRUCT;
        type.elements = elements.data();
        return &type;
    }
};

std::deque<struct_description>& descriptions() {
    static std::deque<struct_description> all;
    return all;
}

template <typename T>
struct described {
    static void append(std::vector<ffi_type*>& elements) { elements.push_back(type()); }
    static ffi_type* type() {
        if constexpr (std::is_pointer_v<T>)
            return &ffi_type_pointer;
        else if constexpr (std::is_same_v<T, float>)
            return &ffi_type_float;
        else if constexpr (std::is_same_v<T, double>)
            return &ffi_type_double;
        else
            return integer();
    }
    static ffi_type* integer() {
        constexpr bool is_signed = std::is_signed_v<T>;
        switch (sizeof(T)) {
        case 1:
            return is_signed ? &ffi_type_sint8 : &ffi_type_uint8;
        case 2:
            return is_signed ? &ffi_type_sint16 : &ffi_type_uint16;
        case 4:
            return is_signed ? &ffi_type_sint32 : &ffi_type_uint32;
        default:
            return is_signed ? &ffi_type_sint64 : &ffi_type_uint64;
        }
    }
};

template <typename T, std::size_t Count>
struct described<T[Count]> {
    static void append(std::vector<ffi_type*>& elements) {
        for (std::size_t index = 0; index < Count; ++index) {
            described<T>::append(elements);
        }
    }
};

#define CALL_FIELD(type, member) described<type>::append(description.elements);
#define CALL_INTEGER(name, type)
#define CALL_POINTER(name)
#define CALL_REAL(name, type)
#define CALL_STRUCT(name, fields)                                                                  \
    template <>                                                                                    \
    struct described<name> {                                                                       \
        static void append(std::vector<ffi_type*>& elements) { elements.push_back(type()); }       \
        static ffi_type* type() {                                                                  \
            struct_description& description = descriptions().emplace_back();                       \
            fields return description.seal();                                                      \
        }                                                                                          \
    };
#include "call_types.inc"
#undef CALL_FIELD
#undef CALL_INTEGER
#undef CALL_POINTER
#undef CALL_REAL
#undef CALL_STRUCT

// In the order of all_call_types.
std::vector<ffi_type*> all_ffi_types() {
    std::vector<ffi_type*> types;
#define CALL_FIELD(type, member)
#define CALL_INTEGER(name, base) types.push_back(described<name>::type());
#define CALL_POINTER(name) types.push_back(described<name>::type());
#define CALL_REAL(name, base) types.push_back(described<name>::type());
#define CALL_STRUCT(name, fields) types.push_back(described<name>::type());
#include "call_types.inc"
    return types;
}

// libffi's view of Invoke(self, sender, T).
class ffi_signature {
public:
    ffi_signature(ffi_abi abi, ffi_type* value)
        : m_arguments{&ffi_type_pointer, &ffi_type_pointer, value} {
        EXPECT_EQ(ffi_prep_cif(&m_cif, abi, 3, &ffi_type_sint32, m_arguments), FFI_OK);
    }
    ffi_cif* get() { return &m_cif; }
    ffi_type* value() const { return m_arguments[2]; }

private:
    ffi_type* m_arguments[3];
    ffi_cif m_cif{};
};

void receive(ffi_cif* cif, void* answer, void** arguments, void*) {
    auto* probe = *static_cast<call_probe**>(arguments[0]);
    probe->self = probe;
    probe->sender = *static_cast<void**>(arguments[1]);
    probe->bytes = static_cast<std::uint32_t>(cif->arg_types[2]->size);
    std::memcpy(probe->value, arguments[2], cif->arg_types[2]->size);
    *static_cast<ffi_sarg*>(answer) = probe->answer;
}

class ffi_checker {
public:
    ffi_checker(const call_convention& convention, ffi_abi abi)
        : m_convention(convention), m_abi(abi) {}

    void check(const call_type& type, ffi_type* described_type) {
        ffi_signature signature(m_abi, described_type);
        ASSERT_EQ(described_type->size, type.bytes) << type.name;
        ASSERT_EQ(described_type->alignment, type.alignment) << type.name;
        const std::size_t index = m_convention.classify(type.shape()).value();
        for (std::size_t byte = 0; byte < type.bytes; ++byte) {
            m_value[byte] = static_cast<unsigned char>(m_random());
        }
        check_our_call(type, signature, index);
        check_their_call(type, signature, index);
    }

private:
    void check_our_call(const call_type& type, ffi_signature& signature, std::size_t index) {
        void* code = nullptr;
        auto* closure = static_cast<ffi_closure*>(ffi_closure_alloc(sizeof(ffi_closure), &code));
        ASSERT_NE(closure, nullptr);
        ASSERT_EQ(ffi_prep_closure_loc(closure, signature.get(), receive, nullptr, code), FFI_OK);
        entry_handler handler(code);
        handler.probe.answer = 4711;
        const std::int32_t answer =
            m_convention.invoke[index](&handler.probe, &m_sender, m_value, type.bytes);
        expect_same(type, handler.probe, answer);
        ffi_closure_free(closure);
    }

    void check_their_call(const call_type& type, ffi_signature& signature, std::size_t index) {
        entry_handler handler(nullptr);
        handler.probe.answer = 4711;
        handler.probe.bytes = type.bytes;
        void* self = &handler.probe;
        void* sender = &m_sender;
        void* arguments[] = {&self, &sender, m_value};
        ffi_arg answer = 0;
        ffi_call(signature.get(), reinterpret_cast<void (*)()>(m_convention.entry[index]), &answer,
                 arguments);
        expect_same(type, handler.probe, static_cast<std::int32_t>(answer));
    }

    void expect_same(const call_type& type, const call_probe& probe, std::int32_t answer) {
        EXPECT_EQ(answer, 4711) << type.name;
        EXPECT_EQ(probe.self, &probe) << type.name;
        EXPECT_EQ(probe.sender, &m_sender) << type.name;
        EXPECT_EQ(probe.bytes, type.bytes) << type.name;
        EXPECT_TRUE(same_leaves(type, probe.value, m_value)) << type.name;
    }

    const call_convention& m_convention;
    ffi_abi m_abi;
    alignas(16) unsigned char m_value[largest_argument] = {};
    int m_sender = 0;
    std::mt19937 m_random{21};
};

void expect_agreement(const call_convention& convention, ffi_abi abi) {
    const std::vector<call_type> types = all_call_types();
    const std::vector<ffi_type*> described_types = all_ffi_types();
    ASSERT_EQ(types.size(), described_types.size());
    ffi_checker checks(convention, abi);
    for (std::size_t index = 0; index < types.size(); ++index) {
        checks.check(types[index], described_types[index]);
    }
}

TEST(CallOracle, AgreesOnTheTargetsConvention) {
    expect_agreement(target_calls_for_ffi(), FFI_DEFAULT_ABI);
}

#if defined(CALL_WIN64)
TEST(CallOracle, AgreesOnWindowsConvention) {
    expect_agreement(win64_calls_for_ffi(), FFI_WIN64);
}
#endif

} // namespace
} // namespace asyncom::core::test
