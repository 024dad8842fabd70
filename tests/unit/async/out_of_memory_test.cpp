// SPDX-License-Identifier: MIT
// Every allocation behind types and values fails in turn.
#include "async/type_iid.h"
#include "async/type_table.h"
#include "support/failing_memory.h"
#include "type_support.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <cstring>

namespace asyncom::core {
namespace {

using namespace test;

const std::string operation_of = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};";

TEST(OutOfMemory, InTheMiddleOfACopyLeavesZeroAndOwnsNothing) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    counted_object object;
    const borrowed_string second(u"two");
    record source{7, make_string(u"one"), &object, second.get(), 1};
    record target;
    std::memset(&target, 0xEE, sizeof target);
    {
        const failing_memory failing(0);
        EXPECT_EQ(copy_value(record_layout, &target, &source), E_OUTOFMEMORY);
        EXPECT_TRUE(failing.has_failed());
    }
    EXPECT_TRUE(is_zero(&target, sizeof target));
    EXPECT_EQ(object.references, 1u);
    EXPECT_EQ(hstring_view(source.first), u"one");
    hstring_delete(source.first);
}

TEST(OutOfMemory, AtTheFirstFieldOfACopyLeavesZero) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    counted_object object;
    const borrowed_string first(u"one");
    const record source{7, first.get(), &object, nullptr, 1};
    record target;
    const failing_memory failing(0);
    EXPECT_EQ(copy_value(record_layout, &target, &source), E_OUTOFMEMORY);
    EXPECT_TRUE(is_zero(&target, sizeof target));
    EXPECT_EQ(object.references, 1u);
}

TEST(OutOfMemory, IsReportedByCopyValue) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    IAsyncType* type = nullptr;
    ASSERT_EQ(get_type((operation_of + "string)").c_str(), &type), S_OK);
    HSTRING_HEADER header;
    HSTRING borrowed = nullptr;
    ASSERT_EQ(hstring_create_reference(u"text", 4, &header, &borrowed), S_OK);
    HSTRING copy = borrowed;
    {
        const failing_memory failing(0);
        EXPECT_EQ(type->CopyValue(ASYNCOM_VALUE_RESULT, &copy, &borrowed), E_OUTOFMEMORY);
    }
    EXPECT_EQ(copy, nullptr);
    EXPECT_NE(take_error_text(), "");
}

TEST(OutOfMemory, LeavesNoHalfMadeType) {
    const std::string signature =
        "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};struct(Example.Memory;string;g16);"
        "struct(Example.Scarce;u8;string))";
    int refused = 0;
    for (int spared = 0; find_type(signature) == nullptr; ++spared) {
        ASSERT_LT(spared, 100);
        IAsyncType* type = nullptr;
        const failing_memory failing(spared);
        const HRESULT outcome = get_type(signature.c_str(), &type);
        ASSERT_EQ(outcome == S_OK, !failing.has_failed());
        if (outcome == S_OK) break;
        EXPECT_EQ(outcome, E_OUTOFMEMORY);
        EXPECT_EQ(type, nullptr);
        EXPECT_NE(peek_error_info(), nullptr);
        ++refused;
    }
    EXPECT_GT(refused, 5);
    EXPECT_NE(find_type(signature), nullptr);
    take_error_text();
}

TEST(OutOfMemory, LeavesNoIid) {
    GUID iid{};
    const std::string signature = operation_of + "u4)";
    for (int spared = 0;; ++spared) {
        ASSERT_LT(spared, 100);
        const failing_memory failing(spared);
        const HRESULT outcome = get_type_iid(signature.c_str(), &iid);
        if (!failing.has_failed()) break;
        EXPECT_EQ(outcome, E_OUTOFMEMORY);
        EXPECT_EQ(iid, GUID{});
    }
    EXPECT_EQ(text_of(iid), "ef60385f-be78-584b-aaef-7829ada2b0de");
    take_error_text();
}

} // namespace
} // namespace asyncom::core
