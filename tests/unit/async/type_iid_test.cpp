// SPDX-License-Identifier: MIT
#include "async/type_iid.h"

#include "type_support.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

using test::read_table;
using test::take_error_text;
using test::text_of;

std::string iid_of(const std::string& signature) {
    GUID iid{};
    const HRESULT outcome = get_type_iid(signature.c_str(), &iid);
    return outcome == S_OK ? text_of(iid) : "-";
}

const family_description& family_named(std::string_view name) {
    for (const family_description& family : families) {
        if (family.name == name) return family;
    }
    ADD_FAILURE() << name;
    return families[0];
}

std::string instance(std::string_view guid, const std::string& arguments) {
    return "pinterface(" + std::string(guid) + ";" + arguments + ")";
}

// Checks the values of an `async` row and returns how many there were.
int check_async_row(const std::vector<std::string>& row) {
    const family_description& family = family_named(row[2]);
    const std::string_view guids[] = {family.operation, family.progress_handler,
                                      family.completed_handler};
    int checked = 0;
    for (std::size_t which = 0; which < 3; ++which) {
        if (row[4 + which] == "-") continue;
        EXPECT_EQ(iid_of(instance(guids[which], row[3])), row[4 + which]) << row[2] << row[3];
        ++checked;
    }
    return checked;
}

int check_vectors(std::string_view source) {
    int checked = 0;
    for (const std::vector<std::string>& row : read_table(ASYNCOM_TYPE_VECTORS, ' ')) {
        if (row[0] != source) continue;
        if (row[1] == "async") {
            checked += check_async_row(row);
        } else {
            EXPECT_EQ(iid_of(row[2]), row[3]) << row[2];
            ++checked;
        }
    }
    return checked;
}

TEST(TypeIid, AgreesWithAllPublishedValues) {
    EXPECT_EQ(check_vectors("published"), 81);
}

TEST(TypeIid, AgreesWithTheComputedInstances) {
    EXPECT_EQ(check_vectors("computed"), 24 * 2 + 14);
}

TEST(TypeIid, AgreesWithAnIndependentVersionFiveUuidOnRandomSignatures) {
    int with_iid = 0;
    int without = 0;
    for (const std::vector<std::string>& row : read_table(ASYNCOM_RANDOM_TYPES, '\t')) {
        const bool plain = row[0] == "iid";
        const std::string& expected = plain ? row[2] : row[3];
        EXPECT_EQ(iid_of(row[1]), expected) << row[1];
        ++(expected == "-" ? without : with_iid);
    }
    EXPECT_GE(with_iid + without, 2000);
    EXPECT_GT(without, 400);
}

TEST(TypeIid, OfAnInterfaceAndADelegateIsTheirOwn) {
    EXPECT_EQ(iid_of("{905a0fe0-bc53-11df-8c49-001e4fc686da}"),
              "905a0fe0-bc53-11df-8c49-001e4fc686da");
    EXPECT_EQ(iid_of("delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})"),
              "a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7");
}

TEST(TypeIid, OfARuntimeClassIsThatOfItsDefaultInterface) {
    EXPECT_EQ(iid_of("rc(Windows.Foundation.Uri;{9e365e57-48b2-4160-956f-c7385120bbfc})"),
              "9e365e57-48b2-4160-956f-c7385120bbfc");
    EXPECT_EQ(iid_of("rc(A.B;pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1))"),
              "cdb5efb3-5788-509d-9be1-71ccb8a3362a");
    EXPECT_EQ(iid_of("rc(A.B;cinterface(IInspectable))"), "af86e2e0-b12d-4c6a-9c5a-d7aa65101e90");
}

TEST(TypeIid, IsRefusedForTypesThatHaveNone) {
    for (const char* signature : {"u4", "string", "g16", "cinterface(IInspectable)", "struct(A;u4)",
                                  "enum(E;i4)", "ig(A;{905a0fe0-bc53-11df-8c49-001e4fc686da})"}) {
        GUID iid = IID_IUnknown;
        EXPECT_EQ(get_type_iid(signature, &iid), E_INVALIDARG) << signature;
        EXPECT_EQ(iid, GUID{}) << signature;
        EXPECT_NE(take_error_text().find("no IID"), std::string::npos) << signature;
    }
}

TEST(TypeIid, OfAMalformedSignatureIsRefusedWithThePosition) {
    GUID iid = IID_IUnknown;
    EXPECT_EQ(get_type_iid("pinterface({61c17706-2d65-11e0-9ae8-d48564015472};x)", &iid),
              E_INVALIDARG);
    EXPECT_EQ(iid, GUID{});
    EXPECT_EQ(take_error_text(),
              "The type signature is malformed at byte 50: expected a type, found 'x'.");
}

TEST(TypeIid, WantsBothPointersAndClearsTheOneItHas) {
    GUID iid = IID_IUnknown;
    EXPECT_EQ(get_type_iid(nullptr, &iid), E_POINTER);
    EXPECT_EQ(iid, GUID{});
    EXPECT_EQ(take_error_text(), "signature is NULL.");
    EXPECT_EQ(get_type_iid("u4", nullptr), E_POINTER);
    EXPECT_EQ(take_error_text(), "iid is NULL.");
    EXPECT_EQ(get_type_iid(nullptr, nullptr), E_POINTER);
}

TEST(TypeIid, LeavesTheErrorSlotAloneWhereItSucceeds) {
    originate(E_FAIL, "earlier");
    EXPECT_EQ(iid_of("{905a0fe0-bc53-11df-8c49-001e4fc686da}"),
              "905a0fe0-bc53-11df-8c49-001e4fc686da");
    EXPECT_EQ(take_error_text(), "earlier");
}

TEST(TypeIid, OfAWholeFamilyIsWhatItsPartsHaveAlone) {
    signature_tree tree;
    const std::string_view text =
        "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;struct(A.B;u8;string))";
    ASSERT_EQ(parse_signature(text, tree).expected, nullptr);
    ASSERT_EQ(family_of(tree), ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS);
    GUID iids[3];
    family_iids(tree, ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS, iids);
    const std::string arguments = "u4;struct(A.B;u8;string)";
    const family_description& family = families[ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS];
    EXPECT_EQ(text_of(iids[ASYNCOM_IID_OPERATION]), iid_of(instance(family.operation, arguments)));
    EXPECT_EQ(text_of(iids[ASYNCOM_IID_COMPLETED_HANDLER]),
              iid_of(instance(family.completed_handler, arguments)));
    EXPECT_EQ(text_of(iids[ASYNCOM_IID_PROGRESS_HANDLER]),
              iid_of(instance(family.progress_handler, arguments)));
}

} // namespace
} // namespace asyncom::core
