// SPDX-License-Identifier: MIT
// The grammar of type signatures, the text that a parameterised type's IID is hashed from:
//
//   signature = i1 | u1 | b1 | i2 | u2 | c2 | i4 | u4 | i8 | u8 | f4 | f8 | string | g16
//             | cinterface(IInspectable) | {iid} | delegate({iid}) |
//             pinterface({piid};signature...) | rc(Name;interface) | ig(Name;interface) |
//             struct(Name;signature...) | enum(Name;i4) | enum(Name;u4)
//
// where interface is {iid}, pinterface(...) or cinterface(IInspectable), lists are separated by
// semicolons, and a name is identifiers separated by dots. There is no blank, and GUIDs are
// lower case: every type has exactly one signature, so comparing texts compares types.
#pragma once

#include <asyncom/platform.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace asyncom::core {

inline constexpr std::uint32_t longest_signature = 65536; // bytes
inline constexpr std::uint32_t deepest_signature = 64;    // types around the innermost one

enum class signature_kind : std::uint8_t {
    int8,
    uint8,
    boolean,
    int16,
    uint16,
    char16,
    int32,
    uint32,
    int64,
    uint64,
    single,
    real, // Double
    string,
    guid,
    object,
    interface_id,
    delegate_id,
    parameterized,
    runtime_class,
    interface_group,
    structure,
    signed_enumeration,
    unsigned_enumeration,
};

// One type within a signature. `word` is the type's name, or its GUID in braces, or empty.
struct signature_node {
    signature_kind kind;
    std::uint32_t begin; // of the whole text of this type
    std::uint32_t end;
    std::uint32_t word_begin;
    std::uint32_t word_end;
    std::uint32_t after; // index of the first node that is not inside this one
};

// A well-formed signature as a tree in preorder: the first child of node n is n + 1, the next
// sibling of a child c is nodes[c].after, and the children of n end at nodes[n].after.
struct signature_tree {
    std::string_view text; // borrowed
    std::vector<signature_node> nodes;

    std::string_view text_of(const signature_node& node) const noexcept {
        return text.substr(node.begin, node.end - node.begin);
    }
    std::string_view word_of(const signature_node& node) const noexcept {
        return text.substr(node.word_begin, node.word_end - node.word_begin);
    }
    // Only for a node whose word is a GUID.
    GUID guid_of(const signature_node& node) const noexcept;
    std::uint32_t child_count(std::uint32_t parent) const noexcept;
};

// Where a text stops being a signature, in bytes from 0, and what could have stood there.
struct signature_fault {
    std::uint32_t position = 0;
    const char* expected = nullptr; // null: well-formed
};

// Parses a whole text. The work is bounded by the length, the stack by the depth. Throws
// std::bad_alloc.
signature_fault parse_signature(std::string_view text, signature_tree& tree);

// Puts error info that names position and expectation in the thread's slot; E_INVALIDARG.
HRESULT refuse_signature(std::string_view text, const signature_fault& fault) noexcept;

// As a view; what is longer than the longest signature is cut one byte behind it, so that a
// hostile text is not even measured to its end.
std::string_view bounded_text(const char* signature) noexcept;

} // namespace asyncom::core
