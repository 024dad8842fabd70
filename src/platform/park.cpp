// SPDX-License-Identifier: MIT
//
// Linux has the futex, Windows WaitOnAddress; elsewhere a table of mutexes and condition variables,
// hashed by the word's address, does the same.
#include "platform/park.h"

#if defined(__linux__)
#include <cerrno>
#include <climits>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#elif defined(_WIN32)
#include <algorithm>

#include "platform/park_pumping.h"
#include <windows.h>
#else
#include <pthread.h>
#include <time.h>

#include "platform/fork.h"
#endif

namespace asyncom::core {

static_assert(sizeof(std::atomic<uint32_t>) == sizeof(uint32_t));
static_assert(std::atomic<uint32_t>::is_always_lock_free);

#if defined(__linux__)

namespace {

long futex(const std::atomic<uint32_t>& word, int operation, uint32_t value,
           const timespec* until) noexcept {
    return syscall(SYS_futex, reinterpret_cast<const uint32_t*>(&word),
                   operation | FUTEX_PRIVATE_FLAG, value, until, nullptr, FUTEX_BITSET_MATCH_ANY);
}

} // namespace

bool park(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept {
    // Of the wait operations only the one with a bit set takes an absolute time.
    timespec limit{};
    limit.tv_sec = static_cast<time_t>(until.ticks / ticks_per_second);
    limit.tv_nsec = static_cast<long>(until.ticks % ticks_per_second * 100);
    const timespec* absolute = until.is_forever() ? nullptr : &limit;
    return futex(word, FUTEX_WAIT_BITSET, expected, absolute) == 0 || errno != ETIMEDOUT;
}

void unpark_one(const std::atomic<uint32_t>& word) noexcept {
    futex(word, FUTEX_WAKE, 1, nullptr);
}

void unpark_all(const std::atomic<uint32_t>& word) noexcept {
    futex(word, FUTEX_WAKE, INT_MAX, nullptr);
}

#elif defined(_WIN32)

bool park(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept {
    DWORD milliseconds = INFINITE;
    if (!until.is_forever()) {
        const int64_t left = until.ticks - monotonic_ticks();
        if (left <= 0) return word.load(std::memory_order_relaxed) != expected;
        // Rounded up, so that a wait never ends before its time; a longer one is cut and repeated.
        const int64_t rounded = (left - 1) / ticks_per_millisecond + 1;
        milliseconds = static_cast<DWORD>(std::min<int64_t>(rounded, 0x7FFFFFFF));
    }
    auto* address = const_cast<std::atomic<uint32_t>*>(&word);
    if (WaitOnAddress(address, &expected, sizeof expected, milliseconds)) return true;
    return !until.has_passed();
}

void unpark_one(const std::atomic<uint32_t>& word) noexcept {
    WakeByAddressSingle(const_cast<std::atomic<uint32_t>*>(&word));
    wake_pumping_threads(word);
}

void unpark_all(const std::atomic<uint32_t>& word) noexcept {
    WakeByAddressAll(const_cast<std::atomic<uint32_t>*>(&word));
    wake_pumping_threads(word);
}

#else

namespace {

struct alignas(64) lot {
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t woken = PTHREAD_COND_INITIALIZER;
};

constexpr unsigned lot_bits = 6;
constinit lot lots[1u << lot_bits];

// The child of a fork has one thread, which waits nowhere; a lock that another thread held at that
// moment would stay locked for ever.
void reset_lots() noexcept {
    for (lot& each : lots)
        each = lot{};
}

lot& lot_of(const std::atomic<uint32_t>& word) noexcept {
    watch_forks();
    on_fork_child(&reset_lots);
    const auto address = reinterpret_cast<uintptr_t>(&word);
    return lots[(address * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - lot_bits)];
}

timespec wall_time_of(deadline until) noexcept {
    // pthread_cond_timedwait reads the wall clock; a jump of it is repaired by the caller's loop.
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    const int64_t wall = now.tv_sec * ticks_per_second + now.tv_nsec / 100;
    const int64_t left = until.ticks - monotonic_ticks();
    const int64_t instant = left <= 0 ? wall : add_ticks(wall, left);
    timespec limit{};
    limit.tv_sec = static_cast<time_t>(instant / ticks_per_second);
    limit.tv_nsec = static_cast<long>(instant % ticks_per_second * 100);
    return limit;
}

} // namespace

bool park(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept {
    lot& place = lot_of(word);
    pthread_mutex_lock(&place.lock);
    // Looked at under the lock, which every unpark takes: a change before it is seen here, a change
    // after it finds this thread asleep.
    if (word.load(std::memory_order_relaxed) == expected) {
        if (until.is_forever()) {
            pthread_cond_wait(&place.woken, &place.lock);
        } else {
            const timespec limit = wall_time_of(until);
            pthread_cond_timedwait(&place.woken, &place.lock, &limit);
        }
    }
    pthread_mutex_unlock(&place.lock);
    return word.load(std::memory_order_relaxed) != expected || !until.has_passed();
}

void unpark_one(const std::atomic<uint32_t>& word) noexcept {
    // Several words share a lot, so that waking one of its sleepers might wake the wrong one.
    unpark_all(word);
}

void unpark_all(const std::atomic<uint32_t>& word) noexcept {
    lot& place = lot_of(word);
    pthread_mutex_lock(&place.lock);
    pthread_cond_broadcast(&place.woken);
    pthread_mutex_unlock(&place.lock);
}

#endif

} // namespace asyncom::core
