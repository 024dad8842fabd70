// SPDX-License-Identifier: MIT
// RoGetAgileReference where every object may be called from any thread.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT get_agile_reference(AgileReferenceOptions options, REFIID iid, IUnknown* object,
                            IAgileReference** reference) noexcept;

} // namespace asyncom::core
