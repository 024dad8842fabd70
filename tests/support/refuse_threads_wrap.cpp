// SPDX-License-Identifier: MIT
// The wrapper of pthread_create.
#include "support/refuse_threads.h"

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
