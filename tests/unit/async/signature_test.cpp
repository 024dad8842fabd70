// SPDX-License-Identifier: MIT
#include "async/signature.h"

#include "type_support.h"

#include <gtest/gtest.h>

namespace asyncom::core {
namespace {

using test::nested;

signature_fault parse(std::string_view text) {
    signature_tree tree;
    return parse_signature(text, tree);
}

bool is_well_formed(std::string_view text) {
    return parse(text).expected == nullptr;
}

TEST(Signature, AcceptsEveryProduction) {
    for (const char* text :
         {"i1",
          "u1",
          "b1",
          "i2",
          "u2",
          "c2",
          "i4",
          "u4",
          "i8",
          "u8",
          "f4",
          "f8",
          "string",
          "g16",
          "cinterface(IInspectable)",
          "{905a0fe0-bc53-11df-8c49-001e4fc686da}",
          "delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})",
          "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8)",
          "pinterface({3c2925fe-8519-45c1-aa79-197b6718c1c1};string;cinterface(IInspectable))",
          "rc(Windows.Foundation.Uri;{9e365e57-48b2-4160-956f-c7385120bbfc})",
          "rc(A;pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8))",
          "rc(A;cinterface(IInspectable))",
          "ig(A.B;{9e365e57-48b2-4160-956f-c7385120bbfc})",
          "struct(A;u1)",
          "struct(A.b_1._C;u1;string;struct(D;g16))",
          "enum(E.F;i4)",
          "enum(E;u4)",
          "struct(Gr\xC3\xB6\xC3\x9F"
          "e.\xE2\x82\xAC;u4)"}) {
        EXPECT_TRUE(is_well_formed(text)) << text;
    }
}

TEST(Signature, KeepsKindNameAndExtentOfEachType) {
    signature_tree tree;
    ASSERT_EQ(
        parse_signature("struct(A.B;u4;enum(E;u4);{905a0fe0-bc53-11df-8c49-001e4fc686da})", tree)
            .expected,
        nullptr);
    ASSERT_EQ(tree.nodes.size(), 4u);
    EXPECT_EQ(tree.child_count(0), 3u);
    EXPECT_EQ(tree.nodes[0].after, 4u);
    EXPECT_EQ(tree.word_of(tree.nodes[0]), "A.B");
    EXPECT_EQ(tree.text_of(tree.nodes[1]), "u4");
    EXPECT_EQ(tree.nodes[2].kind, signature_kind::unsigned_enumeration);
    EXPECT_EQ(tree.text_of(tree.nodes[2]), "enum(E;u4)");
    EXPECT_EQ(test::text_of(tree.guid_of(tree.nodes[3])), "905a0fe0-bc53-11df-8c49-001e4fc686da");
}

struct malformed {
    const char* text;
    std::uint32_t position;
    const char* expected;
};

const malformed malformed_signatures[] = {
    // An unknown or unfinished type, at the top and inside.
    {"", 0, "a type"},
    {"x", 0, "a type"},
    {"u", 0, "a type"},
    {"u3", 0, "a type"},
    {"U4", 0, "a type"},
    {" u4", 0, "a type"},
    {"strin", 0, "a type"},
    {"void", 0, "a type"},
    {"cinterface(IUnknown)", 0, "a type"},
    {"cinterface(IInspectable", 0, "a type"},
    {"pinterface{", 0, "a type"},
    {"struct(A;u4;)", 12, "a type"},
    {"struct(A;;u4)", 9, "a type"},
    {"struct(A;)", 9, "a type"},
    {"struct(A; u4)", 9, "a type"},
    {"pinterface({61c17706-2d65-11e0-9ae8-d48564015472};)", 50, "a type"},
    {"\xFF", 0, "a type"},
    // Something behind the whole.
    {"u4;", 2, "the end of the signature"},
    {"u4u4", 2, "the end of the signature"},
    {"u4 ", 2, "the end of the signature"},
    {"struct(A;u4))", 12, "the end of the signature"},
    {"{905a0fe0-bc53-11df-8c49-001e4fc686da};u4", 38, "the end of the signature"},
    // Separators.
    {"struct(A)", 8, "';'"},
    {"struct(A", 8, "';'"},
    {"struct(A u4)", 8, "';'"},
    {"enum(E,i4)", 6, "';'"},
    {"rc(A)", 4, "';'"},
    {"pinterface({61c17706-2d65-11e0-9ae8-d48564015472})", 49, "';'"},
    {"struct(A;u4", 11, "';' or ')'"},
    {"struct(A;u4,u4)", 11, "';' or ')'"},
    {"struct(A;u44)", 11, "';' or ')'"},
    {"pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u4", 52, "';' or ')'"},
    {"enum(E;i4", 9, "')'"},
    {"enum(E;i4;i4)", 9, "')'"},
    {"rc(A;{905a0fe0-bc53-11df-8c49-001e4fc686da};u4)", 43, "')'"},
    {"delegate({905a0fe0-bc53-11df-8c49-001e4fc686da};u4)", 47, "')'"},
    // Names.
    {"struct(;u4)", 7, "a name"},
    {"struct(1A;u4)", 7, "a name"},
    {"struct(A.;u4)", 9, "a name"},
    {"struct(.A;u4)", 7, "a name"},
    {"struct(A..B;u4)", 9, "a name"},
    {"struct(A.1;u4)", 9, "a name"},
    {"struct(", 7, "a name"},
    {"struct(A`1;u4)", 8, "';'"},
    {"enum(E-F;i4)", 6, "';'"},
    {"struct(A\xFF;u4)", 8, "a name in UTF-8"},
    {"struct(\xC3;u4)", 7, "a name in UTF-8"},
    {"struct(A\xC3\xB6\xED\xA0\x80;u4)", 10, "a name in UTF-8"},
    // What an enum and a class stand for.
    {"enum(E;i8)", 7, "'i4' or 'u4'"},
    {"enum(E;)", 7, "'i4' or 'u4'"},
    {"enum(E;enum(F;i4))", 7, "'i4' or 'u4'"},
    {"rc(A;u4)", 5, "an interface"},
    {"rc(A;rc(B;{905a0fe0-bc53-11df-8c49-001e4fc686da}))", 5, "an interface"},
    {"ig(A;string)", 5, "an interface"},
    {"ig(A;", 5, "an interface"},
    {"rc(A;delegate({905a0fe0-bc53-11df-8c49-001e4fc686da}))", 5, "an interface"},
    // GUIDs.
    {"{905A0fe0-bc53-11df-8c49-001e4fc686da}", 4, "a hexadecimal digit in lower case"},
    {"{905a0fe0-bc53-11df-8c49-001e4fc686d}", 36, "a hexadecimal digit in lower case"},
    {"{", 1, "a hexadecimal digit in lower case"},
    {"{905a0fe0bc53-11df-8c49-001e4fc686da}", 9, "'-'"},
    {"{905a0fe0-bc53-11df-8c49-001e4fc686da", 37, "'}'"},
    {"{905a0fe0-bc53-11df-8c49-001e4fc686da0}", 37, "'}'"},
    {"delegate(905a0fe0-bc53-11df-8c49-001e4fc686da)", 9, "a GUID in braces"},
    {"pinterface(u4)", 11, "a GUID in braces"},
    {"pinterface(", 11, "a GUID in braces"},
};

TEST(Signature, SaysWhereAndWhyATextIsMalformed) {
    for (const malformed& row : malformed_signatures) {
        const signature_fault fault = parse(row.text);
        ASSERT_NE(fault.expected, nullptr) << row.text;
        EXPECT_EQ(fault.position, row.position) << row.text;
        EXPECT_STREQ(fault.expected, row.expected) << row.text;
    }
}

TEST(Signature, RefusesUpperCaseGuidDigits) {
    EXPECT_FALSE(is_well_formed("{905A0FE0-BC53-11DF-8C49-001E4FC686DA}"));
    EXPECT_TRUE(is_well_formed("{905a0fe0-bc53-11df-8c49-001e4fc686da}"));
}

TEST(Signature, RefusesEveryProperBeginningOfAWellFormedText) {
    const std::string_view text = "rc(A.B;pinterface({61c17706-2d65-11e0-9ae8-d48564015472};"
                                  "struct(S;enum(E;i4);g16;string;delegate("
                                  "{a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7}));"
                                  "ig(I;cinterface(IInspectable))))";
    ASSERT_TRUE(is_well_formed(text));
    for (std::size_t length = 0; length < text.size(); ++length) {
        const signature_fault fault = parse(text.substr(0, length));
        ASSERT_NE(fault.expected, nullptr) << length;
        EXPECT_LE(fault.position, length);
    }
}

TEST(Signature, NestsSixtyFourDeepAndNoDeeper) {
    constexpr std::string_view opening = "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};";
    EXPECT_TRUE(is_well_formed(nested(64, "struct(A;", "u4")));
    EXPECT_TRUE(is_well_formed(nested(64, "struct(A;", "enum(E;i4)")));
    EXPECT_TRUE(is_well_formed(nested(64, opening, "cinterface(IInspectable)")));

    const signature_fault fault = parse(nested(65, "struct(A;", "u4"));
    EXPECT_EQ(fault.position, 64u * 9);
    EXPECT_STREQ(fault.expected, "a simple type, as 64 are nested already");
    EXPECT_EQ(parse(nested(65, opening, "u4")).position, 64u * opening.size());
    EXPECT_FALSE(
        is_well_formed(nested(64, opening, "rc(A;{905a0fe0-bc53-11df-8c49-001e4fc686da})")));
}

TEST(Signature, CountsDepthAndNotTheNumberOfTypes) {
    std::string text = "struct(A";
    for (int field = 0; field < 1000; ++field) {
        text += ";struct(B;struct(C;u1))";
    }
    EXPECT_TRUE(is_well_formed(text + ")"));
}

TEST(Signature, TakesSixtyFourKibibytesAndNotOneByteMore) {
    const std::string name(longest_signature - std::string_view("struct(;u4)").size(), 'A');
    EXPECT_TRUE(is_well_formed("struct(" + name + ";u4)"));
    const signature_fault fault = parse("struct(" + name + "A;u4)");
    EXPECT_EQ(fault.position, 65536u);
    EXPECT_STREQ(fault.expected, "the end, as a signature has at most 65536 bytes");
}

TEST(Signature, MeasuresNoMoreOfATextThanItMayHave) {
    const std::string text(200'000, 'x');
    EXPECT_EQ(bounded_text(text.c_str()).size(), std::size_t{longest_signature} + 1);
    EXPECT_EQ(bounded_text("u4"), "u4");
    EXPECT_EQ(bounded_text(""), "");
}

TEST(Signature, RefusesHostileDepthWithoutLookingAtTheRest) {
    std::string text;
    while (text.size() + 9 <= longest_signature) {
        text += "struct(A;";
    }
    signature_tree tree;
    EXPECT_EQ(parse_signature(text, tree).position, 64u * 9);
    EXPECT_EQ(tree.nodes.size(), 64u);
}

TEST(Signature, ReadsALongListInTimeProportionalToItsLength) {
    std::string text = "struct(A";
    while (text.size() + 4 <= longest_signature) {
        text += ";u4";
    }
    text += ")";
    signature_tree tree;
    ASSERT_EQ(parse_signature(text, tree).expected, nullptr);
    EXPECT_EQ(tree.child_count(0), (text.size() - 9) / 3);
}

TEST(Signature, PutsPositionExpectationAndFindingIntoTheErrorInfo) {
    const auto refuse = [](std::string_view text) {
        EXPECT_EQ(refuse_signature(text, parse(text)), E_INVALIDARG);
        return test::take_error_text();
    };
    EXPECT_EQ(refuse("struct(A;u4,u4)"),
              "The type signature is malformed at byte 11: expected ';' or ')', found ','.");
    EXPECT_EQ(refuse("struct(A;u4"),
              "The type signature is malformed at byte 11: expected ';' or ')', found the end.");
    EXPECT_EQ(refuse("struct(A\xFF;u4)"),
              "The type signature is malformed at byte 8: expected a name in UTF-8, found byte "
              "0xFF.");
}

} // namespace
} // namespace asyncom::core
