// SPDX-License-Identifier: MIT
// A line for each operation, children under their parents:
//
//   2 operations, 1 of them ended and still held
//   #7 "copy" Windows.Foundation.IAsyncAction, running, 1.234 s, from main+0x1c (copier)
//     #8 "a.txt" Windows.Foundation.IAsyncAction, error 0x8004A001, abandoned, still held, ...
//   abandoned: #8 "a.txt"
#include "observe/dump_formats.h"

#include <algorithm>
#include <cmath>

namespace asyncom::core {
namespace {

// A line of parents may be as long as it likes, its indentation not.
constexpr std::uint32_t deepest_indentation = 20;

constexpr std::size_t none = static_cast<std::size_t>(-1);

// The listing as a tree, by index: whoever's parent is not listed stands at the top.
class family_tree {
public:
    explicit family_tree(const operation_listing& all) : m_links(all.size()), m_first_root(none) {
        // From behind, so that each list of siblings is in order.
        for (std::size_t index = all.size(); index-- > 0;) {
            const std::size_t parent = find(all, all[index].parent_serial);
            std::size_t& first = parent == none ? m_first_root : m_links[parent].first_child;
            m_links[index].parent = parent;
            m_links[index].next_sibling = first;
            first = index;
        }
    }

    // visit(index, depth), each parent before its children, without recursion.
    template <class Visit>
    void walk(Visit&& visit) const {
        std::uint32_t depth = 0;
        for (std::size_t at = m_first_root; at != none;) {
            visit(at, depth);
            if (m_links[at].first_child != none) {
                at = m_links[at].first_child;
                ++depth;
                continue;
            }
            while (at != none && m_links[at].next_sibling == none) {
                at = m_links[at].parent;
                --depth;
            }
            if (at != none) at = m_links[at].next_sibling;
        }
    }

    bool has_parent(std::size_t index) const noexcept { return m_links[index].parent != none; }

private:
    struct links {
        std::size_t parent = none;
        std::size_t first_child = none;
        std::size_t next_sibling = none;
    };

    static std::size_t find(const operation_listing& all, std::uint64_t serial) {
        const auto found = std::lower_bound(
            all.begin(), all.end(), serial,
            [](const AsyncomOperationInfo& each, std::uint64_t s) { return each.serial < s; });
        if (serial == 0 || found == all.end() || found->serial != serial) return none;
        return static_cast<std::size_t>(found - all.begin());
    }

    std::vector<links> m_links;
    std::size_t m_first_root;
};

void put_identity(dump_output& output, const AsyncomOperationInfo& info) {
    output.put("#").put_number(info.serial);
    if (info.name[0] != '\0') output.put(" ").put_quoted(info.name);
}

// What is not done never shows as 100.
std::uint64_t percent(double fraction) {
    const auto rounded = std::uint64_t(std::llround(fraction * 100));
    return fraction < 1 ? std::min<std::uint64_t>(rounded, 99) : rounded;
}

void put_state(dump_output& output, const AsyncomOperationInfo& info) {
    output.put(", ").put(state_name(info));
    if (is_ended(info) && info.error != S_OK) output.put(" ").put_code(info.error);
    if (is_abandoned(info)) output.put(", abandoned");
    if (is_closed(info)) output.put(", closed");
    if (is_ended(info)) output.put(", still held");
    if (has_fraction(info)) output.put(", ").put_number(percent(info.progress)).put(" %");
}

void put_handlers(dump_output& output, const AsyncomOperationInfo& info) {
    if (info.listeners != 0)
        output.put(", ")
            .put_number(info.listeners)
            .put(info.listeners == 1 ? " listener" : " listeners");
    if (info.handler_failures != 0)
        output.put(", ")
            .put_number(info.handler_failures)
            .put(info.handler_failures == 1 ? " handler failure, " : " handler failures, first ")
            .put_code(info.first_handler_failure);
}

void put_line(dump_output& output, const AsyncomOperationInfo& info, std::uint32_t depth,
              bool under_parent) {
    output.put(std::string(std::size_t{2} * std::min(depth, deepest_indentation), ' '));
    put_identity(output, info);
    output.put(" ").put(type_name(info));
    put_state(output, info);
    output.put(", ").put_seconds(info.age).put(" s");
    if (info.parent_serial != 0 && (!under_parent || depth > deepest_indentation))
        output.put(", child of #").put_number(info.parent_serial);
    put_handlers(output, info);
    const std::string site = call_site_name(info);
    if (!site.empty()) output.put(", from ").put_quoted(site);
    output.put(", id ").put_number(info.id).put("\n");
}

template <class Which>
void put_names(dump_output& output, std::string_view title, const operation_listing& all,
               Which&& which) {
    std::string_view separator = title;
    for (const AsyncomOperationInfo& info : all) {
        if (!which(info)) continue;
        output.put(separator);
        put_identity(output, info);
        separator = ", ";
    }
    if (separator != title) output.put("\n");
}

} // namespace

void write_text(dump_output& output, const operation_listing& all) {
    const auto ended = std::count_if(all.begin(), all.end(), is_ended);
    output.put_number(all.size()).put(all.size() == 1 ? " operation" : " operations");
    if (ended != 0)
        output.put(", ").put_number(std::uint64_t(ended)).put(" of them ended and still held");
    output.put("\n");
    const family_tree tree(all);
    tree.walk([&](std::size_t index, std::uint32_t depth) {
        put_line(output, all[index], depth, tree.has_parent(index));
    });
    put_names(output, "abandoned: ", all, is_abandoned);
    put_names(output, "ended and still held: ", all, is_ended);
}

} // namespace asyncom::core
