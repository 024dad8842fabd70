// SPDX-License-Identifier: MIT
// Waiting for one operation, for the first of several, for all: also for foreign ones, whose
// status is polled, because an IID does not tell a vtable and their one Completed slot is not ours.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// As the functions of asyncom.h that are named like them.
HRESULT wait(IUnknown* consumer, std::uint32_t timeout) noexcept;
HRESULT wait_any(IUnknown* const* consumers, std::uint32_t count, std::uint32_t timeout,
                 std::uint32_t* index) noexcept;
HRESULT wait_all(IUnknown* const* consumers, std::uint32_t count, std::uint32_t timeout) noexcept;
HRESULT wait_handle_of(IUnknown* consumer, std::intptr_t* handle) noexcept;

} // namespace asyncom::core
