// SPDX-License-Identifier: MIT
// The error slot of the calling thread is the system's own: what a client of any library finds by
// GetErrorInfo or GetRestrictedErrorInfo. The two functions need no apartment. SetErrorInfo serves
// for restricted errors too, since ours are both: it is there in every implementation.
#include "com/error_slot.h"

namespace asyncom::core {

IErrorInfo* peek_error_info() noexcept {
    IErrorInfo* error = nullptr;
    if (::GetErrorInfo(0, &error) != S_OK) return nullptr;
    ::SetErrorInfo(0, error);
    error->Release(); // the slot has its own
    return error;
}

void replace_error_slot(IErrorInfo* error) noexcept {
    IErrorInfo* old = nullptr;
    if (::GetErrorInfo(0, &old) == S_OK) old->Release();
    ::SetErrorInfo(0, error);
    if (error) error->Release();
}

HRESULT get_error_info(std::uint32_t reserved, IErrorInfo** error) noexcept {
    return ::GetErrorInfo(reserved, error);
}

HRESULT set_error_info(std::uint32_t reserved, IErrorInfo* error) noexcept {
    return ::SetErrorInfo(reserved, error);
}

// The system empties the slot of a thread that ends.
void release_error_slot(thread_block&) noexcept {}

} // namespace asyncom::core
