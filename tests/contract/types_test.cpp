// SPDX-License-Identifier: MIT
// Types: identifiers of every signature, and the immortal records behind operations.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace contract;

struct vector_row {
    const char* signature;
    const char* iid;
};

constexpr vector_row vectors[] = {
#include "iid_vectors.inc"
};

GUID iid_of(const std::string& signature) {
    GUID iid{};
    EXPECT_EQ(AsyncomGetTypeIid(signature.c_str(), &iid), ok) << signature << ": " << error_text();
    return iid;
}

TEST(TypeIid, EqualsThePublishedVectors) {
    for (const vector_row& each : vectors) {
        EXPECT_EQ(text_of(iid_of(each.signature)), each.iid) << each.signature;
        EXPECT_EQ(text_of(instance_iid(each.signature)), each.iid) << each.signature;
    }
}

TEST(TypeIid, IsLaidOutAsWindowsDoes) {
    const GUID iid = iid_of("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1)");
    unsigned char bytes[16];
    std::memcpy(bytes, &iid, sizeof bytes);
    constexpr unsigned char expected[] = {0xb3, 0xef, 0xb5, 0xcd, 0x88, 0x57, 0x9d, 0x50,
                                          0x9b, 0xe1, 0x71, 0xcc, 0xb8, 0xa3, 0x36, 0x2a};
    EXPECT_EQ(std::memcmp(bytes, expected, sizeof bytes), 0);
}

// Any signature of the grammar, nested to some depth.
std::string random_signature(std::mt19937& source, int depth) {
    static const char* const plain[] = {"b1",
                                        "i1",
                                        "u1",
                                        "i2",
                                        "u2",
                                        "i4",
                                        "u4",
                                        "i8",
                                        "u8",
                                        "f4",
                                        "f8",
                                        "c2",
                                        "string",
                                        "g16",
                                        "cinterface(IInspectable)",
                                        "{905a0fe0-bc53-11df-8c49-001e4fc686da}",
                                        "delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})",
                                        "enum(A.B;i4)",
                                        "enum(A.C;u4)"};
    const auto pick = [&](unsigned below) { return source() % below; };
    if (depth == 0 || pick(3) == 0) return plain[pick(std::size(plain))];
    const std::string inner = random_signature(source, depth - 1);
    switch (pick(4)) {
    case 0:
        return "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};" + inner + ")";
    case 1:
        return "struct(A.S;" + inner + ";" + random_signature(source, 0) + ")";
    case 2:
        return "rc(A.R;{30d5a829-7fa4-4026-83bb-d75bae4ea99e})";
    default:
        return "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};" + inner + ";" +
               random_signature(source, depth - 1) + ")";
    }
}

TEST(TypeIid, EqualsAnIndependentComputation) {
    std::mt19937 source(20240917);
    for (int i = 0; i < 2000; ++i) {
        const std::string signature = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};" +
                                      random_signature(source, 4) + ")";
        const GUID iid = iid_of(signature);
        ASSERT_TRUE(same(iid, instance_iid(signature))) << signature;
        ASSERT_EQ(iid.Data3 >> 12, 5);
        ASSERT_EQ(iid.Data4[0] >> 6, 2);
    }
}

TEST(TypeIid, DistinguishesWhatDiffersByALetter) {
    const GUID signed_mode =
        iid_of("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};enum(A.B;i4))");
    const GUID flags = iid_of("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};enum(A.B;u4))");
    EXPECT_FALSE(same(signed_mode, flags));
}

TEST(TypeIid, OfAnInterfaceIsItsOwn) {
    EXPECT_EQ(text_of(iid_of("{905a0fe0-bc53-11df-8c49-001e4fc686da}")),
              "905a0fe0-bc53-11df-8c49-001e4fc686da");
    EXPECT_EQ(text_of(iid_of("delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})")),
              "a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7");
    EXPECT_EQ(text_of(iid_of("rc(A.B;{30d5a829-7fa4-4026-83bb-d75bae4ea99e})")),
              "30d5a829-7fa4-4026-83bb-d75bae4ea99e");
    const std::string generic = "pinterface({faa585ea-6214-4217-afda-7f46de5869b3};string)";
    EXPECT_TRUE(same(iid_of("rc(A.B;" + generic + ")"), instance_iid(generic)));
}

const char* const malformed[] = {
    "",
    " ",
    "string",
    "b1",
    "struct(A.B;i4)",
    "enum(A.B;i4)",
    "cinterface(IInspectable)",
    "wrong",
    "pinterface",
    "pinterface(",
    "pinterface()",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2})",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};)",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1) ",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2}; b1)",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b2)",
    "pinterface({9FC2B0BB-E446-44E2-AA61-9CAB8F636AF2};b1)",
    "pinterface(9fc2b0bb-e446-44e2-aa61-9cab8f636af2;b1)",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af};b1)",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A.B))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A.B;))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A..B;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(.A;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A.;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(1A;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};enum(A.B;i8))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};enum(A.B;i4;i4))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};cinterface(IUnknown))",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};delegate(i4))",
    "rc(A.B;i4)",
    "rc(A.B)",
    "{905a0fe0-bc53-11df-8c49-001e4fc686da",
    "905a0fe0-bc53-11df-8c49-001e4fc686da",
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};\xFF)",
};

TEST(TypeIid, RefusesWhatIsNoSignature) {
    for (const char* each : malformed) {
        GUID iid = iid_random;
        empty_error_slot();
        EXPECT_EQ(AsyncomGetTypeIid(each, &iid), bad_argument) << each;
        EXPECT_TRUE(same(iid, GUID{})) << each;
        EXPECT_NE(error_text(), "") << each;
    }
    empty_error_slot();
}

std::string nested(int depth) {
    std::string signature = "i4";
    for (int i = 0; i < depth; ++i)
        signature = "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};" + signature + ")";
    return signature;
}

// A wide structure, whose name makes up what its fields leave.
std::string of_length(std::size_t bytes) {
    std::string fields;
    while (fields.size() < bytes - 200)
        fields += ";i4";
    const std::string begin = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(A.";
    return begin + std::string(bytes - begin.size() - fields.size() - 2, 'B') + fields + "))";
}

// The limits of the contract: types around the innermost one, and bytes.
constexpr int deepest = 64;
constexpr std::size_t longest = 65'536;

TEST(TypeIid, BoundsDepthAndLength) {
    GUID iid;
    EXPECT_EQ(AsyncomGetTypeIid(nested(deepest).c_str(), &iid), ok);
    EXPECT_EQ(AsyncomGetTypeIid(nested(deepest + 1).c_str(), &iid), bad_argument);
    on_small_stack(small_stack, [&] {
        EXPECT_EQ(AsyncomGetTypeIid(std::string(60'000, '(').c_str(), &iid), bad_argument);
        EXPECT_EQ(AsyncomGetTypeIid(nested(1'000).c_str(), &iid), bad_argument);
    });
    EXPECT_EQ(AsyncomGetTypeIid(of_length(longest).c_str(), &iid), ok);
    EXPECT_EQ(AsyncomGetTypeIid(of_length(longest + 1).c_str(), &iid), bad_argument);
    empty_error_slot();
}

// ---- records

answer slot_iid(IAsyncType* type, std::uint32_t which, GUID* iid) {
    return call<std::uint32_t, GUID*>(type, 4, which, iid);
}

TEST(Type, TellsItsFamilyIdentifiersAndSignature) {
    for (const family& each : all_families()) {
        IAsyncType* type = type_of(each);
        std::int32_t number = -1;
        EXPECT_EQ(call(type, 3, &number), ok);
        EXPECT_EQ(number, each.number);
        GUID iid{};
        EXPECT_EQ(slot_iid(type, ASYNCOM_IID_OPERATION, &iid), ok);
        EXPECT_TRUE(same(iid, each.iid)) << each.name;
        EXPECT_EQ(slot_iid(type, ASYNCOM_IID_COMPLETED_HANDLER, &iid), ok);
        EXPECT_TRUE(same(iid, each.completed_iid)) << each.name;
        EXPECT_EQ(slot_iid(type, ASYNCOM_IID_PROGRESS_HANDLER, &iid),
                  each.has_progress() ? ok : not_implemented);
        EXPECT_TRUE(same(iid, each.progress_iid)) << each.name;
        EXPECT_EQ(slot_iid(type, 3, &iid), bad_argument);
        EXPECT_TRUE(same(iid, GUID{}));
        const char* signature = nullptr;
        EXPECT_EQ(call(type, 5, &signature), ok);
        EXPECT_EQ(signature, each.signature);
    }
    empty_error_slot();
}

TEST(Type, TellsTheLayoutOfItsValues) {
    for (const family& each : all_families()) {
        IAsyncType* type = type_of(each);
        for (const std::uint32_t which : {ASYNCOM_VALUE_RESULT, ASYNCOM_VALUE_PROGRESS}) {
            const value_kind* kind = which == ASYNCOM_VALUE_RESULT ? each.result : each.progress;
            std::uint32_t bytes = 77;
            std::uint32_t alignment = 77;
            EXPECT_EQ((call<std::uint32_t, std::uint32_t*, std::uint32_t*>(type, 7, which, &bytes,
                                                                           &alignment)),
                      ok);
            EXPECT_EQ(bytes, kind ? kind->size : 0U) << each.name;
            EXPECT_EQ(alignment, kind ? kind->alignment : 1U) << each.name;
        }
    }
}

TEST(Type, CopiesAndEndsValues) {
    for (const family& each : all_families()) {
        IAsyncType* type = type_of(each);
        for (const std::uint32_t which : {ASYNCOM_VALUE_RESULT, ASYNCOM_VALUE_PROGRESS}) {
            const value_kind* kind = which == ASYNCOM_VALUE_RESULT ? each.result : each.progress;
            if (!kind) continue;
            const value original = value::sample(*kind, 5);
            value copy(*kind);
            EXPECT_EQ((call<std::uint32_t, void*, const void*>(type, 8, which, copy.address(),
                                                               original.address())),
                      ok);
            EXPECT_TRUE(copy.equals(original)) << each.name;
            EXPECT_EQ((call<std::uint32_t, void*>(type, 9, which, copy.address())), ok);
            EXPECT_TRUE(copy.zero()) << each.name;
            EXPECT_TRUE(original.equals(original.address()));
        }
    }
    EXPECT_TRUE(all_objects_gone());
}

TEST(Type, ChecksItsArguments) {
    IAsyncType* type = type_of(operation_of("string"));
    std::uint32_t bytes = 5;
    std::uint32_t alignment = 5;
    using layout_slot = answer (*)(IAsyncType*, std::uint32_t, std::uint32_t*, std::uint32_t*);
    const layout_slot layout = [](IAsyncType* of, std::uint32_t which, std::uint32_t* size,
                                  std::uint32_t* align) {
        return call<std::uint32_t, std::uint32_t*, std::uint32_t*>(of, 7, which, size, align);
    };
    EXPECT_EQ(layout(type, 2, &bytes, &alignment), bad_argument);
    EXPECT_EQ(layout(type, 0, nullptr, &alignment), bad_pointer);
    EXPECT_EQ(layout(type, 0, &bytes, nullptr), bad_pointer);
    EXPECT_EQ(bytes, 0U);
    HSTRING text = reinterpret_cast<HSTRING>(&bytes);
    using copy_slot = answer (*)(IAsyncType*, std::uint32_t, void*, const void*);
    const copy_slot copy = [](IAsyncType* of, std::uint32_t which, void* target,
                              const void* source) {
        return call<std::uint32_t, void*, const void*>(of, 8, which, target, source);
    };
    EXPECT_EQ(copy(type, 0, &text, nullptr), bad_pointer);
    EXPECT_EQ(text, nullptr);
    const HSTRING none = nullptr;
    EXPECT_EQ(copy(type, 0, nullptr, &none), bad_pointer);
    EXPECT_EQ(copy(type, 2, &text, &none), bad_argument);
    EXPECT_EQ((call<std::uint32_t, void*>(type, 9, 0, nullptr)), bad_pointer);
    EXPECT_EQ((call<std::uint32_t, void*>(type, 9, 2, &text)), bad_argument);
    EXPECT_EQ(call<std::int32_t*>(type, 3, nullptr), bad_pointer);
    EXPECT_EQ(slot_iid(type, 0, nullptr), bad_pointer);
    EXPECT_EQ(call<const char**>(type, 5, nullptr), bad_pointer);
    EXPECT_EQ(call<HSTRING*>(type, 6, nullptr), bad_pointer);
    empty_error_slot();
}

TEST(Type, NamesTheClassOfItsOperations) {
    HSTRING name = nullptr;
    IAsyncType* type = type_of(operation_with("string", "f8"));
    EXPECT_EQ(call(type, 6, &name), ok);
    EXPECT_EQ(text_of(name), u"Windows.Foundation.IAsyncOperationWithProgress`2<String, Double>");
    WindowsDeleteString(name);
}

TEST(Type, IsOneImmortalObject) {
    IAsyncType* type = type_of(operation_of("string"));
    EXPECT_EQ(add_ref(type), 1U);
    EXPECT_EQ(release(type), 1U);
    EXPECT_EQ(release(type), 1U);
    EXPECT_EQ(release(type), 1U);
    ref face;
    EXPECT_EQ(query(type, iid_type, face.put()), ok);
    EXPECT_EQ(face.get(), type);
    EXPECT_EQ(query(type, iid_unknown, face.put()), ok);
    EXPECT_EQ(query(type, iid_agile, face.put()), ok);
    EXPECT_EQ(query(type, iid_random, face.put()), no_interface);
    EXPECT_EQ(query(type, iid_inspectable, face.put()), no_interface);
}

TEST(Type, IsTheSameFromEveryThread) {
    constexpr int threads = 8;
    start_line line(threads);
    std::vector<std::vector<IAsyncType*>> found(threads);
    std::vector<std::thread> team;
    for (int i = 0; i < threads; ++i)
        team.emplace_back([&, i] {
            line.meet();
            for (int n = 0; n < 200; ++n) {
                const std::string signature =
                    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(Race.S" +
                    std::to_string(n) + ";i4))";
                IAsyncType* type = nullptr;
                EXPECT_EQ(AsyncomGetType(signature.c_str(), &type), ok);
                found[static_cast<std::size_t>(i)].push_back(type);
            }
        });
    for (std::thread& each : team)
        each.join();
    for (const auto& each : found)
        EXPECT_EQ(each, found.front());
}

TEST(GetType, TakesTheFourFamiliesOnly) {
    for (const char* each : {"string", "{905a0fe0-bc53-11df-8c49-001e4fc686da}",
                             "pinterface({61c17706-2d65-11e0-9ae8-d48564015472};u8)",
                             "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u8;u8)",
                             "pinterface({1f6db258-e803-48a1-9546-eb7353398884};u8;u8)",
                             "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u8)",
                             "pinterface({fcdcf02c-e5d8-4478-915a-4d90b74b83a5};u8)",
                             "rc(A.B;pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u8))",
                             "delegate({a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7})"}) {
        auto* type = reinterpret_cast<IAsyncType*>(&type_of);
        EXPECT_EQ(AsyncomGetType(each, &type), bad_argument) << each;
        EXPECT_EQ(type, nullptr);
    }
    empty_error_slot();
}

TEST(GetType, RefusesMalformedSignatures) {
    for (const char* each : malformed) {
        IAsyncType* type = nullptr;
        EXPECT_EQ(AsyncomGetType(each, &type), bad_argument) << each;
    }
    empty_error_slot();
}

// Progress is passed by value; what does not fit a call is refused when the type is asked for.
TEST(GetType, RefusesProgressOfMoreThan256Bytes) {
    std::string fields;
    for (int i = 0; i < 32; ++i)
        fields += ";u8";
    const std::string piid = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};";
    IAsyncType* type = nullptr;
    EXPECT_EQ(AsyncomGetType((piid + "struct(A.Fits" + fields + "))").c_str(), &type), ok);
    EXPECT_EQ(AsyncomGetType((piid + "struct(A.Wide" + fields + ";u1))").c_str(), &type),
              not_implemented);
    EXPECT_EQ(type, nullptr);
    EXPECT_NE(error_text().find("256"), std::string::npos) << error_text();
    empty_error_slot();
}

} // namespace
