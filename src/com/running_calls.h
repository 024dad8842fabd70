// SPDX-License-Identifier: MIT
// Which objects made from a function a thread is calling, told by plain stores to whoever asks at
// the cost of a heavy fence (async/closure_call.h). A template over the primitives, so that the
// model checker in tests/race runs this code.
#pragma once

#include <algorithm>
#include <cstdint>

namespace asyncom::core {

// Beyond `Most`, one inside the other, a call may be one of any object.
template <class Traits, std::uint32_t Most>
class running_calls {
public:
    bool any() const noexcept { return m_depth.load(Traits::relaxed) != 0; }

    // Of the thread itself; what enter answers is for leave. Every store is a release: whichever
    // of them tells an observer that a call is over, what that call did happens before.
    std::uint32_t enter(const void* object) noexcept {
        const std::uint32_t depth = m_depth.load(Traits::relaxed);
        if (depth < Most) [[likely]]
            m_called[depth].store(reinterpret_cast<std::uintptr_t>(object), Traits::release);
        m_depth.store(depth + 1, Traits::release);
        return depth;
    }
    void leave(std::uint32_t depth) noexcept { m_depth.store(depth, Traits::release); }

    // Any thread. After a heavy fence that a call has not seen, sees that call.
    bool may_include(const void* object) const noexcept {
        const std::uint32_t depth = m_depth.load(Traits::acquire);
        const auto address = reinterpret_cast<std::uintptr_t>(object);
        const auto* const end = m_called + std::min(depth, Most);
        return depth > Most || std::any_of(m_called, end, [&](const auto& called) {
                   return called.load(Traits::acquire) == address;
               });
    }

private:
    template <class T>
    using atomic = typename Traits::template atomic<T>;

    atomic<std::uint32_t> m_depth;
    atomic<std::uintptr_t> m_called[Most];
};

} // namespace asyncom::core
