// SPDX-License-Identifier: MIT
#include "headers.inc"

// What both declare is one type, and what only ours do is there.
_Static_assert(sizeof(IAsyncInfoVtbl) == 11 * sizeof(void*), "IAsyncInfo");
_Static_assert(sizeof(__FIAsyncOperation_1_booleanVtbl) == 9 * sizeof(void*), "IAsyncOperation");
_Static_assert(sizeof(IAsyncControlVtbl) == 13 * sizeof(void*), "IAsyncControl");
