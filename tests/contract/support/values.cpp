// SPDX-License-Identifier: MIT
// The catalogue of values and of families.
#include "support/values.h"

#include "support/samples.h"

#include <stdexcept>
#include <type_traits>

namespace contract {
namespace {

using namespace samples;

template <class T>
concept aggregate_value = requires(const T& value) {
    value.fields();
};

// One overload per kind of leaf; structs are walked field by field.
template <class T>
struct leaf;

template <class T>
requires std::is_integral_v<T>
struct leaf<T> {
    static void make(T* target, int seed) {
        const auto mixed = static_cast<std::uint64_t>(seed) * 0x9E3779B97F4A7C15u;
        *target = static_cast<T>(mixed >> (64 - 8 * sizeof(T)));
    }
    static void destroy(T*) {}
    static void copy(T* target, const T& source) { *target = source; }
    static bool equal(const T& a, const T& b) { return a == b; }
    static std::string signature() {
        const char* sign = std::is_signed_v<T> ? "i" : "u";
        return sign + std::to_string(sizeof(T));
    }
};

template <class T>
requires std::is_floating_point_v<T>
struct leaf<T> {
    static void make(T* target, int seed) { *target = static_cast<T>(seed) * T(1.25) + T(0.5); }
    static void destroy(T*) {}
    static void copy(T* target, const T& source) { *target = source; }
    static bool equal(const T& a, const T& b) { return a == b; }
    static std::string signature() { return "f" + std::to_string(sizeof(T)); }
};

template <class T>
requires std::is_enum_v<T>
struct leaf<T> {
    using base = std::underlying_type_t<T>;
    static void make(T* target, int seed) {
        base number;
        leaf<base>::make(&number, seed);
        *target = static_cast<T>(number);
    }
    static void destroy(T*) {}
    static void copy(T* target, const T& source) { *target = source; }
    static bool equal(const T& a, const T& b) { return a == b; }
    static std::string signature() {
        return "enum(Contract.Sample." + std::string(std::is_signed_v<base> ? "Mode" : "Flags") +
               ";" + leaf<base>::signature() + ")";
    }
};

template <>
struct leaf<boolean> {
    static void make(boolean* target, int seed) { *target = static_cast<boolean>(seed & 1); }
    static void destroy(boolean*) {}
    static void copy(boolean* target, const boolean& source) { *target = source; }
    static bool equal(const boolean& a, const boolean& b) { return a == b; }
    static std::string signature() { return "b1"; }
};

template <>
struct leaf<character> {
    static void make(character* target, int seed) {
        *target = static_cast<character>(0x4E00 + seed);
    }
    static void destroy(character*) {}
    static void copy(character* target, const character& source) { *target = source; }
    static bool equal(const character& a, const character& b) { return a == b; }
    static std::string signature() { return "c2"; }
};

template <>
struct leaf<GUID> {
    static void make(GUID* target, int seed) {
        *target = guid("10203040-5060-7080-90a0-b0c0d0e0f001");
        target->Data1 += static_cast<std::uint32_t>(seed);
    }
    static void destroy(GUID*) {}
    static void copy(GUID* target, const GUID& source) { *target = source; }
    static bool equal(const GUID& a, const GUID& b) { return same(a, b); }
    static std::string signature() { return "g16"; }
};

template <>
struct leaf<HSTRING> {
    static void make(HSTRING* target, int seed) {
        *target = make_string(u"value " + std::u16string(static_cast<std::size_t>(seed % 7),
                                                         static_cast<char16_t>(u'A' + seed % 26)));
    }
    static void destroy(HSTRING* target) { WindowsDeleteString(*target); }
    static void copy(HSTRING* target, const HSTRING& source) {
        WindowsDuplicateString(source, target);
    }
    static bool equal(const HSTRING& a, const HSTRING& b) { return text_of(a) == text_of(b); }
    static std::string signature() { return "string"; }
};

template <>
struct leaf<numbered_object*> {
    static void make(numbered_object** target, int seed) { *target = new numbered_object(seed); }
    static void destroy(numbered_object** target) {
        if (*target) release(*target);
    }
    static void copy(numbered_object** target, numbered_object* const& source) {
        if (source) add_ref(source);
        *target = source;
    }
    static bool equal(numbered_object* const& a, numbered_object* const& b) {
        return a == b || (a && b && a->number == b->number);
    }
    static std::string signature() { return "cinterface(IInspectable)"; }
};

template <>
struct leaf<reference> {
    using object = leaf<numbered_object*>;
    static void make(reference* target, int seed) { object::make(&target->object, seed); }
    static void destroy(reference* target) { object::destroy(&target->object); }
    static void copy(reference* target, const reference& source) {
        object::copy(&target->object, source.object);
    }
    static bool equal(const reference& a, const reference& b) {
        return object::equal(a.object, b.object);
    }
    static std::string signature() {
        return "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8)";
    }
};

template <aggregate_value T>
struct leaf<T> {
    static void make(T* target, int seed) {
        std::memset(static_cast<void*>(target), 0, sizeof(T));
        int next = seed;
        std::apply(
            [&next](auto&... field) {
                (leaf<std::remove_reference_t<decltype(field)>>::make(&field, next++), ...);
            },
            target->fields());
    }
    static void destroy(T* target) {
        std::apply(
            [](auto&... field) {
                (leaf<std::remove_reference_t<decltype(field)>>::destroy(&field), ...);
            },
            target->fields());
    }
    static void copy(T* target, const T& source) { copy_fields(target->fields(), source.fields()); }
    static bool equal(const T& a, const T& b) { return equal_fields(a.fields(), b.fields()); }
    static std::string signature() {
        std::string text = std::string("struct(Contract.Sample.") + T::name;
        T none;
        std::apply(
            [&text](auto&... field) {
                ((text += ";" + leaf<std::remove_reference_t<decltype(field)>>::signature()), ...);
            },
            none.fields());
        return text + ")";
    }

private:
    template <class To, class From, std::size_t... I>
    static void copy_each(To to, From from, std::index_sequence<I...>) {
        (leaf<std::remove_reference_t<std::tuple_element_t<I, To>>>::copy(&std::get<I>(to),
                                                                          std::get<I>(from)),
         ...);
    }
    template <class To, class From>
    static void copy_fields(To to, From from) {
        copy_each(to, from, std::make_index_sequence<std::tuple_size_v<To>>());
    }
    template <class A, std::size_t... I>
    static bool equal_each(A a, A b, std::index_sequence<I...>) {
        return (leaf<std::remove_cvref_t<std::tuple_element_t<I, A>>>::equal(std::get<I>(a),
                                                                             std::get<I>(b)) &&
                ...);
    }
    template <class A>
    static bool equal_fields(A a, A b) {
        return equal_each(a, b, std::make_index_sequence<std::tuple_size_v<A>>());
    }
};

// Receives a value exactly as a compiled client would: in registers or memory, as the platform
// passes T.
template <class T>
answer ASYNCOM_CALL receive(void* self, void* sender, T argument) {
    return static_cast<progress_handler*>(self)->received(sender, &argument);
}

template <class T>
answer send(void* handler, void* sender, const void* source) {
    T argument;
    std::memcpy(static_cast<void*>(&argument), source, sizeof argument);
    return call<void*, T>(handler, 3, sender, argument);
}

template <class T>
const void* const* progress_table_of() {
    static const void* const table[] = {reinterpret_cast<const void*>(&hand_made::query_interface),
                                        reinterpret_cast<const void*>(&hand_made::increment),
                                        reinterpret_cast<const void*>(&hand_made::decrement),
                                        reinterpret_cast<const void*>(&receive<T>)};
    return table;
}

template <class T>
value_kind kind_of(std::string name) {
    return {std::move(name),
            leaf<T>::signature(),
            sizeof(T),
            alignof(T),
            [](void* target, int seed) { leaf<T>::make(static_cast<T*>(target), seed); },
            [](void* target) { leaf<T>::destroy(static_cast<T*>(target)); },
            [](void* target, const void* source) {
                leaf<T>::copy(static_cast<T*>(target), *static_cast<const T*>(source));
            },
            [](const void* a, const void* b) {
                return leaf<T>::equal(*static_cast<const T*>(a), *static_cast<const T*>(b));
            },
            progress_table_of<T>(),
            &send<T>};
}

template <class T>
value_kind struct_kind() {
    return kind_of<T>(T::name);
}

std::vector<value_kind> make_kinds() {
    return {kind_of<boolean>("b1"),
            kind_of<std::int8_t>("i1"),
            kind_of<std::uint8_t>("u1"),
            kind_of<std::int16_t>("i2"),
            kind_of<std::uint16_t>("u2"),
            kind_of<std::int32_t>("i4"),
            kind_of<std::uint32_t>("u4"),
            kind_of<std::int64_t>("i8"),
            kind_of<std::uint64_t>("u8"),
            kind_of<float>("f4"),
            kind_of<double>("f8"),
            kind_of<character>("c2"),
            kind_of<HSTRING>("string"),
            kind_of<GUID>("g16"),
            kind_of<numbered_object*>("object"),
            kind_of<mode>("mode"),
            kind_of<flags>("flags"),
            struct_kind<Byte>(),
            struct_kind<TwoBytes>(),
            struct_kind<ThreeBytes>(),
            struct_kind<OneInt>(),
            struct_kind<TwoInts>(),
            struct_kind<ThreeInts>(),
            struct_kind<FiveInts>(),
            struct_kind<OneFloat>(),
            struct_kind<TwoFloats>(),
            struct_kind<ThreeFloats>(),
            struct_kind<FourFloats>(),
            struct_kind<TwoDoubles>(),
            struct_kind<ThreeDoubles>(),
            struct_kind<FourDoubles>(),
            struct_kind<TwoLongs>(),
            struct_kind<LongDouble>(),
            struct_kind<DoubleLong>(),
            struct_kind<FloatIntDouble>(),
            struct_kind<FloatFloatInt>(),
            struct_kind<Step>(),
            struct_kind<SixLongs>(),
            struct_kind<Nested>(),
            struct_kind<Named>(),
            struct_kind<Holder>(),
            struct_kind<OneString>(),
            struct_kind<Mixed17>(),
            struct_kind<Largest>()};
}

GUID instance(const char* piid, const std::string& arguments) {
    return instance_iid("pinterface({" + std::string(piid) + "};" + arguments + ")");
}

std::vector<family> make_families() {
    std::vector<family> all{make_family(nullptr, nullptr)};
    for (const value_kind& kind : all_kinds()) {
        all.push_back(make_family(nullptr, &kind));
        all.push_back(make_family(&kind, nullptr));
        all.push_back(make_family(&kind, &kind));
    }
    for (const auto& [result, progress] :
         {std::pair("string", "f8"), std::pair("u8", "Step"), std::pair("object", "u4"),
          std::pair("Named", "TwoFloats"), std::pair("Step", "string"), std::pair("u4", "f8"),
          std::pair("i8", "f8"), std::pair("string", "u4"), std::pair("object", "f8"),
          std::pair("object", "string")})
        all.push_back(make_family(&kind_named(result), &kind_named(progress)));
    return all;
}

constexpr unsigned char pattern = 0xC5;

} // namespace

const std::vector<value_kind>& all_kinds() {
    static const std::vector<value_kind> kinds = make_kinds();
    return kinds;
}

const value_kind& kind_named(const std::string& name) {
    for (const value_kind& kind : all_kinds())
        if (kind.name == name) return kind;
    throw std::invalid_argument("no kind of value is named " + name);
}

value::value(const value_kind& kind) : m_kind(&kind) {
    std::memset(m_bytes, pattern, sizeof m_bytes);
}

value value::sample(const value_kind& kind, int seed) {
    value made(kind);
    kind.make(made.filled(), seed);
    return made;
}

value::value(value&& other) noexcept : m_kind(other.m_kind), m_owned(other.m_owned) {
    std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
    other.m_owned = false;
}

value::~value() {
    if (m_owned) m_kind->destroy(m_bytes);
}

bool value::untouched() const {
    for (const std::byte part : m_bytes)
        if (part != std::byte{pattern}) return false;
    return true;
}

bool value::zero() const {
    for (std::uint32_t i = 0; i < m_kind->size; ++i)
        if (m_bytes[i] != std::byte{0}) return false;
    return true;
}

family make_family(const value_kind* result, const value_kind* progress) {
    family made{};
    made.result = result;
    made.progress = progress;
    made.number = (result ? 2 : 0) + (progress ? 1 : 0);
    if (!result && !progress) {
        made.name = "Action";
        made.signature = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";
        made.iid = iid_action;
        made.completed_iid = iid_action_completed;
        return made;
    }
    const char* piids[] = {piid_action_progress, piid_operation, piid_operation_progress};
    const char* completed_piids[] = {piid_action_progress_completed, piid_operation_completed,
                                     piid_operation_progress_completed};
    std::string arguments = result ? result->signature : progress->signature;
    made.name = result ? "OperationOf_" + result->name : "ActionWith_" + progress->name;
    if (result && progress) {
        arguments += ";" + progress->signature;
        made.name += "_with_" + progress->name;
    }
    const auto which = static_cast<std::size_t>(made.number - 1);
    made.signature = "pinterface({" + std::string(piids[which]) + "};" + arguments + ")";
    made.iid = instance_iid(made.signature);
    made.completed_iid = instance(completed_piids[which], arguments);
    if (progress)
        made.progress_iid = instance(
            result ? piid_operation_progress_handler : piid_action_progress_handler, arguments);
    return made;
}

const std::vector<family>& all_families() {
    static const std::vector<family> families = make_families();
    return families;
}

const std::vector<family>& plain_families() {
    static const std::vector<family> families{
        make_family(nullptr, nullptr), make_family(nullptr, &kind_named("f8")),
        make_family(&kind_named("string"), nullptr),
        make_family(&kind_named("string"), &kind_named("u4"))};
    return families;
}

namespace {

const family& find(const std::string& name) {
    for (const family& known : all_families())
        if (known.name == name) return known;
    throw std::invalid_argument("no family is named " + name);
}

} // namespace

const family& action() {
    return find("Action");
}
const family& operation_of(const std::string& result) {
    return find("OperationOf_" + result);
}
const family& action_with(const std::string& progress) {
    return find("ActionWith_" + progress);
}
const family& operation_with(const std::string& result, const std::string& progress) {
    return find("OperationOf_" + result + "_with_" + progress);
}

own<completed_handler> make_completed(const family& of) {
    return own<completed_handler>(of.completed_iid);
}

own<completed_handler> make_completed(const family& of,
                                      std::function<answer(void*, std::int32_t)> run) {
    return own<completed_handler>(of.completed_iid, std::move(run));
}

own<progress_handler> make_progress(const family& of, progress_handler::body_type run) {
    return own<progress_handler>(of.progress->progress_table, of.progress_iid, std::move(run));
}

result_of::result_of(const family& of, int seed) {
    if (of.has_result()) m_value = std::make_unique<value>(value::sample(*of.result, seed));
}

HSTRING make_string(const std::u16string& text) {
    HSTRING string = nullptr;
    WindowsCreateString(reinterpret_cast<const WCHAR*>(text.data()),
                        static_cast<std::uint32_t>(text.size()), &string);
    return string;
}

std::u16string text_of(HSTRING string) {
    std::uint32_t length = 0;
    const WCHAR* text = WindowsGetStringRawBuffer(string, &length);
    return std::u16string(reinterpret_cast<const char16_t*>(text), length);
}

} // namespace contract
