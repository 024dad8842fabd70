// SPDX-License-Identifier: MIT
// An allocator that fails on demand, in place of the C library's for the whole process; and thread
// creation that is refused on demand.
#pragma once
#include <cstdint>

namespace contract {

// From now on the calling thread's allocation number `which` (1 is the next) fails, once.
void fail_allocation(long which);
// Ends it; true if that allocation came.
bool stop_failing_allocations();

// Blocks that are allocated in the whole process.
std::int64_t live_blocks();

void refuse_threads(bool refused);

} // namespace contract
