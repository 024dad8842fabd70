// SPDX-License-Identifier: MIT
// A producer call that may end an operation, and so invoke a Completed handler, and so end the next
// one. Beyond a depth the handlers wait for the outermost such call on the thread, which runs them
// in order: a chain of any length needs constant stack.
#pragma once

#include "com/thread_block.h"
#include "platform/apartments.h"
#include "platform/park_pumping.h"

#include <cstdint>
#include <utility>

namespace asyncom::core {

struct operation;

// So many may be nested; the handlers of a further one wait.
inline constexpr std::uint32_t most_nested_completions = 64;

void run_deferred_completions(thread_block& thread) noexcept;

class completing_scope {
public:
    explicit completing_scope(thread_block& thread) noexcept : m_thread(thread) {
        ++thread.completing;
    }
    ~completing_scope() {
        // Still counted as nested while the handlers run, so that what they end is queued behind.
        if (m_thread.completing == 1 && m_thread.first_deferred != nullptr) [[unlikely]]
            run_deferred_completions(m_thread);
        --m_thread.completing;
    }
    completing_scope(const completing_scope&) = delete;
    completing_scope& operator=(const completing_scope&) = delete;

private:
    thread_block& m_thread;
};

// Inside a completing_scope: the handlers of what ends in here wait for the outermost, however few
// are nested.
class postponing_scope {
public:
    explicit postponing_scope(thread_block& thread) noexcept : m_thread(thread) {
        m_thread.completing += most_nested_completions;
    }
    ~postponing_scope() { m_thread.completing -= most_nested_completions; }
    postponing_scope(const postponing_scope&) = delete;
    postponing_scope& operator=(const postponing_scope&) = delete;

private:
    thread_block& m_thread;
};

// The producer's reference of whoever ends an operation inside and then lets go of it: what waits
// for the outermost end takes it over instead of one more.
class lending_scope {
public:
    lending_scope(thread_block& thread, operation& ending) noexcept
        : m_thread(thread), m_ending(ending), m_around(std::exchange(thread.lending, this)) {}
    ~lending_scope() { m_thread.lending = m_around; }
    lending_scope(const lending_scope&) = delete;
    lending_scope& operator=(const lending_scope&) = delete;

    bool is_taken() const noexcept { return m_is_taken; }
    bool take(const operation& ended) noexcept {
        return &ended == &m_ending && !std::exchange(m_is_taken, true);
    }

private:
    thread_block& m_thread;
    operation& m_ending;
    lending_scope* const m_around;
    bool m_is_taken = false;
};

inline bool take_lent_producer(thread_block& thread, const operation& ended) noexcept {
    return thread.lending != nullptr && thread.lending->take(ended);
}

// A client's sleep. A call that it lets in ends operations as on an idle thread: nobody would run
// what that puts off before the sleep is over.
inline bool park_outside_completions(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                                     deadline until) noexcept {
    if constexpr (!has_apartments) return park(word, expected, until);
    thread_block& thread = this_thread();
    const std::uint32_t completing = std::exchange(thread.completing, 0);
    const bool in_time = park_and_pump(word, expected, until);
    thread.completing = completing;
    return in_time;
}

} // namespace asyncom::core
