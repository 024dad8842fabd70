// SPDX-License-Identifier: MIT
#include "observe/dump_on_signal.h"

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/switches.h"
#include "com/thread_block.h"
#include "observe/dump.h"
#include "platform/mutex.h"
#include "platform/park.h"
#include "platform/process_static.h"
#include "platform/signal_relay.h"
#include "platform/write_file.h"

#include <atomic>
#include <mutex>
#include <new>

namespace asyncom::core {
namespace {

constexpr std::intptr_t no_file = -1;

struct dump_target {
    std::intptr_t file = no_file;
    std::uint32_t format = ASYNCOM_DUMP_TEXT;
};

struct signal_dumps {
    core::mutex changing; // one at a time; nobody waits for a listing inside
    core::mutex mutex;    // a leaf: guards the targets
    dump_target targets[signal_limit];
    // The signal that is served, 0: none. Set under the mutex.
    std::atomic<std::uint32_t> serving{0};
    // Of the thread that serves.
    std::atomic<std::uint32_t> token{0};

    void reset_in_child() noexcept {
        ::new (&changing) core::mutex;
        ::new (&mutex) core::mutex;
        serving.store(0, std::memory_order_relaxed);
        for (dump_target& each : targets)
            each.file = no_file;
    }
};

signal_dumps& dumps() noexcept {
    return process_static<signal_dumps>();
}

void serve(std::int32_t signal) noexcept {
    signal_dumps& all = dumps();
    dump_target target;
    {
        const std::scoped_lock lock(all.mutex);
        target = all.targets[signal];
        all.token.store(this_thread().token, std::memory_order_relaxed);
        all.serving.store(std::uint32_t(signal), std::memory_order_relaxed);
    }
    // Whom could it tell of a failure? The next signal tries again.
    if (target.file != no_file) dump_operations(target.file, target.format);
    all.serving.store(0, std::memory_order_release);
    unpark_all(all.serving);
}

dump_target exchange_target(signal_dumps& all, std::int32_t signal,
                            const dump_target& target) noexcept {
    const std::scoped_lock lock(all.mutex);
    const dump_target before = all.targets[signal];
    all.targets[signal] = target;
    return before;
}

// What a listing lets go may come here on the thread that serves: it does not wait for itself.
void wait_until_served(signal_dumps& all, std::int32_t signal) noexcept {
    const auto served = std::uint32_t(signal);
    while (all.serving.load(std::memory_order_acquire) == served &&
           all.token.load(std::memory_order_relaxed) != this_thread().token)
        park(all.serving, served, forever);
}

HRESULT add(signal_dumps& all, std::int32_t signal, const dump_target& target) noexcept {
    if (const HRESULT checked = check_file(target.file); checked < 0)
        return originate(checked, "The file is not open.");
    const std::scoped_lock lock(all.changing);
    const dump_target before = exchange_target(all, signal, target);
    const HRESULT started = start_signal_relay(signal, &serve);
    if (started >= 0) return S_OK;
    exchange_target(all, signal, before);
    return originate(started, nullptr);
}

HRESULT remove(signal_dumps& all, std::int32_t signal) noexcept {
    bool was_there = false;
    {
        const std::scoped_lock lock(all.changing);
        was_there = stop_signal_relay(signal);
        exchange_target(all, signal, {});
    }
    wait_until_served(all, signal);
    return was_there ? S_OK : S_FALSE;
}

} // namespace

HRESULT dump_on_signal(std::int32_t signal, std::intptr_t file, std::uint32_t format) noexcept {
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    if (format != ASYNCOM_DUMP_TEXT && format != ASYNCOM_DUMP_JSON)
        return originate(E_INVALIDARG, "A listing is text or JSON.");
    if (const HRESULT possible = can_relay_signal(signal); possible < 0)
        return originate(possible, "The signal cannot be watched.");
    decide_switches();
    if (file != no_file && !registry_is_on)
        return originate(E_NOTIMPL, "ASYNCOM_REGISTRY=off: there is no list.");
    signal_dumps& all = dumps();
    return file == no_file ? remove(all, signal) : add(all, signal, {file, format});
}

} // namespace asyncom::core
