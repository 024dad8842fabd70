// SPDX-License-Identifier: MIT
//
// COM's own wait knows which messages a thread of an apartment must take, but waits for handles and
// not for words: whoever sleeps in it stands in a list beside the event that wakes it. A thread
// that has not entered a single-threaded apartment sleeps without pumping, also if it has windows:
// nobody calls into it, and it does not expect foreign code in the middle of its own.
#include "platform/park_pumping.h"

#include <algorithm>
#include <windows.h>

#include <combaseapi.h>

namespace asyncom::core {
namespace {

constexpr DWORD longest = 0x7FFFFFFF; // of one wait, in milliseconds

struct pumping_thread {
    const std::atomic<uint32_t>* word;
    HANDLE event;
    pumping_thread* next;
};

constinit SRWLOCK list_lock = SRWLOCK_INIT;
constinit pumping_thread* first_pumping = nullptr;
constinit std::atomic<uint32_t> pumping_count{0};

bool is_in_single_threaded_apartment() noexcept {
    APTTYPE type{};
    APTTYPEQUALIFIER qualifier{};
    if (CoGetApartmentType(&type, &qualifier) != S_OK) return false;
    if (type == APTTYPE_NA)
        return qualifier == APTTYPEQUALIFIER_NA_ON_STA ||
               qualifier == APTTYPEQUALIFIER_NA_ON_MAINSTA;
    return type == APTTYPE_STA || type == APTTYPE_MAINSTA;
}

void enlist(pumping_thread& self) noexcept {
    AcquireSRWLockExclusive(&list_lock);
    self.next = first_pumping;
    first_pumping = &self;
    pumping_count.fetch_add(1, std::memory_order_relaxed);
    ReleaseSRWLockExclusive(&list_lock);
    // This thread looks at the word after it has counted itself, the waking one at the count after
    // it has changed the word: one of the two sees the other.
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

void leave_list(pumping_thread& self) noexcept {
    AcquireSRWLockExclusive(&list_lock);
    pumping_thread** link = &first_pumping;
    while (*link != &self)
        link = &(*link)->next;
    *link = self.next;
    pumping_count.fetch_sub(1, std::memory_order_relaxed);
    ReleaseSRWLockExclusive(&list_lock);
}

// Rounded up, so that a wait never ends before its time; a longer one is cut and repeated.
DWORD milliseconds_until(deadline until, DWORD most) noexcept {
    if (until.is_forever()) return most;
    const int64_t left = std::max<int64_t>(until.ticks - monotonic_ticks(), 0);
    return static_cast<DWORD>(
        std::min<int64_t>((left + ticks_per_millisecond - 1) / ticks_per_millisecond, most));
}

void pump_until_set(HANDLE event, DWORD milliseconds) noexcept {
    constexpr DWORD flags = COWAIT_DISPATCH_CALLS | COWAIT_DISPATCH_WINDOW_MESSAGES;
    DWORD index = 0;
    const HRESULT waited = CoWaitForMultipleHandles(flags, milliseconds, 1, &event, &index);
    // An apartment that may not wait here is left to look again, but not in a hurry.
    if (waited != S_OK && waited != RPC_S_CALLPENDING) Sleep(1);
}

} // namespace

bool park_and_pump(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept {
    if (!is_in_single_threaded_apartment()) return park(word, expected, until);
    // Without an event the thread looks again every now and then; a process is never signalled
    // while one of its threads waits.
    constexpr DWORD look_again = 16;
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    pumping_thread self{&word, event ? event : GetCurrentProcess(), nullptr};
    enlist(self);
    if (word.load(std::memory_order_relaxed) == expected)
        pump_until_set(self.event, milliseconds_until(until, event ? longest : look_again));
    leave_list(self);
    if (event) CloseHandle(event);
    return word.load(std::memory_order_relaxed) != expected || !until.has_passed();
}

void wait_and_pump(void* handle) noexcept {
    if (is_in_single_threaded_apartment()) {
        while (WaitForSingleObject(handle, 0) == WAIT_TIMEOUT)
            pump_until_set(handle, longest);
    } else {
        WaitForSingleObject(handle, INFINITE);
    }
}

void wake_pumping_threads(const std::atomic<uint32_t>& word) noexcept {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (pumping_count.load(std::memory_order_relaxed) == 0) return;
    AcquireSRWLockShared(&list_lock);
    for (pumping_thread* each = first_pumping; each != nullptr; each = each->next)
        if (each->word == &word) SetEvent(each->event);
    ReleaseSRWLockShared(&list_lock);
}

} // namespace asyncom::core
