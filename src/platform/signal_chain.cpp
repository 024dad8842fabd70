// SPDX-License-Identifier: MIT
//
// Whoever puts his handler over ours may call ours from it, and nobody can tell. Asked again, ours
// goes over his as another function, with a place of its own for whom it passes the signal on to,
// so that the chain never runs in a circle.
#include "platform/signal_chain.h"

#include "platform/os_error.h"

#include <atomic>
#include <cerrno>
#include <cstddef>

#include <signal.h>

namespace asyncom::core {
namespace {

static_assert(NSIG <= signal_limit);

// All that a handler touches: constant from the start, and without locks.
struct link {
    // Written before the handler is there.
    struct sigaction previous {};
    // It wanted to be called once, and has been.
    std::atomic<bool> spent{false};
};
constexpr std::size_t most_links = 4;
struct chain {
    std::atomic<void (*)(std::int32_t) noexcept> note{nullptr};
    std::atomic<std::uint32_t> noted{0};
    std::size_t count = 0; // links that somebody may call
    link links[most_links];
};
constinit chain chains[signal_limit];
static_assert(std::atomic<void (*)(std::int32_t) noexcept>::is_always_lock_free);

bool is_function(const struct sigaction& action) noexcept {
    return (action.sa_flags & SA_SIGINFO) != 0 ||
           (action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN);
}

void call_previous(link& mine, int signal, siginfo_t* information, void* context) noexcept {
    const struct sigaction& previous = mine.previous;
    if (!is_function(previous)) return;
    const bool once = (unsigned(previous.sa_flags) & unsigned(SA_RESETHAND)) != 0;
    if (once && mine.spent.exchange(true, std::memory_order_relaxed)) return;
    if ((previous.sa_flags & SA_SIGINFO) != 0)
        previous.sa_sigaction(signal, information, context);
    else
        previous.sa_handler(signal);
}

void note(chain& of, int signal) noexcept {
    of.noted.fetch_add(1, std::memory_order_relaxed);
    of.note.load(std::memory_order_relaxed)(signal);
}

template <std::size_t Index>
void relay_signal(int signal, siginfo_t* information, void* context) {
    const int error = errno;
    chain& mine = chains[signal];
    const std::uint32_t noted = mine.noted.load(std::memory_order_relaxed);
    if (Index == 0) note(mine, signal);
    call_previous(mine.links[Index], signal, information, context);
    // Else whoever was called has passed it on to ours.
    if (mine.noted.load(std::memory_order_relaxed) == noted) note(mine, signal);
    errno = error;
}

using handler = void (*)(int, siginfo_t*, void*);
constexpr handler handlers[most_links] = {&relay_signal<0>, &relay_signal<1>, &relay_signal<2>,
                                          &relay_signal<3>};

// Which of ours it is; most_links: none.
std::size_t index_of(const struct sigaction& action) noexcept {
    std::size_t index = 0;
    if ((action.sa_flags & SA_SIGINFO) == 0) return most_links;
    while (index < most_links && action.sa_sigaction != handlers[index])
        ++index;
    return index;
}

bool are_same(const struct sigaction& one, const struct sigaction& other) noexcept {
    if (one.sa_flags != other.sa_flags) return false;
    return (one.sa_flags & SA_SIGINFO) != 0 ? one.sa_sigaction == other.sa_sigaction
                                            : one.sa_handler == other.sa_handler;
}

// Where it was in front of the same before, it is so again.
std::size_t choose_link(const chain& of, const struct sigaction& current) noexcept {
    std::size_t index = 0;
    while (index < of.count && !are_same(of.links[index].previous, current))
        ++index;
    return index;
}

// Calls are interrupted, and stacks used, as whoever was there before wants it.
int flags_before(const struct sigaction& previous) noexcept {
    constexpr int of_children = SA_NOCLDSTOP | SA_NOCLDWAIT;
    constexpr int of_handlers = SA_RESTART | SA_NODEFER | SA_ONSTACK;
    if (is_function(previous)) return previous.sa_flags & (of_children | of_handlers);
    return (previous.sa_flags & of_children) | SA_RESTART | SA_ONSTACK;
}

} // namespace

HRESULT put_in_front(std::int32_t signal, void (*note)(std::int32_t) noexcept) noexcept {
    chain& mine = chains[signal];
    struct sigaction current {};
    if (::sigaction(signal, nullptr, &current) != 0) return hresult_from_errno(errno);
    mine.note.store(note, std::memory_order_relaxed);
    if (index_of(current) != most_links) return S_OK;
    const std::size_t index = choose_link(mine, current);
    if (index == most_links) return E_OUTOFMEMORY;
    link& chosen = mine.links[index];
    if (index == mine.count) chosen.previous = current;
    chosen.spent.store(false, std::memory_order_relaxed);
    struct sigaction action {};
    action.sa_sigaction = handlers[index];
    action.sa_mask = current.sa_mask;
    action.sa_flags = SA_SIGINFO | flags_before(current);
    if (::sigaction(signal, &action, nullptr) != 0) return hresult_from_errno(errno);
    if (index == mine.count) ++mine.count;
    return S_OK;
}

void step_aside(std::int32_t signal) noexcept {
    struct sigaction current {};
    if (::sigaction(signal, nullptr, &current) != 0) return;
    const std::size_t index = index_of(current);
    if (index == most_links) return;
    chains[signal].count = index; // nobody is over it
    link& top = chains[signal].links[index];
    struct sigaction previous = top.previous;
    if (top.spent.load(std::memory_order_relaxed)) {
        previous.sa_flags &= ~SA_SIGINFO;
        previous.sa_handler = SIG_DFL; // as the system would have done
    }
    ::sigaction(signal, &previous, nullptr);
}

} // namespace asyncom::core
