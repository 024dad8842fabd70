// SPDX-License-Identifier: MIT
// The option struct of everything that creates an operation: read once, checked once.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

struct checked_options {
    const char* name = nullptr;
    operation* parent = nullptr;
    IAsyncScheduler* scheduler = nullptr;
};

// `options` may be null. Sizes, reserved fields, UTF-8 and the parent are checked: E_INVALIDARG,
// E_NOINTERFACE for a parent that is not this library's; error info left.
HRESULT check_options(const AsyncomOperationOptions* options, checked_options& checked) noexcept;

} // namespace asyncom::core
