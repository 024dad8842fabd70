// SPDX-License-Identifier: MIT
#include "com/first_copy.h"

#include "com/error_info.h"
#include "com/utf.h"
#include "platform/backoff.h"
#include "platform/clock.h"
#include "platform/fork.h"
#include "platform/loaded_modules.h"

#include <functional>
#include <new>
#include <string>
#include <vector>

namespace asyncom::core {

constinit std::atomic<copy_state> own_copy{copy_state::unused};

namespace {

using copy_word = std::atomic<copy_state>;
constinit std::atomic<const copy_word*> first_copy{nullptr}; // before `second` is

// More than once round only where a module was loaded meanwhile, or another thread decides.
constexpr int most_rounds = 1000;

// Wants the loader's lock, which another thread may hold in an initialiser: so it is asked before
// this copy shows that it decides, and nothing that waits for a decision waits for that lock.
// Throws std::bad_alloc.
std::vector<const copy_word*> find_other_copies() {
    std::vector<const copy_word*> others;
    for (void* const address : find_in_all_modules(get_copy_name)) {
        const copy_word* const other = reinterpret_cast<get_copy_function>(address)();
        if (other != &own_copy) others.push_back(other);
    }
    return others;
}

// Until a copy does not decide any more. The thread that does takes microseconds; should it have
// been stopped, this one gives up.
copy_state outwait_decision(const copy_word& copy) noexcept {
    const deadline end = deadline_after(2 * ticks_per_second);
    backoff between;
    copy_state state = copy.load();
    while (state == copy_state::deciding && !end.has_passed()) {
        between.pause();
        state = copy.load();
    }
    return state;
}

// While this copy decides. Two that decide at the same time see each other, because each shows that
// it decides before it looks (sequentially consistent on both sides); then the one at the lower
// address waits for the other to find that out.
copy_state look_at(const std::vector<const copy_word*>& others) noexcept {
    for (const copy_word* const other : others) {
        copy_state state = other->load();
        if (state == copy_state::deciding && std::less<>{}(&own_copy, other)) {
            state = outwait_decision(*other);
            if (state == copy_state::deciding) return copy_state::unused;
        }
        if (state != copy_state::first && state != copy_state::deciding) continue;
        first_copy = other;
        return copy_state::second;
    }
    return copy_state::first;
}

// The thread that decided is not in the child of a fork.
void decide_anew_after_fork() noexcept {
    copy_state expected = copy_state::deciding;
    own_copy.compare_exchange_strong(expected, copy_state::unused);
}

// One thread of a copy decides, and what it says stands. `unused`: not this time.
copy_state decide() {
    watch_forks(); // nobody may have had a thread block so far
    on_fork_child(&decide_anew_after_fork);
    for (int round = 0; round < most_rounds; ++round) {
        copy_state state = own_copy.load();
        if (state == copy_state::first || state == copy_state::second) return state;
        const std::uint64_t seen = loaded_modules_mark();
        const std::vector<const copy_word*> others = find_other_copies();
        state = copy_state::unused;
        if (!own_copy.compare_exchange_strong(state, copy_state::deciding)) {
            state = outwait_decision(own_copy);
            if (state == copy_state::unused) continue;
            return state == copy_state::deciding ? copy_state::unused : state;
        }
        // A copy that was loaded since may have seen this one before it showed that it decides.
        const bool saw_all = loaded_modules_mark() == seen;
        const copy_state found = saw_all ? look_at(others) : copy_state::unused;
        own_copy = found;
        if (saw_all) return found;
    }
    return copy_state::unused;
}

HRESULT refuse(copy_state decided) {
    if (decided == copy_state::unused)
        return originate(E_UNEXPECTED,
                         "Another thread is deciding which copy of asyncom serves in this process, "
                         "and does not go on.");
    const std::string text =
        "This is a second copy of asyncom in the process: " + module_of(&own_copy) +
        ". The first one, which serves, is " + module_of(first_copy) + ".";
    return originate(E_UNEXPECTED, shown_as_utf8(text).c_str());
}

} // namespace

HRESULT refuse_second_copy_slowly() noexcept {
    try {
        const copy_state decided = decide();
        return decided == copy_state::first ? S_OK : refuse(decided);
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    }
}

} // namespace asyncom::core
