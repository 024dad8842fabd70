// SPDX-License-Identifier: MIT
// What GetRuntimeClassName answers, a grammar of its own beside that of signatures:
// Windows.Foundation.IAsyncOperationWithProgress`2<UInt32, Windows.Foundation.TimeSpan>.
#pragma once

#include "async/signature.h"

#include <string>

namespace asyncom::core {

// In UTF-8. An interface that is known by its GUID only is printed as that GUID in braces. Throws
// std::bad_alloc.
std::string class_name_of(const signature_tree& tree, std::uint32_t node = 0);

} // namespace asyncom::core
