// SPDX-License-Identifier: MIT
// A handler in extended mode, counted: whoever wants to call or hand out the handler takes a count
// under the record's mutex, and touches the handler itself only after the mutex is left, because
// AddRef, Invoke and Release are foreign code.
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
struct handler_cell {
    using handler = typename Traits::handler;

    // Owned while references is not 0.
    typename Traits::template variable<handler*> target;
    typename Traits::template atomic<std::uint32_t> references;
    typename Traits::template variable<bool> embedded; // in a record: not freed by itself

    void initialize(handler* owned, std::uint32_t count, bool is_embedded) noexcept {
        target.set(owned);
        embedded.set(is_embedded);
        references.store(count, Traits::relaxed);
    }

    // The caller holds the mutex under which the cell is reachable, or a count.
    void add() noexcept { references.fetch_add(1, Traits::relaxed); }

    // Not under a mutex: may release the handler.
    void drop() noexcept {
        if (references.fetch_sub(1, Traits::acq_rel) != 1) return;
        handler* const last = target.get();
        if (!embedded.get()) Traits::free_cell(this);
        Traits::release_reference(last);
    }
};

} // namespace asyncom::core
