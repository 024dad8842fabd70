// SPDX-License-Identifier: MIT
// One coroutine and what it waits for, between the three who touch it at once: the coroutine that
// suspends, whoever ends the operation and resumes it, and whoever cancels the coroutine and so
// has to reach the operation.
//
// It is one word: the operation that is waited for, and three flags. Suspending writes it once
// (publish), resuming once (fire); an operation that had ended already never gets here. Who cancels
// sets `requested` for good, so a later suspension finds it there, and `busy` on an operation that
// it is about to call. Whoever takes a busy operation out of the word leaves a reference of it to
// the canceller, who finds it gone and releases it.
#pragma once

#include <asyncom/com_ptr.hpp>

#include <atomic>
#include <cstdint>

namespace asyncom::impl {

enum class published { suspended, fired, requested };
enum class fired { resume, not_suspended_yet, orphaned };

// A model checker has traits of its own.
struct await_traits {
    using object = IUnknown;
    template <class T>
    using atomic = std::atomic<T>;
    static constexpr std::memory_order relaxed = std::memory_order_relaxed;
    static constexpr std::memory_order acquire = std::memory_order_acquire;
    static constexpr std::memory_order acq_rel = std::memory_order_acq_rel;
};

template <class Traits>
class basic_await_word {
public:
    using object = typename Traits::object;

    void initialize() noexcept { m_word.store(0, Traits::relaxed); }

    // ---- the coroutine ----------------------------------------------------------------------

    // The coroutine is suspended now, unless the operation has fired already or, for a coroutine
    // that has not answered a request yet, cancel is requested: then nothing has changed. Once it
    // is suspended, any thread may resume it before this returns.
    published publish(object* awaited, bool answered) noexcept {
        std::uintptr_t word = m_word.load(Traits::acquire);
        for (;;) {
            const bool has_fired = (word & busy) != 0;
            if (!has_fired && !answered && (word & requested) != 0) return published::requested;
            const std::uintptr_t next = has_fired ? word & ~busy : word | to_bits(awaited);
            if (exchange(word, next)) return has_fired ? published::fired : published::suspended;
        }
    }

    // Whether a canceller has been here.
    bool is_requested() const noexcept { return (m_word.load(Traits::acquire) & requested) != 0; }

    // A suspended coroutine is destroyed: whoever fires later finds nobody. False: it has fired.
    bool orphan() noexcept { return take_out(orphaned) != nullptr; }

    // Whether cancel was requested before. From now on request() answers has_source.
    bool add_source() noexcept {
        std::uintptr_t word = m_word.load(Traits::relaxed);
        while (!exchange(word, word | source)) {
        }
        return (word & requested) != 0;
    }

    // ---- whoever ends the operation ---------------------------------------------------------

    // Once for each time that the coroutine waits.
    fired fire() noexcept {
        for (;;) {
            std::uintptr_t word = m_word.load(Traits::acquire);
            if (to_object(word) != nullptr) {
                if (take_out(0) != nullptr) return fired::resume;
            } else if ((word & orphaned) != 0) {
                return fired::orphaned;
            } else if (exchange(word, word | busy)) {
                return fired::not_suspended_yet;
            }
        }
    }

    // ---- whoever cancels --------------------------------------------------------------------

    struct request {
        object* awaited; // may be called until give_back(); null: nothing is waited for
        bool has_source;
    };
    request begin_request() noexcept {
        std::uintptr_t word = m_word.load(Traits::relaxed);
        while (!exchange(word, word | requested | (to_object(word) != nullptr ? busy : 0))) {
        }
        return {to_object(word), (word & source) != 0};
    }
    // False: it was taken out meanwhile, and a reference of it is the caller's now.
    bool give_back(object* awaited) noexcept {
        std::uintptr_t word = m_word.load(Traits::relaxed);
        while (to_object(word) == awaited && (word & busy) != 0) {
            if (exchange(word, word & ~busy)) return true;
        }
        return false;
    }

private:
    static constexpr std::uintptr_t requested = 1;
    static constexpr std::uintptr_t busy = 2; // without an operation: it has fired
    static constexpr std::uintptr_t source = 4;
    static constexpr std::uintptr_t flags = requested | busy | source;
    // In place of the operation: no object has this address.
    static constexpr std::uintptr_t orphaned = 8;

    static std::uintptr_t to_bits(object* pointer) noexcept {
        return reinterpret_cast<std::uintptr_t>(pointer);
    }
    static object* to_object(std::uintptr_t word) noexcept {
        const std::uintptr_t bits = word & ~flags;
        return bits != orphaned ? reinterpret_cast<object*>(bits) : nullptr;
    }
    // Each change sees what was done before the one that it follows, and is seen so itself.
    bool exchange(std::uintptr_t& word, std::uintptr_t next) noexcept {
        return m_word.compare_exchange_strong(word, next, Traits::acq_rel, Traits::acquire);
    }

    // Null: there is none.
    object* take_out(std::uintptr_t instead) noexcept {
        std::uintptr_t word = m_word.load(Traits::acquire);
        while (object* const awaited = to_object(word)) {
            // Before the canceller can find it gone.
            const bool is_busy = (word & busy) != 0;
            if (is_busy) awaited->AddRef();
            if (exchange(word, (word & (requested | source)) | instead)) return awaited;
            if (is_busy) awaited->Release();
        }
        return nullptr;
    }

    typename Traits::template atomic<std::uintptr_t> m_word;
};

using await_word = basic_await_word<await_traits>;

} // namespace asyncom::impl
