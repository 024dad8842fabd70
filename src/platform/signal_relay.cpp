// SPDX-License-Identifier: MIT
#include "platform/signal_relay.h"

#include "platform/os_error.h"

#if !defined(_WIN32)
#include "platform/process_static.h"
#include "platform/signal_chain.h"
#include "platform/thread.h"
#include "platform/wait_handle.h"

#include <atomic>
#include <cerrno>
#include <initializer_list>

#include <poll.h>
#include <signal.h>
#endif

namespace asyncom::core {

#if defined(_WIN32)

HRESULT can_relay_signal(std::int32_t) noexcept {
    return E_NOTIMPL;
}
HRESULT start_signal_relay(std::int32_t, void (*)(std::int32_t) noexcept) noexcept {
    return E_NOTIMPL;
}
bool stop_signal_relay(std::int32_t) noexcept {
    return false;
}

#else

namespace {

// All that the handler touches: constant from the start, and without locks.
struct watched_signal {
    std::atomic<bool> watched{false};
    std::atomic<bool> came{false};
};
constinit watched_signal signals[signal_limit];
constinit std::atomic<native_handle> wake_writer{0};
static_assert(std::atomic<native_handle>::is_always_lock_free);

struct relay_thread {
    wait_handle wake;
    void (*told)(std::int32_t) noexcept = nullptr;

    // The thread is not here, and the handle is the parent's, too.
    void reset_in_child() noexcept {
        wake_writer.store(0, std::memory_order_relaxed);
        for (std::int32_t signal = 1; signal < signal_limit; ++signal)
            if (signals[signal].watched.exchange(false, std::memory_order_relaxed))
                step_aside(signal);
        destroy_wait_handle(wake);
    }
};

relay_thread& relay() noexcept {
    return process_static<relay_thread>();
}

void note_signal(std::int32_t signal) noexcept {
    watched_signal& mine = signals[signal];
    const native_handle writer = wake_writer.load(std::memory_order_acquire);
    if (writer == 0 || !mine.watched.load(std::memory_order_relaxed)) return;
    mine.came.store(true, std::memory_order_seq_cst);
    signal_wait_handle({writer, writer});
}

void relay_for_ever(void* context) noexcept {
    auto& self = *static_cast<relay_thread*>(context);
    for (;;) {
        pollfd waited{static_cast<int>(self.wake.reader), POLLIN, 0};
        if (::poll(&waited, 1, -1) <= 0) continue;
        // First, so that a signal which comes behind wakes again.
        reset_wait_handle(self.wake);
        for (std::int32_t signal = 1; signal < signal_limit; ++signal)
            if (signals[signal].came.exchange(false, std::memory_order_seq_cst)) self.told(signal);
    }
}

// It stays for the life of the process, asleep.
HRESULT start_thread_once(relay_thread& all, void (*told)(std::int32_t) noexcept) noexcept {
    if (all.wake) return S_OK;
    wait_handle wake;
    if (const HRESULT made = create_wait_handle(false, &wake); made < 0) return made;
    all.wake = wake;
    all.told = told;
    const HRESULT started = start_thread(&relay_for_ever, &all, "asyncom-signal");
    if (started < 0)
        destroy_wait_handle(all.wake);
    else
        wake_writer.store(wake.writer, std::memory_order_release);
    return started;
}

} // namespace

HRESULT can_relay_signal(std::int32_t signal) noexcept {
    if (signal <= 0 || signal >= NSIG) return E_INVALIDARG;
    // A handler that returns from a fault meets it again at once.
    for (const int refused : {SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT})
        if (signal == refused) return E_INVALIDARG;
    return S_OK;
}

HRESULT start_signal_relay(std::int32_t signal, void (*told)(std::int32_t) noexcept) noexcept {
    if (const HRESULT started = start_thread_once(relay(), told); started < 0) return started;
    std::atomic<bool>& watched = signals[signal].watched;
    const bool was_there = watched.exchange(true, std::memory_order_relaxed);
    const HRESULT put = put_in_front(signal, &note_signal);
    if (put < 0) watched.store(was_there, std::memory_order_relaxed);
    return put;
}

bool stop_signal_relay(std::int32_t signal) noexcept {
    if (!signals[signal].watched.exchange(false, std::memory_order_relaxed)) return false;
    step_aside(signal);
    return true;
}

#endif

} // namespace asyncom::core
