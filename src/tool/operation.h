// SPDX-License-Identifier: MIT
//
// The one operation of a run, seen from its client: created, watched, cancelled, awaited, through
// the C ABI only.
#pragma once

#include "tool/hash_parts.h"
#include "tool/progress_view.h"

#include <asyncom/asyncom.h>

#include <string>

namespace asyncom::tool {

struct hash_job {
    const char* name; // of the operation, for diagnostics
    file_source& source;
    result_sink& sink;
    size_counter* counter; // may be null
    uint32_t jobs;         // files that are hashed at the same time
    double seconds;        // after which it is cancelled, infinite: never
};

struct outcome {
    bool canceled = false;
    bool too_late = false;  // canceled because its time had run out
    HRESULT error = S_OK;   // a failure, also one that came after the cancel
    std::string text;       // what it says
    hash_progress progress; // the last report
};

// Runs the job as one IAsyncActionWithProgress<Asyncom.Tool.HashProgress> and returns when its body
// has ended. A signal cancels it. Throws `failure` if it can't be begun.
[[nodiscard]] outcome run_operation(const hash_job& job, progress_view& view);

} // namespace asyncom::tool
