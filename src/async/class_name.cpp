// SPDX-License-Identifier: MIT
// Prints a signature as the name that Windows gives the type.
#include "async/class_name.h"

#include "async/known_names.h"

namespace asyncom::core {

namespace {

std::string_view fundamental_name(signature_kind kind) noexcept {
    switch (kind) {
    case signature_kind::int8:
        return "Int8";
    case signature_kind::uint8:
        return "UInt8";
    case signature_kind::boolean:
        return "Boolean";
    case signature_kind::int16:
        return "Int16";
    case signature_kind::uint16:
        return "UInt16";
    case signature_kind::char16:
        return "Char16";
    case signature_kind::int32:
        return "Int32";
    case signature_kind::uint32:
        return "UInt32";
    case signature_kind::int64:
        return "Int64";
    case signature_kind::uint64:
        return "UInt64";
    case signature_kind::single:
        return "Single";
    case signature_kind::real:
        return "Double";
    case signature_kind::string:
        return "String";
    case signature_kind::guid:
        return "Guid";
    default: // cinterface(IInspectable): all others have a name or a GUID in them
        return "Object";
    }
}

std::string_view name_or_guid(std::string_view guid) noexcept {
    const std::string_view name = known_type_name(guid);
    return name.empty() ? guid : name;
}

void print_type(const signature_tree& tree, std::uint32_t node, std::string& text);

void print_parameterized(const signature_tree& tree, std::uint32_t node, std::string& text) {
    const std::string_view guid = tree.word_of(tree.nodes[node]);
    const std::string_view name = name_or_guid(guid);
    text += name;
    if (name == guid) text += '`' + std::to_string(tree.child_count(node));
    text += '<';
    for (std::uint32_t child = node + 1; child < tree.nodes[node].after;
         child = tree.nodes[child].after) {
        if (child != node + 1) text += ", ";
        print_type(tree, child, text);
    }
    text += '>';
}

// As deep as the signature, which the parser has bounded.
void print_type(const signature_tree& tree, std::uint32_t node, std::string& text) {
    const signature_node& type = tree.nodes[node];
    switch (type.kind) {
    case signature_kind::interface_id:
    case signature_kind::delegate_id:
        text += name_or_guid(tree.word_of(type));
        return;
    case signature_kind::parameterized:
        print_parameterized(tree, node, text);
        return;
    case signature_kind::runtime_class:
    case signature_kind::interface_group:
    case signature_kind::structure:
    case signature_kind::signed_enumeration:
    case signature_kind::unsigned_enumeration:
        text += tree.word_of(type);
        return;
    default:
        text += fundamental_name(type.kind);
        return;
    }
}

} // namespace

std::string class_name_of(const signature_tree& tree, std::uint32_t node) {
    std::string text;
    print_type(tree, node, text);
    return text;
}

} // namespace asyncom::core
