// SPDX-License-Identifier: MIT
// Whether the system keeps the message of a failure on its way.
#pragma once

#include <asyncom/error.hpp>

#include <gtest/gtest.h>

#include <string_view>

// Begins a test that reads one: Wine's RoOriginateError leaves no record.
#define SKIP_WITHOUT_RECORDS()                                                                     \
    if (!projection::has_records()) GTEST_SKIP() << "failures leave no records here"

namespace projection {

inline bool has_records() {
    const asyncom::hresult_error error(E_FAIL, "kept");
    return error.record() != nullptr && std::string_view(error.what()) == "kept";
}

} // namespace projection
