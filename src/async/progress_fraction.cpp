// SPDX-License-Identifier: MIT
#include "async/progress_fraction.h"

#include <cstring>

namespace asyncom::core {

void note_fraction(const operation& target, operation_record& extended,
                   const void* value) noexcept {
    if (!reports_fraction(target.type())) return;
    double fraction = 0;
    std::memcpy(&fraction, value, sizeof fraction);
    extended.fraction.store(fraction, std::memory_order_relaxed);
}

} // namespace asyncom::core
