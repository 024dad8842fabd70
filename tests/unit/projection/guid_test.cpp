// SPDX-License-Identifier: MIT
// Identifiers and signatures, all of them checked by the compiler.
#include <asyncom/async.hpp>

#include <gtest/gtest.h>

#include <string>

namespace guid_test {
enum class step_result : std::int32_t {};
enum class step_flags : std::uint32_t {};
struct position {
    std::uint32_t row, column;
};
struct thing : IInspectable {};
} // namespace guid_test

template <>
inline constexpr GUID asyncom::guid_v<guid_test::thing> = {
    0x905a0fe2, 0xbc53, 0x11df, {0x8c, 0x49, 0x00, 0x1e, 0x4f, 0xc6, 0x86, 0xda}};
template <>
inline constexpr auto
    asyncom::signature_v<guid_test::step_result> = asyncom::enum_signature<guid_test::step_result>(
        "Windows.Gaming.Input.ForceFeedback.ForceFeedbackLoadEffectResult");
template <>
inline constexpr auto asyncom::signature_v<guid_test::step_flags> =
    asyncom::enum_signature<guid_test::step_flags>("Test.Flags");
template <>
inline constexpr auto asyncom::signature_v<guid_test::position> =
    asyncom::struct_signature<std::uint32_t, std::uint32_t>("Test.Position");

namespace guid_test {

using namespace asyncom;

// ---- every identifier that others have published, or that was computed elsewhere

struct vector {
    std::string_view signature, iid;
};
constexpr vector vectors[] = {
#include "../../contract/iid_vectors.inc"
};

// A constant for each, so that no compiler's limit on steps is met.
template <std::size_t Index>
constexpr bool holds =
    to_text(guid_of_signature(vectors[Index].signature)).view().substr(1, 36) == vectors[Index].iid;
template <std::size_t... Indices>
constexpr bool all_hold(std::index_sequence<Indices...>) {
    static_assert((holds<Indices> && ...));
    return sizeof...(Indices) > 140;
}
static_assert(all_hold(std::make_index_sequence<std::size(vectors)>()));

constexpr GUID parsed(std::string_view text) {
    const auto value = [&](std::size_t from, std::size_t count) {
        std::uint32_t number = 0;
        for (const char digit : text.substr(from, count))
            number = number << 4 | std::uint32_t(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        return number;
    };
    GUID guid{value(0, 8), std::uint16_t(value(9, 4)), std::uint16_t(value(14, 4)), {}};
    for (std::size_t i = 0; i < 8; ++i)
        guid.Data4[i] = std::uint8_t(value(i < 2 ? 19 + 2 * i : 20 + 2 * i, 2));
    return guid;
}

// ---- identifiers of types

template <class View>
constexpr bool is_iid(std::string_view text) {
    return is_same_guid(guid_of<typename View::abi_type>(), parsed(text));
}
template <class Result, class Progress>
constexpr bool is_completed_iid(std::string_view text) {
    return is_same_guid(guid_of<async_completed_handler<Result, Progress>>(), parsed(text));
}

static_assert(is_iid<async_action>("5a648006-843a-4da9-865b-9d26e5dfad7b"));
static_assert(is_completed_iid<void, void>("a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7"));
static_assert(is_iid<async_action_with_progress<double>>("4f1430a6-a825-56ca-b047-1a9bad52ba67"));
static_assert(is_completed_iid<void, double>("94d64ac6-4491-53ef-8be8-36481f3ff1e8"));
static_assert(is_iid<async_operation<bool>>("cdb5efb3-5788-509d-9be1-71ccb8a3362a"));
static_assert(is_completed_iid<bool, void>("c1d3d1a2-ae17-5a5f-b5a2-bdcc8844889a"));
static_assert(is_iid<async_operation<std::uint32_t>>("ef60385f-be78-584b-aaef-7829ada2b0de"));
static_assert(is_iid<async_operation<hstring>>("3e1fe603-f897-5263-b328-0806426b8a79"));
static_assert(
    is_iid<async_operation<com_ptr<IInspectable>>>("abf53c57-ee50-5342-b52a-26e3b8cc024f"));
static_assert(is_iid<async_operation<com_ptr<thing>>>("a8fe0732-556d-5841-b7ee-b3450fb52666"));
static_assert(is_iid<async_operation<step_result>>("21f834fc-e845-5ab9-bf85-9534e2397798"));
static_assert(is_iid<async_operation_with_progress<std::uint32_t, std::uint32_t>>(
    "eccb574a-c684-5572-a679-6b0842cfb57f"));
static_assert(
    is_completed_iid<std::uint32_t, std::uint32_t>("1e466dc5-840f-54f9-b877-5e3a9f4b6c74"));
static_assert(is_iid<async_operation_with_progress<std::uint64_t, std::uint64_t>>(
    "8f1db6e3-6556-5516-825c-1021ee27cd0c"));

// What the C headers say of the same interfaces. Windows' own are no constant expressions there.
static_assert(is_same_guid(guid_of<IAsyncAction>(), IID_IAsyncAction));
static_assert(is_same_guid(guid_of<async_operation<std::uint32_t>::abi_type>(),
                           IID___FIAsyncOperation_1_UINT32));

TEST(Guid, IsTheOneOfTheCHeaders) {
    EXPECT_EQ(guid_of<IUnknown>(), IID_IUnknown);
    EXPECT_EQ(guid_of<IClassFactory>(), IID_IClassFactory);
    EXPECT_EQ(guid_of<IInspectable>(), IID_IInspectable);
    EXPECT_EQ(guid_of<IAgileObject>(), IID_IAgileObject);
    EXPECT_EQ(guid_of<IMarshal>(), IID_IMarshal);
    EXPECT_EQ(guid_of<IWeakReference>(), IID_IWeakReference);
    EXPECT_EQ(guid_of<IWeakReferenceSource>(), IID_IWeakReferenceSource);
    EXPECT_EQ(guid_of<IAgileReference>(), IID_IAgileReference);
    EXPECT_EQ(guid_of<IActivationFactory>(), IID_IActivationFactory);
    EXPECT_EQ(guid_of<IErrorInfo>(), IID_IErrorInfo);
    EXPECT_EQ(guid_of<ICreateErrorInfo>(), IID_ICreateErrorInfo);
    EXPECT_EQ(guid_of<ISupportErrorInfo>(), IID_ISupportErrorInfo);
    EXPECT_EQ(guid_of<IRestrictedErrorInfo>(), IID_IRestrictedErrorInfo);
    EXPECT_EQ(guid_of<ILanguageExceptionErrorInfo>(), IID_ILanguageExceptionErrorInfo);
}

// ---- signatures

static_assert(signature_v<position> == fixed_text("struct(Test.Position;u4;u4)"));
static_assert(signature_v<step_flags> == fixed_text("enum(Test.Flags;u4)"));
static_assert(class_signature<thing>("Test.Thing") ==
              fixed_text("rc(Test.Thing;{905a0fe2-bc53-11df-8c49-001e4fc686da})"));
static_assert(signature_v<async_operation<async_operation<hstring>>> ==
              fixed_text("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};pinterface("
                         "{9fc2b0bb-e446-44e2-aa61-9cab8f636af2};string))"));
static_assert(has_signature<std::int16_t> && has_signature<GUID> && has_signature<char16_t>);
static_assert(!has_signature<std::string> && !has_signature<void*>);
static_assert(fixed_text("ab") + fixed_text("") + fixed_text("c") == fixed_text("abc"));

// The library, at run time, and the compiler make the same identifier of the same type.
template <class Result, class Progress>
void expect_same() {
    GUID iid{};
    IAsyncType* const type = type_of<Result, Progress>();
    ASSERT_EQ(type->GetIid(ASYNCOM_IID_OPERATION, &iid), S_OK);
    EXPECT_EQ(iid, (guid_of<async_interface<Result, Progress>>()));
    ASSERT_EQ(type->GetIid(ASYNCOM_IID_COMPLETED_HANDLER, &iid), S_OK);
    EXPECT_EQ(iid, (guid_of<async_completed_handler<Result, Progress>>()));
}

TEST(Guid, IsTheOneThatTheLibraryKnowsTheTypeBy) {
    expect_same<void, void>();
    expect_same<void, position>();
    expect_same<com_ptr<thing>, void>();
    expect_same<async_operation<hstring>, step_flags>();
}

TEST(Guid, TakesATypeOnceAndForAll) {
    EXPECT_EQ((type_of<void, double>()), (type_of<void, double>()));
    EXPECT_STREQ(to_text(IID_IUnknown).c_str(), "{00000000-0000-0000-c000-000000000046}");
}

// Of FIPS 180-4's examples, one that fills a block and needs a second one.
TEST(Sha1, OfTwoBlocks) {
    sha1 hash;
    for (const char character :
         std::string_view("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        hash.add(std::uint8_t(character));
    const sha1::digest digest = hash.finish();
    EXPECT_EQ(digest[0], 0x84);
    EXPECT_EQ(digest[1], 0x98);
    EXPECT_EQ(digest[19], 0xf1);
}

} // namespace guid_test
