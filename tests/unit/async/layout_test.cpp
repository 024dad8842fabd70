// SPDX-License-Identifier: MIT
#include "async/layout.h"

#include "type_support.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace asyncom::core {
namespace {

measured_layout measure(std::string_view text, std::uint32_t node = 0) {
    signature_tree tree;
    const signature_fault fault = parse_signature(text, tree);
    EXPECT_EQ(fault.expected, nullptr) << text;
    return fault.expected == nullptr ? measure_layout(tree, node) : measured_layout{};
}

// The same types as C structs. The compiler decides what is right.
struct bytes_3 {
    std::uint8_t a, b, c;
};
struct bytes_5 {
    std::uint8_t a, b, c, d, e;
};
struct shorts_3 {
    std::int16_t a, b, c;
};
struct byte_word {
    std::uint8_t a;
    std::uint32_t b;
};
struct word_byte {
    std::uint32_t a;
    std::uint8_t b;
};
struct byte_long_byte {
    std::uint8_t a;
    std::uint64_t b;
    std::uint8_t c;
};
struct point {
    float x, y;
};
struct rect {
    float x, y, width, height;
};
struct triple {
    float a, b, c;
};
struct mixed {
    float a;
    std::uint32_t b;
    double c;
};
struct time_span {
    std::int64_t ticks;
};
struct step {
    std::uint32_t a;
    std::uint64_t b;
    double c;
};
struct fixity {
    std::uint64_t a, b, c, d;
};
struct with_guid {
    std::uint8_t a;
    GUID b;
};
struct guid_long {
    GUID a;
    std::uint64_t b;
};
struct inner {
    std::uint8_t a;
    std::uint16_t b;
};
struct outer {
    inner a;
    std::uint8_t b;
    inner c;
    std::uint32_t d;
};
struct deep {
    std::uint8_t a;
    struct {
        std::uint8_t b;
        struct {
            double c;
        } d;
    } e;
};
struct tail {
    struct {
        std::uint64_t a;
        std::uint8_t b;
    } c;
    std::uint8_t d;
};
struct text {
    void* a;
};
struct byte_text {
    std::uint8_t a;
    void* b;
};
struct person {
    void* name;
    std::int32_t age;
    void* motto;
};
struct http_progress {
    std::int32_t stage;
    std::uint64_t a;
    void* b;
    std::uint64_t c;
    void* d;
    std::uint32_t e;
};
struct everything {
    std::int8_t a;
    std::int16_t b;
    std::int32_t c;
    std::int64_t d;
    std::uint8_t e;
    std::uint16_t f;
    std::uint32_t g;
    std::uint64_t h;
    float i;
    double j;
    std::uint8_t k;
    char16_t l;
    void* m;
    GUID n;
    std::int32_t o;
};

struct expectation {
    const char* signature;
    std::size_t bytes;
    std::size_t alignment;
    std::vector<std::size_t> owned;
};

#define SAME_AS(type, ...)                                                                         \
    sizeof(type), alignof(type), {                                                                 \
        __VA_ARGS__                                                                                \
    }

const std::vector<expectation>& expectations() {
    static const std::vector<expectation> all{
        {"i1", SAME_AS(std::int8_t)},
        {"u1", SAME_AS(std::uint8_t)},
        {"b1", SAME_AS(std::uint8_t)},
        {"i2", SAME_AS(std::int16_t)},
        {"u2", SAME_AS(std::uint16_t)},
        {"c2", SAME_AS(char16_t)},
        {"i4", SAME_AS(std::int32_t)},
        {"u4", SAME_AS(std::uint32_t)},
        {"i8", SAME_AS(std::int64_t)},
        {"u8", SAME_AS(std::uint64_t)},
        {"f4", SAME_AS(float)},
        {"f8", SAME_AS(double)},
        {"g16", SAME_AS(GUID)},
        {"string", SAME_AS(HSTRING, 0)},
        {"cinterface(IInspectable)", SAME_AS(void*, 0)},
        {"{905a0fe0-bc53-11df-8c49-001e4fc686da}", SAME_AS(void*, 0)},
        {"delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})", SAME_AS(void*, 0)},
        {"pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8)", SAME_AS(void*, 0)},
        {"rc(A;{905a0fe0-bc53-11df-8c49-001e4fc686da})", SAME_AS(void*, 0)},
        {"ig(A;{905a0fe0-bc53-11df-8c49-001e4fc686da})", SAME_AS(void*, 0)},
        {"enum(E;i4)", SAME_AS(std::int32_t)},
        {"enum(E;u4)", SAME_AS(std::uint32_t)},
        {"struct(A;u1;u1;u1)", SAME_AS(bytes_3)},
        {"struct(A;u1;u1;u1;u1;u1)", SAME_AS(bytes_5)},
        {"struct(A;i2;i2;i2)", SAME_AS(shorts_3)},
        {"struct(A;b1;u4)", SAME_AS(byte_word)},
        {"struct(A;u4;i1)", SAME_AS(word_byte)},
        {"struct(A;u1;u8;u1)", SAME_AS(byte_long_byte)},
        {"struct(Windows.Foundation.Point;f4;f4)", SAME_AS(point)},
        {"struct(Windows.Foundation.Rect;f4;f4;f4;f4)", SAME_AS(rect)},
        {"struct(A;f4;f4;f4)", SAME_AS(triple)},
        {"struct(A;f4;enum(E;u4);f8)", SAME_AS(mixed)},
        {"struct(Windows.Foundation.TimeSpan;i8)", SAME_AS(time_span)},
        {"struct(A;u4;u8;f8)", SAME_AS(step)},
        {"struct(A;u8;u8;u8;u8)", SAME_AS(fixity)},
        {"struct(A;u1;g16)", SAME_AS(with_guid)},
        {"struct(A;g16;u8)", SAME_AS(guid_long)},
        {"struct(A;struct(B;u1;c2);u1;struct(B;u1;c2);i4)", SAME_AS(outer)},
        {"struct(A;u1;struct(B;u1;struct(C;f8)))", SAME_AS(deep)},
        {"struct(A;struct(B;u8;u1);u1)", SAME_AS(tail)},
        {"struct(A;string)", SAME_AS(text, 0)},
        {"struct(A;u1;string)", SAME_AS(byte_text, offsetof(byte_text, b))},
        {"struct(A;string;i4;cinterface(IInspectable))",
         SAME_AS(person, 0, offsetof(person, motto))},
        {"struct(Windows.Web.Http.HttpProgress;enum(Windows.Web.Http.HttpProgressStage;i4);u8;"
         "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8);u8;"
         "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8);u4)",
         SAME_AS(http_progress, offsetof(http_progress, b), offsetof(http_progress, d))},
        {"struct(A;i1;i2;i4;i8;u1;u2;u4;u8;f4;f8;b1;c2;string;g16;enum(E;i4))",
         SAME_AS(everything, offsetof(everything, m))},
    };
    return all;
}

TEST(Layout, FollowsTheCompilersRules) {
    ASSERT_GE(expectations().size(), 28u);
    for (const expectation& row : expectations()) {
        const measured_layout layout = measure(row.signature);
        EXPECT_EQ(layout.bytes, row.bytes) << row.signature;
        EXPECT_EQ(layout.alignment, row.alignment) << row.signature;
        std::vector<std::size_t> owned;
        for (const owned_field& field : layout.owned) {
            owned.push_back(field.offset);
        }
        EXPECT_EQ(owned, row.owned) << row.signature;
    }
}

TEST(Layout, ListsTheLeavesInOrderAtTheirOffsets) {
    const measured_layout layout =
        measure("struct(A;struct(B;u1;c2);i1;struct(C;f4;struct(D;string)))");
    const std::vector<scalar> expected{{0, 1, scalar_kind::unsigned_integer},
                                       {2, 2, scalar_kind::unsigned_integer},
                                       {4, 1, scalar_kind::signed_integer},
                                       {8, 4, scalar_kind::floating},
                                       {16, 8, scalar_kind::unsigned_integer}};
    ASSERT_EQ(layout.scalars.size(), expected.size());
    for (std::size_t leaf = 0; leaf < expected.size(); ++leaf) {
        EXPECT_EQ(layout.scalars[leaf].offset, expected[leaf].offset);
        EXPECT_EQ(layout.scalars[leaf].bytes, expected[leaf].bytes);
        EXPECT_EQ(layout.scalars[leaf].kind, expected[leaf].kind);
    }
    ASSERT_EQ(layout.owned.size(), 1u);
    EXPECT_EQ(layout.owned[0].offset, 16u);
    EXPECT_EQ(layout.owned[0].kind, owned_kind::string);
}

TEST(Layout, TellsAStructOfOneFieldFromTheFieldAlone) {
    EXPECT_FALSE(measure("f4").aggregate);
    EXPECT_TRUE(measure("struct(A;f4)").aggregate);
    EXPECT_TRUE(measure("g16").aggregate);
    EXPECT_FALSE(measure("string").aggregate);
    EXPECT_FALSE(measure("enum(E;i4)").aggregate);
}

TEST(Layout, MeasuresATypeInsideAnother) {
    const measured_layout layout =
        measure("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A;u8;u1))", 1);
    EXPECT_EQ(layout.bytes, 16u);
    EXPECT_EQ(layout.scalars.size(), 2u);
}

TEST(Layout, OfAResultHasNoLimit) {
    std::string text = "struct(A";
    for (int field = 0; field < 10'000; ++field) {
        text += ";g16";
    }
    const measured_layout layout = measure(text + ")");
    EXPECT_EQ(layout.bytes, 160'000u);
    EXPECT_EQ(layout.alignment, 4u);
}

TEST(Layout, OfTheDeepestNestingIsStillThatOfItsLeaf) {
    const measured_layout layout = measure(test::nested(64, "struct(A;", "u2"));
    EXPECT_EQ(layout.bytes, 2u);
    EXPECT_EQ(layout.alignment, 2u);
}

} // namespace
} // namespace asyncom::core
