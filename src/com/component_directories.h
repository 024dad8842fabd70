// SPDX-License-Identifier: MIT
// Where components lie: beside the application, then where it says.
#pragma once

#include <asyncom/asyncom.h>

#include <string>
#include <vector>

namespace asyncom::core {

// AsyncomAddComponentDirectory.
HRESULT add_component_directory(const char* directory) noexcept;

// In the order of the search. Throws std::bad_alloc.
std::vector<std::string> component_directories();

} // namespace asyncom::core
