// SPDX-License-Identifier: MIT
// The memory of operations: a slot for ever, and in it, or beside it where blocks come from
// malloc, the operation.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Memory for an operation whose slot has no reference; null without memory. Nothing is
// initialised, and what the slot's last operation left in it stays readable.
operation* allocate_operation(thread_block& thread) noexcept;
void free_operation(thread_block& thread, operation& target) noexcept;

// Never 0, unique among live operations.
std::uint32_t operation_id(const operation& target) noexcept;

// A serial that no other operation of this process ever has.
std::uint64_t new_serial(thread_block& thread, const operation_slot& slot) noexcept;

// A remembered slot turned into a reference while the operation of that serial lives, and, unless
// somebody made a weak reference, has a producer. Null otherwise.
operation* try_reference(operation_slot& slot, std::uint64_t serial) noexcept;

} // namespace asyncom::core
