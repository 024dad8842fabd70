// SPDX-License-Identifier: MIT
// The wrapper of pthread_create, on Windows of CreateThread.
#include "support/refuse_threads.h"

#if defined(_WIN32)

#include <windows.h>

extern "C" {

// What a call of CreateThread goes through; the linker routes the uses of it here.
using create_thread = decltype(&CreateThread);
extern create_thread __real___imp_CreateThread;

static HANDLE WINAPI refusing(LPSECURITY_ATTRIBUTES security, SIZE_T stack,
                              LPTHREAD_START_ROUTINE entry, LPVOID argument, DWORD flags,
                              LPDWORD identifier) {
    if (refuse_threads::active.load() > 0) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return nullptr;
    }
    if (auto* hook = refuse_threads::before_start.load()) hook();
    return __real___imp_CreateThread(security, stack, entry, argument, flags, identifier);
}

create_thread __wrap___imp_CreateThread = &refusing;
}

#else

#include <cerrno>

#include <pthread.h>

extern "C" {

int __real_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                          void* (*entry)(void*), void* argument);

int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                          void* (*entry)(void*), void* argument) {
    if (refuse_threads::active.load() > 0) return EAGAIN;
    if (auto* hook = refuse_threads::before_start.load()) hook();
    return __real_pthread_create(thread, attributes, entry, argument);
}
}

#endif
