// SPDX-License-Identifier: MIT
// Every scalar is aligned to its size, a struct to its most aligned field, and a struct's size is a
// multiple of its alignment: the rules that the three 64-bit conventions share.
#include "async/layout.h"

#include <algorithm>

namespace asyncom::core {

namespace {

constexpr std::uint32_t pointer_bytes = 8;

constexpr std::uint32_t align_up(std::uint32_t offset, std::uint32_t alignment) noexcept {
    return (offset + alignment - 1) / alignment * alignment;
}

struct extent {
    std::uint32_t bytes;
    std::uint32_t alignment;
};

// Appends the leaves of each type at offsets from that type's own beginning; the struct around it
// moves them to their place, which it knows only when it has seen their alignment.
class layout_builder {
public:
    layout_builder(const signature_tree& tree, measured_layout& layout)
        : m_tree(tree), m_layout(layout) {}

    // As deep as the signature, which the parser has bounded.
    extent add(std::uint32_t node) {
        switch (m_tree.nodes[node].kind) {
        case signature_kind::structure:
            return add_structure(node);
        case signature_kind::guid:
            return add_guid();
        case signature_kind::int8:
            return add_scalar(1, scalar_kind::signed_integer);
        case signature_kind::uint8:
        case signature_kind::boolean:
            return add_scalar(1, scalar_kind::unsigned_integer);
        case signature_kind::int16:
            return add_scalar(2, scalar_kind::signed_integer);
        case signature_kind::uint16:
        case signature_kind::char16:
            return add_scalar(2, scalar_kind::unsigned_integer);
        case signature_kind::int32:
        case signature_kind::signed_enumeration:
            return add_scalar(4, scalar_kind::signed_integer);
        case signature_kind::uint32:
        case signature_kind::unsigned_enumeration:
            return add_scalar(4, scalar_kind::unsigned_integer);
        case signature_kind::int64:
            return add_scalar(8, scalar_kind::signed_integer);
        case signature_kind::uint64:
            return add_scalar(8, scalar_kind::unsigned_integer);
        case signature_kind::single:
            return add_scalar(4, scalar_kind::floating);
        case signature_kind::real:
            return add_scalar(8, scalar_kind::floating);
        case signature_kind::string:
            return add_pointer(owned_kind::string);
        case signature_kind::object:
        case signature_kind::interface_id:
        case signature_kind::delegate_id:
        case signature_kind::parameterized:
        case signature_kind::runtime_class:
        case signature_kind::interface_group:
            break;
        }
        return add_pointer(owned_kind::object);
    }

private:
    extent add_scalar(std::uint8_t bytes, scalar_kind kind) {
        m_layout.scalars.push_back({0, bytes, kind});
        return {bytes, bytes};
    }

    extent add_pointer(owned_kind kind) {
        m_layout.owned.push_back({0, kind});
        return add_scalar(pointer_bytes, scalar_kind::unsigned_integer);
    }

    // Four words stand for the fields of a GUID: same alignment, same registers.
    extent add_guid() {
        for (std::uint32_t offset = 0; offset < sizeof(GUID); offset += 4) {
            m_layout.scalars.push_back({offset, 4, scalar_kind::unsigned_integer});
        }
        return {sizeof(GUID), alignof(GUID)};
    }

    extent add_structure(std::uint32_t node) {
        extent whole{0, 1};
        for (std::uint32_t field = node + 1; field < m_tree.nodes[node].after;
             field = m_tree.nodes[field].after) {
            const std::size_t first_scalar = m_layout.scalars.size();
            const std::size_t first_owned = m_layout.owned.size();
            const extent part = add(field);
            const std::uint32_t offset = align_up(whole.bytes, part.alignment);
            move_leaves(first_scalar, first_owned, offset);
            whole = {offset + part.bytes, std::max(whole.alignment, part.alignment)};
        }
        whole.bytes = align_up(whole.bytes, whole.alignment);
        return whole;
    }

    void move_leaves(std::size_t first_scalar, std::size_t first_owned,
                     std::uint32_t offset) noexcept {
        for (std::size_t leaf = first_scalar; leaf < m_layout.scalars.size(); ++leaf) {
            m_layout.scalars[leaf].offset += offset;
        }
        for (std::size_t leaf = first_owned; leaf < m_layout.owned.size(); ++leaf) {
            m_layout.owned[leaf].offset += offset;
        }
    }

    const signature_tree& m_tree;
    measured_layout& m_layout;
};

} // namespace

measured_layout measure_layout(const signature_tree& tree, std::uint32_t node) {
    measured_layout layout;
    const extent whole = layout_builder(tree, layout).add(node);
    layout.bytes = whole.bytes;
    layout.alignment = whole.alignment;
    const signature_kind kind = tree.nodes[node].kind;
    layout.aggregate = kind == signature_kind::structure || kind == signature_kind::guid;
    return layout;
}

} // namespace asyncom::core
