// SPDX-License-Identifier: MIT
// How long an operation lives: one word that survives it in its slot (slabs are type-stable), so
// that a weak reference, a parent or the registry may try to turn a remembered slot back into a
// reference at any time.
//
//   bits  0-30  shared references: each consumer reference one, all producer references one
//   bit     31  observed: a weak reference was made
//   bits 32-55  producer references
//   bits 56-63  fork epoch of birth; never changes
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class reference_word {
public:
    // The slot is free (no shared reference), so no other thread writes the word. Release: who
    // gets a reference from the slot sees the operation built.
    void initialize(std::uint32_t shared, std::uint32_t producers, bool observed,
                    std::uint8_t epoch) noexcept {
        const std::uint64_t word = std::uint64_t{shared} | (observed ? observed_bit : 0) |
                                   (std::uint64_t{producers} << producer_shift) |
                                   (std::uint64_t{epoch} << epoch_shift);
        m_word.store(word, Traits::release);
    }

    std::uint8_t epoch() const noexcept {
        return std::uint8_t(m_word.load(Traits::relaxed) >> epoch_shift);
    }
    std::uint32_t shared() const noexcept { return shared_of(m_word.load(Traits::relaxed)); }
    std::uint32_t producers() const noexcept { return producers_of(m_word.load(Traits::relaxed)); }

    // A new reference out of one that the caller has: nothing to synchronise with.
    std::uint32_t add_shared() noexcept {
        return shared_of(m_word.fetch_add(1, Traits::relaxed)) + 1;
    }
    std::uint32_t add_producer() noexcept {
        return producers_of(m_word.fetch_add(one_producer, Traits::relaxed)) + 1;
    }

    // The caller's reference is the only one, and nobody can make another: it may be dropped
    // without an atomic read-modify-write. Parents, Quiesce and the registry turn a slot into a
    // reference only while there is a producer, weak references set the observed bit: neither can
    // succeed on this value (model: tests/race, "shortcut while observed"). Acquire: what everybody
    // did before the Release that left this reference alone happens before.
    // True: dropped, and the slot looks free to observers.
    bool try_release_sole_owner() noexcept {
        const std::uint64_t word = m_word.load(Traits::acquire);
        if (word << (64 - epoch_shift) != std::uint64_t{1} << (64 - epoch_shift)) return false;
        m_word.store(word - 1, Traits::release);
        return true;
    }

    // True: that was the last one, the caller destroys. acq_rel: what others did with the object
    // before their Release happens before its destruction.
    bool release_shared() noexcept { return release_shared_counting() == 0; }
    std::uint32_t release_shared_counting() noexcept {
        return shared_of(m_word.fetch_sub(1, Traits::acq_rel)) - 1;
    }

    enum class producer_release { others_left, last };
    // Drops one producer reference of several; `last` changes nothing and asks the caller to end
    // the operation and call try_release_last_producer.
    producer_release release_producer_of_several(std::uint32_t& left) noexcept {
        std::uint64_t word = m_word.load(Traits::acquire);
        while (producers_of(word) > 1) {
            if (m_word.compare_exchange_strong(word, word - one_producer, Traits::acq_rel,
                                               Traits::acquire)) {
                left = producers_of(word) - 1;
                return producer_release::others_left;
            }
        }
        left = 0;
        return producer_release::last;
    }

    enum class last_producer { gone, gone_and_destroy, not_last };
    // Drops the last producer reference together with the shared reference that it stands for. One
    // compare-exchange for both. A canceller may have taken a producer reference meanwhile
    // (try_add_producer): then not_last.
    last_producer try_release_last_producer() noexcept {
        std::uint64_t word = m_word.load(Traits::acquire);
        for (;;) {
            if (producers_of(word) != 1) return last_producer::not_last;
            const std::uint64_t less = word - one_producer - 1;
            if (m_word.compare_exchange_strong(word, less, Traits::acq_rel, Traits::acquire))
                return shared_of(less) == 0 ? last_producer::gone_and_destroy : last_producer::gone;
        }
    }

    // A producer reference out of a consumer's: only while there is one already.
    bool try_add_producer() noexcept {
        std::uint64_t word = m_word.load(Traits::relaxed);
        while (producers_of(word) != 0) {
            if (m_word.compare_exchange_strong(word, word + one_producer, Traits::acq_rel,
                                               Traits::relaxed))
                return true;
        }
        return false;
    }

    // A shared reference out of a remembered slot: never from zero, and never where a sole owner
    // may be taking its shortcut. The caller then compares the serial: the slot may have been
    // reused. Acquire: sees the operation built.
    bool try_add_shared_observed() noexcept {
        std::uint64_t word = m_word.load(Traits::relaxed);
        while (shared_of(word) != 0 && ((word & observed_bit) != 0 || producers_of(word) != 0)) {
            if (m_word.compare_exchange_strong(word, word + 1, Traits::acquire, Traits::relaxed))
                return true;
        }
        return false;
    }

    // The caller holds a reference. From now on try_release_sole_owner fails.
    void set_observed() noexcept { m_word.fetch_or(observed_bit, Traits::relaxed); }

private:
    static constexpr std::uint64_t observed_bit = std::uint64_t{1} << 31;
    static constexpr int producer_shift = 32;
    static constexpr int epoch_shift = 56;
    static constexpr std::uint64_t one_producer = std::uint64_t{1} << producer_shift;

    static constexpr std::uint32_t shared_of(std::uint64_t word) noexcept {
        return std::uint32_t(word) & 0x7FFFFFFF;
    }
    static constexpr std::uint32_t producers_of(std::uint64_t word) noexcept {
        return std::uint32_t(word >> producer_shift) & 0xFFFFFF;
    }

    typename Traits::template atomic<std::uint64_t> m_word;
};

} // namespace asyncom::core
