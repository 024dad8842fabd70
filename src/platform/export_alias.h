// SPDX-License-Identifier: MIT
//
// A second exported name for a function. Our headers bind a runtime function to a linker name of
// its own (asyncom_<Name>); who calls it by Windows' bare name without our headers finds this one.
#pragma once

#include <asyncom/platform.h>

// `name` is declared with ASYNCOM_LABEL and defined in the same file.
#if defined(__APPLE__)
// Mach-O has no aliases: the bare name is a function that calls the other.
#define ASYNCOM_EXPORT_BARE_NAME(result, name, parameters, arguments)                              \
    extern "C" ASYNCOM_API result ASYNCOM_CALL asyncom_bare_##name parameters noexcept __asm__(    \
        "_" #name);                                                                                \
    result ASYNCOM_CALL asyncom_bare_##name parameters noexcept {                                  \
        return name arguments;                                                                     \
    }
#else
#define ASYNCOM_EXPORT_BARE_NAME(result, name, parameters, arguments)                              \
    extern "C" ASYNCOM_API result ASYNCOM_CALL asyncom_bare_##name parameters noexcept __asm__(    \
        #name) __attribute__((alias("asyncom_" #name)));
#endif
