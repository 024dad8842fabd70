// SPDX-License-Identifier: MIT
// Operations that have ended before anybody sees them: for answers that are known at once.
//
//   if (cached) return asyncom::create_completed<hstring>(*cached);
#pragma once

#include <asyncom/async.hpp>

namespace asyncom {

// One that has ended well.
template <class Result, class Progress = void>
requires(!std::is_void_v<Result>)
    async_view<Result, Progress> create_completed(const std::type_identity_t<Result>& value) {
    using abi_type = async_interface<Result, Progress>;
    com_ptr<abi_type> operation;
    check_hresult(AsyncomCreateCompleted(type_of<Result, Progress>(), impl::lend(value),
                                         &guid_of<abi_type>(), operation.put_void()));
    return operation;
}
template <class Result = void, class Progress = void>
requires(std::is_void_v<Result>) async_view<Result, Progress> create_completed() {
    using abi_type = async_interface<Result, Progress>;
    com_ptr<abi_type> operation;
    check_hresult(AsyncomCreateCompleted(type_of<Result, Progress>(), nullptr, &guid_of<abi_type>(),
                                         operation.put_void()));
    return operation;
}

// One that has failed. The message is UTF-8; null: the thread's error information, if its code is
// this one. error_canceled makes it a cancelled one.
template <class Result = void, class Progress = void>
async_view<Result, Progress> create_failed(HRESULT code, const char* message = nullptr) {
    using abi_type = async_interface<Result, Progress>;
    com_ptr<abi_type> operation;
    check_hresult(AsyncomCreateFailed(type_of<Result, Progress>(), code, message,
                                      &guid_of<abi_type>(), operation.put_void()));
    return operation;
}
// With the error's own record, or its message where that says no code.
template <class Result = void, class Progress = void>
async_view<Result, Progress> create_failed(const hresult_error& error) {
    const bool whole = error.has_code();
    return create_failed<Result, Progress>(error.to_abi(), whole ? nullptr : error.what());
}

// One that has been cancelled.
template <class Result = void, class Progress = void>
async_view<Result, Progress> create_canceled() {
    using abi_type = async_interface<Result, Progress>;
    com_ptr<abi_type> operation;
    check_hresult(AsyncomCreateCanceled(type_of<Result, Progress>(), &guid_of<abi_type>(),
                                        operation.put_void()));
    return operation;
}

} // namespace asyncom
