// SPDX-License-Identifier: MIT
// How far an operation is, as far as it tells: the last report of a type whose P is Double, NaN
// where that was no fraction.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Whether P is Double.
inline bool reports_fraction(const type_record& type) noexcept {
    return type.has_progress() && type.signature_text().ends_with(";f8)");
}

// Not a number: nothing is known of it.
double fraction_so_far(operation& target, operation_record& extended) noexcept;
// The same under the record's mutex.
double fraction_so_far(const operation_record& extended) noexcept;

// Keeps the value if P is Double and it is a fraction, else NaN.
void note_fraction(const operation& target, operation_record& extended, const void* value) noexcept;

} // namespace asyncom::core
