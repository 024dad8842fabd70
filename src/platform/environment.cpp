// SPDX-License-Identifier: MIT
//
// Reading a variable where the system allows it.
#include "platform/environment.h"

#include <stdlib.h>

#if defined(__linux__)
#include <sys/auxv.h>
#elif !defined(_WIN32)
#include <unistd.h>
#endif

namespace asyncom::core {

bool has_more_rights_than_caller() noexcept {
#if defined(__linux__)
    return getauxval(AT_SECURE) != 0; // what secure_getenv asks
#elif defined(_WIN32)
    return false;
#else
    return issetugid() != 0;
#endif
}

const char* environment(const char* name) noexcept {
    return environment(name, has_more_rights_than_caller());
}

const char* environment(const char* name, bool more_rights_than_caller) noexcept {
    return more_rights_than_caller ? nullptr : getenv(name);
}

} // namespace asyncom::core
