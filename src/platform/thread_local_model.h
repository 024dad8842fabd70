// SPDX-License-Identifier: MIT
// ASYNCOM_THREAD_LOCAL declares the library's one thread-local pointer. Where the system's loader
// reserves room for libraries loaded late, initial-exec makes a use of it one instruction instead
// of a call.
#pragma once

#if defined(__ELF__)
#define ASYNCOM_THREAD_LOCAL thread_local __attribute__((tls_model("initial-exec")))
#else
#define ASYNCOM_THREAD_LOCAL thread_local
#endif
