// SPDX-License-Identifier: MIT
//
// Ctrl-C and its relatives. The first asks to cancel: the handler only writes to a pipe that the
// main thread polls. The second ends the process at once, from inside the handler, with nothing but
// functions that are safe there.
#pragma once

namespace asyncom::tool {

// Installs handlers for SIGTERM, and for SIGINT (a background job) and SIGHUP (nohup) unless they
// are ignored, and unblocks them; ignores SIGPIPE and SIGXFSZ, so that a reader that goes away and
// a limit of file sizes are errors of a write. Throws `failure`.
void install_signal_handlers();

// Readable once a signal has come.
[[nodiscard]] int signal_descriptor() noexcept;

// The first signal that came, 0 if none.
[[nodiscard]] int first_signal() noexcept;

// Names a file that has to go if the process is ended at once: `name` in `directory`. The name is
// copied. At most one of each kind.
enum class doomed { manifest, older };
void set_doomed_file(doomed kind, int directory, const char* name) noexcept;
void clear_doomed_file(doomed kind) noexcept;

} // namespace asyncom::tool
