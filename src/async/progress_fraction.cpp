// SPDX-License-Identifier: MIT
#include "async/progress_fraction.h"

#include "async/composition.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace asyncom::core {

double fraction_so_far(const operation_record& extended) noexcept {
    const composition* const inputs = extended.waits_for;
    const double known = inputs != nullptr ? inputs->fraction() : NAN;
    return std::isnan(known) ? extended.fraction.load(std::memory_order_relaxed) : known;
}

double fraction_so_far(operation& target, operation_record& extended) noexcept {
    const operation_traits::lock lock(target.mutex_of(extended));
    return fraction_so_far(extended);
}

void note_fraction(const operation& target, operation_record& extended,
                   const void* value) noexcept {
    if (!reports_fraction(target.type())) return;
    double fraction = 0;
    std::memcpy(&fraction, value, sizeof fraction);
    const bool is_one = fraction >= 0 && fraction <= 1;
    extended.fraction.store(is_one ? fraction : std::numeric_limits<double>::quiet_NaN(),
                            std::memory_order_relaxed);
}

} // namespace asyncom::core
