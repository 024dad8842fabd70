// SPDX-License-Identifier: MIT
// How many blocks of the C library's allocator the whole process has. An executable that asks links
// test_system_replaced.
#pragma once

#include <cstdint>

std::int64_t live_blocks();
