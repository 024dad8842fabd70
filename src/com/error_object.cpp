// SPDX-License-Identifier: MIT
// The reason of a failure as an object.
#include "com/error_object.h"

#include "com/bstr.h"
#include "com/error_info.h"
#include "com/guid.h"
#include "com/marshal.h"
#include "com/owned.h"
#include "com/text_buffer.h"
#include "com/utf.h"
#include "platform/code_address.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

namespace asyncom::core {

struct error_object::context_line {
    context_line* previous;
    std::uint32_t index;
    std::uint32_t length;

    char* text() noexcept { return reinterpret_cast<char*>(this + 1); }
    std::string_view view() const noexcept {
        return {reinterpret_cast<const char*>(this + 1), length};
    }
};

// The origin is only named when somebody asks.
struct error_object::origin_text {
    char bytes[256];
    std::size_t length = 0;

    std::string_view view() const noexcept { return {bytes, length}; }
};

namespace {

// Texts that leave through a buffer count their length and terminator in 32 bits.
constexpr std::size_t most_text = std::numeric_limits<std::uint32_t>::max() - 1;

HRESULT give_text(std::string_view text, BSTR* target) noexcept {
    *target = bstr_from_utf8(text);
    return *target ? S_OK : E_OUTOFMEMORY;
}

HRESULT give_reference(IUnknown* object, IUnknown** target) noexcept {
    if (!target) return E_POINTER;
    if (object) object->AddRef();
    *target = object;
    return S_OK;
}

} // namespace

constinit error_object error_object::s_out_of_memory{E_OUTOFMEMORY, "Out of memory.", nullptr,
                                                     true};

error_object& error_object::out_of_memory() noexcept {
    return s_out_of_memory;
}

error_object* error_object::create(HRESULT code, std::string_view message,
                                   const void* origin) noexcept {
    void* memory = std::malloc(sizeof(error_object) + message.size() + 1);
    if (!memory) return nullptr;
    char* text = static_cast<char*>(memory) + sizeof(error_object);
    message.copy(text, message.size());
    text[message.size()] = '\0';
    return ::new (memory) error_object(code, {text, message.size()}, origin, false);
}

error_object* error_object::wrap(HRESULT code, std::string_view message,
                                 IRestrictedErrorInfo& foreign) noexcept {
    error_object* wrapper = create(code, message, nullptr);
    if (!wrapper) return nullptr;
    foreign.AddRef();
    wrapper->m_foreign = &foreign;
    const auto source =
        query<ILanguageExceptionErrorInfo>(foreign, IID_ILanguageExceptionErrorInfo);
    if (source && source->GetLanguageException(&wrapper->m_exception) < 0)
        wrapper->m_exception = nullptr;
    return wrapper;
}

void error_object::attach_exception(IUnknown& exception) noexcept {
    exception.AddRef();
    m_exception = &exception;
}

void error_object::destroy() noexcept {
    if (m_exception) m_exception->Release();
    if (m_foreign) m_foreign->Release();
    context_line* line = m_lines.load(std::memory_order_relaxed);
    while (line) {
        context_line* previous = line->previous;
        std::free(line);
        line = previous;
    }
    std::free(this);
}

HRESULT error_object::QueryInterface(REFIID iid, void** object) noexcept {
    if (!object) return E_POINTER;
    *object = nullptr;
    if (iid == IID_IUnknown || iid == IID_IErrorInfo)
        *object = static_cast<IErrorInfo*>(this);
    else if (iid == IID_IRestrictedErrorInfo)
        *object = static_cast<IRestrictedErrorInfo*>(this);
    else if (iid == IID_ILanguageExceptionErrorInfo)
        *object = static_cast<ILanguageExceptionErrorInfo*>(this);
    else if (iid == IID_IAsyncError)
        *object = static_cast<IAsyncError*>(this);
    else if (iid == IID_IAgileObject)
        *object = static_cast<IAgileObject*>(this);
    else
        return query_beyond(as_error_info(), iid, object);
    AddRef();
    return S_OK;
}

ULONG error_object::AddRef() noexcept {
    if (m_immortal) return 1;
    return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
}

ULONG error_object::Release() noexcept {
    if (m_immortal) return 1;
    // Release: what this thread did to the object comes before another thread's destroy. Acquire:
    // and what the others did before ours.
    const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if (left == 0) destroy();
    return left;
}

HRESULT error_object::GetGUID(GUID* iid) noexcept {
    if (!iid) return E_POINTER;
    *iid = null_guid;
    return S_OK;
}

error_object::origin_text error_object::origin() const noexcept {
    origin_text text;
    if (!m_origin) return text;
    text.length = describe_code_address(m_origin, text.bytes, sizeof text.bytes);
    mark_invalid_utf8(text.bytes, text.length); // a long one has been cut anywhere
    return text;
}

HRESULT error_object::GetSource(BSTR* source) noexcept {
    if (!source) return E_POINTER;
    return give_text(origin().view(), source);
}

HRESULT error_object::GetDescription(BSTR* description) noexcept {
    if (!description) return E_POINTER;
    return give_text(m_message, description);
}

HRESULT error_object::GetHelpFile(BSTR* file) noexcept {
    if (!file) return E_POINTER;
    return give_text({}, file);
}

HRESULT error_object::GetHelpContext(ULONG* context) noexcept {
    if (!context) return E_POINTER;
    *context = 0;
    return S_OK;
}

HRESULT error_object::GetErrorDetails(BSTR* description, HRESULT* error,
                                      BSTR* restricted_description, BSTR* capability_sid) noexcept {
    if (description) *description = nullptr;
    if (error) *error = S_OK;
    if (restricted_description) *restricted_description = nullptr;
    if (capability_sid) *capability_sid = nullptr;
    if (!description || !error || !restricted_description || !capability_sid) return E_POINTER;

    // Clients differ in which of the two they prefer, so both say the same.
    HRESULT result = give_text(m_message, description);
    if (result == S_OK) result = give_text(m_message, restricted_description);
    if (result < 0) {
        bstr_free(*description);
        *description = nullptr;
        return result;
    }
    *error = m_code;
    return S_OK;
}

HRESULT error_object::GetReference(BSTR* reference) noexcept {
    if (!reference) return E_POINTER;
    *reference = nullptr;
    if (m_foreign) return m_foreign->GetReference(reference);
    return give_text({}, reference);
}

HRESULT error_object::GetLanguageException(IUnknown** exception) noexcept {
    return give_reference(m_exception, exception);
}

HRESULT error_object::GetException(IUnknown** exception) noexcept {
    return give_reference(m_exception ? m_exception : m_foreign, exception);
}

HRESULT error_object::get_Code(HRESULT* code) noexcept {
    if (!code) return E_POINTER;
    *code = m_code;
    return S_OK;
}

const error_object::context_line* error_object::context_at(std::uint32_t index) const noexcept {
    const context_line* line = m_lines.load(std::memory_order_acquire);
    if (!line || index > line->index) return nullptr;
    while (line->index != index)
        line = line->previous;
    return line;
}

HRESULT error_object::GetText(std::uint32_t which, std::uint32_t index, char* buffer,
                              std::uint32_t capacity, std::uint32_t* needed) noexcept {
    const HRESULT cleared = copy_text({}, buffer, capacity, needed);
    if (cleared < 0) return cleared;
    switch (which) {
    case ASYNCOM_TEXT_MESSAGE:
        return index == 0 ? copy_text(m_message, buffer, capacity, needed) : S_FALSE;
    case ASYNCOM_TEXT_ORIGIN:
        if (index > 0 || !m_origin) return S_FALSE;
        return copy_text(origin().view(), buffer, capacity, needed);
    case ASYNCOM_TEXT_CONTEXT: {
        const context_line* line = context_at(index);
        return line ? copy_text(line->view(), buffer, capacity, needed) : S_FALSE;
    }
    default:
        *needed = 0;
        return E_INVALIDARG;
    }
}

HRESULT error_object::AddContext(const char* line) noexcept {
    if (!line) return originate(E_POINTER, "AddContext: the line is null.");
    const std::string_view text{line};
    if (text.size() > most_text || !is_valid_utf8(text))
        return originate(E_INVALIDARG, "AddContext: the line is not UTF-8.");
    void* memory = m_immortal ? nullptr : std::malloc(sizeof(context_line) + text.size());
    if (!memory) return originate(E_OUTOFMEMORY, nullptr);

    auto* added = ::new (memory) context_line{nullptr, 0, static_cast<std::uint32_t>(text.size())};
    text.copy(added->text(), text.size());
    // Acquire, because the number of the line before is read; release, because the new one's text
    // is published.
    added->previous = m_lines.load(std::memory_order_acquire);
    do {
        added->index = added->previous ? added->previous->index + 1 : 0;
    } while (!m_lines.compare_exchange_weak(added->previous, added, std::memory_order_acq_rel,
                                            std::memory_order_acquire));
    return S_OK;
}

} // namespace asyncom::core
