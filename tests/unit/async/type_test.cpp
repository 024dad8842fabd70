// SPDX-License-Identifier: MIT
#include "async/type.h"

#include "async/type_table.h"
#include "com/hstring.h"
#include "type_support.h"

#include <gtest/gtest.h>

#include <cstring>

namespace asyncom::core {
namespace {

using test::take_error_text;
using test::text_of;

constexpr const char* action = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";
constexpr const char* operation_of_u4 = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)";
constexpr const char* operation_of_buffer_with_u4 =
    "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};{905a0fe0-bc53-11df-8c49-001e4fc686da};u4)";
constexpr const char* operation_of_string = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};"
                                            "string)";

IAsyncType* type_of(const char* signature) {
    IAsyncType* type = nullptr;
    EXPECT_EQ(get_type(signature, &type), S_OK) << signature;
    return type;
}

TEST(Type, IsImmortalAndSaysSo) {
    IAsyncType* type = type_of(operation_of_u4);
    EXPECT_EQ(type->AddRef(), 1u);
    EXPECT_EQ(type->Release(), 1u);
    EXPECT_EQ(type->Release(), 1u);
    EXPECT_EQ(type_of(operation_of_u4), type);
}

TEST(Type, AnswersItsThreeInterfacesWithOnePointer) {
    IAsyncType* type = type_of(operation_of_u4);
    for (const GUID& iid : {IID_IUnknown, IID_IAsyncType, IID_IAgileObject}) {
        void* object = nullptr;
        EXPECT_EQ(type->QueryInterface(iid, &object), S_OK);
        EXPECT_EQ(object, type);
    }
    originate(E_FAIL, "earlier");
    void* object = type;
    EXPECT_EQ(type->QueryInterface(IID_IInspectable, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(type->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(take_error_text(), "earlier");
}

TEST(Type, GivesFamilySignatureAndClassName) {
    IAsyncType* type = type_of(operation_of_buffer_with_u4);
    std::int32_t family = -1;
    EXPECT_EQ(type->get_Family(&family), S_OK);
    EXPECT_EQ(family, ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS);
    const char* signature = nullptr;
    EXPECT_EQ(type->GetSignature(&signature), S_OK);
    EXPECT_STREQ(signature, operation_of_buffer_with_u4);
    EXPECT_NE(signature, operation_of_buffer_with_u4);
    HSTRING name = nullptr;
    EXPECT_EQ(type->GetClassName(&name), S_OK);
    EXPECT_EQ(hstring_view(name), u"Windows.Foundation.IAsyncOperationWithProgress`2<"
                                  u"Windows.Storage.Streams.IBuffer, UInt32>");
    hstring_delete(name);
}

TEST(Type, GivesItsThreeIids) {
    IAsyncType* type = type_of(operation_of_buffer_with_u4);
    GUID iid{};
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_OPERATION, &iid), S_OK);
    EXPECT_EQ(text_of(iid), "d26b2819-897f-5c7d-84d6-56d796561431");
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_COMPLETED_HANDLER, &iid), S_OK);
    EXPECT_EQ(text_of(iid), "06386a7a-e009-5b0b-ab68-a8e48b516647");
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_PROGRESS_HANDLER, &iid), S_OK);
    EXPECT_EQ(text_of(iid), "bf666554-7605-5d9a-b14e-18d8c8472afe");
}

TEST(Type, OfAnActionHasTheKnownIids) {
    IAsyncType* type = type_of(action);
    GUID iid{};
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_OPERATION, &iid), S_OK);
    EXPECT_EQ(text_of(iid), "5a648006-843a-4da9-865b-9d26e5dfad7b");
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_COMPLETED_HANDLER, &iid), S_OK);
    EXPECT_EQ(text_of(iid), "a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7");
}

TEST(Type, RefusesAnIidItDoesNotHave) {
    IAsyncType* type = type_of(operation_of_u4);
    GUID iid = IID_IUnknown;
    EXPECT_EQ(type->GetIid(ASYNCOM_IID_PROGRESS_HANDLER, &iid), E_NOTIMPL);
    EXPECT_EQ(iid, GUID{});
    EXPECT_EQ(take_error_text(), "The type reports no progress.");
    iid = IID_IUnknown;
    EXPECT_EQ(type->GetIid(3, &iid), E_INVALIDARG);
    EXPECT_EQ(iid, GUID{});
    EXPECT_EQ(take_error_text(), "which is none of ASYNCOM_IID_*.");
    EXPECT_EQ(type->GetIid(3, nullptr), E_POINTER);
}

TEST(Type, GivesTheLayoutOfItsValues) {
    IAsyncType* type = type_of("pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};"
                               "struct(A;u1;u8;string);struct(B;f4;f4;f4))");
    std::uint32_t bytes = 99;
    std::uint32_t alignment = 99;
    EXPECT_EQ(type->GetLayout(ASYNCOM_VALUE_RESULT, &bytes, &alignment), S_OK);
    EXPECT_EQ(bytes, 24u);
    EXPECT_EQ(alignment, 8u);
    EXPECT_EQ(type->GetLayout(ASYNCOM_VALUE_PROGRESS, &bytes, &alignment), S_OK);
    EXPECT_EQ(bytes, 12u);
    EXPECT_EQ(alignment, 4u);
}

TEST(Type, HasNoBytesWhereItHasNoValue) {
    std::uint32_t bytes = 99;
    std::uint32_t alignment = 99;
    for (const std::uint32_t value : {ASYNCOM_VALUE_RESULT, ASYNCOM_VALUE_PROGRESS}) {
        EXPECT_EQ(type_of(action)->GetLayout(value, &bytes, &alignment), S_OK);
        EXPECT_EQ(bytes, 0u);
        EXPECT_EQ(alignment, 1u);
    }
    EXPECT_EQ(type_of(action)->GetLayout(2, &bytes, &alignment), E_INVALIDARG);
    EXPECT_EQ(alignment, 0u);
    bytes = 99;
    EXPECT_EQ(type_of(action)->GetLayout(2, &bytes, nullptr), E_POINTER);
    EXPECT_EQ(bytes, 0u);
    EXPECT_EQ(type_of(action)->GetLayout(0, nullptr, &alignment), E_POINTER);
}

TEST(Type, CopiesAndDestroysAValue) {
    IAsyncType* type = type_of(operation_of_string);
    HSTRING source = nullptr;
    ASSERT_EQ(hstring_create(u"text", 4, &source), S_OK);
    HSTRING copy;
    EXPECT_EQ(type->CopyValue(ASYNCOM_VALUE_RESULT, &copy, &source), S_OK);
    EXPECT_EQ(copy, source);
    EXPECT_EQ(type->DestroyValue(ASYNCOM_VALUE_RESULT, &source), S_OK);
    EXPECT_EQ(source, nullptr);
    EXPECT_EQ(hstring_view(copy), u"text");
    EXPECT_EQ(type->DestroyValue(ASYNCOM_VALUE_RESULT, &copy), S_OK);
}

TEST(Type, RefusesToCopyOrDestroyWhatItDoesNotHave) {
    IAsyncType* type = type_of(operation_of_u4);
    std::uint32_t source = 1;
    std::uint32_t target = 2;
    EXPECT_EQ(type->CopyValue(ASYNCOM_VALUE_PROGRESS, &target, &source), E_NOTIMPL);
    EXPECT_EQ(type->DestroyValue(ASYNCOM_VALUE_PROGRESS, &target), E_NOTIMPL);
    EXPECT_EQ(take_error_text(), "The type reports no progress.");
    EXPECT_EQ(type_of(action)->CopyValue(ASYNCOM_VALUE_RESULT, &target, &source), E_NOTIMPL);
    EXPECT_EQ(take_error_text(), "The type has no result.");
    EXPECT_EQ(type->CopyValue(2, &target, &source), E_INVALIDARG);
    EXPECT_EQ(type->DestroyValue(2, &target), E_INVALIDARG);
    EXPECT_EQ(target, 2u);
}

TEST(Type, WantsEveryPointerAndZeroesTheTargetOfACopyFromNowhere) {
    IAsyncType* type = type_of(operation_of_u4);
    std::uint32_t target = 2;
    EXPECT_EQ(type->CopyValue(ASYNCOM_VALUE_RESULT, &target, nullptr), E_POINTER);
    EXPECT_EQ(target, 0u);
    EXPECT_EQ(take_error_text(), "source is NULL.");
    EXPECT_EQ(type->CopyValue(2, &target, nullptr), E_POINTER);
    EXPECT_EQ(type->CopyValue(ASYNCOM_VALUE_RESULT, nullptr, &target), E_POINTER);
    EXPECT_EQ(type->DestroyValue(ASYNCOM_VALUE_RESULT, nullptr), E_POINTER);
    EXPECT_EQ(type->get_Family(nullptr), E_POINTER);
    EXPECT_EQ(type->GetSignature(nullptr), E_POINTER);
    EXPECT_EQ(type->GetClassName(nullptr), E_POINTER);
    take_error_text();
}

TEST(Type, IsFoundFromTheVtablesInIt) {
    type_record& type = *record_of(type_of(operation_of_u4));
    EXPECT_EQ(from_family_slots(type.family_slots), &type);
    EXPECT_EQ(from_producer_slots(type.producer_slots), &type);
    EXPECT_EQ(from_completed_handler_slots(type.completed_handler_slots), &type);
    EXPECT_EQ(from_progress_handler_slots(type.progress_handler_slots), &type);
}

TEST(Type, IsToldFromAForeignObject) {
    IAsyncType* type = type_of(operation_of_u4);
    EXPECT_EQ(face_of(*record_of(type)), type);
    void* const foreign_slots[10] = {};
    const void* foreign = foreign_slots;
    EXPECT_EQ(record_of(reinterpret_cast<IAsyncType*>(&foreign)), nullptr);
}

} // namespace
} // namespace asyncom::core
