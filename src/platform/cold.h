// SPDX-License-Identifier: MIT
// ASYNCOM_COLD marks what a hot function only rarely calls: kept out of line, so that the hot path
// saves no registers for it; ASYNCOM_APART what is not rare but needs registers that its caller
// does not. ASYNCOM_INLINE marks the few functions whose call would cost as much as they do.
#pragma once

#if defined(__GNUC__)
#define ASYNCOM_COLD [[gnu::cold, gnu::noinline]]
#define ASYNCOM_APART [[gnu::noinline]]
#define ASYNCOM_INLINE [[gnu::always_inline]] inline
#elif defined(_MSC_VER)
#define ASYNCOM_COLD __declspec(noinline)
#define ASYNCOM_APART __declspec(noinline)
#define ASYNCOM_INLINE __forceinline
#else
#define ASYNCOM_COLD
#define ASYNCOM_APART
#define ASYNCOM_INLINE inline
#endif
