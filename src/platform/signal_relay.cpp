// SPDX-License-Identifier: MIT
#include "platform/signal_relay.h"

#include "platform/os_error.h"

#if !defined(_WIN32)
#include "platform/process_static.h"
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

static_assert(NSIG <= signal_limit);

// All that the handler touches: constant from the start, and without locks.
struct watched_signal {
    std::atomic<bool> watched{false};
    std::atomic<bool> came{false};
    // Written before the handler is there.
    struct sigaction previous {};
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
        for (watched_signal& each : signals)
            each.watched.store(false, std::memory_order_relaxed);
        destroy_wait_handle(wake);
    }
};

relay_thread& relay() noexcept {
    return process_static<relay_thread>();
}

void call_previous(const struct sigaction& previous, int signal, siginfo_t* information,
                   void* context) noexcept {
    if ((previous.sa_flags & SA_SIGINFO) != 0)
        previous.sa_sigaction(signal, information, context);
    else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN)
        previous.sa_handler(signal);
}

extern "C" void asyncom_relay_signal(int signal, siginfo_t* information, void* context) {
    const int error = errno;
    watched_signal& mine = signals[signal];
    const native_handle writer = wake_writer.load(std::memory_order_acquire);
    if (writer != 0 && mine.watched.load(std::memory_order_relaxed)) {
        mine.came.store(true, std::memory_order_seq_cst);
        signal_wait_handle({writer, writer});
    }
    call_previous(mine.previous, signal, information, context);
    errno = error;
}

bool is_ours(const struct sigaction& action) noexcept {
    return (action.sa_flags & SA_SIGINFO) != 0 && action.sa_sigaction == &asyncom_relay_signal;
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
    watched_signal& mine = signals[signal];
    struct sigaction current {};
    if (::sigaction(signal, nullptr, &current) != 0) return hresult_from_errno(errno);
    if (const HRESULT started = start_thread_once(relay(), told); started < 0) return started;
    mine.watched.store(true, std::memory_order_relaxed);
    if (is_ours(current)) return S_OK;
    mine.previous = current;
    struct sigaction action {};
    action.sa_sigaction = &asyncom_relay_signal;
    action.sa_mask = current.sa_mask;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    if (::sigaction(signal, &action, nullptr) == 0) return S_OK;
    mine.watched.store(false, std::memory_order_relaxed);
    return hresult_from_errno(errno);
}

bool stop_signal_relay(std::int32_t signal) noexcept {
    watched_signal& mine = signals[signal];
    const bool was_there = mine.watched.exchange(false, std::memory_order_relaxed);
    struct sigaction current {};
    // Who came since calls ours, which then only passes the signal on.
    if (was_there && ::sigaction(signal, nullptr, &current) == 0 && is_ours(current))
        ::sigaction(signal, &mine.previous, nullptr);
    return was_there;
}

#endif

} // namespace asyncom::core
