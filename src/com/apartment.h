// SPDX-License-Identifier: MIT
// Where there are no apartments: what code that was written for them is told. runtime.h describes
// the functions.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT initialize_apartment(RO_INIT_TYPE type) noexcept;
void uninitialize_apartment() noexcept;

HRESULT increment_mta_usage(CO_MTA_USAGE_COOKIE* cookie) noexcept;
HRESULT decrement_mta_usage(CO_MTA_USAGE_COOKIE cookie) noexcept;

} // namespace asyncom::core
