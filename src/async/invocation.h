// SPDX-License-Identifier: MIT
// A call into an operation during which foreign code may run on this thread: who is inside what,
// and what keeps the operation alive meanwhile.
//
// A handler may drop the reference through which the call came. So a Release on a thread that is
// inside a call of the same operation hands its reference to that call instead of dropping it; the
// call drops it when it returns. This costs nothing where nobody does that, and no atomic
// instruction where somebody does.
//
// Progress reports have no frame: the operation's thread_mark.h says the same of them.
#pragma once

#include "com/thread_block.h"
#include "platform/cold.h"

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

struct operation;

enum class invocation_kind : std::uint8_t { none, completed, cancel };

struct invocation {
    operation* target;
    invocation* outer;
    IUnknown* handler; // the Completed handler, while it runs
    invocation_kind kind;
    bool holds_shared; // a shared reference was handed over
};

// The operation may be gone when this returns.
ASYNCOM_COLD void drop_handed_over(operation& target) noexcept;

inline void leave_call(thread_block& thread, const invocation& frame) noexcept {
    thread.innermost = frame.outer;
    if (frame.holds_shared) [[unlikely]]
        drop_handed_over(*frame.target);
}

class invocation_scope {
public:
    invocation_scope(thread_block& thread, operation& target,
                     invocation_kind kind = invocation_kind::none) noexcept
        : m_thread(thread), m_frame{&target, thread.innermost, nullptr, kind, false} {
        thread.innermost = &m_frame;
    }
    ~invocation_scope() { leave_call(m_thread, m_frame); }
    invocation_scope(const invocation_scope&) = delete;
    invocation_scope& operator=(const invocation_scope&) = delete;

    invocation& frame() noexcept { return m_frame; }

private:
    thread_block& m_thread;
    invocation m_frame;
};

// The innermost call of `target` on this thread in which a handler of `kind` runs, or null.
const invocation* find_invocation(const thread_block& thread, const operation& target,
                                  invocation_kind kind) noexcept;

// Whether a call or a report of `target` is on this thread.
bool is_call_inside(const thread_block& thread, const operation& target) noexcept;

// True: a call of `target` is on this thread, and it takes the caller's shared reference over.
// False: there is none, or it has one already. A report counts for producer references only: it
// lives by one, whatever the consumers do.
bool hand_over_shared(thread_block& thread, const operation& target) noexcept;
bool hand_over_producers_share(thread_block& thread, operation& target) noexcept;

} // namespace asyncom::core
