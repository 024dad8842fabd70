// SPDX-License-Identifier: MIT
// Putting an object into the error slot, whoever keeps the slot.
#include "com/error_slot.h"

namespace asyncom::core {

void publish_error(IErrorInfo* error) noexcept {
    if (error) error->AddRef();
    replace_error_slot(error);
}

void publish_error(IAsyncError* error) noexcept {
    void* found = nullptr;
    if (error && error->QueryInterface(IID_IErrorInfo, &found) < 0) found = nullptr;
    replace_error_slot(static_cast<IErrorInfo*>(found));
}

} // namespace asyncom::core
