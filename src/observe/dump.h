// SPDX-License-Identifier: MIT
// The live list as text.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// AsyncomDumpOperations. No lock is held while the file is written.
HRESULT dump_operations(std::intptr_t file, std::uint32_t format) noexcept;

} // namespace asyncom::core
