// SPDX-License-Identifier: MIT
// ASYNCOM_AT_EXIT(function) has a function of this module called when the process exits, after the
// exit handlers of those that use the module, and without a constructor that would register it.
#pragma once

#if defined(_MSC_VER)
#define ASYNCOM_AT_EXIT(function)                                                                  \
    __pragma(section(".CRT$XPU", read)) __declspec(                                                \
        allocate(".CRT$XPU")) extern void (*const asyncom_at_exit)() = &function;                  \
    __pragma(comment(linker, "/INCLUDE:asyncom_at_exit"))
#else
#define ASYNCOM_AT_EXIT(function)                                                                  \
    __attribute__((destructor)) static void asyncom_at_exit() {                                    \
        function();                                                                                \
    }
#endif
