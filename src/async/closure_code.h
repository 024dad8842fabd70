// SPDX-License-Identifier: MIT
// The functions behind an object, and how long it lives: for those who call them, for those who let
// go, and for observers that take them away because their module is going to be unloaded
// (observe/closure_removal.h). A template over the primitives, so that the model checker in
// tests/race runs this code.
//
// Whole where the count is not 0, which it stays until `destroy` has returned.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class basic_closure_code {
public:
    // Everything else of the object is filled in. `invoke` is one of the callback types; `destroy`
    // may be null. One reference.
    void start(std::uintptr_t invoke, AsyncomDestroyCallback destroy) noexcept {
        m_invoke.store(invoke, Traits::relaxed);
        m_destroy.store(reinterpret_cast<std::uintptr_t>(destroy), Traits::relaxed);
        m_references.store(1, Traits::release); // from here on it is whole
    }

    // ---- references

    std::uint32_t add() noexcept { return m_references.fetch_add(1, Traits::relaxed) + 1; }

    // How many are left. The last reference leaves a mark: nobody can make another, and an
    // observer sees until end() that `destroy` may run.
    std::uint32_t drop() noexcept {
        std::uint32_t count = m_references.load(Traits::relaxed);
        while (!m_references.compare_exchange_strong(count, count == 1 ? ending_bit : count - 1,
                                                     Traits::acq_rel, Traits::relaxed)) {
        }
        return count - 1;
    }
    // Release: who sees 0 may unload the code that ran in `destroy`, and the data that it wrote.
    void end() noexcept { m_references.store(0, Traits::release); }

    // Acquire: what it finds is whole; and of what is gone no code runs.
    bool is_there() const noexcept { return m_references.load(Traits::acquire) != 0; }
    bool try_add_observed() noexcept {
        std::uint32_t count = m_references.load(Traits::relaxed);
        while (count != 0 && (count & ending_bit) == 0)
            if (m_references.compare_exchange_strong(count, count + 1, Traits::acquire,
                                                     Traits::relaxed))
                return true;
        return false;
    }

    // ---- functions

    std::uintptr_t invoke() const noexcept { return m_invoke.load(Traits::relaxed); }
    static bool was_removed(std::uintptr_t invoke) noexcept { return (invoke & removed_bit) != 0; }
    bool was_removed() const noexcept { return was_removed(invoke()); }
    // The address stays while a call of it may be on its way.
    void remove() noexcept { m_invoke.fetch_or(removed_bit, Traits::relaxed); }

    AsyncomDestroyCallback destroy() const noexcept {
        return reinterpret_cast<AsyncomDestroyCallback>(m_destroy.load(Traits::relaxed));
    }
    // One of several gets it; its address stays, too. acq_rel: who does not get it sees what the
    // other one did before, which is to mark the call.
    AsyncomDestroyCallback take_destroy() noexcept {
        std::uintptr_t found = m_destroy.load(Traits::acquire);
        while (found != 0 && (found & taken_bit) == 0)
            if (m_destroy.compare_exchange_strong(found, found | taken_bit, Traits::acq_rel,
                                                  Traits::acquire))
                return reinterpret_cast<AsyncomDestroyCallback>(found);
        return nullptr;
    }

    // Both are removed, and nobody is inside.
    void forget() noexcept {
        m_destroy.store(0, Traits::release);
        m_invoke.store(removed_bit, Traits::release);
    }

    // Acquire, here too: what has left the module has happened.
    template <class Range>
    bool destroy_lies_in(const Range& module) const noexcept {
        return lies_in(module, m_destroy.load(Traits::acquire) & ~taken_bit);
    }
    template <class Range>
    bool lies_in(const Range& module) const noexcept {
        return lies_in(module, m_invoke.load(Traits::acquire) & ~removed_bit) ||
               destroy_lies_in(module);
    }

private:
    template <class Range>
    static bool lies_in(const Range& module, std::uintptr_t code) noexcept {
        return code != 0 && module.contains(reinterpret_cast<const void*>(code));
    }

    // Of an address of code the top bit is not set: AsyncomQuiesce has removed the function, so
    // that it is not called any more; or it has begun to end the context.
    static constexpr std::uintptr_t removed_bit = std::uintptr_t{1} << 63;
    static constexpr std::uintptr_t taken_bit = std::uintptr_t{1} << 63;
    // `destroy` runs, or is about to: the last reference is gone, and nobody gets another.
    static constexpr std::uint32_t ending_bit = std::uint32_t{1} << 31;

    template <class T>
    using atomic = typename Traits::template atomic<T>;

    atomic<std::uintptr_t> m_invoke;
    atomic<std::uintptr_t> m_destroy;
    atomic<std::uint32_t> m_references;
};

} // namespace asyncom::core
