// SPDX-License-Identifier: MIT
// ASYNCOM_HIDDEN before a variable's declaration: it is defined in this library, so its address
// needs no table. The compiler's own default for what is hidden covers definitions only.
#pragma once

#if defined(__ELF__)
#define ASYNCOM_HIDDEN __attribute__((visibility("hidden")))
#else
#define ASYNCOM_HIDDEN
#endif
