// SPDX-License-Identifier: MIT
// The search goes from what is to be followed down to all that it waits for, visits each operation
// once and needs no memory: what it visits, and what it keeps alive meanwhile, is linked through
// records and compositions. It is rare: only an operation that something waits for already can be
// the end of a cycle.
#include "async/cycle.h"

#include "platform/process_static.h"

namespace asyncom::core {
namespace {

// One search at a time, and none between a search and what it allows; so the second of two calls
// that would close a cycle together finds what the first has shown. Records' mutexes are taken
// inside it, and nothing foreign is called.
struct searches {
    core::mutex mutex;
    std::uint64_t last = 0;

    // A thread that is not there any more may have held it. What it linked is linked afresh.
    void reset_in_child() noexcept { ::new (&mutex) core::mutex; }
};

class search {
public:
    search(operation& wanted, std::uint64_t number) noexcept : m_wanted(wanted), m_number(number) {}

    bool finds(composition& from) noexcept {
        if (is_among(from)) return true;
        while (operation_record* const next = m_first) {
            m_first = next->next_to_visit;
            composition* const below = reference_composition(*next);
            if (below == nullptr) continue;
            below->next_held = m_held;
            m_held = below;
            if (is_among(*below)) return true;
        }
        return false;
    }

    // After the lock: the last reference to a composition may let foreign objects go.
    void let_go() noexcept {
        while (composition* const each = m_held) {
            m_held = each->next_held;
            each->drop();
        }
    }

private:
    bool is_among(const composition& looked_at) noexcept {
        for (const composition_input& input : looked_at.inputs()) {
            if (input.target == &m_wanted) return true;
            operation_record* const extended = input.target->extended_if_any();
            if (extended == nullptr || extended->visited_by == m_number) continue;
            extended->visited_by = m_number;
            extended->next_to_visit = m_first;
            m_first = extended;
        }
        return false;
    }

    operation& m_wanted;
    const std::uint64_t m_number;
    operation_record* m_first = nullptr;
    composition* m_held = nullptr;
};

// Asked for before the lock: who is followed must be seen to be an input inside it.
HRESULT extend_inputs(const composition& fresh) noexcept {
    for (const composition_input& input : fresh.inputs()) {
        if (has_ended(input.target->look_settled()) || input.target->is_forked()) continue;
        if (input.target->extend() == nullptr) return E_OUTOFMEMORY;
    }
    return S_OK;
}

} // namespace

HRESULT show_without_cycle(operation& outer, composition& fresh) noexcept {
    operation_record* const extended = outer.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    if (const HRESULT made = extend_inputs(fresh); made < 0) return made;
    auto& all = process_static<searches>();
    std::unique_lock<core::mutex> lock(all.mutex);
    search path(outer, ++all.last);
    const bool may_close = extended->is_input.load(std::memory_order_relaxed) ||
                           fresh.inputs().front().target == &outer;
    const bool closes = may_close && path.finds(fresh);
    if (!closes) {
        for (const composition_input& input : fresh.inputs()) {
            if (operation_record* const below = input.target->extended_if_any())
                below->is_input.store(true, std::memory_order_relaxed);
        }
        fresh.show(outer); // cannot fail: there is a record
    }
    lock.unlock();
    path.let_go();
    return closes ? E_INVALIDARG : S_OK;
}

} // namespace asyncom::core
