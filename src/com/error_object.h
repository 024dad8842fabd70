// SPDX-License-Identifier: MIT
// The reason of a failure as an object: its code, a sentence, where it arose, the lines that
// callers added on its way, and what a foreign runtime attached to it. One object answers
// Windows' error interfaces and IAsyncError. Immutable but for AddContext, so any thread may read
// it, and operations, waiters and thread slots share it.
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>
#include <string_view>

namespace asyncom::core {

// No virtual destructor, as everywhere in these interfaces; a trivial one, so that the static
// object needs no code at start and exit.
class error_object final : public IErrorInfo,
                           public IRestrictedErrorInfo,
                           public ILanguageExceptionErrorInfo,
                           public IAsyncError,
                           public IAgileObject {
public:
    // One reference, the message (valid UTF-8) copied. Null without memory. `origin` is an address
    // in the code that failed, or null.
    static error_object* create(HRESULT code, std::string_view message,
                                const void* origin) noexcept;

    // The same from a foreign object: its texts, and the object itself, which stays reachable as
    // the exception. Null without memory.
    static error_object* wrap(HRESULT code, std::string_view message,
                              IRestrictedErrorInfo& foreign) noexcept;

    // E_OUTOFMEMORY without memory. Immortal, and takes no context: the lines of all failures of a
    // process would meet in it.
    static error_object& out_of_memory() noexcept;

    // Before anybody else sees the object.
    void attach_exception(IUnknown& exception) noexcept;

    HRESULT code() const noexcept { return m_code; }
    IErrorInfo* as_error_info() noexcept { return this; }
    IAsyncError* as_async_error() noexcept { return this; }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override;
    ULONG ASYNCOM_CALL AddRef() noexcept override;
    ULONG ASYNCOM_CALL Release() noexcept override;

    // IErrorInfo
    HRESULT ASYNCOM_CALL GetGUID(GUID* iid) noexcept override;
    HRESULT ASYNCOM_CALL GetSource(BSTR* source) noexcept override;
    HRESULT ASYNCOM_CALL GetDescription(BSTR* description) noexcept override;
    HRESULT ASYNCOM_CALL GetHelpFile(BSTR* file) noexcept override;
    HRESULT ASYNCOM_CALL GetHelpContext(ULONG* context) noexcept override;

    // IRestrictedErrorInfo
    HRESULT ASYNCOM_CALL GetErrorDetails(BSTR* description, HRESULT* error,
                                         BSTR* restricted_description,
                                         BSTR* capability_sid) noexcept override;
    HRESULT ASYNCOM_CALL GetReference(BSTR* reference) noexcept override;

    // ILanguageExceptionErrorInfo
    HRESULT ASYNCOM_CALL GetLanguageException(IUnknown** exception) noexcept override;

    // IAsyncError
    HRESULT ASYNCOM_CALL get_Code(HRESULT* code) noexcept override;
    HRESULT ASYNCOM_CALL GetText(std::uint32_t which, std::uint32_t index, char* buffer,
                                 std::uint32_t capacity, std::uint32_t* needed) noexcept override;
    HRESULT ASYNCOM_CALL AddContext(const char* line) noexcept override;
    HRESULT ASYNCOM_CALL GetException(IUnknown** exception) noexcept override;

private:
    struct context_line;
    struct origin_text;

    constexpr error_object(HRESULT code, std::string_view message, const void* origin,
                           bool immortal) noexcept
        : m_code(code), m_immortal(immortal), m_message(message), m_origin(origin) {}

    void destroy() noexcept;
    const context_line* context_at(std::uint32_t index) const noexcept;
    origin_text origin() const noexcept;

    std::atomic<std::uint32_t> m_references{1};
    const HRESULT m_code;
    const bool m_immortal;
    const std::string_view m_message; // in the same block, behind the object
    const void* const m_origin;
    // Set before anybody else sees the object.
    IRestrictedErrorInfo* m_foreign = nullptr;
    IUnknown* m_exception = nullptr;
    // Newest first; each line knows its number, so adding one is a single compare-exchange.
    std::atomic<context_line*> m_lines{nullptr};

    static error_object s_out_of_memory;
};

} // namespace asyncom::core
