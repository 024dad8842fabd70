// SPDX-License-Identifier: MIT
// While one of these lives, one chosen allocation of this thread fails: the first is 0. An
// executable that uses it is linked with --wrap=malloc and failing_memory.cpp, and then both malloc
// and operator new of the code under test count.
#pragma once

struct failing_memory {
    explicit failing_memory(int nth) { countdown = nth; }
    ~failing_memory() { countdown = -1; }
    failing_memory(const failing_memory&) = delete;
    failing_memory& operator=(const failing_memory&) = delete;

    // False while the chosen allocation has not been asked for.
    bool has_failed() const { return countdown < 0; }

    static inline thread_local int countdown = -1;
    // If set, called once before the next allocation of this thread: what another thread might do
    // at that moment.
    static inline thread_local void (*before_next)() = nullptr;
};
