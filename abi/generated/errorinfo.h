/* SPDX-License-Identifier: MIT
 *
 * The objects that carry the reason of a failure beside its HRESULT. The functions that put them
 * into a thread's slot and take them out are in runtime.h.
 *
 * Made from idl/errorinfo.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_ERRORINFO_H
#define ASYNCOM_GENERATED_ERRORINFO_H

#include "inspectable.h"

#ifndef __IErrorInfo_FWD_DEFINED__
#define __IErrorInfo_FWD_DEFINED__
typedef struct IErrorInfo IErrorInfo;
#endif

#ifndef __ICreateErrorInfo_FWD_DEFINED__
#define __ICreateErrorInfo_FWD_DEFINED__
typedef struct ICreateErrorInfo ICreateErrorInfo;
#endif

#ifndef __ISupportErrorInfo_FWD_DEFINED__
#define __ISupportErrorInfo_FWD_DEFINED__
typedef struct ISupportErrorInfo ISupportErrorInfo;
#endif

#ifndef __IRestrictedErrorInfo_FWD_DEFINED__
#define __IRestrictedErrorInfo_FWD_DEFINED__
typedef struct IRestrictedErrorInfo IRestrictedErrorInfo;
#endif

#ifndef __ILanguageExceptionErrorInfo_FWD_DEFINED__
#define __ILanguageExceptionErrorInfo_FWD_DEFINED__
typedef struct ILanguageExceptionErrorInfo ILanguageExceptionErrorInfo;
#endif

#ifndef __ILanguageExceptionErrorInfo2_FWD_DEFINED__
#define __ILanguageExceptionErrorInfo2_FWD_DEFINED__
typedef struct ILanguageExceptionErrorInfo2 ILanguageExceptionErrorInfo2;
#endif

#ifndef __IErrorInfo_INTERFACE_DEFINED__
#define __IErrorInfo_INTERFACE_DEFINED__
/* {1cf2b120-547d-101b-8e65-08002b2bd119} */
ASYNCOM_CONSTANT GUID IID_IErrorInfo = {
    0x1cf2b120, 0x547d, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};

/// The reason of a failure, in classic automation. Any thread. Every text is handed over; free it
/// with SysFreeString. The error objects of this library are immutable and answer this interface,
/// IRestrictedErrorInfo, ILanguageExceptionErrorInfo and IAsyncError.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("1cf2b120-547d-101b-8e65-08002b2bd119")
IErrorInfo : public IUnknown {
    /// Gives the interface that failed; 16 zero bytes from this library's objects, which do not
    /// record it. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetGUID(GUID* iid) = 0;

    /// Gives where the failure arose: module and offset, where known, from this library's
    /// objects. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetSource(BSTR* source) = 0;

    /// Gives the message. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetDescription(BSTR* description) = 0;

    /// Gives the help file; an empty text from this library's objects. Returns S_OK;
    /// E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetHelpFile(BSTR* file) = 0;

    /// Gives the topic in the help file; 0 from this library's objects. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetHelpContext(ASYNCOM_ULONG* context) = 0;
};
#else
typedef struct IErrorInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IErrorInfo* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IErrorInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IErrorInfo* This);
    /* its own */

    /// Gives the interface that failed; 16 zero bytes from this library's objects, which do not
    /// record it. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetGUID)(IErrorInfo* This, GUID* iid);

    /// Gives where the failure arose: module and offset, where known, from this library's
    /// objects. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetSource)(IErrorInfo* This, BSTR* source);

    /// Gives the message. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetDescription)(IErrorInfo* This, BSTR* description);

    /// Gives the help file; an empty text from this library's objects. Returns S_OK;
    /// E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetHelpFile)(IErrorInfo* This, BSTR* file);

    /// Gives the topic in the help file; 0 from this library's objects. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetHelpContext)(IErrorInfo* This, ASYNCOM_ULONG* context);
} IErrorInfoVtbl;
struct IErrorInfo {
    const IErrorInfoVtbl* lpVtbl;
};
#endif
#endif

#ifndef __ICreateErrorInfo_INTERFACE_DEFINED__
#define __ICreateErrorInfo_INTERFACE_DEFINED__
/* {22f03340-547d-101b-8e65-08002b2bd119} */
ASYNCOM_CONSTANT GUID IID_ICreateErrorInfo = {
    0x22f03340, 0x547d, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};

/// Fills a new error object, in classic automation. One caller at a time, before the object is
/// shown to anyone else. Every argument is borrowed and copied.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("22f03340-547d-101b-8e65-08002b2bd119")
ICreateErrorInfo : public IUnknown {
    /// Sets the interface that failed. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL SetGUID(REFIID iid) = 0;

    /// Sets who failed. Returns S_OK; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL SetSource(WCHAR* source) = 0;

    /// Sets the message. Returns S_OK; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL SetDescription(WCHAR* description) = 0;

    /// Sets the help file. Returns S_OK; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL SetHelpFile(WCHAR* file) = 0;

    /// Sets the topic in the help file. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL SetHelpContext(ASYNCOM_ULONG context) = 0;
};
#else
typedef struct ICreateErrorInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(ICreateErrorInfo* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(ICreateErrorInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(ICreateErrorInfo* This);
    /* its own */

    /// Sets the interface that failed. Returns S_OK.
    HRESULT (ASYNCOM_CALL* SetGUID)(ICreateErrorInfo* This, REFIID iid);

    /// Sets who failed. Returns S_OK; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* SetSource)(ICreateErrorInfo* This, WCHAR* source);

    /// Sets the message. Returns S_OK; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* SetDescription)(ICreateErrorInfo* This, WCHAR* description);

    /// Sets the help file. Returns S_OK; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* SetHelpFile)(ICreateErrorInfo* This, WCHAR* file);

    /// Sets the topic in the help file. Returns S_OK.
    HRESULT (ASYNCOM_CALL* SetHelpContext)(ICreateErrorInfo* This, ASYNCOM_ULONG context);
} ICreateErrorInfoVtbl;
struct ICreateErrorInfo {
    const ICreateErrorInfoVtbl* lpVtbl;
};
#endif
#endif

#ifndef __ISupportErrorInfo_INTERFACE_DEFINED__
#define __ISupportErrorInfo_INTERFACE_DEFINED__
/* {df0b3d60-548f-101b-8e65-08002b2bd119} */
ASYNCOM_CONSTANT GUID IID_ISupportErrorInfo = {
    0xdf0b3d60, 0x548f, 0x101b, {0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19}};

/// Tells which interfaces of an object leave error information behind when they fail. Any thread.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("df0b3d60-548f-101b-8e65-08002b2bd119")
ISupportErrorInfo : public IUnknown {
    /// Returns S_OK if the interface `iid` of this object does, else S_FALSE.
    virtual HRESULT ASYNCOM_CALL InterfaceSupportsErrorInfo(REFIID iid) = 0;
};
#else
typedef struct ISupportErrorInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(ISupportErrorInfo* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(ISupportErrorInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(ISupportErrorInfo* This);
    /* its own */

    /// Returns S_OK if the interface `iid` of this object does, else S_FALSE.
    HRESULT (ASYNCOM_CALL* InterfaceSupportsErrorInfo)(ISupportErrorInfo* This, REFIID iid);
} ISupportErrorInfoVtbl;
struct ISupportErrorInfo {
    const ISupportErrorInfoVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IRestrictedErrorInfo_INTERFACE_DEFINED__
#define __IRestrictedErrorInfo_INTERFACE_DEFINED__
/* {82ba7092-4c88-427d-a7bc-16dd93feb67e} */
ASYNCOM_CONSTANT GUID IID_IRestrictedErrorInfo = {
    0x82ba7092, 0x4c88, 0x427d, {0xa7, 0xbc, 0x16, 0xdd, 0x93, 0xfe, 0xb6, 0x7e}};

/// The reason of a failure, in the Windows Runtime. Any thread.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("82ba7092-4c88-427d-a7bc-16dd93feb67e")
IRestrictedErrorInfo : public IUnknown {
    /// Gives the code and the texts. Every text is handed over; free it with SysFreeString.
    ///
    /// This library's objects give their message as both texts, because some clients prefer the
    /// one and some the other, and no capability identifier.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER, with every other out-parameter cleared.
    virtual HRESULT ASYNCOM_CALL GetErrorDetails(BSTR* description, HRESULT* error,
        BSTR* restricted_description, BSTR* capability_sid) = 0;

    /// Gives a text that identifies the record across processes; an empty text from this
    /// library's objects, which stay in theirs. Free it with SysFreeString.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetReference(BSTR* reference) = 0;
};
#else
typedef struct IRestrictedErrorInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IRestrictedErrorInfo* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IRestrictedErrorInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IRestrictedErrorInfo* This);
    /* its own */

    /// Gives the code and the texts. Every text is handed over; free it with SysFreeString.
    ///
    /// This library's objects give their message as both texts, because some clients prefer the
    /// one and some the other, and no capability identifier.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER, with every other out-parameter cleared.
    HRESULT (ASYNCOM_CALL* GetErrorDetails)(IRestrictedErrorInfo* This, BSTR* description,
        HRESULT* error, BSTR* restricted_description, BSTR* capability_sid);

    /// Gives a text that identifies the record across processes; an empty text from this
    /// library's objects, which stay in theirs. Free it with SysFreeString.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetReference)(IRestrictedErrorInfo* This, BSTR* reference);
} IRestrictedErrorInfoVtbl;
struct IRestrictedErrorInfo {
    const IRestrictedErrorInfoVtbl* lpVtbl;
};
#endif
#endif

#ifndef __ILanguageExceptionErrorInfo_INTERFACE_DEFINED__
#define __ILanguageExceptionErrorInfo_INTERFACE_DEFINED__
/* {04a2dbf3-df83-116c-0946-0812abf6e07d} */
ASYNCOM_CONSTANT GUID IID_ILanguageExceptionErrorInfo = {
    0x04a2dbf3, 0xdf83, 0x116c, {0x09, 0x46, 0x08, 0x12, 0xab, 0xf6, 0xe0, 0x7d}};

/// Connects a failure with the exception of the language that raised it. Any thread.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("04a2dbf3-df83-116c-0946-0812abf6e07d")
ILanguageExceptionErrorInfo : public IUnknown {
    /// Hands over the exception, which only its own language understands; null if there is none.
    /// Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetLanguageException(IUnknown** exception) = 0;
};
#else
typedef struct ILanguageExceptionErrorInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(ILanguageExceptionErrorInfo* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(ILanguageExceptionErrorInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(ILanguageExceptionErrorInfo* This);
    /* its own */

    /// Hands over the exception, which only its own language understands; null if there is none.
    /// Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetLanguageException)(ILanguageExceptionErrorInfo* This,
        IUnknown** exception);
} ILanguageExceptionErrorInfoVtbl;
struct ILanguageExceptionErrorInfo {
    const ILanguageExceptionErrorInfoVtbl* lpVtbl;
};
#endif
#endif

#ifndef __ILanguageExceptionErrorInfo2_INTERFACE_DEFINED__
#define __ILanguageExceptionErrorInfo2_INTERFACE_DEFINED__
/* {5746e5c4-5b97-424c-b620-2822915734dd} */
ASYNCOM_CONSTANT GUID IID_ILanguageExceptionErrorInfo2 = {
    0x5746e5c4, 0x5b97, 0x424c, {0xb6, 0x20, 0x28, 0x22, 0x91, 0x57, 0x34, 0xdd}};

/// Adds the places that an exception passed on its way. Any thread. Declared for the objects of
/// other runtimes; this library's objects do not answer it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("5746e5c4-5b97-424c-b620-2822915734dd")
ILanguageExceptionErrorInfo2 : public ILanguageExceptionErrorInfo {
    /// Hands over the place before this one; null at the first. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetPreviousLanguageExceptionErrorInfo(
        ILanguageExceptionErrorInfo2** previous) = 0;

    /// Records that the failure passes the caller, with its exception or null. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL CapturePropagationContext(IUnknown* exception) = 0;

    /// Hands over the last place recorded. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetPropagationContextHead(ILanguageExceptionErrorInfo2** head) = 0;
};
#else
typedef struct ILanguageExceptionErrorInfo2Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(ILanguageExceptionErrorInfo2* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(ILanguageExceptionErrorInfo2* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(ILanguageExceptionErrorInfo2* This);
    /* ILanguageExceptionErrorInfo */
    HRESULT (ASYNCOM_CALL* GetLanguageException)(ILanguageExceptionErrorInfo2* This,
        IUnknown** exception);
    /* its own */

    /// Hands over the place before this one; null at the first. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetPreviousLanguageExceptionErrorInfo)(
        ILanguageExceptionErrorInfo2* This, ILanguageExceptionErrorInfo2** previous);

    /// Records that the failure passes the caller, with its exception or null. Returns S_OK.
    HRESULT (ASYNCOM_CALL* CapturePropagationContext)(ILanguageExceptionErrorInfo2* This,
        IUnknown* exception);

    /// Hands over the last place recorded. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetPropagationContextHead)(ILanguageExceptionErrorInfo2* This,
        ILanguageExceptionErrorInfo2** head);
} ILanguageExceptionErrorInfo2Vtbl;
struct ILanguageExceptionErrorInfo2 {
    const ILanguageExceptionErrorInfo2Vtbl* lpVtbl;
};
#endif
#endif

#endif
