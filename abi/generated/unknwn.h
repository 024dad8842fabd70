/* SPDX-License-Identifier: MIT
 *
 * The root of every interface, and the class factory of classic COM.
 *
 * Made from idl/unknwn.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_UNKNWN_H
#define ASYNCOM_GENERATED_UNKNWN_H

#include "../platform.h"

#ifndef __IUnknown_FWD_DEFINED__
#define __IUnknown_FWD_DEFINED__
typedef struct IUnknown IUnknown;
#endif

#ifndef __IClassFactory_FWD_DEFINED__
#define __IClassFactory_FWD_DEFINED__
typedef struct IClassFactory IClassFactory;
#endif

#ifndef __IUnknown_INTERFACE_DEFINED__
#define __IUnknown_INTERFACE_DEFINED__
/* {00000000-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IUnknown = {
    0x00000000, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// The root of every interface: identity, discovery and lifetime. Any thread.
///
/// The first three slots of every vtable in this library are these. Objects are called through
/// a pointer to a pointer to a table of functions; there is no destructor and no type
/// information in that table.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000000-0000-0000-c000-000000000046")
IUnknown {
    /// Asks whether the object has the interface `iid`, and hands over a reference to it.
    ///
    /// The answer for one identifier never changes while the object lives. Asked for IUnknown,
    /// every interface of one object gives the same pointer: it is the object's identity. The
    /// thread's error information is never touched.
    ///
    /// Returns S_OK; E_NOINTERFACE, with null in `object`; E_POINTER if `object` is null.
    virtual HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) = 0;

    /// Adds one reference. The result is for diagnosis only: another thread may have changed
    /// the count before it is read.
    virtual ASYNCOM_ULONG ASYNCOM_CALL AddRef() = 0;

    /// Takes one reference back; the last one destroys the object on the calling thread. A
    /// result of 0 says that this happened; any other is for diagnosis only.
    virtual ASYNCOM_ULONG ASYNCOM_CALL Release() = 0;
};
#else
typedef struct IUnknownVtbl {
    /* its own */

    /// Asks whether the object has the interface `iid`, and hands over a reference to it.
    ///
    /// The answer for one identifier never changes while the object lives. Asked for IUnknown,
    /// every interface of one object gives the same pointer: it is the object's identity. The
    /// thread's error information is never touched.
    ///
    /// Returns S_OK; E_NOINTERFACE, with null in `object`; E_POINTER if `object` is null.
    HRESULT (ASYNCOM_CALL* QueryInterface)(IUnknown* This, REFIID iid, void** object);

    /// Adds one reference. The result is for diagnosis only: another thread may have changed
    /// the count before it is read.
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IUnknown* This);

    /// Takes one reference back; the last one destroys the object on the calling thread. A
    /// result of 0 says that this happened; any other is for diagnosis only.
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IUnknown* This);
} IUnknownVtbl;
struct IUnknown {
    const IUnknownVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IClassFactory_INTERFACE_DEFINED__
#define __IClassFactory_INTERFACE_DEFINED__
/* {00000001-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IClassFactory = {
    0x00000001, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// Makes objects of one class, in classic COM. This library declares it for components; its own
/// objects are made by flat functions.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000001-0000-0000-c000-000000000046")
IClassFactory : public IUnknown {
    /// Makes an object and hands over its interface `iid`. `outer` is null, or the object that
    /// the new one becomes a part of.
    ///
    /// Returns S_OK; CLASS_E_NOAGGREGATION if `outer` is given and the class has no use for it;
    /// E_NOINTERFACE; E_OUTOFMEMORY; E_POINTER if `object` is null.
    virtual HRESULT ASYNCOM_CALL CreateInstance(IUnknown* outer, REFIID iid, void** object) = 0;

    /// Adds (nonzero) or takes back (zero) one reason to keep the module loaded. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL LockServer(int32_t lock) = 0;
};
#else
typedef struct IClassFactoryVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IClassFactory* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IClassFactory* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IClassFactory* This);
    /* its own */

    /// Makes an object and hands over its interface `iid`. `outer` is null, or the object that
    /// the new one becomes a part of.
    ///
    /// Returns S_OK; CLASS_E_NOAGGREGATION if `outer` is given and the class has no use for it;
    /// E_NOINTERFACE; E_OUTOFMEMORY; E_POINTER if `object` is null.
    HRESULT (ASYNCOM_CALL* CreateInstance)(IClassFactory* This, IUnknown* outer, REFIID iid,
        void** object);

    /// Adds (nonzero) or takes back (zero) one reason to keep the module loaded. Returns S_OK.
    HRESULT (ASYNCOM_CALL* LockServer)(IClassFactory* This, int32_t lock);
} IClassFactoryVtbl;
struct IClassFactory {
    const IClassFactoryVtbl* lpVtbl;
};
#endif
#endif

#endif
