// SPDX-License-Identifier: MIT
//
// Bytes that nobody can guess.
#include "platform/random.h"

#if defined(__APPLE__)

#include <cstdlib>

namespace asyncom::core {

bool fill_random(void* target, std::size_t bytes) noexcept {
    ::arc4random_buf(target, bytes);
    return true;
}

} // namespace asyncom::core

#elif defined(_WIN32)

#include <windows.h>
// The header that must follow windows.h.
#include <ntsecapi.h>

namespace asyncom::core {

bool fill_random(void* target, std::size_t bytes) noexcept {
    return RtlGenRandom(target, static_cast<ULONG>(bytes)) != 0;
}

} // namespace asyncom::core

#else

#include <sys/random.h>

#include <cerrno>

namespace asyncom::core {

bool fill_random(void* target, std::size_t bytes) noexcept {
    auto* next = static_cast<unsigned char*>(target);
    while (bytes > 0) {
        const ssize_t got = ::getrandom(next, bytes, 0);
        if (got < 0 && errno != EINTR) return false;
        if (got <= 0) continue;
        next += got;
        bytes -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace asyncom::core

#endif
