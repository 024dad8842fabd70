// SPDX-License-Identifier: MIT
// CreateErrorInfo: an error object that its maker fills in, as classic automation has it.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT create_error_info(ICreateErrorInfo** error) noexcept;

} // namespace asyncom::core
