// SPDX-License-Identifier: MIT
//
// Signal handlers.
#include "tool/signals.h"

#include "tool/failure.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace asyncom::tool {
namespace {

// All that the handler touches: lock-free atomics, and a name that is complete before the
// descriptor beside it is set.
std::atomic<int> s_first{0};
std::atomic<int> s_pipe_in{-1};
std::atomic<int> s_pipe_out{-1};
struct doomed_file {
    std::atomic<int> directory{-1};
    char name[256];
};
doomed_file s_doomed[2];
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int number) {
    const int saved = errno;
    int none = 0;
    if (!s_first.compare_exchange_strong(none, number)) {
        for (const doomed_file& each : s_doomed) {
            const int directory = each.directory.load(std::memory_order_acquire);
            if (directory >= 0) ::unlinkat(directory, each.name, 0);
        }
        ::_exit(exit_cancelled);
    }
    const char byte = 0;
    // The pipe is empty before this one byte, so the write neither blocks nor fails.
    static_cast<void>(!::write(s_pipe_in.load(), &byte, 1));
    errno = saved;
}

void make_pipe() {
    int ends[2];
    if (::pipe(ends) != 0) {
        throw failure{hresult_from_errno(errno), "cannot make a pipe: " + errno_text(errno)};
    }
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    s_pipe_out.store(ends[0]);
    s_pipe_in.store(ends[1]);
}

// Whoever started the process may have left them blocked.
void unblock() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        ::sigaddset(&signals, number);
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

bool is_ignored(int number) {
    struct sigaction action {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

void install_signal_handlers() {
    make_pipe();
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    // A background job of a shell ignores SIGINT, and a command under nohup SIGHUP: the Ctrl-C and
    // the hang-up are meant for others.
    for (const int number : {SIGINT, SIGHUP}) {
        if (!is_ignored(number)) ::sigaction(number, &action, nullptr);
    }
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
    unblock();
}

int signal_descriptor() noexcept {
    return s_pipe_out.load();
}

int first_signal() noexcept {
    return s_first.load();
}

void set_doomed_file(doomed kind, int directory, const char* name) noexcept {
    doomed_file& file = s_doomed[static_cast<size_t>(kind)];
    std::strncpy(file.name, name, sizeof file.name - 1);
    file.directory.store(directory, std::memory_order_release);
}

void clear_doomed_file(doomed kind) noexcept {
    s_doomed[static_cast<size_t>(kind)].directory.store(-1, std::memory_order_release);
}

} // namespace asyncom::tool
