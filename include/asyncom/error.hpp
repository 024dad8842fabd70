// SPDX-License-Identifier: MIT
// Failures: HRESULT and error information on one side of the wall, exceptions on the other.
//
//   check_hresult(file->Open(name.get()));        // a failure becomes an exception, with its text
//
//   HRESULT ASYNCOM_CALL Open(HSTRING name) noexcept override try {
//       ...                                        // and back: an exception becomes a failure, and
//       return S_OK;                               // its text goes into the thread's slot
//   } catch (...) { return asyncom::to_hresult(); }
//
// hresult_error and the classes that derive from it have C++/WinRT's names. It is a std::exception
// besides, and what() is UTF-8.
//
// Without exceptions (-fno-exceptions) what would throw ends the process, as the standard library
// does it. Whatever fails for another reason than lack of memory has a twin that answers a
// result<T>: a value, or the hresult_error.
#pragma once

#include <asyncom/hstring.hpp>

#include <cerrno>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define ASYNCOM_EXCEPTIONS 1
#else
#define ASYNCOM_EXCEPTIONS 0
#endif

namespace asyncom {

// Windows' code for work that was cancelled, and for time that has run out.
inline constexpr HRESULT error_canceled = static_cast<HRESULT>(0x800704C7);
inline constexpr HRESULT error_timeout = static_cast<HRESULT>(0x800705B4);

namespace impl {

// Of a record; empty where there is none.
std::string message_of(IErrorInfo* record);
std::string text_of(IErrorInfo* record, std::uint32_t which, std::uint32_t index, bool& found);
bool has_code(IErrorInfo* record, HRESULT code) noexcept;
com_ptr<IErrorInfo> originate(HRESULT code, HSTRING message) noexcept;

} // namespace impl

class hresult_error : public std::exception {
public:
    hresult_error() noexcept : hresult_error(E_FAIL) {}
    // A failure that arises here. The message is UTF-8; without one it is the system's sentence.
    explicit hresult_error(HRESULT code, std::string_view message = {}) noexcept;
    // A failure that was just answered on this thread: takes the error information out of the
    // thread's slot, if its code agrees.
    hresult_error(HRESULT code, take_ownership_from_abi_t) noexcept;

    HRESULT code() const noexcept { return m_code; }
    hstring message() const { return to_hstring(what()); }
    // UTF-8; lives as long as this and its copies.
    const char* what() const noexcept override;

    // Where it arose: module and offset, or what the implementation tells. May be empty.
    std::string origin() const;
    // The lines that were added on its way, the first one first: "" after the last.
    std::string context(std::uint32_t index) const;
    // Adds a line for whoever reads it later; does nothing where the record takes none.
    void add_context(std::string_view line) const;

    // The record, borrowed; null where there was no memory for one.
    IErrorInfo* record() const noexcept { return m_record.get(); }
    // Puts the record into this thread's slot and answers the code: for the way back to the ABI.
    HRESULT to_abi() const noexcept {
        SetErrorInfo(0, m_record.get());
        return m_code;
    }

private:
    void read_message() noexcept;

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

// Inside a catch block: the code of the exception that is being handled; its text is in the
// thread's slot afterwards. Of the standard library's exceptions bad_alloc becomes E_OUTOFMEMORY,
// out_of_range E_BOUNDS, invalid_argument E_INVALIDARG, system_error what from_error_code says, any
// other E_FAIL with its what(); what is no std::exception at all E_UNEXPECTED.
HRESULT to_hresult() noexcept;

// Of an errno or, in the system category on Windows, a Win32 code: as Windows numbers it.
HRESULT from_error_code(const std::error_code& code) noexcept;

// A value, or why there is none.
template <class Value>
class [[nodiscard]] result {
public:
    result(Value value) : m_value(std::move(value)) {}
    result(hresult_error error) noexcept : m_error(std::move(error)) {}

    bool has_value() const noexcept { return m_value.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    // S_OK or the failure.
    HRESULT code() const noexcept { return has_value() ? S_OK : m_error->code(); }
    // Only where there is a value; error() only where there is none.
    Value& operator*() & noexcept { return *m_value; }
    const Value& operator*() const& noexcept { return *m_value; }
    Value&& operator*() && noexcept { return std::move(*m_value); }
    Value* operator->() noexcept { return &*m_value; }
    const Value* operator->() const noexcept { return &*m_value; }
    const hresult_error& error() const noexcept { return *m_error; }
    // Throws the error instead, as the class that belongs to its code.
    Value& value() & {
        check();
        return *m_value;
    }
    Value&& value() && {
        check();
        return std::move(*m_value);
    }

private:
    void check() const {
        if (!has_value()) throw_hresult(m_error->to_abi());
    }

    std::optional<Value> m_value;
    std::optional<hresult_error> m_error;
};

template <>
class [[nodiscard]] result<void> {
public:
    result() noexcept = default;
    result(hresult_error error) noexcept : m_error(std::move(error)) {}

    bool has_value() const noexcept { return !m_error.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    HRESULT code() const noexcept { return has_value() ? S_OK : m_error->code(); }
    const hresult_error& error() const noexcept { return *m_error; }
    void value() const {
        if (!has_value()) throw_hresult(m_error->to_abi());
    }

private:
    std::optional<hresult_error> m_error;
};

// ---- how it is done ----------------------------------------------------------------------------

namespace impl {

// "" and false past the last.
inline std::string text_of(IErrorInfo* record, std::uint32_t which, std::uint32_t index,
                           bool& found) {
    found = false;
    const com_ptr<IAsyncError> error = copy_of(record).template try_as<IAsyncError>();
    std::uint32_t needed = 0;
    if (!error || error->GetText(which, index, nullptr, 0, &needed) != S_OK) return {};
    std::string text(needed, '\0');
    found = error->GetText(which, index, text.data(), needed, &needed) == S_OK;
    text.resize(found ? needed - 1 : 0);
    return text;
}

inline std::string take_bstr(BSTR owned) {
    std::string text = to_string(
        std::u16string_view(reinterpret_cast<const char16_t*>(owned), SysStringLen(owned)));
    SysFreeString(owned);
    return text;
}

inline std::string message_of(IErrorInfo* record) {
    if (record == nullptr) return {};
    bool found = false;
    std::string own = text_of(record, ASYNCOM_TEXT_MESSAGE, 0, found);
    if (found) return own;
    BSTR description = nullptr;
    return record->GetDescription(&description) >= 0 ? take_bstr(description) : std::string();
}

// An object that keeps no code may belong to any failure.
inline bool has_code(IErrorInfo* record, HRESULT code) noexcept {
    const auto restricted = copy_of(record).template try_as<IRestrictedErrorInfo>();
    if (!restricted) return record != nullptr;
    BSTR description = nullptr;
    BSTR restricted_description = nullptr;
    BSTR capability = nullptr;
    HRESULT recorded = S_OK;
    const HRESULT read =
        restricted->GetErrorDetails(&description, &recorded, &restricted_description, &capability);
    SysFreeString(description);
    SysFreeString(restricted_description);
    SysFreeString(capability);
    return read >= 0 && recorded == code;
}

inline com_ptr<IErrorInfo> originate(HRESULT code, HSTRING message) noexcept {
    com_ptr<IErrorInfo> record;
    RoOriginateError(code, message);
    GetErrorInfo(0, record.put());
    return record;
}

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

inline hresult_error::hresult_error(HRESULT code, std::string_view message) noexcept
    : m_code(code) {
    hstring text;
#if ASYNCOM_EXCEPTIONS
    try {
        text = to_hstring(message);
    } catch (...) {
        // Without memory it keeps its code.
    }
#else
    text = to_hstring(message);
#endif
    m_record = impl::originate(code, text.get());
    read_message();
}

inline hresult_error::hresult_error(HRESULT code, take_ownership_from_abi_t) noexcept
    : m_code(code) {
    GetErrorInfo(0, m_record.put());
    if (!impl::has_code(m_record.get(), code)) m_record = impl::originate(code, nullptr);
    read_message();
}

inline void hresult_error::read_message() noexcept {
#if ASYNCOM_EXCEPTIONS
    try {
        m_message = std::make_shared<const std::string>(impl::message_of(m_record.get()));
    } catch (...) {
        // what() has a sentence for this.
    }
#else
    m_message = std::make_shared<const std::string>(impl::message_of(m_record.get()));
#endif
}

inline const char* hresult_error::what() const noexcept {
    return m_message != nullptr ? m_message->c_str() : "a failure without a message";
}

inline std::string hresult_error::origin() const {
    bool found = false;
    return impl::text_of(m_record.get(), ASYNCOM_TEXT_ORIGIN, 0, found);
}

inline std::string hresult_error::context(std::uint32_t index) const {
    bool found = false;
    return impl::text_of(m_record.get(), ASYNCOM_TEXT_CONTEXT, index, found);
}

inline void hresult_error::add_context(std::string_view line) const {
    if (const auto error = m_record.try_as<IAsyncError>())
        error->AddContext(std::string(line).c_str());
}

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

inline HRESULT from_error_code(const std::error_code& code) noexcept {
    constexpr auto of_win32 = [](int win32) {
        return static_cast<HRESULT>(0x80070000u | (static_cast<unsigned>(win32) & 0xFFFF));
    };
    const std::error_condition portable = code.default_error_condition();
    // Windows' own codes are what an HRESULT is made of; an errno has a condition of its own.
    if (portable.category() != std::generic_category())
        return code.category() == std::system_category() ? of_win32(code.value()) : E_FAIL;
    switch (portable.value()) {
    case 0:
        return S_OK;
    case ENOENT:
        return of_win32(2); // ERROR_FILE_NOT_FOUND
    case EMFILE:
        return of_win32(4); // ERROR_TOO_MANY_OPEN_FILES
    case EACCES:
    case EPERM:
        return E_ACCESSDENIED;
    case ENOMEM:
        return E_OUTOFMEMORY;
    case EEXIST:
        return of_win32(80); // ERROR_FILE_EXISTS
    case EINVAL:
        return E_INVALIDARG;
    case EPIPE:
        return of_win32(109); // ERROR_BROKEN_PIPE
    case ENOSPC:
        return of_win32(112); // ERROR_DISK_FULL
    case ENOSYS:
        return E_NOTIMPL;
    case ETIMEDOUT:
        return error_timeout;
    case ECANCELED:
        return error_canceled;
    default:
        return E_FAIL;
    }
}

inline HRESULT to_hresult() noexcept {
#if ASYNCOM_EXCEPTIONS
    try {
        throw;
    } catch (const hresult_error& error) {
        return error.to_abi();
    } catch (const std::bad_alloc&) {
        return hresult_error(E_OUTOFMEMORY).to_abi();
    } catch (const std::out_of_range& error) {
        return hresult_error(E_BOUNDS, error.what()).to_abi();
    } catch (const std::invalid_argument& error) {
        return hresult_error(E_INVALIDARG, error.what()).to_abi();
    } catch (const std::system_error& error) {
        return hresult_error(from_error_code(error.code()), error.what()).to_abi();
    } catch (const std::exception& error) {
        return hresult_error(E_FAIL, error.what()).to_abi();
    } catch (...) {
        return hresult_error(E_UNEXPECTED, "an exception that is no std::exception").to_abi();
    }
#else
    std::terminate();
#endif
}

} // namespace asyncom
