// SPDX-License-Identifier: MIT
// What the naive operation is made of, for its two sides.
#pragma once
#include "naive_provider.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace contract {

struct naive_operation {
    // The two faces; a client holds the address of one of them.
    const void* const* family_table;
    const void* const* info_table;

    std::set<divergence> divergences;
    const family* type;
    std::uint32_t id;
    std::atomic<std::uint32_t> references{1};

    std::recursive_mutex guard;
    std::int32_t status = started;
    bool requested = false;
    bool ended = false;
    bool is_closed = false;
    bool assigned = false;
    bool fired = false;
    int results_taken = 0;
    answer failure = ok;
    std::unique_ptr<value> result;
    ref completed_handler;
    ref progress_handler;
    ref cancel_handler;

    naive_operation(const family& of, const std::set<divergence>& which, std::uint32_t number);

    answer query(void* face, const GUID* iid, void** out);
    // Gives up one reference.
    std::uint32_t drop();
    // What follows the moment in which a handler may run: it runs, then it goes. Both sides of the
    // race between the end and put_Completed come here; the first that finds a handler invokes it.
    void fire(std::int32_t ended_as);

    bool diverges(divergence which) const { return divergences.count(which) != 0; }
    void* family_face() { return &family_table; }
    void* info_face() { return &info_table; }
};

} // namespace contract
