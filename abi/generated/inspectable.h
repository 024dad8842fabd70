/* SPDX-License-Identifier: MIT
 *
 * What a Windows Runtime object adds to IUnknown, and the small interfaces around it.
 *
 * Made from idl/inspectable.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_INSPECTABLE_H
#define ASYNCOM_GENERATED_INSPECTABLE_H

#include "unknwn.h"

#ifndef __IInspectable_FWD_DEFINED__
#define __IInspectable_FWD_DEFINED__
typedef struct IInspectable IInspectable;
#endif

#ifndef __IAgileObject_FWD_DEFINED__
#define __IAgileObject_FWD_DEFINED__
typedef struct IAgileObject IAgileObject;
#endif

#ifndef __INoMarshal_FWD_DEFINED__
#define __INoMarshal_FWD_DEFINED__
typedef struct INoMarshal INoMarshal;
#endif

#ifndef __IAgileReference_FWD_DEFINED__
#define __IAgileReference_FWD_DEFINED__
typedef struct IAgileReference IAgileReference;
#endif

#ifndef __ISequentialStream_FWD_DEFINED__
#define __ISequentialStream_FWD_DEFINED__
typedef struct ISequentialStream ISequentialStream;
#endif

#ifndef __IWeakReference_FWD_DEFINED__
#define __IWeakReference_FWD_DEFINED__
typedef struct IWeakReference IWeakReference;
#endif

#ifndef __IWeakReferenceSource_FWD_DEFINED__
#define __IWeakReferenceSource_FWD_DEFINED__
typedef struct IWeakReferenceSource IWeakReferenceSource;
#endif

#ifndef __IActivationFactory_FWD_DEFINED__
#define __IActivationFactory_FWD_DEFINED__
typedef struct IActivationFactory IActivationFactory;
#endif

#ifndef __IMarshal_FWD_DEFINED__
#define __IMarshal_FWD_DEFINED__
typedef struct IMarshal IMarshal;
#endif

#ifndef __IStream_FWD_DEFINED__
#define __IStream_FWD_DEFINED__
typedef struct IStream IStream;
#endif

#ifndef __inspectable_h__
#define __inspectable_h__
/// How far an object is trusted. Every object of this library says BaseTrust.
#if defined(__cplusplus)
enum ASYNCOM_VISIBLE TrustLevel : int32_t {
    BaseTrust = 0,
    PartialTrust = 1,
    FullTrust = 2
};
#else
typedef int32_t TrustLevel;
enum {
    BaseTrust = 0,
    PartialTrust = 1,
    FullTrust = 2
};
#endif
#endif

#ifndef __IInspectable_INTERFACE_DEFINED__
#define __IInspectable_INTERFACE_DEFINED__
/* {af86e2e0-b12d-4c6a-9c5a-d7aa65101e90} */
ASYNCOM_CONSTANT GUID IID_IInspectable = {
    0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};

/// What every Windows Runtime object can say about itself. Any thread.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("af86e2e0-b12d-4c6a-9c5a-d7aa65101e90")
IInspectable : public IUnknown {
    /// Lists the interfaces of the object's class, without IUnknown and IInspectable. The array
    /// is handed over; free it with CoTaskMemFree. An empty list is a count of 0 and null.
    ///
    /// An operation lists the interface of its family and IAsyncInfo. What this library adds is
    /// left out, so that a client which walks the list sees what Windows shows.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetIids(ASYNCOM_ULONG* count, IID** iids) = 0;

    /// Hands over the full name of the object's class, such as
    /// "Windows.Foundation.IAsyncOperation`1<UInt32>"; delete it with WindowsDeleteString.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER; from a factory E_ILLEGAL_METHOD_CALL.
    virtual HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) = 0;

    /// Says how far the object is trusted: BaseTrust. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel* level) = 0;
};
#else
typedef struct IInspectableVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IInspectable* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IInspectable* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IInspectable* This);
    /* its own */

    /// Lists the interfaces of the object's class, without IUnknown and IInspectable. The array
    /// is handed over; free it with CoTaskMemFree. An empty list is a count of 0 and null.
    ///
    /// An operation lists the interface of its family and IAsyncInfo. What this library adds is
    /// left out, so that a client which walks the list sees what Windows shows.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetIids)(IInspectable* This, ASYNCOM_ULONG* count, IID** iids);

    /// Hands over the full name of the object's class, such as
    /// "Windows.Foundation.IAsyncOperation`1<UInt32>"; delete it with WindowsDeleteString.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER; from a factory E_ILLEGAL_METHOD_CALL.
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(IInspectable* This, HSTRING* name);

    /// Says how far the object is trusted: BaseTrust. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(IInspectable* This, TrustLevel* level);
} IInspectableVtbl;
struct IInspectable {
    const IInspectableVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAgileObject_INTERFACE_DEFINED__
#define __IAgileObject_INTERFACE_DEFINED__
/* {94ea2b94-e9cc-49e0-c0ff-ee64ca8f5b90} */
ASYNCOM_CONSTANT GUID IID_IAgileObject = {
    0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};

/// A promise without methods: an object that answers this interface may be called directly from
/// any thread. Every object of this library answers it.
///
/// A handler that does not is called directly too where there are no apartments; on Windows it is
/// called through an agile reference.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("94ea2b94-e9cc-49e0-c0ff-ee64ca8f5b90")
IAgileObject : public IUnknown {
};
#else
typedef struct IAgileObjectVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAgileObject* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAgileObject* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAgileObject* This);
} IAgileObjectVtbl;
struct IAgileObject {
    const IAgileObjectVtbl* lpVtbl;
};
#endif
#endif

#ifndef __INoMarshal_INTERFACE_DEFINED__
#define __INoMarshal_INTERFACE_DEFINED__
/* {ecc8691b-c1db-4dc0-855e-65f6c551af49} */
ASYNCOM_CONSTANT GUID IID_INoMarshal = {
    0xecc8691b, 0xc1db, 0x4dc0, {0x85, 0x5e, 0x65, 0xf6, 0xc5, 0x51, 0xaf, 0x49}};

/// A promise without methods: an object that answers this interface never crosses an apartment
/// boundary. No object of this library answers it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("ecc8691b-c1db-4dc0-855e-65f6c551af49")
INoMarshal : public IUnknown {
};
#else
typedef struct INoMarshalVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(INoMarshal* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(INoMarshal* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(INoMarshal* This);
} INoMarshalVtbl;
struct INoMarshal {
    const INoMarshalVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAgileReference_INTERFACE_DEFINED__
#define __IAgileReference_INTERFACE_DEFINED__
/* {c03f6a43-65a4-9818-987e-e0b810d2a6f2} */
ASYNCOM_CONSTANT GUID IID_IAgileReference = {
    0xc03f6a43, 0x65a4, 0x9818, {0x98, 0x7e, 0xe0, 0xb8, 0x10, 0xd2, 0xa6, 0xf2}};

/// Keeps an object for use on any thread. Any thread. RoGetAgileReference makes it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("c03f6a43-65a4-9818-987e-e0b810d2a6f2")
IAgileReference : public IUnknown {
    /// Hands over the object's interface `iid`. Where there are no apartments it is the object's
    /// own pointer.
    ///
    /// Returns S_OK; E_NOINTERFACE, with null in `object`; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Resolve(REFIID iid, void** object) = 0;
};
#else
typedef struct IAgileReferenceVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAgileReference* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAgileReference* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAgileReference* This);
    /* its own */

    /// Hands over the object's interface `iid`. Where there are no apartments it is the object's
    /// own pointer.
    ///
    /// Returns S_OK; E_NOINTERFACE, with null in `object`; E_POINTER.
    HRESULT (ASYNCOM_CALL* Resolve)(IAgileReference* This, REFIID iid, void** object);
} IAgileReferenceVtbl;
struct IAgileReference {
    const IAgileReferenceVtbl* lpVtbl;
};
#endif
#endif

#ifndef __ISequentialStream_INTERFACE_DEFINED__
#define __ISequentialStream_INTERFACE_DEFINED__
/* {0c733a30-2a1c-11ce-ade5-00aa0044773d} */
ASYNCOM_CONSTANT GUID IID_ISequentialStream = {
    0x0c733a30, 0x2a1c, 0x11ce, {0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d}};

/// Bytes in a row. Whoever marshals an interface writes through it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("0c733a30-2a1c-11ce-ade5-00aa0044773d")
ISequentialStream : public IUnknown {
    /// Reads up to `size` bytes and says how many, if `read` is not null. Returns S_OK; S_FALSE
    /// at the end; a failure.
    virtual HRESULT ASYNCOM_CALL Read(void* bytes, ASYNCOM_ULONG size, ASYNCOM_ULONG* read) = 0;

    /// Writes `size` bytes and says how many, if `written` is not null. Returns S_OK; a failure.
    virtual HRESULT ASYNCOM_CALL Write(const void* bytes, ASYNCOM_ULONG size,
        ASYNCOM_ULONG* written) = 0;
};
#else
typedef struct ISequentialStreamVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(ISequentialStream* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(ISequentialStream* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(ISequentialStream* This);
    /* its own */

    /// Reads up to `size` bytes and says how many, if `read` is not null. Returns S_OK; S_FALSE
    /// at the end; a failure.
    HRESULT (ASYNCOM_CALL* Read)(ISequentialStream* This, void* bytes, ASYNCOM_ULONG size,
        ASYNCOM_ULONG* read);

    /// Writes `size` bytes and says how many, if `written` is not null. Returns S_OK; a failure.
    HRESULT (ASYNCOM_CALL* Write)(ISequentialStream* This, const void* bytes, ASYNCOM_ULONG size,
        ASYNCOM_ULONG* written);
} ISequentialStreamVtbl;
struct ISequentialStream {
    const ISequentialStreamVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IWeakReference_INTERFACE_DEFINED__
#define __IWeakReference_INTERFACE_DEFINED__
/* {00000037-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IWeakReference = {
    0x00000037, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// Knows an object without keeping it alive. Any thread. It has an identity of its own.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000037-0000-0000-c000-000000000046")
IWeakReference : public IUnknown {
    /// Hands over the object's interface `iid` while the object lives. A dead object is no
    /// failure: S_OK, with null in `object`.
    ///
    /// Returns S_OK; E_NOINTERFACE from a living object without `iid`; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Resolve(REFIID iid, IInspectable** object) = 0;
};
#else
typedef struct IWeakReferenceVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IWeakReference* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IWeakReference* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IWeakReference* This);
    /* its own */

    /// Hands over the object's interface `iid` while the object lives. A dead object is no
    /// failure: S_OK, with null in `object`.
    ///
    /// Returns S_OK; E_NOINTERFACE from a living object without `iid`; E_POINTER.
    HRESULT (ASYNCOM_CALL* Resolve)(IWeakReference* This, REFIID iid, IInspectable** object);
} IWeakReferenceVtbl;
struct IWeakReference {
    const IWeakReferenceVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IWeakReferenceSource_INTERFACE_DEFINED__
#define __IWeakReferenceSource_INTERFACE_DEFINED__
/* {00000038-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IWeakReferenceSource = {
    0x00000038, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// Gives weak references to the object that answers it. Any thread. It is a part of that object
/// and keeps it alive; only what it gives is weak. Every operation answers it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000038-0000-0000-c000-000000000046")
IWeakReferenceSource : public IUnknown {
    /// Hands over a weak reference; every call on one object gives the same one.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetWeakReference(IWeakReference** reference) = 0;
};
#else
typedef struct IWeakReferenceSourceVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IWeakReferenceSource* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IWeakReferenceSource* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IWeakReferenceSource* This);
    /* its own */

    /// Hands over a weak reference; every call on one object gives the same one.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetWeakReference)(IWeakReferenceSource* This,
        IWeakReference** reference);
} IWeakReferenceSourceVtbl;
struct IWeakReferenceSource {
    const IWeakReferenceSourceVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IActivationFactory_INTERFACE_DEFINED__
#define __IActivationFactory_INTERFACE_DEFINED__
/* {00000035-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IActivationFactory = {
    0x00000035, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// The factory of an activatable class. This library declares it for components; no object of
/// its own answers it.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000035-0000-0000-c000-000000000046")
IActivationFactory : public IInspectable {
    /// Makes an object of the class and hands it over.
    ///
    /// Returns S_OK; E_NOTIMPL if the class has no default constructor; E_OUTOFMEMORY;
    /// E_INVALIDARG if `instance` is null.
    virtual HRESULT ASYNCOM_CALL ActivateInstance(IInspectable** instance) = 0;
};
#else
typedef struct IActivationFactoryVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IActivationFactory* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IActivationFactory* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IActivationFactory* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(IActivationFactory* This, ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(IActivationFactory* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(IActivationFactory* This, TrustLevel* level);
    /* its own */

    /// Makes an object of the class and hands it over.
    ///
    /// Returns S_OK; E_NOTIMPL if the class has no default constructor; E_OUTOFMEMORY;
    /// E_INVALIDARG if `instance` is null.
    HRESULT (ASYNCOM_CALL* ActivateInstance)(IActivationFactory* This, IInspectable** instance);
} IActivationFactoryVtbl;
struct IActivationFactory {
    const IActivationFactoryVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IMarshal_INTERFACE_DEFINED__
#define __IMarshal_INTERFACE_DEFINED__
/* {00000003-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IMarshal = {
    0x00000003, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// How an object crosses apartments and processes on Windows. The interface is declared so that
/// its identifier has a name; elsewhere only the part that CoCreateFreeThreadedMarshaler makes
/// answers it, because there are no apartments to cross.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000003-0000-0000-c000-000000000046")
IMarshal : public IUnknown {
    /// Names the class that will rebuild the object's interface `iid` in `context`.
    /// Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL GetUnmarshalClass(REFIID iid, void* object, ASYNCOM_ULONG context,
        void* reserved, ASYNCOM_ULONG flags, CLSID* unmarshaler) = 0;

    /// Gives the most bytes that MarshalInterface will write. Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL GetMarshalSizeMax(REFIID iid, void* object, ASYNCOM_ULONG context,
        void* reserved, ASYNCOM_ULONG flags, ASYNCOM_ULONG* size) = 0;

    /// Writes what rebuilds the interface into `stream`. Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL MarshalInterface(IStream* stream, REFIID iid, void* object,
        ASYNCOM_ULONG context, void* reserved, ASYNCOM_ULONG flags) = 0;

    /// Rebuilds the interface from `stream` and hands it over. Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL UnmarshalInterface(IStream* stream, REFIID iid, void** object) = 0;

    /// Gives up what MarshalInterface wrote, unread. Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL ReleaseMarshalData(IStream* stream) = 0;

    /// Cuts off everyone who reached the object through marshaling. Returns S_OK or a failure.
    virtual HRESULT ASYNCOM_CALL DisconnectObject(ASYNCOM_ULONG reserved) = 0;
};
#else
typedef struct IMarshalVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IMarshal* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IMarshal* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IMarshal* This);
    /* its own */

    /// Names the class that will rebuild the object's interface `iid` in `context`.
    /// Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* GetUnmarshalClass)(IMarshal* This, REFIID iid, void* object,
        ASYNCOM_ULONG context, void* reserved, ASYNCOM_ULONG flags, CLSID* unmarshaler);

    /// Gives the most bytes that MarshalInterface will write. Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* GetMarshalSizeMax)(IMarshal* This, REFIID iid, void* object,
        ASYNCOM_ULONG context, void* reserved, ASYNCOM_ULONG flags, ASYNCOM_ULONG* size);

    /// Writes what rebuilds the interface into `stream`. Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* MarshalInterface)(IMarshal* This, IStream* stream, REFIID iid,
        void* object, ASYNCOM_ULONG context, void* reserved, ASYNCOM_ULONG flags);

    /// Rebuilds the interface from `stream` and hands it over. Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* UnmarshalInterface)(IMarshal* This, IStream* stream, REFIID iid,
        void** object);

    /// Gives up what MarshalInterface wrote, unread. Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* ReleaseMarshalData)(IMarshal* This, IStream* stream);

    /// Cuts off everyone who reached the object through marshaling. Returns S_OK or a failure.
    HRESULT (ASYNCOM_CALL* DisconnectObject)(IMarshal* This, ASYNCOM_ULONG reserved);
} IMarshalVtbl;
struct IMarshal {
    const IMarshalVtbl* lpVtbl;
};
#endif
#endif

#endif
