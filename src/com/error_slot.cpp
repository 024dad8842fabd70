// SPDX-License-Identifier: MIT
// The error slot of the calling thread.
#include "com/error_slot.h"

#include "com/thread_block.h"

#include <utility>

namespace asyncom::core {
namespace {

// The slot's reference, now the caller's.
IErrorInfo* take_slot() noexcept {
    thread_block* thread = thread_block_if_any();
    return thread ? std::exchange(thread->error, nullptr) : nullptr;
}

} // namespace

IErrorInfo* peek_error_info() noexcept {
    const thread_block* thread = thread_block_if_any();
    return thread ? thread->error : nullptr;
}

void replace_error_slot(IErrorInfo* error) noexcept {
    if (IErrorInfo* old = take_slot()) old->Release();
    // What the old one's destructor may have left.
    IErrorInfo* left = error ? std::exchange(this_thread().error, error) : take_slot();
    if (left) left->Release();
}

void release_error_slot(thread_block& thread) noexcept {
    // A destructor may leave another reason behind, but not for ever.
    for (int attempt = 0; attempt < 8 && thread.error; ++attempt)
        std::exchange(thread.error, nullptr)->Release();
}

HRESULT get_error_info(std::uint32_t reserved, IErrorInfo** error) noexcept {
    if (error) *error = nullptr;
    if (reserved != 0 || !error) return E_INVALIDARG;
    *error = take_slot();
    return *error ? S_OK : S_FALSE;
}

HRESULT set_error_info(std::uint32_t reserved, IErrorInfo* error) noexcept {
    if (reserved != 0) return E_INVALIDARG;
    publish_error(error);
    return S_OK;
}

HRESULT get_restricted_error_info(IRestrictedErrorInfo** error) noexcept {
    if (!error) return E_POINTER;
    *error = nullptr;
    IErrorInfo* taken = take_slot();
    if (!taken) return S_FALSE;
    void* found = nullptr;
    const HRESULT result = taken->QueryInterface(IID_IRestrictedErrorInfo, &found);
    taken->Release(); // one that is not restricted is dropped
    if (result < 0 || !found) return S_FALSE;
    *error = static_cast<IRestrictedErrorInfo*>(found);
    return S_OK;
}

HRESULT set_restricted_error_info(IRestrictedErrorInfo* error) noexcept {
    void* found = nullptr;
    if (error) {
        const HRESULT result = error->QueryInterface(IID_IErrorInfo, &found);
        if (result < 0) return result;
    }
    replace_error_slot(static_cast<IErrorInfo*>(found));
    return S_OK;
}

} // namespace asyncom::core
