// SPDX-License-Identifier: MIT
// Two well-known implementations of the same contract, as models: each performs the published
// sequence of allocations, locks and count operations of one lifecycle, step by step, and nothing
// else. They are kind to the originals: no restricted error info, no marshaler, no weak reference,
// an uncontended lock of one word, a QueryInterface that always succeeds. Their counted
// read-modify-writes are compared with the published step tables, so that a time taken beside
// asyncom's in one process means something.
#pragma once

#include <cstddef>

namespace models {

// The result reaches a handler attached before the end; 256 alive at once; after the end.
void windows_rs_complete(std::size_t count);
void windows_rs_complete_inflight(std::size_t count);
void windows_rs_ended_before_attach(std::size_t count);

void cppwinrt_complete(std::size_t count);
void cppwinrt_complete_inflight(std::size_t count);
void cppwinrt_ended_before_attach(std::size_t count);
void cppwinrt_report(std::size_t count);
void cppwinrt_cancel(std::size_t count);

// Operations alive at once in the `inflight` runs, as in asyncom's.
inline constexpr std::size_t inflight = 256;

} // namespace models
