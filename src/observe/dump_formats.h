// SPDX-License-Identifier: MIT
// The two forms of a listing. Operations come in the order of their serials.
#pragma once

#include "observe/dump_output.h"

#include <asyncom/asyncom.h>

#include <string>
#include <vector>

namespace asyncom::core {

using operation_listing = std::vector<AsyncomOperationInfo>;

// Throw std::bad_alloc.
void write_text(dump_output& output, const operation_listing& all);
void write_json(dump_output& output, const operation_listing& all);

// What both say of an operation.
inline bool is_ended(const AsyncomOperationInfo& info) noexcept {
    return (info.flags & ASYNCOM_INFO_ENDED) != 0;
}
inline bool is_abandoned(const AsyncomOperationInfo& info) noexcept {
    return info.error == ASYNCOM_E_ABANDONED;
}
inline bool is_closed(const AsyncomOperationInfo& info) noexcept {
    return (info.flags & ASYNCOM_INFO_CLOSED) != 0;
}
// A NaN is not.
inline bool has_fraction(const AsyncomOperationInfo& info) noexcept {
    return info.progress >= 0 && info.progress <= 1;
}
const char* state_name(const AsyncomOperationInfo& info) noexcept;
std::string type_name(const AsyncomOperationInfo& info);
std::string call_site_name(const AsyncomOperationInfo& info); // "" where it is not known
std::string module_name(const AsyncomOperationInfo& info);

} // namespace asyncom::core
