// SPDX-License-Identifier: MIT
//
// Standard input, output and error that the caller has closed (`2>&-`). The next file that is
// opened would take such a place, and be read or written as if it were the user's.
#pragma once

namespace asyncom::tool {

// Fills the places that are empty with something that fails in the expected use, as the closed
// descriptor would have. Before anything else is opened. Throws `failure`.
void fill_standard_descriptors();

} // namespace asyncom::tool
