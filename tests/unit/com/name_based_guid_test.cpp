// SPDX-License-Identifier: MIT
// IIDs of parameterised types: published ones, at compile time and at run time.
#include "com/name_based_guid.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

constexpr std::string_view bool_operation = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1)";
constexpr std::string_view buffer_operation =
    "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};{905a0fe0-bc53-11df-8c49-001e4fc686da};u4)";

constexpr GUID iid_of(std::string_view signature) {
    return name_based_guid(gsl::span<const char>(signature.data(), signature.size()));
}

constexpr GUID bool_iid = iid_of(bool_operation);
static_assert(bool_iid.Data1 == 0xcdb5efb3);
static_assert(bool_iid.Data2 == 0x5788);
static_assert(bool_iid.Data3 == 0x509d);

std::string text_of(const GUID& guid) {
    std::string text(guid_text_length, '\0');
    print_guid(guid, hex_digits::lower_case, text.data());
    return text;
}

TEST(NameBasedGuid, GivesThePublishedIids) {
    EXPECT_EQ(text_of(iid_of(bool_operation)), "{cdb5efb3-5788-509d-9be1-71ccb8a3362a}");
    EXPECT_EQ(text_of(iid_of(buffer_operation)), "{d26b2819-897f-5c7d-84d6-56d796561431}");
}

TEST(NameBasedGuid, LiesInMemoryAsWindowsHasIt) {
    const std::uint8_t expected[16] = {0xb3, 0xef, 0xb5, 0xcd, 0x88, 0x57, 0x9d, 0x50,
                                       0x9b, 0xe1, 0x71, 0xcc, 0xb8, 0xa3, 0x36, 0x2a};
    const GUID iid = iid_of(bool_operation);
    EXPECT_EQ(std::memcmp(&iid, expected, sizeof iid), 0);
}

TEST(NameBasedGuid, IsTheSameForASignatureInPieces) {
    name_based_guid_hash hash;
    for (const char& unit : buffer_operation)
        hash.update(gsl::span<const char>(&unit, 1));
    EXPECT_EQ(hash.finish(), iid_of(buffer_operation));
}

TEST(NameBasedGuid, SaysThatItIsVersionFiveOfTheRfcVariant) {
    std::string signature = "enum(Name;i4)";
    for (int index = 0; index < 1000; ++index) {
        signature[8] = static_cast<char>('a' + index % 26);
        signature += 'x';
        const GUID iid = iid_of(signature);
        ASSERT_EQ(iid.Data3 >> 12, 5);
        ASSERT_EQ(iid.Data4[0] >> 6, 2);
    }
}

} // namespace
} // namespace asyncom::core
