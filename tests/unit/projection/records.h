// SPDX-License-Identifier: MIT
// Whether the system keeps the message of a failure on its way.
#pragma once

#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

#include <string_view>

// Begins a test that reads one: Wine's RoOriginateError leaves no record.
#define SKIP_WITHOUT_RECORDS()                                                                     \
    if (!projection::has_records()) GTEST_SKIP() << "failures leave no records here"

namespace projection {

inline bool has_records() {
    const auto made = asyncom::create_operation<void, void>();
    const HRESULT code = asyncom::hresult_error(E_BOUNDS, "kept").to_abi();
    made.producer.abi()->Fail(code, nullptr);
    return std::string_view(made.operation.try_get().error().what()) == "kept";
}

} // namespace projection
