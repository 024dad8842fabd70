// SPDX-License-Identifier: MIT
// From the name of a class to the files that may hold it: the namespace rule of registration-free
// activation. Class "A.B.C" lies in component "A.B" or, failing that, "A".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asyncom::core {

// Parts between dots, none empty, without spaces, separators of paths and control characters. What
// is not named so can be registered, but no file is ever looked for.
bool is_class_name(std::u16string_view name) noexcept;

// The names of the files, the longest namespace first, in UTF-8 and without a folder. Empty for a
// class without a namespace, and where no file could have such a name. Throws std::bad_alloc.
std::vector<std::string> component_files(std::u16string_view class_name);

} // namespace asyncom::core
