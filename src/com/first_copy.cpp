// SPDX-License-Identifier: MIT
#include "com/first_copy.h"

#include "com/error_info.h"
#include "com/utf.h"
#include "platform/fork.h"
#include "platform/loaded_modules.h"

#include <functional>
#include <new>
#include <string>
#include <thread>

namespace asyncom::core {

constinit std::atomic<copy_state> own_copy{copy_state::unused};

namespace {

// The copy that serves, where this one does not. Two that decide at the same time see each other,
// because each shows that it decides before it looks (sequentially consistent on both sides); then
// the one at the lower address waits for the other to find that out.
const std::atomic<copy_state>* find_first() {
    for (void* const address : find_in_all_modules(get_copy_name)) {
        const std::atomic<copy_state>* const other = reinterpret_cast<get_copy_function>(address)();
        if (other == &own_copy) continue;
        copy_state state = other->load();
        while (state == copy_state::deciding && std::less<>{}(&own_copy, other)) {
            std::this_thread::yield();
            state = other->load();
        }
        if (state == copy_state::first || state == copy_state::deciding) return other;
    }
    return nullptr;
}

// The thread that decided is not in the child of a fork.
void decide_anew_after_fork() noexcept {
    copy_state expected = copy_state::deciding;
    own_copy.compare_exchange_strong(expected, copy_state::unused);
}

void watch_forks_once() noexcept {
    static const bool once = [] {
        watch_forks(); // nobody may have had a thread block so far
        on_fork_child(&decide_anew_after_fork);
        return true;
    }();
    static_cast<void>(once);
}

constinit std::atomic<const std::atomic<copy_state>*> first_copy{nullptr}; // before `second` is

// Several threads of this copy may decide at once and come to the same answer. None waits for
// another: it may hold the loader's lock, in an initialiser, that the other one needs.
copy_state decide() {
    watch_forks_once();
    for (;;) {
        copy_state state = copy_state::unused;
        if (!own_copy.compare_exchange_strong(state, copy_state::deciding) &&
            state != copy_state::deciding)
            return state;
        copy_state expected = copy_state::deciding;
        const std::atomic<copy_state>* other = nullptr;
        try {
            if ((other = find_first()) != nullptr) first_copy = other;
        } catch (...) {
            own_copy.compare_exchange_strong(expected, copy_state::unused);
            throw;
        }
        const copy_state found = other != nullptr ? copy_state::second : copy_state::first;
        if (own_copy.compare_exchange_strong(expected, found)) return found;
        if (expected != copy_state::unused) return expected; // another thread was faster
    }
}

HRESULT refuse() {
    const std::string text =
        "This is a second copy of asyncom in the process: " + module_of(&own_copy) +
        ". The first one, which serves, is " + module_of(first_copy) + ".";
    return originate(E_UNEXPECTED, shown_as_utf8(text).c_str());
}

} // namespace

HRESULT refuse_second_copy_slowly() noexcept {
    try {
        return decide() == copy_state::first ? S_OK : refuse();
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    }
}

} // namespace asyncom::core
