// SPDX-License-Identifier: MIT
// A call of the function behind an object, seen by AsyncomQuiesce. Plain stores to the thread's
// block say that it runs; who removes the function pays for the fence:
//
//   calling:   enter; look whether it was removed; call it if not; leave
//   removing:  remove; heavy fence; look which calls run (observe/closure_removal.h)
//
// Either the caller sees that it was removed, or the remover sees the call. Several threads may be
// inside of one object, and one thread several times.
#pragma once

#include "async/closure_memory.h"
#include "com/thread_block.h"

namespace asyncom::core {

// Over the primitives, so that the model checker in tests/race runs this code.
template <class Traits, class Calls>
class basic_closure_call {
public:
    basic_closure_call(Calls& calls, const void* object,
                       const basic_closure_code<Traits>& code) noexcept
        : m_calls(calls), m_depth(calls.enter(object)) {
        Traits::light_fence();
        m_invoke = code.invoke();
    }
    ~basic_closure_call() { m_calls.leave(m_depth); }
    basic_closure_call(const basic_closure_call&) = delete;
    basic_closure_call& operator=(const basic_closure_call&) = delete;

    bool was_removed() const noexcept { return basic_closure_code<Traits>::was_removed(m_invoke); }
    template <class Callback>
    Callback function() const noexcept {
        return reinterpret_cast<Callback>(m_invoke);
    }

private:
    Calls& m_calls;
    const std::uint32_t m_depth;
    std::uintptr_t m_invoke;
};

class closure_call : public basic_closure_call<atomic_traits, thread_calls> {
public:
    explicit closure_call(const closure& target) noexcept
        : basic_closure_call(this_thread().calls, &target, target.code) {}
};

} // namespace asyncom::core
