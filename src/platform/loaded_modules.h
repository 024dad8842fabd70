// SPDX-License-Identifier: MIT
//
// All modules of the process, whoever loaded them and however locally.
#pragma once

#include <string>
#include <vector>

namespace asyncom::core {

// Where each module that exports the name itself has it. Throws std::bad_alloc.
std::vector<void*> find_in_all_modules(const char* name);

// The file of the module that contains the address, in UTF-8; empty if none does. Throws
// std::bad_alloc.
std::string module_of(const void* address);

} // namespace asyncom::core
