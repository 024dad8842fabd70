// SPDX-License-Identifier: MIT
#include "async/value.h"

#include "value_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

TEST(Value, OfPlainBytesIsCopiedAndZeroedInEverySize) {
    for (const std::uint32_t bytes : {0u, 1u, 2u, 3u, 4u, 7u, 8u, 12u, 16u, 24u, 40u, 256u, 999u}) {
        std::vector<unsigned char> source(bytes + 1);
        for (std::size_t index = 0; index < source.size(); ++index) {
            source[index] = static_cast<unsigned char>(index * 7 + 1);
        }
        std::vector<unsigned char> target(bytes + 1, 0xEE);
        const value_layout layout{bytes, 1, nullptr, 0};
        EXPECT_EQ(copy_value(layout, target.data(), source.data()), S_OK);
        EXPECT_TRUE(std::equal(target.begin(), target.end() - 1, source.begin())) << bytes;
        EXPECT_EQ(target.back(), 0xEE) << bytes;

        destroy_value(layout, target.data());
        EXPECT_TRUE(is_zero(target.data(), bytes)) << bytes;
        EXPECT_EQ(target.back(), 0xEE) << bytes;
    }
}

TEST(Value, SharesHeapStringsAndAddsReferences) {
    counted_object object;
    record source{7, make_string(u"one"), &object, make_string(u"two"), 1};
    record target;
    ASSERT_EQ(copy_value(record_layout, &target, &source), S_OK);
    EXPECT_EQ(target.number, 7u);
    EXPECT_EQ(target.flag, 1);
    EXPECT_EQ(target.first, source.first);
    EXPECT_EQ(target.object, &object);
    EXPECT_EQ(object.references, 2u);

    destroy_value(record_layout, &source);
    EXPECT_TRUE(is_zero(&source, sizeof source));
    EXPECT_EQ(object.references, 1u);
    EXPECT_EQ(hstring_view(target.second), u"two");
    destroy_value(record_layout, &target);
    EXPECT_EQ(object.references, 0u);
}

TEST(Value, CopiesTheTextOfABorrowedString) {
    record target;
    {
        const std::array<char16_t, 4> text{u'o', u'n', u'e', 0};
        const borrowed_string borrowed({text.data(), 3});
        const record source{0, borrowed.get(), nullptr, nullptr, 0};
        ASSERT_EQ(copy_value(record_layout, &target, &source), S_OK);
        EXPECT_NE(target.first, source.first);
    }
    EXPECT_EQ(hstring_view(target.first), u"one");
    EXPECT_EQ(target.object, nullptr);
    EXPECT_EQ(target.second, nullptr);
    destroy_value(record_layout, &target);
}

TEST(Value, OfZeroBytesMayBeDestroyed) {
    record target{};
    destroy_value(record_layout, &target);
    EXPECT_TRUE(is_zero(&target, sizeof target));
}

TEST(Value, ClearsAPointerBeforeTheObjectIsReleased) {
    struct looking_object : counted_object {
        ULONG ASYNCOM_CALL Release() noexcept override {
            seen = *place;
            return counted_object::Release();
        }
        IUnknown** place = nullptr;
        IUnknown* seen = this;
    };
    looking_object object;
    record target{0, nullptr, &object, nullptr, 0};
    object.place = &target.object;
    destroy_value(record_layout, &target);
    EXPECT_EQ(object.seen, nullptr);
    EXPECT_EQ(object.references, 0u);
}

} // namespace
} // namespace asyncom::core
