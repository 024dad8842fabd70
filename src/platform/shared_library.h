// SPDX-License-Identifier: MIT
//
// Modules at run time: loading one, finding what it exports, where the application lies. Paths are
// absolute, so that no search path of the system decides what is loaded. Not on Windows, which has
// an activation of its own.
#pragma once

#include "platform/hidden.h"

#include <string>

namespace asyncom::core {

// What stands before and behind the name of a component to make the name of its file.
extern constinit ASYNCOM_HIDDEN const char* const library_prefix;
extern constinit ASYNCOM_HIDDEN const char* const library_suffix;

// `no_export` is found by those who look for one.
enum class load_failure { none, no_file, bad_format, not_loadable, no_export };

// A reference of the module; null with the reason in `failure` and, if it is not no_file, the
// system's own sentence in `why`. Its initialisers run. Throws std::bad_alloc.
void* open_library(const std::string& path, load_failure& failure, std::string& why);

// Takes a reference back; the module is unloaded with the last one.
void close_library(void* library) noexcept;

// Null where the module itself exports no such name; its dependencies are not asked.
void* find_export(void* library, const char* name) noexcept;

// Of the program that runs, without a separator at its end; empty if the system does not tell.
std::string application_directory();

} // namespace asyncom::core
