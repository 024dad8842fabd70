/* SPDX-License-Identifier: MIT
 *
 * The runtime functions, under their Windows names, that users of these interfaces call: task
 * memory, HSTRING, BSTR, error information, GUID text, activation. On Windows they are the system's
 * own. On other systems this library exports them, and this header binds each to a linker name of
 * its own (asyncom_SysFreeString), so that a function of the same name in another library of the
 * process never answers for ours. Their Windows names are exported as well, for those who look them
 * up.
 *
 * Every function: any thread, no initialisation, throws nothing. An in-parameter is borrowed. What
 * an out-parameter hands over belongs to the caller, who ends it with the function named there.
 * None of them leaves error information in the thread's slot but those whose purpose it is and the
 * activation.
 */
#ifndef ASYNCOM_RUNTIME_H
#define ASYNCOM_RUNTIME_H

#include "generated/errorinfo.h"
#include "platform.h"
#include "results.h"

#if !defined(ASYNCOM_SYSTEM_RUNTIME)

#if defined(__cplusplus)
extern "C" {
#endif

/* ---- task memory ---------------------------------------------------------------------------- */

/* Memory that one module allocates and another frees: the arrays of GetIids and whatever else a
 * method hands over as a block. 0 bytes give a block of their own. Null without memory. */
ASYNCOM_API void* ASYNCOM_CALL CoTaskMemAlloc(uint64_t bytes) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoTaskMemAlloc");

/* Changes the size of a block, keeping its contents up to the smaller size. A null block is
 * allocated; 0 bytes free the block and give null. Without memory: null, and the block stays. */
ASYNCOM_API void* ASYNCOM_CALL CoTaskMemRealloc(void* block, uint64_t bytes) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoTaskMemRealloc");

/* Frees a block; null is allowed. */
ASYNCOM_API void ASYNCOM_CALL CoTaskMemFree(void* block) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoTaskMemFree");

/* ---- HSTRING -----------------------------------------------------------------------------------
 * An immutable, counted UTF-16 string. The null handle is the empty string everywhere, and every
 * function that makes an empty string gives null. A string made by WindowsCreateStringReference
 * lives in its header and is valid for as long as that is; whoever keeps a string duplicates it.
 *
 * A block is laid out as on Windows and comes from malloc, so that a language which builds these
 * strings by itself can exchange them with this library. */

/* The room that a string reference needs; its contents are private. */
typedef struct HSTRING_HEADER {
    union {
        void* Reserved1;
        char Reserved2[24];
    } Reserved;
} HSTRING_HEADER;

/* A string under construction. */
typedef struct HSTRING_BUFFER__* HSTRING_BUFFER;

/* Makes a string of `length` units, which need no terminator and may include null units. Delete
 * it with WindowsDeleteString.
 *
 * Returns S_OK; E_INVALIDARG if `string` is null; E_POINTER if `source` is null and `length` is
 * not 0; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsCreateString(const WCHAR* source, uint32_t length,
                                                     HSTRING* string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsCreateString");

/* Makes a string that borrows `source`: no memory, valid for as long as `source` and `header` are.
 * source[length] must be the terminator.
 *
 * Returns S_OK; E_INVALIDARG if `header` or `string` is null; E_POINTER if `source` is null and
 * `length` is not 0; E_STRING_NOT_NULL_TERMINATED, also for length 0 with a source. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsCreateStringReference(const WCHAR* source, uint32_t length,
                                                              HSTRING_HEADER* header,
                                                              HSTRING* string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsCreateStringReference");

/* Takes one reference back; null and a string reference are left alone. Returns S_OK. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsDeleteString(HSTRING string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsDeleteString");

/* Gives a string that the caller may keep: the same handle with one more reference, or, of a
 * string reference, a copy. Delete it with WindowsDeleteString.
 *
 * Returns S_OK; E_INVALIDARG if `duplicate` is null; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsDuplicateString(HSTRING string,
                                                        HSTRING* duplicate) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsDuplicateString");

/* How many units the string has, without the terminator. */
ASYNCOM_API uint32_t ASYNCOM_CALL WindowsGetStringLen(HSTRING string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsGetStringLen");

/* The units, always terminated, never null; borrowed from the string. `length` may be null. */
ASYNCOM_API const WCHAR* ASYNCOM_CALL WindowsGetStringRawBuffer(HSTRING string,
                                                                uint32_t* length) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsGetStringRawBuffer");

/* 1 if the string is empty, else 0. */
ASYNCOM_API int32_t ASYNCOM_CALL WindowsIsStringEmpty(HSTRING string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsIsStringEmpty");

/* Gives 1 if one of the counted units is null, else 0. Returns S_OK; E_INVALIDARG if
 * `has_embedded_null` is null. */
ASYNCOM_API HRESULT ASYNCOM_CALL
WindowsStringHasEmbeddedNull(HSTRING string, int32_t* has_embedded_null) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsStringHasEmbeddedNull");

/* Gives -1, 0 or 1, by the order of the code units. Returns S_OK; E_INVALIDARG if `order` is
 * null. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsCompareStringOrdinal(HSTRING left, HSTRING right,
                                                             int32_t* order) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsCompareStringOrdinal");

/* Makes a new string of what begins at `start`. Returns S_OK; E_INVALIDARG if `part` is null;
 * E_BOUNDS if `start` lies behind the end; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsSubstring(HSTRING string, uint32_t start,
                                                  HSTRING* part) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsSubstring");

/* Makes a new string of `length` units from `start` on. Returns S_OK; E_INVALIDARG if `part` is
 * null; E_BOUNDS if they are not all there; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsSubstringWithSpecifiedLength(HSTRING string, uint32_t start,
                                                                     uint32_t length,
                                                                     HSTRING* part) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsSubstringWithSpecifiedLength");

/* Joins two strings; if one is null the other is duplicated. Returns S_OK; E_INVALIDARG if
 * `joined` is null or the result is too long to be counted; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsConcatString(HSTRING left, HSTRING right,
                                                     HSTRING* joined) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsConcatString");

/* Replaces every occurrence of `from`; without one the string is duplicated. Returns S_OK;
 * E_INVALIDARG if `replaced` is null, `from` is empty or the result is too long; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsReplaceString(HSTRING string, HSTRING from, HSTRING to,
                                                      HSTRING* replaced) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsReplaceString");

/* Removes from the start all units that occur in `trimmed_units`; where there is none the string
 * is duplicated. Returns S_OK; E_INVALIDARG if `trimmed` is null or `trimmed_units` is empty;
 * E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsTrimStringStart(HSTRING string, HSTRING trimmed_units,
                                                        HSTRING* trimmed) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsTrimStringStart");

/* The same at the end. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsTrimStringEnd(HSTRING string, HSTRING trimmed_units,
                                                      HSTRING* trimmed) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsTrimStringEnd");

/* Makes room for `length` units, to be written through `units`; units[length] is the terminator
 * already. End the buffer with one of the next two functions. Length 0 gives a null buffer.
 *
 * Returns S_OK; E_POINTER if `units` or `buffer` is null; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsPreallocateStringBuffer(uint32_t length, WCHAR** units,
                                                                HSTRING_BUFFER* buffer)
    ASYNCOM_NOEXCEPT ASYNCOM_LABEL("WindowsPreallocateStringBuffer");

/* Makes a string of a buffer, which is then used up. Returns S_OK; E_POINTER if `string` is null;
 * E_INVALIDARG if the terminator was overwritten, and then the buffer is still the caller's. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsPromoteStringBuffer(HSTRING_BUFFER buffer,
                                                            HSTRING* string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsPromoteStringBuffer");

/* Gives a buffer up; null is allowed. Returns S_OK. */
ASYNCOM_API HRESULT ASYNCOM_CALL WindowsDeleteStringBuffer(HSTRING_BUFFER buffer) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("WindowsDeleteStringBuffer");

/* ---- BSTR --------------------------------------------------------------------------------------
 * Mutable UTF-16 text with its length in bytes in the four bytes before the first unit, and a
 * terminator behind the last. Null counts as empty. Only error information uses it. */

/* Copies a terminated text. Null if `source` is null or there is no memory. Free the string with
 * SysFreeString. */
ASYNCOM_API BSTR ASYNCOM_CALL SysAllocString(const WCHAR* source) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysAllocString");

/* Copies `length` units; of a null source, null units. Null without memory. */
ASYNCOM_API BSTR ASYNCOM_CALL SysAllocStringLen(const WCHAR* source,
                                                uint32_t length) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysAllocStringLen");

/* Copies `bytes` bytes, whatever they mean; of a null source, null bytes. Null without memory. */
ASYNCOM_API BSTR ASYNCOM_CALL SysAllocStringByteLen(const char* source,
                                                    uint32_t bytes) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysAllocStringByteLen");

/* Replaces a string by a copy of a terminated text; null empties it. Returns 1; 0 without memory,
 * and then the string is as it was. */
ASYNCOM_API int32_t ASYNCOM_CALL SysReAllocString(BSTR* string,
                                                  const WCHAR* source) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysReAllocString");

/* Replaces a string by `length` units of `source`, which may lie inside the string; null keeps
 * what fits of the string. Returns 1; 0 without memory, and then the string is as it was. */
ASYNCOM_API int32_t ASYNCOM_CALL SysReAllocStringLen(BSTR* string, const WCHAR* source,
                                                     uint32_t length) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysReAllocStringLen");

/* Frees a string; null is allowed. */
ASYNCOM_API void ASYNCOM_CALL SysFreeString(BSTR string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysFreeString");

/* How many whole units the string has. */
ASYNCOM_API uint32_t ASYNCOM_CALL SysStringLen(BSTR string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysStringLen");

/* How many bytes the string has. */
ASYNCOM_API uint32_t ASYNCOM_CALL SysStringByteLen(BSTR string) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SysStringByteLen");

/* ---- error information -------------------------------------------------------------------------
 * Every thread has one slot for the reason of the last failure. A success leaves it alone, so what
 * is in it is believed only if its code is the one that was answered. */

/* Hands over what is in the slot and empties it. Returns S_OK; S_FALSE with null if it is empty;
 * E_INVALIDARG if `reserved` is not 0 or `error` is null. */
ASYNCOM_API HRESULT ASYNCOM_CALL GetErrorInfo(uint32_t reserved,
                                              IErrorInfo** error) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("GetErrorInfo");

/* Replaces what is in the slot, with a reference of its own; null empties it. Returns S_OK;
 * E_INVALIDARG if `reserved` is not 0. */
ASYNCOM_API HRESULT ASYNCOM_CALL SetErrorInfo(uint32_t reserved, IErrorInfo* error) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("SetErrorInfo");

/* Puts a new error with this code and message into the slot. Of the message at most 511 units are
 * kept, up to the first null unit; an empty one is replaced by the system's sentence for the code.
 * Returns 1; 0, and nothing happens, if `error` is a success. */
ASYNCOM_API int32_t ASYNCOM_CALL RoOriginateError(HRESULT error, HSTRING message) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoOriginateError");

/* The same with a counted text; with length 0 it is terminated. */
ASYNCOM_API int32_t ASYNCOM_CALL RoOriginateErrorW(HRESULT error, uint32_t length,
                                                   const WCHAR* message) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoOriginateErrorW");

/* Hands over what is in the slot and empties it. Returns S_OK; S_FALSE with null if it is empty or
 * holds an object of another kind, which is dropped; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL GetRestrictedErrorInfo(IRestrictedErrorInfo** error)
    ASYNCOM_NOEXCEPT ASYNCOM_LABEL("GetRestrictedErrorInfo");

/* Replaces what is in the slot, with a reference of its own; null empties it. Returns S_OK;
 * E_NOINTERFACE if the object is no IErrorInfo. */
ASYNCOM_API HRESULT ASYNCOM_CALL SetRestrictedErrorInfo(IRestrictedErrorInfo* error)
    ASYNCOM_NOEXCEPT ASYNCOM_LABEL("SetRestrictedErrorInfo");

/* As RoOriginateError, and the exception of the language that failed goes with it, for
 * ILanguageExceptionErrorInfo::GetLanguageException; null is allowed. It must be agile. */
ASYNCOM_API int32_t ASYNCOM_CALL RoOriginateLanguageException(HRESULT error, HSTRING message,
                                                              IUnknown* exception) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoOriginateLanguageException");

/* Tells that one failure became another: a new error with the new code and message goes into the
 * slot, and keeps the message of the old one as a line of its context, if that is there. A success
 * as the new code means that the failure was handled: its reason leaves the slot. Returns 1; 0, and
 * nothing happens, if both codes are the same or both are successes. */
ASYNCOM_API int32_t ASYNCOM_CALL RoTransformError(HRESULT old_error, HRESULT new_error,
                                                  HSTRING message) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoTransformError");

/* The same with a counted text; with length 0 it is terminated. */
ASYNCOM_API int32_t ASYNCOM_CALL RoTransformErrorW(HRESULT old_error, HRESULT new_error,
                                                   uint32_t length,
                                                   const WCHAR* message) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoTransformErrorW");

/* Hands over what is in the slot, if its code is `error`, otherwise a new error with that code and
 * the system's sentence; the slot is empty afterwards. Returns S_OK; E_INVALIDARG if `error` is a
 * success; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL
RoGetMatchingRestrictedErrorInfo(HRESULT error, IRestrictedErrorInfo** information) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoGetMatchingRestrictedErrorInfo");

/* Makes an error object to be filled in and put into the slot with SetErrorInfo: it answers
 * IErrorInfo. Texts that were not set are null. Release it. Returns S_OK; E_INVALIDARG if `error`
 * is null; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL CreateErrorInfo(ICreateErrorInfo** error) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CreateErrorInfo");

/* Gives 4, the value of Windows by default: failures are put into the slot. Returns S_OK;
 * E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoGetErrorReportingFlags(uint32_t* flags) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoGetErrorReportingFlags");

/* ---- GUIDs and their text ------------------------------------------------------------------- */

/* Makes a new identifier, of random bits. Returns S_OK; E_INVALIDARG if `guid` is null; E_FAIL if
 * the system gives no random bits. */
ASYNCOM_API HRESULT ASYNCOM_CALL CoCreateGuid(GUID* guid) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoCreateGuid");

/* Writes {XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX} in upper case with its terminator. Returns 39, the
 * units written; 0, and nothing is written, if `capacity` is less. */
ASYNCOM_API int32_t ASYNCOM_CALL StringFromGUID2(REFGUID guid, WCHAR* buffer,
                                                 int32_t capacity) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("StringFromGUID2");

/* Reads such a text, in either case. A null text is the GUID of zeros. Returns S_OK; E_INVALIDARG
 * if `iid` is null or the text has another length; CO_E_IIDSTRING if it is no GUID. */
ASYNCOM_API HRESULT ASYNCOM_CALL IIDFromString(const WCHAR* text, IID* iid) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("IIDFromString");

/* ---- apartments --------------------------------------------------------------------------------
 * There are none outside Windows: every object is called directly from any thread. These functions
 * answer code that was written for them, so that it finds what it expects. */

#if defined(__cplusplus)
enum RO_INIT_TYPE : int32_t { RO_INIT_SINGLETHREADED = 0, RO_INIT_MULTITHREADED = 1 };
#else
typedef int32_t RO_INIT_TYPE;
enum { RO_INIT_SINGLETHREADED = 0, RO_INIT_MULTITHREADED = 1 };
#endif

/* Counts an initialisation of the calling thread; nothing needs one. Returns S_OK; S_FALSE if the
 * thread was initialised before; RPC_E_CHANGED_MODE if that was with the other type, and then
 * nothing is counted; E_INVALIDARG. Each S_OK and S_FALSE wants one RoUninitialize. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoInitialize(RO_INIT_TYPE type) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoInitialize");

/* Takes an initialisation of the calling thread back. */
ASYNCOM_API void ASYNCOM_CALL RoUninitialize(void) ASYNCOM_NOEXCEPT ASYNCOM_LABEL("RoUninitialize");

/* Names a reason to keep the multithreaded apartment. */
typedef struct CO_MTA_USAGE_COOKIE__* CO_MTA_USAGE_COOKIE;

/* Counts a usage of the apartment that is not there. Returns S_OK; E_INVALIDARG if `cookie` is
 * null. */
ASYNCOM_API HRESULT ASYNCOM_CALL CoIncrementMTAUsage(CO_MTA_USAGE_COOKIE* cookie) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoIncrementMTAUsage");

/* Takes a usage back. Returns S_OK; E_INVALIDARG if there is none. */
ASYNCOM_API HRESULT ASYNCOM_CALL CoDecrementMTAUsage(CO_MTA_USAGE_COOKIE cookie) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoDecrementMTAUsage");

/* Both options do the same where nothing is marshaled. */
#if defined(__cplusplus)
enum AgileReferenceOptions : int32_t {
    AGILEREFERENCE_DEFAULT = 0,
    AGILEREFERENCE_DELAYEDMARSHAL = 1
};
#else
typedef int32_t AgileReferenceOptions;
enum { AGILEREFERENCE_DEFAULT = 0, AGILEREFERENCE_DELAYEDMARSHAL = 1 };
#endif

/* Makes an object that holds `object` for use on any thread: Resolve gives the object's own
 * pointers. It is agile itself. Release it.
 *
 * Returns S_OK; E_INVALIDARG if `object` or `reference` is null or the option is unknown;
 * E_NOINTERFACE if the object does not have `iid`; CO_E_NOT_SUPPORTED if it answers INoMarshal;
 * E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoGetAgileReference(AgileReferenceOptions options, REFIID iid,
                                                     IUnknown* object,
                                                     IAgileReference** reference) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoGetAgileReference");

/* Makes the part of an agile object that answers IMarshal for it. `outer` is that object, which
 * keeps the part, releases it at its own end and is not counted by it; null: the part stands
 * alone. `marshaler` is the part's own IUnknown.
 *
 * What it marshals is the pointer itself, within the process: contexts 3 (in this process) and 4
 * (in another apartment of it). In other contexts its methods answer CO_E_NOT_SUPPORTED; it reads
 * back only what this process wrote, everything else is E_INVALIDARG.
 *
 * Returns S_OK; E_INVALIDARG if `marshaler` is null; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL
CoCreateFreeThreadedMarshaler(IUnknown* outer, IUnknown** marshaler) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoCreateFreeThreadedMarshaler");

/* ---- activation --------------------------------------------------------------------------------
 * From the name of a class to its factory. Class "A.B.C" is asked for, in this order: of the
 * factories that the application has registered; of component A.B, which is the file libA.B.so
 * (libA.B.dylib on macOS); of component A. Components are looked for in the application's own
 * directory and in those of AsyncomAddComponentDirectory, never anywhere else, and stay loaded
 * until CoFreeUnusedLibraries. A component exports, under exactly these names and as C functions:
 *
 *   HRESULT DllGetActivationFactory(HSTRING class_name, IActivationFactory** factory)
 *     hands over the factory of a class; a class that it does not have: CLASS_E_CLASSNOTAVAILABLE,
 *     REGDB_E_CLASSNOTREG or E_NOINTERFACE, and the search goes on.
 *   HRESULT DllCanUnloadNow(void)
 *     S_OK if nothing of it lives and none of its code runs, else S_FALSE. Without this function it
 *     stays for ever.
 *
 * These functions leave error information in the thread's slot when they fail. */

/* Hands over the factory of a class as the interface `iid`. Release it. Another thread may load
 * the component meanwhile, which is loaded once. The component's initialisers and its
 * DllGetActivationFactory run inside.
 *
 * Returns S_OK; E_INVALIDARG if the name is empty or `factory` is null; REGDB_E_CLASSNOTREG if no
 * component has the class, or none could be named so; E_NOINTERFACE if the factory does not have
 * `iid`; a failure of the component's; E_FAIL if it threw an exception or has no
 * DllGetActivationFactory; 0x800700C1 if the file is no module for this machine; 0x8007007E if the
 * system could not load it; E_UNEXPECTED if it succeeded without a factory, or if this is a second
 * copy of the library in the process; E_OUTOFMEMORY. A component that could not be loaded or has no
 * DllGetActivationFactory is the answer only if none further on has the class. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoGetActivationFactory(HSTRING class_name, REFIID iid,
                                                        void** factory) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoGetActivationFactory");

/* Makes an object of a class by its factory's ActivateInstance. Release it. Returns as
 * RoGetActivationFactory; what ActivateInstance answers, E_NOTIMPL if the class has no default
 * constructor; E_INVALIDARG if `instance` is null. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoActivateInstance(HSTRING class_name,
                                                    IInspectable** instance) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("RoActivateInstance");

/* Gives a factory as DllGetActivationFactory does. */
typedef HRESULT(ASYNCOM_CALL* PFNGETACTIVATIONFACTORY)(HSTRING class_name,
                                                       IActivationFactory** factory);

/* Names one registration. */
typedef struct RO_REGISTRATION_COOKIE__* RO_REGISTRATION_COOKIE;

/* Registers the factories of `count` classes, which are found before those of components. The
 * names are copied; the callbacks must stay until RoRevokeActivationFactories has returned.
 *
 * Returns S_OK; E_INVALIDARG if an argument is missing or a name is empty; CO_E_OBJISREG if one of
 * the classes is registered already or named twice, and then none is; E_UNEXPECTED in a second copy
 * of the library; E_OUTOFMEMORY. A callback that does not have its class after all answers as
 * DllGetActivationFactory does, and the search goes on. */
ASYNCOM_API HRESULT ASYNCOM_CALL RoRegisterActivationFactories(
    HSTRING* class_names, PFNGETACTIVATIONFACTORY* callbacks, uint32_t count,
    RO_REGISTRATION_COOKIE* cookie) ASYNCOM_NOEXCEPT ASYNCOM_LABEL("RoRegisterActivationFactories");

/* Ends a registration. When it returns no callback of it runs on another thread nor will, so that
 * its code can be unloaded; it waits for one that does. Inside such a callback it does not wait for
 * that one. Two callbacks that revoke each other's registration wait for ever. An unknown cookie is
 * ignored. */
ASYNCOM_API void ASYNCOM_CALL RoRevokeActivationFactories(RO_REGISTRATION_COOKIE cookie)
    ASYNCOM_NOEXCEPT ASYNCOM_LABEL("RoRevokeActivationFactories");

/* Asks each loaded component DllCanUnloadNow and unloads those that answer S_OK, unless somebody
 * activates a class of theirs meanwhile, an operation that their code created still runs, or an
 * object that was made from one of their functions still lives or is being destroyed. Not to be
 * called from the code of a component, nor while a thread may be on its way out of a method of one;
 * contract.md, section 14, says what a component promises. */
ASYNCOM_API void ASYNCOM_CALL CoFreeUnusedLibraries(void) ASYNCOM_NOEXCEPT
    ASYNCOM_LABEL("CoFreeUnusedLibraries");

#if defined(__cplusplus)
}
#endif

#elif defined(ASYNCOM_DECLARES_ROERRORAPI)

/* mingw-w64 has these in libraries (-lruntimeobject, -lole32) and in no header. */
typedef enum AgileReferenceOptions {
    AGILEREFERENCE_DEFAULT = 0,
    AGILEREFERENCE_DELAYEDMARSHAL = 1
} AgileReferenceOptions;

#if defined(__cplusplus)
extern "C" {
#endif
HRESULT WINAPI RoGetAgileReference(AgileReferenceOptions options, REFIID iid, IUnknown* object,
                                   IAgileReference** reference);
BOOL WINAPI RoOriginateError(HRESULT error, HSTRING message);
HRESULT WINAPI GetRestrictedErrorInfo(IRestrictedErrorInfo** error);
HRESULT WINAPI SetRestrictedErrorInfo(IRestrictedErrorInfo* error);
#if defined(__cplusplus)
}
#endif

#endif

#endif
