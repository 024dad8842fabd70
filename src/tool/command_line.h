// SPDX-License-Identifier: MIT
//
// The command line: which command, with which arguments, and the help that teaches them.
#pragma once

namespace asyncom::tool {

// Parses and carries out. Returns the exit code. Throws `failure` for what can't be carried out.
[[nodiscard]] int run_command_line(int count, char** arguments);

} // namespace asyncom::tool
