// SPDX-License-Identifier: MIT
#include "async/abandon.h"

#include "async/cancel.h"
#include "async/completing.h"
#include "async/invocation.h"
#include "async/operation_memory.h"
#include "async/site.h"
#include "com/error_info.h"

#include <cstdio>

namespace asyncom::core {
namespace {

IAsyncError* abandonment_error(operation& target) noexcept {
    char text[192];
    const char* const name = name_of(target);
    std::snprintf(text, sizeof text,
                  "Operation %u%s%s%s was abandoned: its producer was released without ending it.",
                  operation_id(target), *name != '\0' ? " \"" : "", name,
                  *name != '\0' ? "\"" : "");
    IAsyncError* error = nullptr;
    make_error(ASYNCOM_E_ABANDONED, text, &error, call_site_of(target));
    return error; // null without memory: the code alone then says it
}

} // namespace

void abandon(operation& target) noexcept {
    if (target.is_forked()) return;
    thread_block& thread = this_thread();
    invocation_scope scope(thread, target);
    completing_scope completing(thread);
    IAsyncError* error = abandonment_error(target);
    target.end(outcome::error, [&](bool canceled) -> state_flags {
        if (canceled) return 0;
        target.place.failure = {error, ASYNCOM_E_ABANDONED};
        error = nullptr;
        return flag_error | flag_owned;
    });
    if (error != nullptr) error->Release();
    drop_cancel_handler(target);
}

} // namespace asyncom::core
