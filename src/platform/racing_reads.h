// SPDX-License-Identifier: MIT
// ASYNCOM_READS_RACING marks a function that reads plain fields which another thread may be
// writing, and whose caller finds out afterwards whether one was. ThreadSanitizer is told that it
// knows.
#pragma once

#if defined(__GNUC__)
#define ASYNCOM_READS_RACING __attribute__((no_sanitize("thread"), noinline))
#else
#define ASYNCOM_READS_RACING
#endif
