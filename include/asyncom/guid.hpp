// SPDX-License-Identifier: MIT
// Identifiers of interfaces and signatures of types, known while compiling.
//
//   static_assert(asyncom::guid_of<IAsyncInfo>() == IID_IAsyncInfo);
//
// An interface of your own gets its identifier by one line, at namespace scope, beside it:
//
//   template <> inline constexpr GUID asyncom::guid_v<IGreeter> = IID_IGreeter;
//
// and a structure or an enum that crosses the wall as a result or as progress gets its signature,
// which holds its name and, of a structure, its fields in order:
//
//   template <> inline constexpr auto asyncom::signature_v<acme::Step> =
//       asyncom::struct_signature<std::uint32_t, double>("Acme.Scan.Step");
//   template <> inline constexpr auto asyncom::signature_v<acme::Mode> =
//       asyncom::enum_signature<acme::Mode>("Acme.Scan.Mode");
//
// The names are part of the ABI: an instance such as IAsyncOperation<Acme.Scan.Mode> has an
// identifier that is made from them, as the Windows Runtime does it.
#pragma once

#include <asyncom/asyncom.h>
#include <asyncom/sha1.hpp>
#include <asyncom/text.hpp>

#include <cstdint>
#include <type_traits>

namespace asyncom {

// The identifier of an interface. Specialise it for your own. It is each module's own, as are the
// other constants here: one that a process has only once would keep a component loaded.
template <class Interface>
ASYNCOM_OF_THIS_MODULE inline constexpr GUID guid_v{};

// The signature of a type that may be a result, or progress, or an argument of one: what Windows'
// documentation calls a type signature. Not specialised: the type cannot cross the wall.
template <class Type>
ASYNCOM_OF_THIS_MODULE inline constexpr auto signature_v = nullptr;

template <class Type>
concept has_signature =
    !std::is_same_v<std::remove_cv_t<decltype(signature_v<Type>)>, std::nullptr_t>;

constexpr bool is_same_guid(const GUID& left, const GUID& right) noexcept {
    bool same = left.Data1 == right.Data1 && left.Data2 == right.Data2 && left.Data3 == right.Data3;
    for (int i = 0; i < 8; ++i)
        same = same && left.Data4[i] == right.Data4[i];
    return same;
}

// The identifier of an interface that has one; any other does not compile.
template <class Interface>
constexpr const GUID& guid_of() noexcept {
    static_assert(!is_same_guid(guid_v<Interface>, GUID{}),
                  "this interface has no identifier: specialise asyncom::guid_v for it");
    return guid_v<Interface>;
}

// ---- texts of identifiers ----------------------------------------------------------------------

// In lower case and in braces, as signatures have it.
constexpr fixed_text<38> to_text(const GUID& guid) noexcept {
    constexpr char digits[] = "0123456789abcdef";
    fixed_text<38> text;
    int place = 0;
    const auto put = [&](std::uint64_t value, int count) {
        for (int digit = count - 1; digit >= 0; --digit)
            text.characters[place++] = digits[(value >> (4 * digit)) & 15];
    };
    text.characters[place++] = '{';
    put(guid.Data1, 8);
    text.characters[place++] = '-';
    put(guid.Data2, 4);
    text.characters[place++] = '-';
    put(guid.Data3, 4);
    text.characters[place++] = '-';
    for (int i = 0; i < 8; ++i) {
        if (i == 2) text.characters[place++] = '-';
        put(guid.Data4[i], 2);
    }
    text.characters[place] = '}';
    return text;
}

// The identifier of an instance of a parameterised interface or delegate, from its signature: a
// name-based UUID of version 5 in the namespace of the Windows Runtime.
constexpr GUID guid_of_signature(std::string_view signature) noexcept {
    constexpr std::uint8_t name_space[16] = {0x11, 0xf4, 0x7a, 0xd5, 0x7b, 0x73, 0x42, 0xc0,
                                             0xab, 0xae, 0x87, 0x8b, 0x1e, 0x16, 0xad, 0xee};
    sha1 hash;
    for (const std::uint8_t byte : name_space)
        hash.add(byte);
    for (const char character : signature)
        hash.add(std::uint8_t(character));
    const sha1::digest bytes = hash.finish();

    const auto word = [&](int from, int count) {
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i)
            value = value << 8 | bytes[std::size_t(from + i)];
        return value;
    };
    GUID guid{};
    guid.Data1 = word(0, 4);
    guid.Data2 = std::uint16_t(word(4, 2));
    guid.Data3 = std::uint16_t((word(6, 2) & 0x0FFF) | 0x5000);
    for (int i = 0; i < 8; ++i)
        guid.Data4[i] = bytes[std::size_t(8 + i)];
    guid.Data4[0] = std::uint8_t((guid.Data4[0] & 0x3F) | 0x80);
    return guid;
}

// ---- making signatures -------------------------------------------------------------------------

namespace impl {

// ";a;b;c" of the arguments' signatures.
template <class... Types>
constexpr auto listed_signatures() noexcept {
    static_assert((has_signature<Types> && ...),
                  "a type here has no signature: specialise asyncom::signature_v for it");
    return (fixed_text("") + ... + (fixed_text(";") + signature_v<Types>));
}

} // namespace impl

// Of a structure, by the Windows Runtime name and the types of the fields in their order.
template <class... Fields, std::size_t Size>
constexpr auto struct_signature(const char (&name)[Size]) noexcept {
    static_assert(sizeof...(Fields) > 0, "a structure has at least one field");
    return fixed_text("struct(") + fixed_text(name) + impl::listed_signatures<Fields...>() +
           fixed_text(")");
}

// Of an enum, whose values are 32 bits; unsigned ones are the flags.
template <class Enum, std::size_t Size>
constexpr auto enum_signature(const char (&name)[Size]) noexcept {
    static_assert(std::is_enum_v<Enum> && sizeof(Enum) == 4, "an enum crosses as 32 bits");
    constexpr bool is_flags = std::is_unsigned_v<std::underlying_type_t<Enum>>;
    constexpr fixed_text values = is_flags ? fixed_text(";u4)") : fixed_text(";i4)");
    return fixed_text("enum(") + fixed_text(name) + values;
}

// Of a runtime class, by its name and its default interface.
template <class DefaultInterface, std::size_t Size>
constexpr auto class_signature(const char (&name)[Size]) noexcept {
    return fixed_text("rc(") + fixed_text(name) + fixed_text(";") +
           to_text(guid_of<DefaultInterface>()) + fixed_text(")");
}

// Of an instance of a parameterised interface or delegate.
template <class... Arguments>
constexpr auto instance_signature(const GUID& parameterised) noexcept {
    return fixed_text("pinterface(") + to_text(parameterised) +
           impl::listed_signatures<Arguments...>() + fixed_text(")");
}

// ---- the types everybody has -------------------------------------------------------------------

template <>
inline constexpr auto signature_v<bool> = fixed_text("b1");
template <>
inline constexpr auto signature_v<char16_t> = fixed_text("c2");
template <>
inline constexpr auto signature_v<std::int8_t> = fixed_text("i1");
template <>
inline constexpr auto signature_v<std::uint8_t> = fixed_text("u1");
template <>
inline constexpr auto signature_v<std::int16_t> = fixed_text("i2");
template <>
inline constexpr auto signature_v<std::uint16_t> = fixed_text("u2");
template <>
inline constexpr auto signature_v<std::int32_t> = fixed_text("i4");
template <>
inline constexpr auto signature_v<std::uint32_t> = fixed_text("u4");
template <>
inline constexpr auto signature_v<std::int64_t> = fixed_text("i8");
template <>
inline constexpr auto signature_v<std::uint64_t> = fixed_text("u8");
template <>
inline constexpr auto signature_v<float> = fixed_text("f4");
template <>
inline constexpr auto signature_v<double> = fixed_text("f8");
template <>
inline constexpr auto signature_v<GUID> = fixed_text("g16");

// ---- Windows' own interfaces; in its headers their identifiers are no constant expressions
// -------

template <>
inline constexpr GUID guid_v<IUnknown> = {
    0x00000000, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IClassFactory> = {
    0x00000001, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IInspectable> = {
    0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};
template <>
inline constexpr GUID guid_v<IAgileObject> = {
    0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};
template <>
inline constexpr GUID guid_v<IMarshal> = {
    0x00000003, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IWeakReference> = {
    0x00000037, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IWeakReferenceSource> = {
    0x00000038, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IAgileReference> = {
    0xc03f6a43, 0x65a4, 0x9818, {0x98, 0x7e, 0xe0, 0xb8, 0x10, 0xd2, 0xa6, 0xf2}};
template <>
inline constexpr GUID guid_v<IActivationFactory> = {
    0x00000035, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
template <>
inline constexpr GUID guid_v<IErrorInfo> = {
    0x1cf2b120, 0x547d, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};
template <>
inline constexpr GUID guid_v<ICreateErrorInfo> = {
    0x22f03340, 0x547d, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};
template <>
inline constexpr GUID guid_v<ISupportErrorInfo> = {
    0xdf0b3d60, 0x548f, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};
template <>
inline constexpr GUID guid_v<IRestrictedErrorInfo> = {
    0x82ba7092, 0x4c88, 0x427d, {0xa7, 0xbc, 0x16, 0xdd, 0x93, 0xfe, 0xb6, 0x7e}};
template <>
inline constexpr GUID guid_v<ILanguageExceptionErrorInfo> = {
    0x04a2dbf3, 0xdf83, 0x116c, {0x09, 0x46, 0x08, 0x12, 0xab, 0xf6, 0xe0, 0x7d}};

// ---- the interfaces of the library's headers ---------------------------------------------------

template <>
inline constexpr GUID guid_v<IAsyncInfo> = IID_IAsyncInfo;
template <>
inline constexpr GUID guid_v<ABI::Windows::Foundation::IAsyncAction> =
    IID___x_ABI_CWindows_CFoundation_CIAsyncAction;
template <>
inline constexpr GUID guid_v<ABI::Windows::Foundation::IAsyncActionCompletedHandler> =
    IID___x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler;
template <>
inline constexpr GUID guid_v<IAsyncType> = IID_IAsyncType;
template <>
inline constexpr GUID guid_v<IAsyncCancelHandler> = IID_IAsyncCancelHandler;
template <>
inline constexpr GUID guid_v<IAsyncProducer> = IID_IAsyncProducer;
template <>
inline constexpr GUID guid_v<IAsyncWork> = IID_IAsyncWork;
template <>
inline constexpr GUID guid_v<IAsyncScheduler> = IID_IAsyncScheduler;
template <>
inline constexpr GUID guid_v<IAsyncManualScheduler> = IID_IAsyncManualScheduler;
template <>
inline constexpr GUID guid_v<IAsyncControl> = IID_IAsyncControl;
template <>
inline constexpr GUID guid_v<IAsyncListeners> = IID_IAsyncListeners;
template <>
inline constexpr GUID guid_v<IAsyncProgressSink> = IID_IAsyncProgressSink;
template <>
inline constexpr GUID guid_v<IAsyncError> = IID_IAsyncError;
template <>
inline constexpr GUID guid_v<IAsyncCompletionQueue> = IID_IAsyncCompletionQueue;

} // namespace asyncom
