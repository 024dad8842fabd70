// SPDX-License-Identifier: MIT
// The table of all types that were ever asked for. A type is asked for far more often than it is
// made, and by any thread, so looking one up takes no lock and writes nothing.
#pragma once

#include "async/type.h"

#include <string_view>

namespace asyncom::core {

// The published record of a signature, or null.
type_record* find_type(std::string_view signature) noexcept;

// AsyncomGetType.
HRESULT get_type(const char* signature, IAsyncType** type) noexcept;

} // namespace asyncom::core
