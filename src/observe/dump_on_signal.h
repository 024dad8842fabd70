// SPDX-License-Identifier: MIT
// A listing whenever a signal comes.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// AsyncomDumpOnSignal. Nothing is written for the signal any more when its removal has returned.
HRESULT dump_on_signal(std::int32_t signal, std::intptr_t file, std::uint32_t format) noexcept;

} // namespace asyncom::core
