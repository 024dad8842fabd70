// SPDX-License-Identifier: MIT
// Failures that change on their way: into another code, into an object for a code. runtime.h
// describes the functions.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// RoTransformError: true if something was done.
bool transform_error(HRESULT from, HRESULT to, HSTRING message, const void* origin) noexcept;
bool transform_error(HRESULT from, HRESULT to, std::uint32_t most, const char16_t* message,
                     const void* origin) noexcept;

// RoGetMatchingRestrictedErrorInfo.
HRESULT matching_restricted_error_info(HRESULT code, IRestrictedErrorInfo** error,
                                       const void* origin) noexcept;

} // namespace asyncom::core
