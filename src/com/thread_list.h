// SPDX-License-Identifier: MIT
// The blocks of all threads that have used the library, for who must know what each of them is
// calling at this moment.
#pragma once

namespace asyncom::core {

struct thread_block;

void enter_thread_list(thread_block& thread) noexcept;
void leave_thread_list(thread_block& thread) noexcept;

// Whether any thread may be inside a call of this object (running_calls). Call it after a heavy
// fence. Acquire: what the calls did that are over happens before the answer no.
bool is_any_thread_calling(const void* object) noexcept;

} // namespace asyncom::core
