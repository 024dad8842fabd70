// SPDX-License-Identifier: MIT
// Failures: HRESULT and error information on one side of the wall, exceptions on the other.
//
//   check_hresult(file->Open(name.get()));        // a failure becomes an exception, with its text
//
//   HRESULT ASYNCOM_CALL Open(HSTRING name) noexcept override try {
//       ...                                        // and back: an exception becomes a failure, and
//       return S_OK;                               // its text goes into the thread's slot
//   } catch (...) { return asyncom::to_hresult(); }                               // to_hresult.hpp
//
// hresult_error and the classes that derive from it have C++/WinRT's names. It is a std::exception
// besides, and what() is UTF-8.
//
// Without exceptions (-fno-exceptions) what would throw ends the process, as the standard library
// does it. Whatever fails for another reason than lack of memory has a twin that answers a
// result<T> (result.hpp): a value, or the hresult_error.
#pragma once

#include <asyncom/error_record.hpp>

#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace asyncom {

// Windows' code for work that was cancelled, and for time that has run out.
inline constexpr HRESULT error_canceled = static_cast<HRESULT>(0x800704C7);
inline constexpr HRESULT error_timeout = static_cast<HRESULT>(0x800705B4);

class hresult_error : public std::exception {
public:
    hresult_error() noexcept : hresult_error(E_FAIL) {}
    // A failure that arises here. The message is UTF-8; without one it is the system's sentence.
    // what() is all of it; of what crosses the wall Windows keeps 511 units, up to the first null.
    explicit hresult_error(HRESULT code, std::string_view message = {}) noexcept;
    // A failure that was just answered on this thread: takes the error information out of the
    // thread's slot, if its code agrees.
    hresult_error(HRESULT code, take_ownership_from_abi_t) noexcept;
    // One whose record somebody has kept; shared. Null: without a message.
    hresult_error(HRESULT code, com_ptr<IErrorInfo> record) noexcept
        : m_code(code), m_record(std::move(record)) {
        read_message();
    }

    HRESULT code() const noexcept { return m_code; }
    hstring message() const { return to_hstring(what()); }
    // UTF-8; lives as long as this and its copies.
    const char* what() const noexcept override {
        return m_message != nullptr ? m_message->c_str() : "a failure without a message";
    }

    // Where it arose: module and offset, or what the implementation tells. May be empty.
    std::string origin() const {
        bool found = false;
        return impl::text_of(m_record.get(), ASYNCOM_TEXT_ORIGIN, 0, found);
    }
    // The lines that were added on its way, the first one first: "" after the last.
    std::string context(std::uint32_t index) const {
        bool found = false;
        return impl::text_of(m_record.get(), ASYNCOM_TEXT_CONTEXT, index, found);
    }
    // Adds a line for whoever reads it later; does nothing where the record takes none.
    void add_context(std::string_view line) const {
        if (const auto error = try_as<IAsyncError>()) error->AddContext(std::string(line).c_str());
    }

    // The record, borrowed; null where there was no memory for one.
    IErrorInfo* record() const noexcept { return m_record.get(); }
    template <class Interface>
    com_ptr<Interface> try_as() const noexcept {
        return m_record.template try_as<Interface>();
    }
    // Whether the record says its code too, so that whoever finds it in the slot believes it.
    bool has_code() const noexcept { return impl::keeps_code(m_record.get()); }
    // Puts the record into this thread's slot and answers the code: for the way back to the ABI.
    HRESULT to_abi() const noexcept {
        SetErrorInfo(0, m_record.get());
        return m_code;
    }

private:
    void keep(std::string message) {
        // No make_shared: of a tag of it there is one in the process, which would keep a component.
        if (!message.empty())
            m_message = std::shared_ptr<const std::string>(new std::string(std::move(message)));
    }
    void read_message() noexcept {
        impl::attempt([this] { keep(impl::message_of(m_record.get())); });
    }

    HRESULT m_code;
    com_ptr<IErrorInfo> m_record;
    std::shared_ptr<const std::string> m_message; // what() may not allocate
};

namespace impl {

template <HRESULT Code>
class error_of : public hresult_error {
public:
    error_of() noexcept : hresult_error(Code) {}
    explicit error_of(std::string_view message) noexcept : hresult_error(Code, message) {}
    explicit error_of(take_ownership_from_abi_t taken) noexcept : hresult_error(Code, taken) {}
};

} // namespace impl

// C++/WinRT's classes, one for each code that is worth a catch of its own.
struct hresult_access_denied : impl::error_of<E_ACCESSDENIED> {
    using error_of::error_of;
};
struct hresult_wrong_thread : impl::error_of<RPC_E_WRONG_THREAD> {
    using error_of::error_of;
};
struct hresult_not_implemented : impl::error_of<E_NOTIMPL> {
    using error_of::error_of;
};
struct hresult_invalid_argument : impl::error_of<E_INVALIDARG> {
    using error_of::error_of;
};
struct hresult_out_of_bounds : impl::error_of<E_BOUNDS> {
    using error_of::error_of;
};
struct hresult_no_interface : impl::error_of<E_NOINTERFACE> {
    using error_of::error_of;
};
struct hresult_class_not_available : impl::error_of<CLASS_E_CLASSNOTAVAILABLE> {
    using error_of::error_of;
};
struct hresult_class_not_registered : impl::error_of<REGDB_E_CLASSNOTREG> {
    using error_of::error_of;
};
struct hresult_changed_state : impl::error_of<E_CHANGED_STATE> {
    using error_of::error_of;
};
struct hresult_illegal_method_call : impl::error_of<E_ILLEGAL_METHOD_CALL> {
    using error_of::error_of;
};
struct hresult_illegal_state_change : impl::error_of<E_ILLEGAL_STATE_CHANGE> {
    using error_of::error_of;
};
struct hresult_illegal_delegate_assignment : impl::error_of<E_ILLEGAL_DELEGATE_ASSIGNMENT> {
    using error_of::error_of;
};
struct hresult_canceled : impl::error_of<error_canceled> {
    using error_of::error_of;
};

// Throws what belongs to a failure that was just answered on this thread: std::bad_alloc for
// E_OUTOFMEMORY, one of the classes above, or hresult_error.
[[noreturn]] void throw_hresult(HRESULT code);

// The same, if it is a failure. Answers a success, because S_FALSE means something.
inline HRESULT check_hresult(HRESULT code) {
    if (code < 0) [[unlikely]]
        throw_hresult(code);
    return code;
}

// ---- how it is done ----------------------------------------------------------------------------

inline hresult_error::hresult_error(HRESULT code, std::string_view message) noexcept
    : m_code(code) {
    hstring text;
    // Without memory it keeps its code.
    impl::attempt([&] {
        text = to_hstring(message);
        keep(to_string(text));
    });
    m_record = impl::originate(code, text.get());
    if (m_message == nullptr) read_message();
}

inline hresult_error::hresult_error(HRESULT code, take_ownership_from_abi_t) noexcept
    : m_code(code) {
    GetErrorInfo(0, m_record.put());
    if (!impl::has_code(m_record.get(), code)) m_record = impl::originate(code, nullptr);
    read_message();
}

namespace impl {

[[noreturn]] inline void throw_hresult(HRESULT code) {
    asyncom::throw_hresult(code);
}

template <class Error, class... Arguments>
[[noreturn]] void throw_or_end(Arguments&&... arguments) {
#if ASYNCOM_EXCEPTIONS
    throw Error(std::forward<Arguments>(arguments)...);
#else
    static_cast<void>((static_cast<void>(arguments), ...));
    std::terminate();
#endif
}

} // namespace impl

[[noreturn]] inline void throw_hresult(HRESULT code) {
    switch (code) {
    case E_OUTOFMEMORY:
        impl::throw_or_end<std::bad_alloc>();
    case E_ACCESSDENIED:
        impl::throw_or_end<hresult_access_denied>(take_ownership_from_abi);
    case RPC_E_WRONG_THREAD:
        impl::throw_or_end<hresult_wrong_thread>(take_ownership_from_abi);
    case E_NOTIMPL:
        impl::throw_or_end<hresult_not_implemented>(take_ownership_from_abi);
    case E_INVALIDARG:
        impl::throw_or_end<hresult_invalid_argument>(take_ownership_from_abi);
    case E_BOUNDS:
        impl::throw_or_end<hresult_out_of_bounds>(take_ownership_from_abi);
    case E_NOINTERFACE:
        impl::throw_or_end<hresult_no_interface>(take_ownership_from_abi);
    case CLASS_E_CLASSNOTAVAILABLE:
        impl::throw_or_end<hresult_class_not_available>(take_ownership_from_abi);
    case REGDB_E_CLASSNOTREG:
        impl::throw_or_end<hresult_class_not_registered>(take_ownership_from_abi);
    case E_CHANGED_STATE:
        impl::throw_or_end<hresult_changed_state>(take_ownership_from_abi);
    case E_ILLEGAL_METHOD_CALL:
        impl::throw_or_end<hresult_illegal_method_call>(take_ownership_from_abi);
    case E_ILLEGAL_STATE_CHANGE:
        impl::throw_or_end<hresult_illegal_state_change>(take_ownership_from_abi);
    case E_ILLEGAL_DELEGATE_ASSIGNMENT:
        impl::throw_or_end<hresult_illegal_delegate_assignment>(take_ownership_from_abi);
    case error_canceled:
        impl::throw_or_end<hresult_canceled>(take_ownership_from_abi);
    default:
        impl::throw_or_end<hresult_error>(code, take_ownership_from_abi);
    }
}

} // namespace asyncom
