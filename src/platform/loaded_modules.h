// SPDX-License-Identifier: MIT
//
// All modules that were loaded into the process, by whomever and however locally. On Windows the
// program itself is one of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace asyncom::core {

// Where each module that exports the name itself has it. Throws std::bad_alloc.
std::vector<void*> find_in_all_modules(const char* name);

// Another number when a module has been loaded since. Unlike the search it waits for no thread that
// is loading one, whatever its initialisers do.
std::uint64_t loaded_modules_mark() noexcept;

// The file of the module that contains the address, as the system names it: for the program itself
// that may be no path, and elsewhere than on Windows, where it is UTF-8, it may be any bytes. Empty
// if none does. Throws std::bad_alloc.
std::string module_of(const void* address);

} // namespace asyncom::core
