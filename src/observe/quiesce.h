// SPDX-License-Identifier: MIT
// Leaving a module, or the process: nothing new, nothing running, nobody called.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// AsyncomQuiesce and AsyncomResume; `module` null: the whole process.
HRESULT quiesce(const void* module, std::uint32_t timeout, std::uint32_t* remaining) noexcept;
HRESULT resume(const void* module) noexcept;

} // namespace asyncom::core
