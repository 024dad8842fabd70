// SPDX-License-Identifier: MIT
// How far an operation is, as far as it tells: the last report of a type whose P is Double.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Whether the type's P is Double.
bool reports_fraction(const type_record& type) noexcept;

// Keeps the value if P is Double.
void note_fraction(const operation& target, operation_record& extended, const void* value) noexcept;

} // namespace asyncom::core
