// SPDX-License-Identifier: MIT
// Identifiers as Windows publishes them, parsed at compile time, and the name-based GUIDs of
// parameterised instances, computed here independently of the library.
#pragma once
#include <asyncom/asyncom.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace contract {

constexpr std::uint64_t hex_digits(std::string_view text) {
    std::uint64_t value = 0;
    for (const char digit : text) {
        const int low = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<std::uint64_t>(low);
    }
    return value;
}

// "94ea2b94-e9cc-49e0-c0ff-ee64ca8f5b90", in either case.
constexpr GUID guid(std::string_view text) {
    GUID value{};
    value.Data1 = static_cast<std::uint32_t>(hex_digits(text.substr(0, 8)));
    value.Data2 = static_cast<std::uint16_t>(hex_digits(text.substr(9, 4)));
    value.Data3 = static_cast<std::uint16_t>(hex_digits(text.substr(14, 4)));
    for (std::size_t i = 0; i < 8; ++i) {
        const std::size_t at = i < 2 ? 19 + i * 2 : 24 + (i - 2) * 2;
        value.Data4[i] = static_cast<std::uint8_t>(hex_digits(text.substr(at, 2)));
    }
    return value;
}

constexpr bool same(const GUID& a, const GUID& b) {
    for (int i = 0; i < 8; ++i)
        if (a.Data4[i] != b.Data4[i]) return false;
    return a.Data1 == b.Data1 && a.Data2 == b.Data2 && a.Data3 == b.Data3;
}

std::string text_of(const GUID& value);

// The IID of an instance: version 5 of RFC 4122 over the signature, in Windows' namespace.
GUID instance_iid(std::string_view signature);

inline constexpr GUID iid_unknown = guid("00000000-0000-0000-c000-000000000046");
inline constexpr GUID iid_inspectable = guid("af86e2e0-b12d-4c6a-9c5a-d7aa65101e90");
inline constexpr GUID iid_agile = guid("94ea2b94-e9cc-49e0-c0ff-ee64ca8f5b90");
inline constexpr GUID iid_marshal = guid("00000003-0000-0000-c000-000000000046");
inline constexpr GUID iid_async_info = guid("00000036-0000-0000-c000-000000000046");
inline constexpr GUID iid_weak_reference = guid("00000037-0000-0000-c000-000000000046");
inline constexpr GUID iid_weak_source = guid("00000038-0000-0000-c000-000000000046");
inline constexpr GUID iid_error_info = guid("1cf2b120-547d-101b-8e65-08002b2bd119");
inline constexpr GUID iid_restricted_error = guid("82ba7092-4c88-427d-a7bc-16dd93feb67e");
inline constexpr GUID iid_language_error = guid("04a2dbf3-df83-116c-0946-0812abf6e07d");
inline constexpr GUID iid_action = guid("5a648006-843a-4da9-865b-9d26e5dfad7b");
inline constexpr GUID iid_action_completed = guid("a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7");
inline constexpr GUID iid_random = guid("3b1f6a70-52c4-4f6e-9d1c-8e2a7b90c1d5");

// What asyncom adds.
inline constexpr GUID iid_type = guid("a9beadb4-c96c-40aa-9f90-96e26786501f");
inline constexpr GUID iid_cancel_handler = guid("b59a615e-3a20-413f-a0d2-0973923f7014");
inline constexpr GUID iid_producer = guid("3314039d-708d-4447-b009-c77c452249f0");
inline constexpr GUID iid_work = guid("81c89823-37d3-42f6-80f9-a50bba02257f");
inline constexpr GUID iid_scheduler = guid("3a721918-522a-4084-ba1d-65a09f78ec77");
inline constexpr GUID iid_manual_scheduler = guid("1679d8b5-2ddb-4b9f-a100-166b94a00e86");
inline constexpr GUID iid_control = guid("3c577088-71b6-4628-b4c2-afb830f1e28c");
inline constexpr GUID iid_listeners = guid("ae351e55-97ae-45dd-aa75-e29e4da7f218");
inline constexpr GUID iid_error = guid("7f7e4364-5a54-4b28-80ee-47adff2c3dd5");

// The parameterised interfaces and delegates; never valid in QueryInterface themselves.
inline constexpr char piid_action_progress[] = "1f6db258-e803-48a1-9546-eb7353398884";
inline constexpr char piid_action_progress_handler[] = "6d844858-0cff-4590-ae89-95a5a5c8b4b8";
inline constexpr char piid_action_progress_completed[] = "9c029f91-cc84-44fd-ac26-0a6c4e555281";
inline constexpr char piid_operation[] = "9fc2b0bb-e446-44e2-aa61-9cab8f636af2";
inline constexpr char piid_operation_completed[] = "fcdcf02c-e5d8-4478-915a-4d90b74b83a5";
inline constexpr char piid_operation_progress[] = "b5d036d7-e297-498f-ba60-0289e76e23dd";
inline constexpr char piid_operation_progress_handler[] = "55690902-0aab-421a-8778-f8ce5026d758";
inline constexpr char piid_operation_progress_completed[] = "e85df41d-6aa7-46e3-a8e2-f009d840c627";

} // namespace contract
