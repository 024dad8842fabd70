// SPDX-License-Identifier: MIT
//
// Reading a variable where the system allows it.
#include "platform/environment.h"

#include <stdlib.h>

#if !defined(__GLIBC__) && !defined(_WIN32)
#include <unistd.h>
#endif

namespace asyncom::core {

const char* environment(const char* name) noexcept {
#if defined(__GLIBC__)
    return secure_getenv(name);
#elif defined(_WIN32)
    return getenv(name);
#else
    return issetugid() ? nullptr : getenv(name);
#endif
}

} // namespace asyncom::core
