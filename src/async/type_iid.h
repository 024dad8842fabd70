// SPDX-License-Identifier: MIT
// IIDs of signatures, and of the interfaces that belong to one of the four families.
#pragma once

#include "async/signature.h"

#include <asyncom/platform.h>

#include <cstdint>
#include <string_view>

namespace asyncom::core {

// The IID of the interface that tree.nodes[node] stands for; false for a type without one.
bool type_iid(const signature_tree& tree, std::uint32_t node, GUID& iid) noexcept;

// A family of asynchronous interfaces. The GUIDs are of parameterised types, except the action's.
struct family_description {
    std::string_view name;
    std::string_view operation; // in braces, as signatures spell them
    std::string_view completed_handler;
    std::string_view progress_handler; // empty: no progress
    std::uint32_t argument_count;
};

// Indexed by ASYNCOM_FAMILY_*.
extern const family_description families[4];

// ASYNCOM_FAMILY_* of the whole signature, or -1.
int family_of(const signature_tree& tree) noexcept;

// iids[ASYNCOM_IID_*] of a family's instance with the arguments of the signature.
void family_iids(const signature_tree& tree, int family, GUID (&iids)[3]) noexcept;

// AsyncomGetTypeIid.
HRESULT get_type_iid(const char* signature, GUID* iid) noexcept;

} // namespace asyncom::core
