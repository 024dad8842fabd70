// SPDX-License-Identifier: MIT
#include "async/type_table.h"

#include "async/type_iid.h"
#include "com/hstring.h"
#include "com/utf.h"
#include "type_support.h"

#include <gtest/gtest.h>

#include "support/latch.h"
#include <array>
#include <thread>

namespace asyncom::core {
namespace {

using test::read_table;
using test::take_error_text;
using test::text_of;

const std::string operation_prefix = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};";
const std::string action_with_progress = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};";

std::string class_name_of(const type_record& type) {
    const std::u16string_view units = hstring_view(type.class_name);
    std::string text(utf8_length(units), '\0');
    utf16_to_utf8(units, text.data());
    return text;
}

type_record* type_of(const std::string& signature) {
    IAsyncType* type = nullptr;
    EXPECT_EQ(get_type(signature.c_str(), &type), S_OK) << signature << take_error_text();
    return type == nullptr ? nullptr : record_of(type);
}

TEST(TypeTable, AcceptsTheFourFamilies) {
    EXPECT_EQ(type_of("{5a648006-843a-4da9-865b-9d26e5dfad7b}")->family,
              std::uint32_t{ASYNCOM_FAMILY_ACTION});
    EXPECT_EQ(type_of(action_with_progress + "f8)")->family,
              std::uint32_t{ASYNCOM_FAMILY_ACTION_WITH_PROGRESS});
    EXPECT_EQ(type_of(operation_prefix + "u4)")->family, std::uint32_t{ASYNCOM_FAMILY_OPERATION});
    EXPECT_EQ(type_of("pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};string;f8)")->family,
              std::uint32_t{ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS});
}

TEST(TypeTable, RefusesWhatIsNoFamily) {
    for (const char* signature : {"u4", "{905a0fe0-bc53-11df-8c49-001e4fc686da}",
                                  "delegate({5a648006-843a-4da9-865b-9d26e5dfad7b})",
                                  "rc(A;{5a648006-843a-4da9-865b-9d26e5dfad7b})",
                                  "pinterface({5a648006-843a-4da9-865b-9d26e5dfad7b};u4)",
                                  "{9fc2b0bb-e446-44e2-aa61-9cab8f636af2}",
                                  "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u4)"}) {
        IAsyncType* type = face_of(*type_of(operation_prefix + "u4)"));
        EXPECT_EQ(get_type(signature, &type), E_INVALIDARG) << signature;
        EXPECT_EQ(type, nullptr);
        EXPECT_NE(take_error_text().find("none of IAsyncAction"), std::string::npos) << signature;
    }
}

TEST(TypeTable, RefusesAWrongNumberOfArguments) {
    IAsyncType* type = nullptr;
    EXPECT_EQ(get_type((operation_prefix + "u4;u4)").c_str(), &type), E_INVALIDARG);
    EXPECT_EQ(take_error_text(), "IAsyncOperation takes 1 type arguments, the signature has 2.");
    EXPECT_EQ(get_type("pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4)", &type),
              E_INVALIDARG);
    EXPECT_EQ(take_error_text(),
              "IAsyncOperationWithProgress takes 2 type arguments, the signature has 1.");
}

TEST(TypeTable, RefusesAMalformedSignatureWithThePosition) {
    IAsyncType* type = nullptr;
    EXPECT_EQ(get_type((operation_prefix + "struct(A;))").c_str(), &type), E_INVALIDARG);
    EXPECT_EQ(take_error_text(),
              "The type signature is malformed at byte 59: expected a type, found ')'.");
    EXPECT_EQ(get_type(std::string(100'000, 'x').c_str(), &type), E_INVALIDARG);
    EXPECT_NE(take_error_text().find("byte 65536"), std::string::npos);
}

TEST(TypeTable, WantsBothPointersAndClearsTheOneItHas) {
    IAsyncType* type = face_of(*type_of(operation_prefix + "u4)"));
    EXPECT_EQ(get_type(nullptr, &type), E_POINTER);
    EXPECT_EQ(type, nullptr);
    EXPECT_EQ(get_type("u4", nullptr), E_POINTER);
    EXPECT_EQ(take_error_text(), "type is NULL.");
}

std::string struct_of(int fields, const char* field) {
    std::string text = "struct(A";
    for (int count = 0; count < fields; ++count) {
        text.append(";").append(field);
    }
    return text + ")";
}

TEST(TypeTable, TakesProgressOfTwoHundredFiftySixBytesAndNotOneMore) {
    EXPECT_EQ(type_of(action_with_progress + struct_of(32, "u8") + ")")->progress().bytes, 256u);
    EXPECT_EQ(type_of(action_with_progress + struct_of(256, "u1") + ")")->progress().bytes, 256u);

    IAsyncType* type = nullptr;
    const std::string larger = action_with_progress + struct_of(257, "u1") + ")";
    EXPECT_EQ(get_type(larger.c_str(), &type), E_NOTIMPL);
    EXPECT_EQ(type, nullptr);
    EXPECT_EQ(take_error_text(), "The progress value has 257 bytes. Every report passes it by "
                                 "value, and 256 bytes are the most that is done for.");
}

TEST(TypeTable, TakesResultsOfAnySize) {
    EXPECT_EQ(type_of(operation_prefix + struct_of(10'000, "g16") + ")")->result().bytes, 160'000u);
}

TEST(TypeTable, KnowsTheCallingClassOfProgressOnly) {
    EXPECT_EQ(type_of(operation_prefix + "u4)")->calling_class, no_calling_class);
    EXPECT_LT(type_of(action_with_progress + "f8)")->calling_class, calling_class_count);
    EXPECT_EQ(type_of(action_with_progress + "struct(A;u4;u4))")->calling_class,
              type_of(action_with_progress + "struct(B;f4;u4))")->calling_class);
}

TEST(TypeTable, FindsWhatWasPublishedAndNothingElse) {
    const std::string signature = operation_prefix + "struct(Example.FindMe;u4))";
    EXPECT_EQ(find_type(signature), nullptr);
    type_record* type = type_of(signature);
    EXPECT_EQ(find_type(signature), type);
    EXPECT_EQ(find_type(std::string_view(signature).substr(0, signature.size() - 1)), nullptr);
}

void check_row(const std::vector<std::string>& row) {
    type_record* type = type_of(row[1]);
    ASSERT_NE(type, nullptr);
    EXPECT_EQ(std::to_string(type->family), row[2]) << row[1];
    EXPECT_EQ(text_of(type->iids[ASYNCOM_IID_OPERATION]), row[3]) << row[1];
    EXPECT_EQ(text_of(type->iids[ASYNCOM_IID_COMPLETED_HANDLER]), row[4]) << row[1];
    if (row[5] != "-") {
        EXPECT_EQ(text_of(type->iids[ASYNCOM_IID_PROGRESS_HANDLER]), row[5]) << row[1];
    }
    EXPECT_EQ(std::to_string(type->result().bytes), row[6]) << row[1];
    EXPECT_EQ(std::to_string(type->result().alignment), row[7]) << row[1];
    EXPECT_EQ(std::to_string(type->progress().bytes), row[8]) << row[1];
    EXPECT_EQ(std::to_string(type->progress().alignment), row[9]) << row[1];
    EXPECT_EQ(class_name_of(*type), row[10]) << row[1];
}

TEST(TypeTable, AgreesWithAnIndependentProgramOnRandomTypes) {
    int checked = 0;
    for (const std::vector<std::string>& row : read_table(ASYNCOM_RANDOM_TYPES, '\t')) {
        if (row[0] != "type") continue;
        check_row(row);
        ++checked;
    }
    EXPECT_GE(checked, 1500);
}

TEST(TypeTable, GivesOneRecordToThreadsThatAskAtTheSameTime) {
    constexpr std::size_t thread_count = 4;
    constexpr std::size_t rounds = 200;
    std::array<std::array<type_record*, rounds>, thread_count> found{};
    test_latch start(std::ptrdiff_t{thread_count});
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < thread_count; ++thread) {
        threads.emplace_back([&, thread] {
            start.arrive_and_wait();
            for (std::size_t round = 0; round < rounds; ++round) {
                found[thread][round] =
                    type_of(operation_prefix + "struct(Race.R" + std::to_string(round) + ";u4))");
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t thread = 1; thread < thread_count; ++thread) {
            EXPECT_EQ(found[thread][round], found[0][round]);
        }
    }
}

} // namespace
} // namespace asyncom::core
