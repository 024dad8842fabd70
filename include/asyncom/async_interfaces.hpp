// SPDX-License-Identifier: MIT
// The four families of asynchronous work as one interface for every result and progress: what a
// typed view (async.hpp) calls. A result crosses as the address of a value, progress handlers are
// made by the library, and so no type needs a declaration of its own here. They are visible, so
// that an optimiser does not believe that it sees every class that implements them.
//
// Result and Progress are types with a signature (guid.hpp), or void for none. The identifiers and
// the slots are Windows'.
#pragma once

#include <asyncom/error.hpp>

#include <type_traits>

namespace asyncom {

namespace impl {

ASYNCOM_OF_THIS_MODULE inline constexpr GUID action_guid =
    IID___x_ABI_CWindows_CFoundation_CIAsyncAction;
ASYNCOM_OF_THIS_MODULE inline constexpr GUID action_with_progress_guid = {
    0x1f6db258, 0xe803, 0x48a1, {0x95, 0x46, 0xeb, 0x73, 0x53, 0x39, 0x88, 0x84}};
ASYNCOM_OF_THIS_MODULE inline constexpr GUID operation_guid = {
    0x9fc2b0bb, 0xe446, 0x44e2, {0xaa, 0x61, 0x9c, 0xab, 0x8f, 0x63, 0x6a, 0xf2}};
ASYNCOM_OF_THIS_MODULE inline constexpr GUID operation_with_progress_guid = {
    0xb5d036d7, 0xe297, 0x498f, {0xba, 0x60, 0x02, 0x89, 0xe7, 0x6e, 0x23, 0xdd}};

ASYNCOM_OF_THIS_MODULE inline constexpr GUID action_completed_guid =
    IID___x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler;
ASYNCOM_OF_THIS_MODULE inline constexpr GUID action_with_progress_completed_guid = {
    0x9c029f91, 0xcc84, 0x44fd, {0xac, 0x26, 0x0a, 0x6c, 0x4e, 0x55, 0x52, 0x81}};
ASYNCOM_OF_THIS_MODULE inline constexpr GUID operation_completed_guid = {
    0xfcdcf02c, 0xe5d8, 0x4478, {0x91, 0x5a, 0x4d, 0x90, 0xb7, 0x4b, 0x83, 0xa5}};
ASYNCOM_OF_THIS_MODULE inline constexpr GUID operation_with_progress_completed_guid = {
    0xe85df41d, 0x6aa7, 0x46e3, {0xa8, 0xe2, 0xf0, 0x09, 0xd8, 0x40, 0xc6, 0x27}};

template <class Result, class Progress>
constexpr auto family_signature([[maybe_unused]] const GUID& action,
                                [[maybe_unused]] const GUID& action_with_progress,
                                [[maybe_unused]] const GUID& operation,
                                [[maybe_unused]] const GUID& operation_with_progress) {
    if constexpr (std::is_void_v<Result> && std::is_void_v<Progress>)
        return to_text(action);
    else if constexpr (std::is_void_v<Result>)
        return instance_signature<Progress>(action_with_progress);
    else if constexpr (std::is_void_v<Progress>)
        return instance_signature<Result>(operation);
    else
        return instance_signature<Result, Progress>(operation_with_progress);
}

// `{iid}` is the identifier itself, anything else is hashed.
template <std::size_t Length>
constexpr GUID family_guid(const fixed_text<Length>& signature, const GUID& action) noexcept {
    return signature.characters[0] == '{' ? action : guid_of_signature(signature);
}

// The slots behind those of IInspectable.
template <bool HasProgress>
struct ASYNCOM_VISIBLE progress_slots : IInspectable {
    virtual HRESULT ASYNCOM_CALL put_Progress(IUnknown* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Progress(IUnknown** handler) = 0;
};
template <>
struct ASYNCOM_VISIBLE progress_slots<false> : IInspectable {};

template <bool HasProgress>
struct ASYNCOM_VISIBLE completed_slots : progress_slots<HasProgress> {
    virtual HRESULT ASYNCOM_CALL put_Completed(IUnknown* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Completed(IUnknown** handler) = 0;
};

template <bool HasResult, bool HasProgress>
struct ASYNCOM_VISIBLE results_slot : completed_slots<HasProgress> {
    virtual HRESULT ASYNCOM_CALL GetResults(void* results) = 0;
};
template <bool HasProgress>
struct ASYNCOM_VISIBLE results_slot<false, HasProgress> : completed_slots<HasProgress> {
    virtual HRESULT ASYNCOM_CALL GetResults() = 0;
};

} // namespace impl

// An operation. `results` of GetResults is the address of a value of the ABI, which the call fills
// in. It declares no slot itself: where Result belongs to an unnamed namespace so does this, and
// GCC would take a call of a slot of it for one that nobody can have implemented.
template <class Result, class Progress>
struct ASYNCOM_VISIBLE async_interface
    : impl::results_slot<!std::is_void_v<Result>, !std::is_void_v<Progress>> {};

// Its Completed handler.
template <class Result, class Progress>
struct ASYNCOM_VISIBLE async_completed_handler : IUnknown {
    virtual HRESULT ASYNCOM_CALL Invoke(async_interface<Result, Progress>* sender,
                                        AsyncStatus status) = 0;
};

template <class Result, class Progress>
inline constexpr auto signature_v<async_interface<Result, Progress>> =
    impl::family_signature<Result, Progress>(impl::action_guid, impl::action_with_progress_guid,
                                             impl::operation_guid,
                                             impl::operation_with_progress_guid);
template <class Result, class Progress>
inline constexpr auto signature_v<async_completed_handler<Result, Progress>> =
    impl::family_signature<Result, Progress>(impl::action_completed_guid,
                                             impl::action_with_progress_completed_guid,
                                             impl::operation_completed_guid,
                                             impl::operation_with_progress_completed_guid);

template <class Result, class Progress>
inline constexpr GUID guid_v<async_interface<Result, Progress>> =
    impl::family_guid(signature_v<async_interface<Result, Progress>>, impl::action_guid);
template <class Result, class Progress>
inline constexpr GUID guid_v<async_completed_handler<Result, Progress>> = impl::family_guid(
    signature_v<async_completed_handler<Result, Progress>>, impl::action_completed_guid);

// The library's record of the type, for whoever makes such operations. It lives as long as the
// process. Throws std::bad_alloc, hresult_not_implemented for progress of more than 256 bytes.
template <class Result, class Progress>
ASYNCOM_OF_THIS_MODULE IAsyncType* type_of() {
    static IAsyncType* const found = [] {
        IAsyncType* type = nullptr;
        check_hresult(
            AsyncomGetType(signature_v<async_interface<Result, Progress>>.c_str(), &type));
        return type;
    }();
    return found;
}

} // namespace asyncom
