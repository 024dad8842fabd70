// SPDX-License-Identifier: MIT
// The runtime functions of runtime.h, each exported under its own linker name and under Windows'
// bare one. Nothing inside the library calls them: it calls the hidden functions behind them, so
// that no other library's SysFreeString ever frees our strings. Windows has its own and compiles
// none of this. None can throw: what is called here is noexcept throughout.
#include "com/activation.h"
#include "com/agile_reference.h"
#include "com/apartment.h"
#include "com/bstr.h"
#include "com/component.h"
#include "com/created_error_info.h"
#include "com/error_info.h"
#include "com/error_transform.h"
#include "com/free_threaded_marshaler.h"
#include "com/guid.h"
#include "com/hstring.h"
#include "com/registered_factories.h"
#include "com/task_memory.h"
#include "observe/module_use.h"
#include "platform/code_address.h"
#include "platform/export_alias.h"

#include <asyncom/runtime.h>

namespace core = asyncom::core;

// Begins a definition; the body follows.
#define ASYNCOM_RUNTIME_FUNCTION(result, name, parameters, arguments)                              \
    ASYNCOM_EXPORT_BARE_NAME(result, name, parameters, arguments)                                  \
    result ASYNCOM_CALL name parameters noexcept

// ---- task memory --------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(void*, CoTaskMemAlloc, (uint64_t bytes), (bytes)) {
    return core::task_allocate(bytes);
}

ASYNCOM_RUNTIME_FUNCTION(void*, CoTaskMemRealloc, (void* block, uint64_t bytes), (block, bytes)) {
    return core::task_reallocate(block, bytes);
}

ASYNCOM_RUNTIME_FUNCTION(void, CoTaskMemFree, (void* block), (block)) {
    core::task_free(block);
}

// ---- HSTRING ------------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsCreateString,
                         (const WCHAR* source, uint32_t length, HSTRING* string),
                         (source, length, string)) {
    return core::hstring_create(source, length, string);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsCreateStringReference,
                         (const WCHAR* source, uint32_t length, HSTRING_HEADER* header,
                          HSTRING* string),
                         (source, length, header, string)) {
    return core::hstring_create_reference(source, length, header, string);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsDeleteString, (HSTRING string), (string)) {
    core::hstring_delete(string);
    return S_OK;
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsDuplicateString, (HSTRING string, HSTRING* duplicate),
                         (string, duplicate)) {
    return core::hstring_duplicate(string, duplicate);
}

ASYNCOM_RUNTIME_FUNCTION(uint32_t, WindowsGetStringLen, (HSTRING string), (string)) {
    return core::hstring_length(string);
}

ASYNCOM_RUNTIME_FUNCTION(const WCHAR*, WindowsGetStringRawBuffer,
                         (HSTRING string, uint32_t* length), (string, length)) {
    return core::hstring_text(string, length);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, WindowsIsStringEmpty, (HSTRING string), (string)) {
    return core::hstring_length(string) == 0;
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsStringHasEmbeddedNull,
                         (HSTRING string, int32_t* has_embedded_null),
                         (string, has_embedded_null)) {
    return core::hstring_has_embedded_nul(string, has_embedded_null);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsCompareStringOrdinal,
                         (HSTRING left, HSTRING right, int32_t* order), (left, right, order)) {
    return core::hstring_compare(left, right, order);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsSubstring, (HSTRING string, uint32_t start, HSTRING* part),
                         (string, start, part)) {
    return core::hstring_substring(string, start, part);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsSubstringWithSpecifiedLength,
                         (HSTRING string, uint32_t start, uint32_t length, HSTRING* part),
                         (string, start, length, part)) {
    return core::hstring_substring(string, start, length, part);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsConcatString,
                         (HSTRING left, HSTRING right, HSTRING* joined), (left, right, joined)) {
    return core::hstring_concat(left, right, joined);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsReplaceString,
                         (HSTRING string, HSTRING from, HSTRING to, HSTRING* replaced),
                         (string, from, to, replaced)) {
    return core::hstring_replace(string, from, to, replaced);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsTrimStringStart,
                         (HSTRING string, HSTRING trimmed_units, HSTRING* trimmed),
                         (string, trimmed_units, trimmed)) {
    return core::hstring_trim_start(string, trimmed_units, trimmed);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsTrimStringEnd,
                         (HSTRING string, HSTRING trimmed_units, HSTRING* trimmed),
                         (string, trimmed_units, trimmed)) {
    return core::hstring_trim_end(string, trimmed_units, trimmed);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsPreallocateStringBuffer,
                         (uint32_t length, WCHAR** units, HSTRING_BUFFER* buffer),
                         (length, units, buffer)) {
    return core::hstring_preallocate(length, units, buffer);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsPromoteStringBuffer,
                         (HSTRING_BUFFER buffer, HSTRING* string), (buffer, string)) {
    return core::hstring_promote(buffer, string);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, WindowsDeleteStringBuffer, (HSTRING_BUFFER buffer), (buffer)) {
    core::hstring_delete_buffer(buffer);
    return S_OK;
}

// ---- BSTR ---------------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(BSTR, SysAllocString, (const WCHAR* source), (source)) {
    return core::bstr_allocate(source);
}

ASYNCOM_RUNTIME_FUNCTION(BSTR, SysAllocStringLen, (const WCHAR* source, uint32_t length),
                         (source, length)) {
    return core::bstr_allocate_units(source, length);
}

ASYNCOM_RUNTIME_FUNCTION(BSTR, SysAllocStringByteLen, (const char* source, uint32_t bytes),
                         (source, bytes)) {
    return core::bstr_allocate_bytes(source, bytes);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, SysReAllocString, (BSTR * string, const WCHAR* source),
                         (string, source)) {
    return core::bstr_reallocate(string, source);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, SysReAllocStringLen,
                         (BSTR * string, const WCHAR* source, uint32_t length),
                         (string, source, length)) {
    return core::bstr_reallocate_units(string, source, length);
}

ASYNCOM_RUNTIME_FUNCTION(void, SysFreeString, (BSTR string), (string)) {
    core::bstr_free(string);
}

ASYNCOM_RUNTIME_FUNCTION(uint32_t, SysStringLen, (BSTR string), (string)) {
    return core::bstr_units(string);
}

ASYNCOM_RUNTIME_FUNCTION(uint32_t, SysStringByteLen, (BSTR string), (string)) {
    return core::bstr_bytes(string);
}

// ---- error information --------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(HRESULT, GetErrorInfo, (uint32_t reserved, IErrorInfo** error),
                         (reserved, error)) {
    return core::get_error_info(reserved, error);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, SetErrorInfo, (uint32_t reserved, IErrorInfo* error),
                         (reserved, error)) {
    return core::set_error_info(reserved, error);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, RoOriginateError, (HRESULT error, HSTRING message),
                         (error, message)) {
    return core::originate_utf16(error, message, ASYNCOM_RETURN_ADDRESS());
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, RoOriginateErrorW,
                         (HRESULT error, uint32_t length, const WCHAR* message),
                         (error, length, message)) {
    return core::originate_utf16(error, length, message, ASYNCOM_RETURN_ADDRESS());
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, GetRestrictedErrorInfo, (IRestrictedErrorInfo * *error),
                         (error)) {
    return core::get_restricted_error_info(error);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, SetRestrictedErrorInfo, (IRestrictedErrorInfo * error), (error)) {
    return core::set_restricted_error_info(error);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, RoOriginateLanguageException,
                         (HRESULT error, HSTRING message, IUnknown* exception),
                         (error, message, exception)) {
    return core::originate_utf16(error, message, ASYNCOM_RETURN_ADDRESS(), exception);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, RoTransformError,
                         (HRESULT old_error, HRESULT new_error, HSTRING message),
                         (old_error, new_error, message)) {
    return core::transform_error(old_error, new_error, message, ASYNCOM_RETURN_ADDRESS());
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, RoTransformErrorW,
                         (HRESULT old_error, HRESULT new_error, uint32_t length,
                          const WCHAR* message),
                         (old_error, new_error, length, message)) {
    return core::transform_error(old_error, new_error, length, message, ASYNCOM_RETURN_ADDRESS());
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoGetMatchingRestrictedErrorInfo,
                         (HRESULT error, IRestrictedErrorInfo** information),
                         (error, information)) {
    return core::matching_restricted_error_info(error, information, ASYNCOM_RETURN_ADDRESS());
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, CreateErrorInfo, (ICreateErrorInfo * *error), (error)) {
    return core::create_error_info(error);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoGetErrorReportingFlags, (uint32_t * flags), (flags)) {
    if (!flags) return E_POINTER;
    *flags = 4; // USESETERRORINFO, which the error slot is always ready for
    return S_OK;
}

// ---- GUID ---------------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(HRESULT, CoCreateGuid, (GUID * guid), (guid)) {
    return core::create_guid(guid);
}

ASYNCOM_RUNTIME_FUNCTION(int32_t, StringFromGUID2, (REFGUID guid, WCHAR* buffer, int32_t capacity),
                         (guid, buffer, capacity)) {
    return core::string_from_guid(guid, buffer, capacity);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, IIDFromString, (const WCHAR* text, IID* iid), (text, iid)) {
    return core::iid_from_string(text, iid);
}

// ---- apartments ---------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoInitialize, (RO_INIT_TYPE type), (type)) {
    return core::initialize_apartment(type);
}

ASYNCOM_RUNTIME_FUNCTION(void, RoUninitialize, (), ()) {
    core::uninitialize_apartment();
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, CoIncrementMTAUsage, (CO_MTA_USAGE_COOKIE * cookie), (cookie)) {
    return core::increment_mta_usage(cookie);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, CoDecrementMTAUsage, (CO_MTA_USAGE_COOKIE cookie), (cookie)) {
    return core::decrement_mta_usage(cookie);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoGetAgileReference,
                         (AgileReferenceOptions options, REFIID iid, IUnknown* object,
                          IAgileReference** reference),
                         (options, iid, object, reference)) {
    return core::get_agile_reference(options, iid, object, reference);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, CoCreateFreeThreadedMarshaler,
                         (IUnknown * outer, IUnknown** marshaler), (outer, marshaler)) {
    return core::create_free_threaded_marshaler(outer, marshaler);
}

// ---- activation ---------------------------------------------------------------------------------

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoGetActivationFactory,
                         (HSTRING class_name, REFIID iid, void** factory),
                         (class_name, iid, factory)) {
    return core::get_activation_factory(class_name, iid, factory);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoActivateInstance, (HSTRING class_name, IInspectable** instance),
                         (class_name, instance)) {
    return core::activate_instance(class_name, instance);
}

ASYNCOM_RUNTIME_FUNCTION(HRESULT, RoRegisterActivationFactories,
                         (HSTRING * class_names, PFNGETACTIVATIONFACTORY* callbacks, uint32_t count,
                          RO_REGISTRATION_COOKIE* cookie),
                         (class_names, callbacks, count, cookie)) {
    return core::register_factories(class_names, callbacks, count, cookie);
}

ASYNCOM_RUNTIME_FUNCTION(void, RoRevokeActivationFactories, (RO_REGISTRATION_COOKIE cookie),
                         (cookie)) {
    core::revoke_factories(cookie);
}

ASYNCOM_RUNTIME_FUNCTION(void, CoFreeUnusedLibraries, (), ()) {
    core::free_unused_components(&core::is_module_needed);
}
