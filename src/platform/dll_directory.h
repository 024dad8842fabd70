// SPDX-License-Identifier: MIT
//
// The directories in which Windows looks for modules by name.
#pragma once

#include <asyncom/asyncom.h>

#include <string_view>

namespace asyncom::core {

bool is_absolute_path(std::string_view path) noexcept;

// For the process and for good. S_FALSE if this function has added it before. Takes valid UTF-8;
// throws std::bad_alloc.
HRESULT add_dll_directory(std::string_view path);

} // namespace asyncom::core
