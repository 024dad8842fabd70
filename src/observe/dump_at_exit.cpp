// SPDX-License-Identifier: MIT
// ASYNCOM_DUMP_AT_EXIT=text or =json: what lives at the end of the process goes to the standard
// error. Asked for at the end only, so that who does not use it pays nothing.
#include "com/first_copy.h"
#include "observe/dump.h"
#include "platform/at_exit.h"
#include "platform/environment.h"
#include "platform/write_file.h"

#include <cstring>

namespace asyncom::core {
namespace {

void dump_if_asked_for() noexcept {
    const char* const format = environment("ASYNCOM_DUMP_AT_EXIT");
    // A copy that has made nothing has nothing to tell.
    if (format == nullptr || own_copy.load(std::memory_order_relaxed) != copy_state::first) return;
    if (std::strcmp(format, "text") == 0)
        dump_operations(standard_error_file(), ASYNCOM_DUMP_TEXT);
    else if (std::strcmp(format, "json") == 0)
        dump_operations(standard_error_file(), ASYNCOM_DUMP_JSON);
}

ASYNCOM_AT_EXIT(dump_if_asked_for)

} // namespace
} // namespace asyncom::core
