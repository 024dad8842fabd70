// SPDX-License-Identifier: MIT
// A recursive descent over the grammar of signature.h. The first fault ends it: each function
// answers whether to go on, and the parser keeps where and why it stopped.
#include "async/signature.h"

#include "com/error_info.h"
#include "com/guid.h"
#include "com/utf.h"

#include <asyncom/asyncom.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace asyncom::core {

namespace {

struct keyword {
    std::string_view text;
    signature_kind kind;
};

// Complete types of a fixed spelling. None is the beginning of another.
constexpr std::array<keyword, 15> plain_types{{
    {"i1", signature_kind::int8},
    {"u1", signature_kind::uint8},
    {"b1", signature_kind::boolean},
    {"i2", signature_kind::int16},
    {"u2", signature_kind::uint16},
    {"c2", signature_kind::char16},
    {"i4", signature_kind::int32},
    {"u4", signature_kind::uint32},
    {"i8", signature_kind::int64},
    {"u8", signature_kind::uint64},
    {"f4", signature_kind::single},
    {"f8", signature_kind::real},
    {"string", signature_kind::string},
    {"g16", signature_kind::guid},
    {"cinterface(IInspectable)", signature_kind::object},
}};

constexpr const char* expects_type = "a type";
constexpr const char* expects_interface = "an interface";

bool is_identifier_start(char unit) noexcept {
    // Metadata names are Unicode. Which code points are letters is not this library's business:
    // everything above ASCII counts as one, and the whole text is checked to be UTF-8.
    return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_' ||
           static_cast<unsigned char>(unit) >= 0x80;
}

bool is_identifier_part(char unit) noexcept {
    return is_identifier_start(unit) || (unit >= '0' && unit <= '9');
}

class signature_parser {
public:
    signature_parser(std::string_view text, std::vector<signature_node>& nodes)
        : m_text(text), m_nodes(nodes) {}

    signature_fault parse() {
        if (m_text.size() > longest_signature) {
            m_position = longest_signature;
            stop("the end, as a signature has at most 65536 bytes");
        } else if (parse_type(0) && m_position != m_text.size()) {
            stop("the end of the signature");
        }
        return m_fault;
    }

private:
    bool stop(const char* expected) noexcept {
        m_fault = {m_position, expected};
        return false;
    }

    bool starts_with(std::string_view prefix) const noexcept {
        return m_text.substr(m_position).starts_with(prefix);
    }

    bool accept(std::string_view prefix) noexcept {
        if (!starts_with(prefix)) return false;
        m_position += static_cast<std::uint32_t>(prefix.size());
        return true;
    }

    bool parse_type(std::uint32_t depth) {
        for (const keyword& plain : plain_types) {
            if (starts_with(plain.text)) return parse_plain(plain);
        }
        if (starts_with("{")) return parse_interface_id();
        if (starts_with("delegate(")) return parse_delegate();
        if (starts_with("enum(")) return parse_enumeration();
        return parse_composite(depth);
    }

    bool parse_composite(std::uint32_t depth) {
        const bool known = starts_with("pinterface(") || starts_with("struct(") ||
                           starts_with("rc(") || starts_with("ig(");
        if (!known) return stop(expects_type);
        if (depth == deepest_signature) return stop("a simple type, as 64 are nested already");

        const std::uint32_t node = open();
        if (accept("pinterface(")) return parse_parameterized(node, depth + 1);
        if (accept("struct(")) return parse_structure(node, depth + 1);
        m_nodes[node].kind =
            starts_with("rc(") ? signature_kind::runtime_class : signature_kind::interface_group;
        m_position += 3;
        return parse_class(node, depth + 1);
    }

    std::uint32_t open() {
        m_nodes.push_back(
            {signature_kind::structure, m_position, m_position, m_position, m_position, 0});
        return static_cast<std::uint32_t>(m_nodes.size() - 1);
    }

    bool close(std::uint32_t node) noexcept {
        m_nodes[node].end = m_position;
        m_nodes[node].after = static_cast<std::uint32_t>(m_nodes.size());
        return true;
    }

    bool parse_plain(const keyword& plain) {
        const std::uint32_t node = open();
        m_nodes[node].kind = plain.kind;
        m_position += static_cast<std::uint32_t>(plain.text.size());
        return close(node);
    }

    bool parse_interface_id() {
        const std::uint32_t node = open();
        m_nodes[node].kind = signature_kind::interface_id;
        return parse_guid(node) && close(node);
    }

    bool parse_delegate() {
        const std::uint32_t node = open();
        m_nodes[node].kind = signature_kind::delegate_id;
        accept("delegate(");
        return parse_guid(node) && parse_end() && close(node);
    }

    bool parse_enumeration() {
        const std::uint32_t node = open();
        accept("enum(");
        if (!parse_name(node) || !parse_separator()) return false;
        if (!starts_with("i4") && !starts_with("u4")) return stop("'i4' or 'u4'");
        m_nodes[node].kind = starts_with("i4") ? signature_kind::signed_enumeration
                                               : signature_kind::unsigned_enumeration;
        m_position += 2;
        return parse_end() && close(node);
    }

    bool parse_parameterized(std::uint32_t node, std::uint32_t depth) {
        m_nodes[node].kind = signature_kind::parameterized;
        return parse_guid(node) && parse_list(depth) && close(node);
    }

    bool parse_structure(std::uint32_t node, std::uint32_t depth) {
        m_nodes[node].kind = signature_kind::structure;
        return parse_name(node) && parse_list(depth) && close(node);
    }

    // A runtime class or an interface group stands for its default interface.
    bool parse_class(std::uint32_t node, std::uint32_t depth) {
        if (!parse_name(node) || !parse_separator()) return false;
        if (!starts_with("{") && !starts_with("pinterface(") && !starts_with("cinterface(")) {
            return stop(expects_interface);
        }
        return parse_type(depth) && parse_end() && close(node);
    }

    // One or more types, each after a semicolon, and the closing parenthesis.
    bool parse_list(std::uint32_t depth) {
        if (!parse_separator()) return false;
        do {
            if (!parse_type(depth)) return false;
        } while (accept(";"));
        return accept(")") || stop("';' or ')'");
    }

    bool parse_separator() noexcept { return accept(";") || stop("';'"); }
    bool parse_end() noexcept { return accept(")") || stop("')'"); }

    bool parse_name(std::uint32_t node) noexcept {
        m_nodes[node].word_begin = m_position;
        do {
            if (at_end() || !is_identifier_start(here())) return stop("a name");
            while (!at_end() && is_identifier_part(here())) {
                ++m_position;
            }
        } while (accept("."));
        m_nodes[node].word_end = m_position;
        return true;
    }

    bool parse_guid(std::uint32_t node) noexcept {
        constexpr std::string_view pattern = "{hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh}";
        m_nodes[node].word_begin = m_position;
        for (const char wanted : pattern) {
            if (!accept_guid_unit(wanted)) return false;
        }
        m_nodes[node].word_end = m_position;
        return true;
    }

    bool accept_guid_unit(char wanted) noexcept {
        if (wanted == 'h') {
            if (at_end() || detail::hex_value(here(), hex_digits::lower_case) < 0) {
                return stop("a hexadecimal digit in lower case");
            }
        } else if (at_end() || here() != wanted) {
            if (wanted == '-') return stop("'-'");
            return stop(wanted == '{' ? "a GUID in braces" : "'}'");
        }
        ++m_position;
        return true;
    }

    bool at_end() const noexcept { return m_position == m_text.size(); }
    char here() const noexcept { return m_text[m_position]; }

    std::string_view m_text;
    std::vector<signature_node>& m_nodes;
    std::uint32_t m_position = 0;
    signature_fault m_fault;
};

// The first byte that keeps a text from being UTF-8.
std::uint32_t first_invalid_utf8(std::string_view text) noexcept {
    std::size_t valid = 0;
    while (valid < text.size()) {
        std::size_t next = valid + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) {
            ++next;
        }
        if (!is_valid_utf8(text.substr(valid, next - valid))) break;
        valid = next;
    }
    return static_cast<std::uint32_t>(valid);
}

} // namespace

GUID signature_tree::guid_of(const signature_node& node) const noexcept {
    GUID guid{};
    parse_guid(word_of(node), hex_digits::lower_case, guid);
    return guid;
}

std::uint32_t signature_tree::child_count(std::uint32_t parent) const noexcept {
    std::uint32_t count = 0;
    for (std::uint32_t child = parent + 1; child < nodes[parent].after;
         child = nodes[child].after) {
        ++count;
    }
    return count;
}

signature_fault parse_signature(std::string_view text, signature_tree& tree) {
    tree.text = text;
    tree.nodes.clear();
    signature_fault fault = signature_parser(text, tree.nodes).parse();
    if (fault.expected == nullptr && !is_valid_utf8(text)) {
        fault = {first_invalid_utf8(text), "a name in UTF-8"};
    }
    return fault;
}

HRESULT refuse_signature(std::string_view text, const signature_fault& fault) noexcept {
    char found[24] = "the end";
    if (fault.position < text.size()) {
        const auto unit = static_cast<unsigned char>(text[fault.position]);
        const bool printable = unit > ' ' && unit < 0x7F;
        std::snprintf(found, sizeof found, printable ? "'%c'" : "byte 0x%02X", unit);
    }
    char message[160];
    std::snprintf(message, sizeof message,
                  "The type signature is malformed at byte %u: expected %s, found %s.",
                  static_cast<unsigned>(fault.position), fault.expected, found);
    return originate(E_INVALIDARG, message);
}

std::string_view bounded_text(const char* signature) noexcept {
    constexpr std::size_t most = std::size_t{longest_signature} + 1;
    const void* terminator = std::memchr(signature, '\0', most);
    if (terminator == nullptr) return {signature, most};
    return {signature, static_cast<std::size_t>(static_cast<const char*>(terminator) - signature)};
}

} // namespace asyncom::core
