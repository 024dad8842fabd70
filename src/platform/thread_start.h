// SPDX-License-Identifier: MIT
//
// What a new thread is told: the block that start_thread hands over and the thread frees.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace asyncom::core {

inline constexpr size_t thread_name_bytes = 15;

struct thread_start {
    void (*entry)(void*) noexcept;
    void* context;
    char name[thread_name_bytes + 1];
};

// Keeps whole UTF-8 characters only: a byte 10xxxxxx continues the character before it.
inline void copy_thread_name(char (&target)[thread_name_bytes + 1], const char* name) noexcept {
    size_t length = 0;
    while (name && length <= thread_name_bytes && name[length]) {
        ++length;
    }
    if (length > thread_name_bytes) {
        length = thread_name_bytes;
        while (length > 0 && (name[length] & 0xC0) == 0x80) {
            --length;
        }
    }
    for (size_t i = 0; i < length; ++i) {
        target[i] = name[i];
    }
    target[length] = '\0';
}

inline thread_start* make_thread_start(void (*entry)(void*) noexcept, void* context,
                                       const char* name) noexcept {
    auto* start = static_cast<thread_start*>(std::malloc(sizeof(thread_start)));
    if (!start) return nullptr;
    ::new (start) thread_start{entry, context, {}};
    copy_thread_name(start->name, name);
    return start;
}

} // namespace asyncom::core
