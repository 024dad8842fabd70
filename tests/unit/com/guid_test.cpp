// SPDX-License-Identifier: MIT
// GUID text: what Windows writes, what it reads, what it refuses.
#include "com/guid.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

constexpr GUID inspectable_iid{
    0xAF86E2E0, 0xB12D, 0x4C6A, {0x9C, 0x5A, 0xD7, 0xAA, 0x65, 0x10, 0x1E, 0x90}};
constexpr std::string_view upper_text = "{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90}";
constexpr std::string_view lower_text = "{af86e2e0-b12d-4c6a-9c5a-d7aa65101e90}";

constexpr bool parses_at_compile_time() {
    GUID guid{};
    return parse_guid(lower_text, hex_digits::lower_case, guid) &&
           guid.Data1 == inspectable_iid.Data1;
}
static_assert(parses_at_compile_time());

bool reads(std::string_view text, hex_digits accepted = hex_digits::any_case) {
    GUID guid = inspectable_iid;
    const bool read = parse_guid(text, accepted, guid);
    EXPECT_TRUE(read || guid == inspectable_iid) << "changed by " << text;
    return read;
}

TEST(GuidText, ReadsBothCases) {
    for (const std::string_view text : {upper_text, lower_text}) {
        GUID guid{};
        ASSERT_TRUE(parse_guid(text, hex_digits::any_case, guid));
        EXPECT_EQ(guid, inspectable_iid);
    }
}

TEST(GuidText, RefusesUpperCaseWhereOnlyLowerCaseIsAccepted) {
    EXPECT_TRUE(reads(lower_text, hex_digits::lower_case));
    EXPECT_FALSE(reads(upper_text, hex_digits::lower_case));
}

TEST(GuidText, RefusesWhatIsNotExactlyOneGuid) {
    EXPECT_FALSE(reads(""));
    EXPECT_FALSE(reads(lower_text.substr(1)));
    EXPECT_FALSE(reads(lower_text.substr(0, 37)));
    EXPECT_FALSE(reads(std::string(lower_text) + "}"));
    for (std::size_t position = 0; position < lower_text.size(); ++position) {
        std::string broken(lower_text);
        broken[position] = 'g';
        EXPECT_FALSE(reads(broken)) << broken;
        broken[position] = '\0';
        EXPECT_FALSE(reads(broken)) << position;
    }
}

TEST(GuidText, PrintsInEitherCase) {
    std::array<char, guid_text_length> text{};
    print_guid(inspectable_iid, hex_digits::any_case, text.data());
    EXPECT_EQ(std::string_view(text.data(), text.size()), upper_text);
    print_guid(inspectable_iid, hex_digits::lower_case, text.data());
    EXPECT_EQ(std::string_view(text.data(), text.size()), lower_text);
}

#if !defined(ASYNCOM_SYSTEM_RUNTIME) // where there is one, these functions are the system's

TEST(StringFromGUID2, WritesUpperCaseAndCountsTheTerminator) {
    char16_t text[39];
    EXPECT_EQ(StringFromGUID2(inspectable_iid, text, 39), 39);
    EXPECT_EQ(std::u16string_view(text), u"{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90}");
}

TEST(StringFromGUID2, GivesZeroAndWritesNothingIntoASmallBuffer) {
    char16_t text[39] = u"before";
    EXPECT_EQ(StringFromGUID2(inspectable_iid, text, 38), 0);
    EXPECT_EQ(StringFromGUID2(inspectable_iid, text, 0), 0);
    EXPECT_EQ(StringFromGUID2(inspectable_iid, text, -1), 0);
    EXPECT_EQ(StringFromGUID2(inspectable_iid, nullptr, 39), 0);
    EXPECT_EQ(std::u16string_view(text), u"before");
}

TEST(IIDFromString, ReadsWhatStringFromGUID2Writes) {
    char16_t text[39];
    ASSERT_EQ(StringFromGUID2(inspectable_iid, text, 39), 39);
    IID iid{};
    EXPECT_EQ(IIDFromString(text, &iid), S_OK);
    EXPECT_EQ(iid, inspectable_iid);
}

TEST(IIDFromString, GivesTheNullIidForANullText) {
    IID iid = inspectable_iid;
    EXPECT_EQ(IIDFromString(nullptr, &iid), S_OK);
    EXPECT_EQ(iid, null_guid);
}

TEST(IIDFromString, TellsAWrongLengthFromWrongText) {
    IID iid = inspectable_iid;
    EXPECT_EQ(IIDFromString(u"", &iid), E_INVALIDARG);
    EXPECT_EQ(IIDFromString(u"{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90", &iid), E_INVALIDARG);
    EXPECT_EQ(IIDFromString(u"{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90}}", &iid), E_INVALIDARG);
    EXPECT_EQ(IIDFromString(u"{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E9g}", &iid), CO_E_IIDSTRING);
    EXPECT_EQ(IIDFromString(u"[AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90}", &iid), CO_E_IIDSTRING);
    EXPECT_EQ(iid, null_guid);
    EXPECT_EQ(IIDFromString(u"{AF86E2E0-B12D-4C6A-9C5A-D7AA65101E90}", nullptr), E_INVALIDARG);
}

TEST(CoCreateGuid, GivesDifferentGuidsOfVersionFour) {
    GUID first{};
    GUID second{};
    ASSERT_EQ(CoCreateGuid(&first), S_OK);
    ASSERT_EQ(CoCreateGuid(&second), S_OK);
    EXPECT_NE(first, second);
    EXPECT_EQ(first.Data3 >> 12, 4);
    EXPECT_EQ(first.Data4[0] >> 6, 2);
    EXPECT_EQ(CoCreateGuid(nullptr), E_INVALIDARG);
}

#endif

} // namespace
} // namespace asyncom::core
