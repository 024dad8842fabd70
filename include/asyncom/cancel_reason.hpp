// SPDX-License-Identifier: MIT
// Why an operation was cancelled: what both of its sides can ask for.
#pragma once

#include <asyncom/error.hpp>

#include <optional>

namespace asyncom {

struct cancel_reason {
    HRESULT code = error_canceled; // 0x800704C7 after a plain cancel
    hstring text{};
};

namespace impl {

// Of an IAsyncControl or an IAsyncProducer; nothing where no cancel was requested.
template <class Interface>
std::optional<cancel_reason> reason_of(Interface& side) {
    cancel_reason reason;
    const HRESULT answer = side.GetCancelReason(&reason.code, reason.text.put());
    if (check_hresult(answer) == S_FALSE) return std::nullopt;
    return reason;
}

} // namespace impl
} // namespace asyncom
