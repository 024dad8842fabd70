// SPDX-License-Identifier: MIT
// A call of the function behind an object, seen by AsyncomQuiesce. Plain stores to the thread's
// block say that it runs; who removes the function pays for the fence:
//
//   calling:   enter; look whether it was removed; call it if not; leave
//   removing:  set removed_bit; heavy fence; is_any_thread_calling
//
// Either the caller sees the bit, or the remover sees the call. Several threads may be inside of
// one object, and one thread several times.
#pragma once

#include "async/closure_memory.h"
#include "com/thread_block.h"
#include "platform/fence.h"

namespace asyncom::core {

class closure_call {
public:
    explicit closure_call(const closure& target) noexcept
        : m_calls(this_thread().calls), m_depth(m_calls.depth.load(std::memory_order_relaxed)) {
        if (m_depth < running_calls::most) [[likely]]
            m_calls.called[m_depth].store(&target, std::memory_order_relaxed);
        m_calls.depth.store(m_depth + 1, std::memory_order_relaxed);
        light_fence();
        m_invoke = target.code.invoke.load(std::memory_order_relaxed);
    }
    // Release: what the function did happens before its module goes.
    ~closure_call() { m_calls.depth.store(m_depth, std::memory_order_release); }
    closure_call(const closure_call&) = delete;
    closure_call& operator=(const closure_call&) = delete;

    bool was_removed() const noexcept { return (m_invoke & closure_code::removed_bit) != 0; }
    template <class Callback>
    Callback function() const noexcept {
        return reinterpret_cast<Callback>(m_invoke);
    }

private:
    running_calls& m_calls;
    std::uint32_t m_depth;
    std::uintptr_t m_invoke;
};

} // namespace asyncom::core
