// SPDX-License-Identifier: MIT
#include "async/class_name.h"

#include "type_support.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

std::string name_of(std::string_view text) {
    signature_tree tree;
    EXPECT_EQ(parse_signature(text, tree).expected, nullptr) << text;
    return class_name_of(tree);
}

TEST(ClassName, IsTheOneWindowsObjectsGive) {
    EXPECT_EQ(name_of("{5a648006-843a-4da9-865b-9d26e5dfad7b}"), "Windows.Foundation.IAsyncAction");
    EXPECT_EQ(name_of("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)"),
              "Windows.Foundation.IAsyncActionWithProgress`1<Double>");
    EXPECT_EQ(name_of("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1)"),
              "Windows.Foundation.IAsyncOperation`1<Boolean>");
    EXPECT_EQ(name_of("pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;u4)"),
              "Windows.Foundation.IAsyncOperationWithProgress`2<UInt32, UInt32>");
    EXPECT_EQ(name_of("pinterface({fcdcf02c-e5d8-4478-915a-4d90b74b83a5};b1)"),
              "Windows.Foundation.AsyncOperationCompletedHandler`1<Boolean>");
}

TEST(ClassName, SpellsEveryFundamentalType) {
    const std::pair<const char*, const char*> names[] = {
        {"i1", "Int8"},       {"u1", "UInt8"},  {"b1", "Boolean"},
        {"i2", "Int16"},      {"u2", "UInt16"}, {"c2", "Char16"},
        {"i4", "Int32"},      {"u4", "UInt32"}, {"i8", "Int64"},
        {"u8", "UInt64"},     {"f4", "Single"}, {"f8", "Double"},
        {"string", "String"}, {"g16", "Guid"},  {"cinterface(IInspectable)", "Object"},
    };
    for (const auto& [signature, name] : names) {
        EXPECT_EQ(name_of(signature), name);
    }
}

TEST(ClassName, UsesTheNamesThatASignatureHolds) {
    EXPECT_EQ(name_of("struct(Windows.Foundation.TimeSpan;i8)"), "Windows.Foundation.TimeSpan");
    EXPECT_EQ(name_of("enum(Example.Lib.Mode;i4)"), "Example.Lib.Mode");
    EXPECT_EQ(name_of("rc(Windows.Foundation.Uri;{9e365e57-48b2-4160-956f-c7385120bbfc})"),
              "Windows.Foundation.Uri");
    EXPECT_EQ(name_of("ig(A.B;{9e365e57-48b2-4160-956f-c7385120bbfc})"), "A.B");
}

TEST(ClassName, ClosesNestedTypesWithoutABlank) {
    EXPECT_EQ(name_of("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};"
                      "pinterface({3c2925fe-8519-45c1-aa79-197b6718c1c1};string;"
                      "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8)))"),
              "Windows.Foundation.IAsyncOperation`1<Windows.Foundation.Collections.IMap`2<String, "
              "Windows.Foundation.IReference`1<UInt64>>>");
}

TEST(ClassName, PrintsTheGuidOfAnInterfaceThatHasNoKnownName) {
    EXPECT_EQ(name_of("{905a0fe0-bc53-11df-8c49-001e4fc686da}"), "Windows.Storage.Streams.IBuffer");
    EXPECT_EQ(name_of("{12345678-bc53-11df-8c49-001e4fc686da}"),
              "{12345678-bc53-11df-8c49-001e4fc686da}");
    EXPECT_EQ(name_of("delegate({12345678-bc53-11df-8c49-001e4fc686da})"),
              "{12345678-bc53-11df-8c49-001e4fc686da}");
    EXPECT_EQ(name_of("pinterface({12345678-bc53-11df-8c49-001e4fc686da};u4;string)"),
              "{12345678-bc53-11df-8c49-001e4fc686da}`2<UInt32, String>");
}

} // namespace
} // namespace asyncom::core
