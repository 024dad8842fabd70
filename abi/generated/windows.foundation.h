/* SPDX-License-Identifier: MIT
 *
 * The four families of asynchronous work, by what they give: nothing, a result, progress on the
 * way, or both. Any thread may call any method; none blocks, but one that invokes a handler returns
 * after the handler has.
 *
 * Beside its family's interface every operation answers IAsyncInfo, IWeakReferenceSource,
 * IAgileObject and, of this library's own, IAsyncControl.
 *
 * Made from idl/windows.foundation.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_WINDOWS_FOUNDATION_H
#define ASYNCOM_GENERATED_WINDOWS_FOUNDATION_H

#include "asyncinfo.h"

#ifndef ____x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler_FWD_DEFINED__
#define ____x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
struct IAsyncActionCompletedHandler;
}}}
typedef ABI::Windows::Foundation::IAsyncActionCompletedHandler
    __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler;
#else
typedef struct __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler
    __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler;
#endif
#endif

#ifndef ____x_ABI_CWindows_CFoundation_CIAsyncAction_FWD_DEFINED__
#define ____x_ABI_CWindows_CFoundation_CIAsyncAction_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
struct IAsyncAction;
}}}
typedef ABI::Windows::Foundation::IAsyncAction __x_ABI_CWindows_CFoundation_CIAsyncAction;
#else
typedef struct __x_ABI_CWindows_CFoundation_CIAsyncAction
    __x_ABI_CWindows_CFoundation_CIAsyncAction;
#endif
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionProgressHandler_impl;
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionProgressHandler : IAsyncActionProgressHandler_impl<TProgress> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgressCompletedHandler_impl;
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgressCompletedHandler
    : IAsyncActionWithProgressCompletedHandler_impl<TProgress> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgress_impl;
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgress : IAsyncActionWithProgress_impl<TProgress> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperationCompletedHandler_impl;
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperationCompletedHandler : IAsyncOperationCompletedHandler_impl<TResult> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperation_impl;
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperation : IAsyncOperation_impl<TResult> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationProgressHandler_impl;
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationProgressHandler
    : IAsyncOperationProgressHandler_impl<TResult, TProgress> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgressCompletedHandler_impl;
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgressCompletedHandler
    : IAsyncOperationWithProgressCompletedHandler_impl<TResult, TProgress> {};
}}}
#endif

#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgress_impl;
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgress
    : IAsyncOperationWithProgress_impl<TResult, TProgress> {};
}}}
#endif

#ifndef ____FIAsyncOperation_1_boolean_FWD_DEFINED__
#define ____FIAsyncOperation_1_boolean_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<bool> __FIAsyncOperation_1_boolean;
#else
typedef struct __FIAsyncOperation_1_boolean __FIAsyncOperation_1_boolean;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_boolean_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_boolean_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<bool>
    __FIAsyncOperationCompletedHandler_1_boolean;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_boolean
    __FIAsyncOperationCompletedHandler_1_boolean;
#endif
#endif

#ifndef ____FIAsyncOperation_1_int_FWD_DEFINED__
#define ____FIAsyncOperation_1_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<int32_t> __FIAsyncOperation_1_int;
#else
typedef struct __FIAsyncOperation_1_int __FIAsyncOperation_1_int;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_int_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<int32_t>
    __FIAsyncOperationCompletedHandler_1_int;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_int __FIAsyncOperationCompletedHandler_1_int;
#endif
#endif

#ifndef ____FIAsyncOperation_1_UINT32_FWD_DEFINED__
#define ____FIAsyncOperation_1_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<uint32_t> __FIAsyncOperation_1_UINT32;
#else
typedef struct __FIAsyncOperation_1_UINT32 __FIAsyncOperation_1_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<uint32_t>
    __FIAsyncOperationCompletedHandler_1_UINT32;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_UINT32
    __FIAsyncOperationCompletedHandler_1_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperation_1_INT64_FWD_DEFINED__
#define ____FIAsyncOperation_1_INT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<int64_t> __FIAsyncOperation_1_INT64;
#else
typedef struct __FIAsyncOperation_1_INT64 __FIAsyncOperation_1_INT64;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_INT64_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_INT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<int64_t>
    __FIAsyncOperationCompletedHandler_1_INT64;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_INT64
    __FIAsyncOperationCompletedHandler_1_INT64;
#endif
#endif

#ifndef ____FIAsyncOperation_1_UINT64_FWD_DEFINED__
#define ____FIAsyncOperation_1_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<uint64_t> __FIAsyncOperation_1_UINT64;
#else
typedef struct __FIAsyncOperation_1_UINT64 __FIAsyncOperation_1_UINT64;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_UINT64_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<uint64_t>
    __FIAsyncOperationCompletedHandler_1_UINT64;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_UINT64
    __FIAsyncOperationCompletedHandler_1_UINT64;
#endif
#endif

#ifndef ____FIAsyncOperation_1_float_FWD_DEFINED__
#define ____FIAsyncOperation_1_float_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<float> __FIAsyncOperation_1_float;
#else
typedef struct __FIAsyncOperation_1_float __FIAsyncOperation_1_float;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_float_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_float_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<float>
    __FIAsyncOperationCompletedHandler_1_float;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_float
    __FIAsyncOperationCompletedHandler_1_float;
#endif
#endif

#ifndef ____FIAsyncOperation_1_double_FWD_DEFINED__
#define ____FIAsyncOperation_1_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<double> __FIAsyncOperation_1_double;
#else
typedef struct __FIAsyncOperation_1_double __FIAsyncOperation_1_double;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_double_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<double>
    __FIAsyncOperationCompletedHandler_1_double;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_double
    __FIAsyncOperationCompletedHandler_1_double;
#endif
#endif

#ifndef ____FIAsyncOperation_1_HSTRING_FWD_DEFINED__
#define ____FIAsyncOperation_1_HSTRING_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<HSTRING> __FIAsyncOperation_1_HSTRING;
#else
typedef struct __FIAsyncOperation_1_HSTRING __FIAsyncOperation_1_HSTRING;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_HSTRING_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_HSTRING_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<HSTRING>
    __FIAsyncOperationCompletedHandler_1_HSTRING;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_HSTRING
    __FIAsyncOperationCompletedHandler_1_HSTRING;
#endif
#endif

#ifndef ____FIAsyncOperation_1_IInspectable_FWD_DEFINED__
#define ____FIAsyncOperation_1_IInspectable_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperation<IInspectable*> __FIAsyncOperation_1_IInspectable;
#else
typedef struct __FIAsyncOperation_1_IInspectable __FIAsyncOperation_1_IInspectable;
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_IInspectable_FWD_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_IInspectable_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationCompletedHandler<IInspectable*>
    __FIAsyncOperationCompletedHandler_1_IInspectable;
#else
typedef struct __FIAsyncOperationCompletedHandler_1_IInspectable
    __FIAsyncOperationCompletedHandler_1_IInspectable;
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_double_FWD_DEFINED__
#define ____FIAsyncActionWithProgress_1_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgress<double>
    __FIAsyncActionWithProgress_1_double;
#else
typedef struct __FIAsyncActionWithProgress_1_double __FIAsyncActionWithProgress_1_double;
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_double_FWD_DEFINED__
#define ____FIAsyncActionProgressHandler_1_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionProgressHandler<double>
    __FIAsyncActionProgressHandler_1_double;
#else
typedef struct __FIAsyncActionProgressHandler_1_double __FIAsyncActionProgressHandler_1_double;
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_double_FWD_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgressCompletedHandler<double>
    __FIAsyncActionWithProgressCompletedHandler_1_double;
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_double
    __FIAsyncActionWithProgressCompletedHandler_1_double;
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_UINT32_FWD_DEFINED__
#define ____FIAsyncActionWithProgress_1_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgress<uint32_t>
    __FIAsyncActionWithProgress_1_UINT32;
#else
typedef struct __FIAsyncActionWithProgress_1_UINT32 __FIAsyncActionWithProgress_1_UINT32;
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_UINT32_FWD_DEFINED__
#define ____FIAsyncActionProgressHandler_1_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionProgressHandler<uint32_t>
    __FIAsyncActionProgressHandler_1_UINT32;
#else
typedef struct __FIAsyncActionProgressHandler_1_UINT32 __FIAsyncActionProgressHandler_1_UINT32;
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_UINT32_FWD_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgressCompletedHandler<uint32_t>
    __FIAsyncActionWithProgressCompletedHandler_1_UINT32;
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_UINT32
    __FIAsyncActionWithProgressCompletedHandler_1_UINT32;
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_UINT64_FWD_DEFINED__
#define ____FIAsyncActionWithProgress_1_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgress<uint64_t>
    __FIAsyncActionWithProgress_1_UINT64;
#else
typedef struct __FIAsyncActionWithProgress_1_UINT64 __FIAsyncActionWithProgress_1_UINT64;
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_UINT64_FWD_DEFINED__
#define ____FIAsyncActionProgressHandler_1_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionProgressHandler<uint64_t>
    __FIAsyncActionProgressHandler_1_UINT64;
#else
typedef struct __FIAsyncActionProgressHandler_1_UINT64 __FIAsyncActionProgressHandler_1_UINT64;
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_UINT64_FWD_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgressCompletedHandler<uint64_t>
    __FIAsyncActionWithProgressCompletedHandler_1_UINT64;
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_UINT64
    __FIAsyncActionWithProgressCompletedHandler_1_UINT64;
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_int_FWD_DEFINED__
#define ____FIAsyncActionWithProgress_1_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgress<int32_t>
    __FIAsyncActionWithProgress_1_int;
#else
typedef struct __FIAsyncActionWithProgress_1_int __FIAsyncActionWithProgress_1_int;
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_int_FWD_DEFINED__
#define ____FIAsyncActionProgressHandler_1_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionProgressHandler<int32_t>
    __FIAsyncActionProgressHandler_1_int;
#else
typedef struct __FIAsyncActionProgressHandler_1_int __FIAsyncActionProgressHandler_1_int;
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_int_FWD_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgressCompletedHandler<int32_t>
    __FIAsyncActionWithProgressCompletedHandler_1_int;
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_int
    __FIAsyncActionWithProgressCompletedHandler_1_int;
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_HSTRING_FWD_DEFINED__
#define ____FIAsyncActionWithProgress_1_HSTRING_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgress<HSTRING>
    __FIAsyncActionWithProgress_1_HSTRING;
#else
typedef struct __FIAsyncActionWithProgress_1_HSTRING __FIAsyncActionWithProgress_1_HSTRING;
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_HSTRING_FWD_DEFINED__
#define ____FIAsyncActionProgressHandler_1_HSTRING_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionProgressHandler<HSTRING>
    __FIAsyncActionProgressHandler_1_HSTRING;
#else
typedef struct __FIAsyncActionProgressHandler_1_HSTRING __FIAsyncActionProgressHandler_1_HSTRING;
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_HSTRING_FWD_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_HSTRING_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncActionWithProgressCompletedHandler<HSTRING>
    __FIAsyncActionWithProgressCompletedHandler_1_HSTRING;
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_HSTRING
    __FIAsyncActionWithProgressCompletedHandler_1_HSTRING;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_UINT32_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_UINT32_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<uint32_t, uint32_t>
    __FIAsyncOperationWithProgress_2_UINT32_UINT32;
#else
typedef struct __FIAsyncOperationWithProgress_2_UINT32_UINT32
    __FIAsyncOperationWithProgress_2_UINT32_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_UINT32_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_UINT32_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<uint32_t, uint32_t>
    __FIAsyncOperationProgressHandler_2_UINT32_UINT32;
#else
typedef struct __FIAsyncOperationProgressHandler_2_UINT32_UINT32
    __FIAsyncOperationProgressHandler_2_UINT32_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<uint32_t, uint32_t>
    __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32
    __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_UINT64_UINT64_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_UINT64_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<uint64_t, uint64_t>
    __FIAsyncOperationWithProgress_2_UINT64_UINT64;
#else
typedef struct __FIAsyncOperationWithProgress_2_UINT64_UINT64
    __FIAsyncOperationWithProgress_2_UINT64_UINT64;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_UINT64_UINT64_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_UINT64_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<uint64_t, uint64_t>
    __FIAsyncOperationProgressHandler_2_UINT64_UINT64;
#else
typedef struct __FIAsyncOperationProgressHandler_2_UINT64_UINT64
    __FIAsyncOperationProgressHandler_2_UINT64_UINT64;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<uint64_t, uint64_t>
    __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64
    __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_HSTRING_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_HSTRING_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<HSTRING, double>
    __FIAsyncOperationWithProgress_2_HSTRING_double;
#else
typedef struct __FIAsyncOperationWithProgress_2_HSTRING_double
    __FIAsyncOperationWithProgress_2_HSTRING_double;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_HSTRING_double_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_HSTRING_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<HSTRING, double>
    __FIAsyncOperationProgressHandler_2_HSTRING_double;
#else
typedef struct __FIAsyncOperationProgressHandler_2_HSTRING_double
    __FIAsyncOperationProgressHandler_2_HSTRING_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<HSTRING, double>
    __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double
    __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_HSTRING_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_HSTRING_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<HSTRING, uint32_t>
    __FIAsyncOperationWithProgress_2_HSTRING_UINT32;
#else
typedef struct __FIAsyncOperationWithProgress_2_HSTRING_UINT32
    __FIAsyncOperationWithProgress_2_HSTRING_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_HSTRING_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_HSTRING_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<HSTRING, uint32_t>
    __FIAsyncOperationProgressHandler_2_HSTRING_UINT32;
#else
typedef struct __FIAsyncOperationProgressHandler_2_HSTRING_UINT32
    __FIAsyncOperationProgressHandler_2_HSTRING_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<HSTRING, uint32_t>
    __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32
    __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_IInspectable_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_IInspectable_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<IInspectable*, double>
    __FIAsyncOperationWithProgress_2_IInspectable_double;
#else
typedef struct __FIAsyncOperationWithProgress_2_IInspectable_double
    __FIAsyncOperationWithProgress_2_IInspectable_double;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_IInspectable_double_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_IInspectable_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<IInspectable*, double>
    __FIAsyncOperationProgressHandler_2_IInspectable_double;
#else
typedef struct __FIAsyncOperationProgressHandler_2_IInspectable_double
    __FIAsyncOperationProgressHandler_2_IInspectable_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<IInspectable*, double>
    __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double
    __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_boolean_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_boolean_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<bool, double>
    __FIAsyncOperationWithProgress_2_boolean_double;
#else
typedef struct __FIAsyncOperationWithProgress_2_boolean_double
    __FIAsyncOperationWithProgress_2_boolean_double;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_boolean_double_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_boolean_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<bool, double>
    __FIAsyncOperationProgressHandler_2_boolean_double;
#else
typedef struct __FIAsyncOperationProgressHandler_2_boolean_double
    __FIAsyncOperationProgressHandler_2_boolean_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_boolean_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_boolean_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<bool, double>
    __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double
    __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_INT64_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_INT64_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<int64_t, double>
    __FIAsyncOperationWithProgress_2_INT64_double;
#else
typedef struct __FIAsyncOperationWithProgress_2_INT64_double
    __FIAsyncOperationWithProgress_2_INT64_double;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_INT64_double_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_INT64_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<int64_t, double>
    __FIAsyncOperationProgressHandler_2_INT64_double;
#else
typedef struct __FIAsyncOperationProgressHandler_2_INT64_double
    __FIAsyncOperationProgressHandler_2_INT64_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_INT64_double_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_INT64_double_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<int64_t, double>
    __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double
    __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_int_int_FWD_DEFINED__
#define ____FIAsyncOperationWithProgress_2_int_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgress<int32_t, int32_t>
    __FIAsyncOperationWithProgress_2_int_int;
#else
typedef struct __FIAsyncOperationWithProgress_2_int_int __FIAsyncOperationWithProgress_2_int_int;
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_int_int_FWD_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_int_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationProgressHandler<int32_t, int32_t>
    __FIAsyncOperationProgressHandler_2_int_int;
#else
typedef struct __FIAsyncOperationProgressHandler_2_int_int
    __FIAsyncOperationProgressHandler_2_int_int;
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_int_int_FWD_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_int_int_FWD_DEFINED__
#if defined(__cplusplus) && !defined(CINTERFACE)
typedef ABI::Windows::Foundation::IAsyncOperationWithProgressCompletedHandler<int32_t, int32_t>
    __FIAsyncOperationWithProgressCompletedHandler_2_int_int;
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_int_int
    __FIAsyncOperationWithProgressCompletedHandler_2_int_int;
#endif
#endif

#ifndef ____x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler_INTERFACE_DEFINED__
#define ____x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler_INTERFACE_DEFINED__
/* {a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7} */
ASYNCOM_CONSTANT GUID IID___x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler = {
    0xa4ed5c81, 0x76c9, 0x40bd, {0x8b, 0xe6, 0xb1, 0xd9, 0x0f, 0xb2, 0x0a, 0xe7}};

/// Is told once that the work has ended: Completed, Canceled or Error, never Started.
///
/// `sender` is the pointer of the family's interface, the same that QueryInterface gives, and
/// borrowed. The handler runs on the thread that ended the work, or that set the handler when
/// it had ended, under no lock. It may do anything with the operation, releasing the last
/// reference included. What it returns never changes the outcome; a failure is counted.
///
/// So do the Completed handlers of all families.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
ASYNCOM_INTERFACE("a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7")
IAsyncActionCompletedHandler : public IUnknown {
    virtual HRESULT ASYNCOM_CALL Invoke(ABI::Windows::Foundation::IAsyncAction* sender,
        AsyncStatus status) = 0;
};
}}}
#else
typedef struct __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandlerVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler* This);
    /* its own */

    HRESULT (ASYNCOM_CALL* Invoke)(__x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler* This,
        __x_ABI_CWindows_CFoundation_CIAsyncAction* sender, AsyncStatus status);
} __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandlerVtbl;
struct __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler {
    const __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandlerVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____x_ABI_CWindows_CFoundation_CIAsyncAction_INTERFACE_DEFINED__
#define ____x_ABI_CWindows_CFoundation_CIAsyncAction_INTERFACE_DEFINED__
/* {5a648006-843a-4da9-865b-9d26e5dfad7b} */
ASYNCOM_CONSTANT GUID IID___x_ABI_CWindows_CFoundation_CIAsyncAction = {
    0x5a648006, 0x843a, 0x4da9, {0x86, 0x5b, 0x9d, 0x26, 0xe5, 0xdf, 0xad, 0x7b}};

/// Work without a result and without progress.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
ASYNCOM_INTERFACE("5a648006-843a-4da9-865b-9d26e5dfad7b")
IAsyncAction : public IInspectable {
    /// Sets the handler that is told of the end, once. If the work has ended the handler is
    /// invoked on this thread before this returns, else on the thread that ends it. Null is
    /// an assignment too, the only one. The reference is kept until Invoke has returned.
    ///
    /// Returns S_OK, whatever the handler answers; E_ILLEGAL_DELEGATE_ASSIGNMENT the second
    /// time; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Completed(
        ABI::Windows::Foundation::IAsyncActionCompletedHandler* handler) = 0;

    /// Hands over the handler: before it is invoked, to anyone; while it is, to the thread
    /// that invokes it, and null to others; afterwards, and before one is set, null.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Completed(
        ABI::Windows::Foundation::IAsyncActionCompletedHandler** handler) = 0;

    /// Tells how the work came out, any number of times.
    ///
    /// Returns S_OK if the status is Completed; the failure if it is Error and 0x800704C7 if
    /// it is Canceled, both with error information in this thread's slot;
    /// E_ILLEGAL_METHOD_CALL if it is Started, and after Close.
    virtual HRESULT ASYNCOM_CALL GetResults() = 0;
};
}}}
#else
typedef struct __x_ABI_CWindows_CFoundation_CIAsyncActionVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        TrustLevel* level);
    /* its own */

    /// Sets the handler that is told of the end, once. If the work has ended the handler is
    /// invoked on this thread before this returns, else on the thread that ends it. Null is
    /// an assignment too, the only one. The reference is kept until Invoke has returned.
    ///
    /// Returns S_OK, whatever the handler answers; E_ILLEGAL_DELEGATE_ASSIGNMENT the second
    /// time; E_ILLEGAL_METHOD_CALL after Close.
    HRESULT (ASYNCOM_CALL* put_Completed)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler* handler);

    /// Hands over the handler: before it is invoked, to anyone; while it is, to the thread
    /// that invokes it, and null to others; afterwards, and before one is set, null.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Completed)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This,
        __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler** handler);

    /// Tells how the work came out, any number of times.
    ///
    /// Returns S_OK if the status is Completed; the failure if it is Error and 0x800704C7 if
    /// it is Canceled, both with error information in this thread's slot;
    /// E_ILLEGAL_METHOD_CALL if it is Started, and after Close.
    HRESULT (ASYNCOM_CALL* GetResults)(__x_ABI_CWindows_CFoundation_CIAsyncAction* This);
} __x_ABI_CWindows_CFoundation_CIAsyncActionVtbl;
struct __x_ABI_CWindows_CFoundation_CIAsyncAction {
    const __x_ABI_CWindows_CFoundation_CIAsyncActionVtbl* lpVtbl;
};
#endif
#endif

/// Is told how far the work is. The value is borrowed for the call.
///
/// Reports come on the reporting thread, in order, one at a time; none is queued, and none
/// comes after the Invoke of the Completed handler has begun. What the handler returns does
/// not reach the body; a failure is counted. Ending this work inside it is refused.
///
/// So do the Progress handlers of both families.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionProgressHandler_impl : IUnknown {
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    virtual HRESULT ASYNCOM_CALL Invoke(IAsyncActionWithProgress<TProgress_logical>* sender,
        TProgress_abi progress) = 0;
};
}}}
#endif

/// Is told once that the work has ended, as AsyncActionCompletedHandler is.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgressCompletedHandler_impl : IUnknown {
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    virtual HRESULT ASYNCOM_CALL Invoke(IAsyncActionWithProgress<TProgress_logical>* sender,
        AsyncStatus status) = 0;
};
}}}
#endif

/// Work without a result, with progress on the way.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TProgress>
ASYNCOM_TEMPLATE IAsyncActionWithProgress_impl : IInspectable {
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    /// Sets the handler that is told of progress, any number of times; null clears it. A
    /// report that was made before is not repeated. After the end the handler is accepted and
    /// released at once. The reference is kept until the end is published and the last report
    /// has returned.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Progress(
        IAsyncActionProgressHandler<TProgress_logical>* handler) = 0;

    /// Hands over the handler; null if there is none, and after the end.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Progress(
        IAsyncActionProgressHandler<TProgress_logical>** handler) = 0;

    /// Sets the handler that is told of the end, once. If the work has ended the handler is
    /// invoked on this thread before this returns, else on the thread that ends it. Null is
    /// an assignment too, the only one. The reference is kept until Invoke has returned.
    ///
    /// Returns S_OK, whatever the handler answers; E_ILLEGAL_DELEGATE_ASSIGNMENT the second
    /// time; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Completed(
        IAsyncActionWithProgressCompletedHandler<TProgress_logical>* handler) = 0;

    /// Hands over the handler: before it is invoked, to anyone; while it is, to the thread
    /// that invokes it, and null to others; afterwards, and before one is set, null.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Completed(
        IAsyncActionWithProgressCompletedHandler<TProgress_logical>** handler) = 0;

    /// Tells how the work came out, any number of times.
    ///
    /// Returns S_OK if the status is Completed; the failure if it is Error and 0x800704C7 if
    /// it is Canceled, both with error information in this thread's slot;
    /// E_ILLEGAL_METHOD_CALL if it is Started, and after Close.
    virtual HRESULT ASYNCOM_CALL GetResults() = 0;
};
}}}
#endif

/// Is told once that the work has ended, as AsyncActionCompletedHandler is.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperationCompletedHandler_impl : IUnknown {
    typedef typename Internal::GetAbiType<TResult>::type TResult_abi;
    typedef typename Internal::GetLogicalType<TResult>::type TResult_logical;
    typedef TResult TResult_complex;

    virtual HRESULT ASYNCOM_CALL Invoke(IAsyncOperation<TResult_logical>* sender,
        AsyncStatus status) = 0;
};
}}}
#endif

/// Work with a result.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult>
ASYNCOM_TEMPLATE IAsyncOperation_impl : IInspectable {
    typedef typename Internal::GetAbiType<TResult>::type TResult_abi;
    typedef typename Internal::GetLogicalType<TResult>::type TResult_logical;
    typedef TResult TResult_complex;

    /// Sets the handler that is told of the end, once. If the work has ended the handler is
    /// invoked on this thread before this returns, else on the thread that ends it. Null is
    /// an assignment too, the only one. The reference is kept until Invoke has returned.
    ///
    /// Returns S_OK, whatever the handler answers; E_ILLEGAL_DELEGATE_ASSIGNMENT the second
    /// time; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Completed(
        IAsyncOperationCompletedHandler<TResult_logical>* handler) = 0;

    /// Hands over the handler: before it is invoked, to anyone; while it is, to the thread
    /// that invokes it, and null to others; afterwards, and before one is set, null.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Completed(
        IAsyncOperationCompletedHandler<TResult_logical>** handler) = 0;

    /// Hands over the result, any number of times: every call gives a reference, string or
    /// value of its own. `results` stays untouched on failure, as on Windows.
    ///
    /// Returns S_OK if the status is Completed; the failure if it is Error and 0x800704C7 if
    /// it is Canceled, both with error information in this thread's slot;
    /// E_ILLEGAL_METHOD_CALL if it is Started, and after Close; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetResults(TResult_abi* results) = 0;
};
}}}
#endif

/// Is told how far the work is, as AsyncActionProgressHandler is.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationProgressHandler_impl : IUnknown {
    typedef typename Internal::GetAbiType<TResult>::type TResult_abi;
    typedef typename Internal::GetLogicalType<TResult>::type TResult_logical;
    typedef TResult TResult_complex;
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    virtual HRESULT ASYNCOM_CALL Invoke(
        IAsyncOperationWithProgress<TResult_logical, TProgress_logical>* sender,
        TProgress_abi progress) = 0;
};
}}}
#endif

/// Is told once that the work has ended, as AsyncActionCompletedHandler is.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgressCompletedHandler_impl : IUnknown {
    typedef typename Internal::GetAbiType<TResult>::type TResult_abi;
    typedef typename Internal::GetLogicalType<TResult>::type TResult_logical;
    typedef TResult TResult_complex;
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    virtual HRESULT ASYNCOM_CALL Invoke(
        IAsyncOperationWithProgress<TResult_logical, TProgress_logical>* sender,
        AsyncStatus status) = 0;
};
}}}
#endif

/// Work with a result, and with progress on the way.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <class TResult, class TProgress>
ASYNCOM_TEMPLATE IAsyncOperationWithProgress_impl : IInspectable {
    typedef typename Internal::GetAbiType<TResult>::type TResult_abi;
    typedef typename Internal::GetLogicalType<TResult>::type TResult_logical;
    typedef TResult TResult_complex;
    typedef typename Internal::GetAbiType<TProgress>::type TProgress_abi;
    typedef typename Internal::GetLogicalType<TProgress>::type TProgress_logical;
    typedef TProgress TProgress_complex;

    /// Sets the handler that is told of progress, any number of times; null clears it. A
    /// report that was made before is not repeated. After the end the handler is accepted and
    /// released at once. The reference is kept until the end is published and the last report
    /// has returned.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Progress(
        IAsyncOperationProgressHandler<TResult_logical, TProgress_logical>* handler) = 0;

    /// Hands over the handler; null if there is none, and after the end.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Progress(
        IAsyncOperationProgressHandler<TResult_logical, TProgress_logical>** handler) = 0;

    /// Sets the handler that is told of the end, once. If the work has ended the handler is
    /// invoked on this thread before this returns, else on the thread that ends it. Null is
    /// an assignment too, the only one. The reference is kept until Invoke has returned.
    ///
    /// Returns S_OK, whatever the handler answers; E_ILLEGAL_DELEGATE_ASSIGNMENT the second
    /// time; E_ILLEGAL_METHOD_CALL after Close.
    virtual HRESULT ASYNCOM_CALL put_Completed(
        IAsyncOperationWithProgressCompletedHandler<TResult_logical, TProgress_logical>* handler) = 0;

    /// Hands over the handler: before it is invoked, to anyone; while it is, to the thread
    /// that invokes it, and null to others; afterwards, and before one is set, null.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Completed(
        IAsyncOperationWithProgressCompletedHandler<TResult_logical, TProgress_logical>** handler) = 0;

    /// Hands over the result, any number of times: every call gives a reference, string or
    /// value of its own. While the work runs it gives the partial result, if the producer has
    /// set one. `results` stays untouched on failure, as on Windows.
    ///
    /// Returns S_OK if the status is Completed, or Started with a partial result; the failure
    /// if it is Error and 0x800704C7 if it is Canceled, both with error information in this
    /// thread's slot; E_ILLEGAL_METHOD_CALL if it is Started without a partial result, and
    /// after Close; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetResults(TResult_abi* results) = 0;
};
}}}
#endif

#ifndef ____FIAsyncOperation_1_boolean_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_boolean_INTERFACE_DEFINED__
/* {cdb5efb3-5788-509d-9be1-71ccb8a3362a} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_boolean = {
    0xcdb5efb3, 0x5788, 0x509d, {0x9b, 0xe1, 0x71, 0xcc, 0xb8, 0xa3, 0x36, 0x2a}};

/// IAsyncOperation<Boolean>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("cdb5efb3-5788-509d-9be1-71ccb8a3362a")
IAsyncOperation<bool> : IAsyncOperation_impl<Internal::AggregateType<bool, uint8_t>> {};
}}}
#else
typedef struct __FIAsyncOperation_1_booleanVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_boolean* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_boolean* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_boolean* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_boolean* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_boolean* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_boolean* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_boolean* This,
        __FIAsyncOperationCompletedHandler_1_boolean* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_boolean* This,
        __FIAsyncOperationCompletedHandler_1_boolean** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_boolean* This, uint8_t* results);
} __FIAsyncOperation_1_booleanVtbl;
struct __FIAsyncOperation_1_boolean {
    const __FIAsyncOperation_1_booleanVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_boolean_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_boolean_INTERFACE_DEFINED__
/* {c1d3d1a2-ae17-5a5f-b5a2-bdcc8844889a} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_boolean = {
    0xc1d3d1a2, 0xae17, 0x5a5f, {0xb5, 0xa2, 0xbd, 0xcc, 0x88, 0x44, 0x88, 0x9a}};

/// AsyncOperationCompletedHandler<Boolean>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("c1d3d1a2-ae17-5a5f-b5a2-bdcc8844889a")
IAsyncOperationCompletedHandler<bool>
    : IAsyncOperationCompletedHandler_impl<Internal::AggregateType<bool, uint8_t>> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_booleanVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_boolean* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_boolean* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_boolean* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_boolean* This,
        __FIAsyncOperation_1_boolean* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_booleanVtbl;
struct __FIAsyncOperationCompletedHandler_1_boolean {
    const __FIAsyncOperationCompletedHandler_1_booleanVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_int_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_int_INTERFACE_DEFINED__
/* {968b9665-06ed-5774-8f53-8edeabd5f7b5} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_int = {
    0x968b9665, 0x06ed, 0x5774, {0x8f, 0x53, 0x8e, 0xde, 0xab, 0xd5, 0xf7, 0xb5}};

/// IAsyncOperation<Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("968b9665-06ed-5774-8f53-8edeabd5f7b5")
IAsyncOperation<int32_t> : IAsyncOperation_impl<int32_t> {};
}}}
#else
typedef struct __FIAsyncOperation_1_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_int* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_int* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_int* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_int* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_int* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_int* This,
        __FIAsyncOperationCompletedHandler_1_int* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_int* This,
        __FIAsyncOperationCompletedHandler_1_int** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_int* This, int32_t* results);
} __FIAsyncOperation_1_intVtbl;
struct __FIAsyncOperation_1_int {
    const __FIAsyncOperation_1_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_int_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_int_INTERFACE_DEFINED__
/* {d60cae9d-88cb-59f1-8576-3fba44796be8} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_int = {
    0xd60cae9d, 0x88cb, 0x59f1, {0x85, 0x76, 0x3f, 0xba, 0x44, 0x79, 0x6b, 0xe8}};

/// AsyncOperationCompletedHandler<Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("d60cae9d-88cb-59f1-8576-3fba44796be8")
IAsyncOperationCompletedHandler<int32_t> : IAsyncOperationCompletedHandler_impl<int32_t> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_int* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_int* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_int* This,
        __FIAsyncOperation_1_int* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_intVtbl;
struct __FIAsyncOperationCompletedHandler_1_int {
    const __FIAsyncOperationCompletedHandler_1_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_UINT32_INTERFACE_DEFINED__
/* {ef60385f-be78-584b-aaef-7829ada2b0de} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_UINT32 = {
    0xef60385f, 0xbe78, 0x584b, {0xaa, 0xef, 0x78, 0x29, 0xad, 0xa2, 0xb0, 0xde}};

/// IAsyncOperation<UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ef60385f-be78-584b-aaef-7829ada2b0de")
IAsyncOperation<uint32_t> : IAsyncOperation_impl<uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperation_1_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_UINT32* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_UINT32* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_UINT32* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_UINT32* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_UINT32* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_UINT32* This,
        __FIAsyncOperationCompletedHandler_1_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_UINT32* This,
        __FIAsyncOperationCompletedHandler_1_UINT32** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_UINT32* This, uint32_t* results);
} __FIAsyncOperation_1_UINT32Vtbl;
struct __FIAsyncOperation_1_UINT32 {
    const __FIAsyncOperation_1_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_UINT32_INTERFACE_DEFINED__
/* {9343b6e7-e3d2-5e4a-ab2d-2bce4919a6a4} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_UINT32 = {
    0x9343b6e7, 0xe3d2, 0x5e4a, {0xab, 0x2d, 0x2b, 0xce, 0x49, 0x19, 0xa6, 0xa4}};

/// AsyncOperationCompletedHandler<UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("9343b6e7-e3d2-5e4a-ab2d-2bce4919a6a4")
IAsyncOperationCompletedHandler<uint32_t> : IAsyncOperationCompletedHandler_impl<uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_UINT32* This,
        __FIAsyncOperation_1_UINT32* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_UINT32Vtbl;
struct __FIAsyncOperationCompletedHandler_1_UINT32 {
    const __FIAsyncOperationCompletedHandler_1_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_INT64_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_INT64_INTERFACE_DEFINED__
/* {cc468085-4bef-5584-907c-9223d2679019} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_INT64 = {
    0xcc468085, 0x4bef, 0x5584, {0x90, 0x7c, 0x92, 0x23, 0xd2, 0x67, 0x90, 0x19}};

/// IAsyncOperation<Int64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("cc468085-4bef-5584-907c-9223d2679019")
IAsyncOperation<int64_t> : IAsyncOperation_impl<int64_t> {};
}}}
#else
typedef struct __FIAsyncOperation_1_INT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_INT64* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_INT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_INT64* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_INT64* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_INT64* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_INT64* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_INT64* This,
        __FIAsyncOperationCompletedHandler_1_INT64* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_INT64* This,
        __FIAsyncOperationCompletedHandler_1_INT64** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_INT64* This, int64_t* results);
} __FIAsyncOperation_1_INT64Vtbl;
struct __FIAsyncOperation_1_INT64 {
    const __FIAsyncOperation_1_INT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_INT64_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_INT64_INTERFACE_DEFINED__
/* {d3ef5872-7d4e-59bb-95ed-79fe0f0dbe89} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_INT64 = {
    0xd3ef5872, 0x7d4e, 0x59bb, {0x95, 0xed, 0x79, 0xfe, 0x0f, 0x0d, 0xbe, 0x89}};

/// AsyncOperationCompletedHandler<Int64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("d3ef5872-7d4e-59bb-95ed-79fe0f0dbe89")
IAsyncOperationCompletedHandler<int64_t> : IAsyncOperationCompletedHandler_impl<int64_t> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_INT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_INT64* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_INT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_INT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_INT64* This,
        __FIAsyncOperation_1_INT64* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_INT64Vtbl;
struct __FIAsyncOperationCompletedHandler_1_INT64 {
    const __FIAsyncOperationCompletedHandler_1_INT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_UINT64_INTERFACE_DEFINED__
/* {2a70d630-0767-5f0a-a1c2-deb08126e26e} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_UINT64 = {
    0x2a70d630, 0x0767, 0x5f0a, {0xa1, 0xc2, 0xde, 0xb0, 0x81, 0x26, 0xe2, 0x6e}};

/// IAsyncOperation<UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("2a70d630-0767-5f0a-a1c2-deb08126e26e")
IAsyncOperation<uint64_t> : IAsyncOperation_impl<uint64_t> {};
}}}
#else
typedef struct __FIAsyncOperation_1_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_UINT64* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_UINT64* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_UINT64* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_UINT64* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_UINT64* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_UINT64* This,
        __FIAsyncOperationCompletedHandler_1_UINT64* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_UINT64* This,
        __FIAsyncOperationCompletedHandler_1_UINT64** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_UINT64* This, uint64_t* results);
} __FIAsyncOperation_1_UINT64Vtbl;
struct __FIAsyncOperation_1_UINT64 {
    const __FIAsyncOperation_1_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_UINT64_INTERFACE_DEFINED__
/* {ee8aeb02-fb00-51fa-8f57-32583ea241f9} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_UINT64 = {
    0xee8aeb02, 0xfb00, 0x51fa, {0x8f, 0x57, 0x32, 0x58, 0x3e, 0xa2, 0x41, 0xf9}};

/// AsyncOperationCompletedHandler<UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ee8aeb02-fb00-51fa-8f57-32583ea241f9")
IAsyncOperationCompletedHandler<uint64_t> : IAsyncOperationCompletedHandler_impl<uint64_t> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_UINT64* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_UINT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_UINT64* This,
        __FIAsyncOperation_1_UINT64* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_UINT64Vtbl;
struct __FIAsyncOperationCompletedHandler_1_UINT64 {
    const __FIAsyncOperationCompletedHandler_1_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_float_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_float_INTERFACE_DEFINED__
/* {cc37086a-fecf-5b81-ae64-6850f725f9a6} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_float = {
    0xcc37086a, 0xfecf, 0x5b81, {0xae, 0x64, 0x68, 0x50, 0xf7, 0x25, 0xf9, 0xa6}};

/// IAsyncOperation<Single>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("cc37086a-fecf-5b81-ae64-6850f725f9a6")
IAsyncOperation<float> : IAsyncOperation_impl<float> {};
}}}
#else
typedef struct __FIAsyncOperation_1_floatVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_float* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_float* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_float* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_float* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_float* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_float* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_float* This,
        __FIAsyncOperationCompletedHandler_1_float* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_float* This,
        __FIAsyncOperationCompletedHandler_1_float** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_float* This, float* results);
} __FIAsyncOperation_1_floatVtbl;
struct __FIAsyncOperation_1_float {
    const __FIAsyncOperation_1_floatVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_float_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_float_INTERFACE_DEFINED__
/* {a2c89baa-3ef9-5a1c-8e72-b8f8705ca32d} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_float = {
    0xa2c89baa, 0x3ef9, 0x5a1c, {0x8e, 0x72, 0xb8, 0xf8, 0x70, 0x5c, 0xa3, 0x2d}};

/// AsyncOperationCompletedHandler<Single>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("a2c89baa-3ef9-5a1c-8e72-b8f8705ca32d")
IAsyncOperationCompletedHandler<float> : IAsyncOperationCompletedHandler_impl<float> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_floatVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_float* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_float* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_float* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_float* This,
        __FIAsyncOperation_1_float* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_floatVtbl;
struct __FIAsyncOperationCompletedHandler_1_float {
    const __FIAsyncOperationCompletedHandler_1_floatVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_double_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_double_INTERFACE_DEFINED__
/* {18fe2c63-365c-5fa3-9733-8cf683985867} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_double = {
    0x18fe2c63, 0x365c, 0x5fa3, {0x97, 0x33, 0x8c, 0xf6, 0x83, 0x98, 0x58, 0x67}};

/// IAsyncOperation<Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("18fe2c63-365c-5fa3-9733-8cf683985867")
IAsyncOperation<double> : IAsyncOperation_impl<double> {};
}}}
#else
typedef struct __FIAsyncOperation_1_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_double* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_double* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_double* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_double* This,
        __FIAsyncOperationCompletedHandler_1_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_double* This,
        __FIAsyncOperationCompletedHandler_1_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_double* This, double* results);
} __FIAsyncOperation_1_doubleVtbl;
struct __FIAsyncOperation_1_double {
    const __FIAsyncOperation_1_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_double_INTERFACE_DEFINED__
/* {1a86e86b-7b4d-55c4-bff2-6bcceed3532c} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_double = {
    0x1a86e86b, 0x7b4d, 0x55c4, {0xbf, 0xf2, 0x6b, 0xcc, 0xee, 0xd3, 0x53, 0x2c}};

/// AsyncOperationCompletedHandler<Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("1a86e86b-7b4d-55c4-bff2-6bcceed3532c")
IAsyncOperationCompletedHandler<double> : IAsyncOperationCompletedHandler_impl<double> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_double* This,
        __FIAsyncOperation_1_double* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_doubleVtbl;
struct __FIAsyncOperationCompletedHandler_1_double {
    const __FIAsyncOperationCompletedHandler_1_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_HSTRING_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_HSTRING_INTERFACE_DEFINED__
/* {3e1fe603-f897-5263-b328-0806426b8a79} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_HSTRING = {
    0x3e1fe603, 0xf897, 0x5263, {0xb3, 0x28, 0x08, 0x06, 0x42, 0x6b, 0x8a, 0x79}};

/// IAsyncOperation<String>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("3e1fe603-f897-5263-b328-0806426b8a79")
IAsyncOperation<HSTRING> : IAsyncOperation_impl<HSTRING> {};
}}}
#else
typedef struct __FIAsyncOperation_1_HSTRINGVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_HSTRING* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_HSTRING* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_HSTRING* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_HSTRING* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_HSTRING* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_HSTRING* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_HSTRING* This,
        __FIAsyncOperationCompletedHandler_1_HSTRING* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_HSTRING* This,
        __FIAsyncOperationCompletedHandler_1_HSTRING** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_HSTRING* This, HSTRING* results);
} __FIAsyncOperation_1_HSTRINGVtbl;
struct __FIAsyncOperation_1_HSTRING {
    const __FIAsyncOperation_1_HSTRINGVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_HSTRING_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_HSTRING_INTERFACE_DEFINED__
/* {b79a741f-7fb5-50ae-9e99-911201ec3d41} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_HSTRING = {
    0xb79a741f, 0x7fb5, 0x50ae, {0x9e, 0x99, 0x91, 0x12, 0x01, 0xec, 0x3d, 0x41}};

/// AsyncOperationCompletedHandler<String>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("b79a741f-7fb5-50ae-9e99-911201ec3d41")
IAsyncOperationCompletedHandler<HSTRING> : IAsyncOperationCompletedHandler_impl<HSTRING> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_HSTRINGVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_HSTRING* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_HSTRING* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_HSTRING* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_HSTRING* This,
        __FIAsyncOperation_1_HSTRING* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_HSTRINGVtbl;
struct __FIAsyncOperationCompletedHandler_1_HSTRING {
    const __FIAsyncOperationCompletedHandler_1_HSTRINGVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperation_1_IInspectable_INTERFACE_DEFINED__
#define ____FIAsyncOperation_1_IInspectable_INTERFACE_DEFINED__
/* {abf53c57-ee50-5342-b52a-26e3b8cc024f} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperation_1_IInspectable = {
    0xabf53c57, 0xee50, 0x5342, {0xb5, 0x2a, 0x26, 0xe3, 0xb8, 0xcc, 0x02, 0x4f}};

/// IAsyncOperation<Object>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("abf53c57-ee50-5342-b52a-26e3b8cc024f")
IAsyncOperation<IInspectable*> : IAsyncOperation_impl<IInspectable*> {};
}}}
#else
typedef struct __FIAsyncOperation_1_IInspectableVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperation_1_IInspectable* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperation_1_IInspectable* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperation_1_IInspectable* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperation_1_IInspectable* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperation_1_IInspectable* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperation_1_IInspectable* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperation_1_IInspectable* This,
        __FIAsyncOperationCompletedHandler_1_IInspectable* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperation_1_IInspectable* This,
        __FIAsyncOperationCompletedHandler_1_IInspectable** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperation_1_IInspectable* This,
        IInspectable** results);
} __FIAsyncOperation_1_IInspectableVtbl;
struct __FIAsyncOperation_1_IInspectable {
    const __FIAsyncOperation_1_IInspectableVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationCompletedHandler_1_IInspectable_INTERFACE_DEFINED__
#define ____FIAsyncOperationCompletedHandler_1_IInspectable_INTERFACE_DEFINED__
/* {3f08262e-a2e1-5134-9297-e9211f481a2d} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationCompletedHandler_1_IInspectable = {
    0x3f08262e, 0xa2e1, 0x5134, {0x92, 0x97, 0xe9, 0x21, 0x1f, 0x48, 0x1a, 0x2d}};

/// AsyncOperationCompletedHandler<Object>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("3f08262e-a2e1-5134-9297-e9211f481a2d")
IAsyncOperationCompletedHandler<IInspectable*>
    : IAsyncOperationCompletedHandler_impl<IInspectable*> {};
}}}
#else
typedef struct __FIAsyncOperationCompletedHandler_1_IInspectableVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationCompletedHandler_1_IInspectable* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationCompletedHandler_1_IInspectable* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationCompletedHandler_1_IInspectable* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationCompletedHandler_1_IInspectable* This,
        __FIAsyncOperation_1_IInspectable* sender, AsyncStatus status);
} __FIAsyncOperationCompletedHandler_1_IInspectableVtbl;
struct __FIAsyncOperationCompletedHandler_1_IInspectable {
    const __FIAsyncOperationCompletedHandler_1_IInspectableVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_double_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgress_1_double_INTERFACE_DEFINED__
/* {4f1430a6-a825-56ca-b047-1a9bad52ba67} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgress_1_double = {
    0x4f1430a6, 0xa825, 0x56ca, {0xb0, 0x47, 0x1a, 0x9b, 0xad, 0x52, 0xba, 0x67}};

/// IAsyncActionWithProgress<Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("4f1430a6-a825-56ca-b047-1a9bad52ba67")
IAsyncActionWithProgress<double> : IAsyncActionWithProgress_impl<double> {};
}}}
#else
typedef struct __FIAsyncActionWithProgress_1_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgress_1_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgress_1_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgress_1_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncActionWithProgress_1_double* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncActionWithProgress_1_double* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncActionWithProgress_1_double* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncActionWithProgress_1_double* This,
        __FIAsyncActionProgressHandler_1_double* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncActionWithProgress_1_double* This,
        __FIAsyncActionProgressHandler_1_double** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncActionWithProgress_1_double* This,
        __FIAsyncActionWithProgressCompletedHandler_1_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncActionWithProgress_1_double* This,
        __FIAsyncActionWithProgressCompletedHandler_1_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncActionWithProgress_1_double* This);
} __FIAsyncActionWithProgress_1_doubleVtbl;
struct __FIAsyncActionWithProgress_1_double {
    const __FIAsyncActionWithProgress_1_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_double_INTERFACE_DEFINED__
#define ____FIAsyncActionProgressHandler_1_double_INTERFACE_DEFINED__
/* {44825c7c-0da9-5691-b2b4-914f231eeced} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionProgressHandler_1_double = {
    0x44825c7c, 0x0da9, 0x5691, {0xb2, 0xb4, 0x91, 0x4f, 0x23, 0x1e, 0xec, 0xed}};

/// AsyncActionProgressHandler<Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("44825c7c-0da9-5691-b2b4-914f231eeced")
IAsyncActionProgressHandler<double> : IAsyncActionProgressHandler_impl<double> {};
}}}
#else
typedef struct __FIAsyncActionProgressHandler_1_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionProgressHandler_1_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionProgressHandler_1_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionProgressHandler_1_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionProgressHandler_1_double* This,
        __FIAsyncActionWithProgress_1_double* sender, double progress);
} __FIAsyncActionProgressHandler_1_doubleVtbl;
struct __FIAsyncActionProgressHandler_1_double {
    const __FIAsyncActionProgressHandler_1_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_double_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_double_INTERFACE_DEFINED__
/* {94d64ac6-4491-53ef-8be8-36481f3ff1e8} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgressCompletedHandler_1_double = {
    0x94d64ac6, 0x4491, 0x53ef, {0x8b, 0xe8, 0x36, 0x48, 0x1f, 0x3f, 0xf1, 0xe8}};

/// AsyncActionWithProgressCompletedHandler<Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("94d64ac6-4491-53ef-8be8-36481f3ff1e8")
IAsyncActionWithProgressCompletedHandler<double>
    : IAsyncActionWithProgressCompletedHandler_impl<double> {};
}}}
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncActionWithProgressCompletedHandler_1_double* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncActionWithProgressCompletedHandler_1_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncActionWithProgressCompletedHandler_1_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionWithProgressCompletedHandler_1_double* This,
        __FIAsyncActionWithProgress_1_double* sender, AsyncStatus status);
} __FIAsyncActionWithProgressCompletedHandler_1_doubleVtbl;
struct __FIAsyncActionWithProgressCompletedHandler_1_double {
    const __FIAsyncActionWithProgressCompletedHandler_1_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgress_1_UINT32_INTERFACE_DEFINED__
/* {429f47f0-1388-5b75-b44c-44ddc4f525c0} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgress_1_UINT32 = {
    0x429f47f0, 0x1388, 0x5b75, {0xb4, 0x4c, 0x44, 0xdd, 0xc4, 0xf5, 0x25, 0xc0}};

/// IAsyncActionWithProgress<UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("429f47f0-1388-5b75-b44c-44ddc4f525c0")
IAsyncActionWithProgress<uint32_t> : IAsyncActionWithProgress_impl<uint32_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgress_1_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgress_1_UINT32* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgress_1_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgress_1_UINT32* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncActionWithProgress_1_UINT32* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncActionWithProgress_1_UINT32* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncActionWithProgress_1_UINT32* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncActionWithProgress_1_UINT32* This,
        __FIAsyncActionProgressHandler_1_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncActionWithProgress_1_UINT32* This,
        __FIAsyncActionProgressHandler_1_UINT32** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncActionWithProgress_1_UINT32* This,
        __FIAsyncActionWithProgressCompletedHandler_1_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncActionWithProgress_1_UINT32* This,
        __FIAsyncActionWithProgressCompletedHandler_1_UINT32** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncActionWithProgress_1_UINT32* This);
} __FIAsyncActionWithProgress_1_UINT32Vtbl;
struct __FIAsyncActionWithProgress_1_UINT32 {
    const __FIAsyncActionWithProgress_1_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncActionProgressHandler_1_UINT32_INTERFACE_DEFINED__
/* {b7f0b891-6d95-5c32-a91f-65f7a311b0e9} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionProgressHandler_1_UINT32 = {
    0xb7f0b891, 0x6d95, 0x5c32, {0xa9, 0x1f, 0x65, 0xf7, 0xa3, 0x11, 0xb0, 0xe9}};

/// AsyncActionProgressHandler<UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("b7f0b891-6d95-5c32-a91f-65f7a311b0e9")
IAsyncActionProgressHandler<uint32_t> : IAsyncActionProgressHandler_impl<uint32_t> {};
}}}
#else
typedef struct __FIAsyncActionProgressHandler_1_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionProgressHandler_1_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionProgressHandler_1_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionProgressHandler_1_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionProgressHandler_1_UINT32* This,
        __FIAsyncActionWithProgress_1_UINT32* sender, uint32_t progress);
} __FIAsyncActionProgressHandler_1_UINT32Vtbl;
struct __FIAsyncActionProgressHandler_1_UINT32 {
    const __FIAsyncActionProgressHandler_1_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_UINT32_INTERFACE_DEFINED__
/* {1f29e65e-49e0-577d-ac96-bcf0087e563d} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgressCompletedHandler_1_UINT32 = {
    0x1f29e65e, 0x49e0, 0x577d, {0xac, 0x96, 0xbc, 0xf0, 0x08, 0x7e, 0x56, 0x3d}};

/// AsyncActionWithProgressCompletedHandler<UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("1f29e65e-49e0-577d-ac96-bcf0087e563d")
IAsyncActionWithProgressCompletedHandler<uint32_t>
    : IAsyncActionWithProgressCompletedHandler_impl<uint32_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT32* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionWithProgressCompletedHandler_1_UINT32* This,
        __FIAsyncActionWithProgress_1_UINT32* sender, AsyncStatus status);
} __FIAsyncActionWithProgressCompletedHandler_1_UINT32Vtbl;
struct __FIAsyncActionWithProgressCompletedHandler_1_UINT32 {
    const __FIAsyncActionWithProgressCompletedHandler_1_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgress_1_UINT64_INTERFACE_DEFINED__
/* {43f713d0-c49d-5e55-aebf-af395768351e} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgress_1_UINT64 = {
    0x43f713d0, 0xc49d, 0x5e55, {0xae, 0xbf, 0xaf, 0x39, 0x57, 0x68, 0x35, 0x1e}};

/// IAsyncActionWithProgress<UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("43f713d0-c49d-5e55-aebf-af395768351e")
IAsyncActionWithProgress<uint64_t> : IAsyncActionWithProgress_impl<uint64_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgress_1_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgress_1_UINT64* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgress_1_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgress_1_UINT64* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncActionWithProgress_1_UINT64* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncActionWithProgress_1_UINT64* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncActionWithProgress_1_UINT64* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncActionWithProgress_1_UINT64* This,
        __FIAsyncActionProgressHandler_1_UINT64* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncActionWithProgress_1_UINT64* This,
        __FIAsyncActionProgressHandler_1_UINT64** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncActionWithProgress_1_UINT64* This,
        __FIAsyncActionWithProgressCompletedHandler_1_UINT64* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncActionWithProgress_1_UINT64* This,
        __FIAsyncActionWithProgressCompletedHandler_1_UINT64** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncActionWithProgress_1_UINT64* This);
} __FIAsyncActionWithProgress_1_UINT64Vtbl;
struct __FIAsyncActionWithProgress_1_UINT64 {
    const __FIAsyncActionWithProgress_1_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncActionProgressHandler_1_UINT64_INTERFACE_DEFINED__
/* {55e233ca-f243-5ae2-853b-f9cc7c0ae0cf} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionProgressHandler_1_UINT64 = {
    0x55e233ca, 0xf243, 0x5ae2, {0x85, 0x3b, 0xf9, 0xcc, 0x7c, 0x0a, 0xe0, 0xcf}};

/// AsyncActionProgressHandler<UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("55e233ca-f243-5ae2-853b-f9cc7c0ae0cf")
IAsyncActionProgressHandler<uint64_t> : IAsyncActionProgressHandler_impl<uint64_t> {};
}}}
#else
typedef struct __FIAsyncActionProgressHandler_1_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionProgressHandler_1_UINT64* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionProgressHandler_1_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionProgressHandler_1_UINT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionProgressHandler_1_UINT64* This,
        __FIAsyncActionWithProgress_1_UINT64* sender, uint64_t progress);
} __FIAsyncActionProgressHandler_1_UINT64Vtbl;
struct __FIAsyncActionProgressHandler_1_UINT64 {
    const __FIAsyncActionProgressHandler_1_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_UINT64_INTERFACE_DEFINED__
/* {e6ff857b-f160-571a-a934-2c61f98c862d} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgressCompletedHandler_1_UINT64 = {
    0xe6ff857b, 0xf160, 0x571a, {0xa9, 0x34, 0x2c, 0x61, 0xf9, 0x8c, 0x86, 0x2d}};

/// AsyncActionWithProgressCompletedHandler<UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("e6ff857b-f160-571a-a934-2c61f98c862d")
IAsyncActionWithProgressCompletedHandler<uint64_t>
    : IAsyncActionWithProgressCompletedHandler_impl<uint64_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT64* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncActionWithProgressCompletedHandler_1_UINT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionWithProgressCompletedHandler_1_UINT64* This,
        __FIAsyncActionWithProgress_1_UINT64* sender, AsyncStatus status);
} __FIAsyncActionWithProgressCompletedHandler_1_UINT64Vtbl;
struct __FIAsyncActionWithProgressCompletedHandler_1_UINT64 {
    const __FIAsyncActionWithProgressCompletedHandler_1_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_int_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgress_1_int_INTERFACE_DEFINED__
/* {62137500-f56f-5dff-9a74-8575b9170e8e} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgress_1_int = {
    0x62137500, 0xf56f, 0x5dff, {0x9a, 0x74, 0x85, 0x75, 0xb9, 0x17, 0x0e, 0x8e}};

/// IAsyncActionWithProgress<Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("62137500-f56f-5dff-9a74-8575b9170e8e")
IAsyncActionWithProgress<int32_t> : IAsyncActionWithProgress_impl<int32_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgress_1_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgress_1_int* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgress_1_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgress_1_int* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncActionWithProgress_1_int* This, ASYNCOM_ULONG* count,
        IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncActionWithProgress_1_int* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncActionWithProgress_1_int* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncActionWithProgress_1_int* This,
        __FIAsyncActionProgressHandler_1_int* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncActionWithProgress_1_int* This,
        __FIAsyncActionProgressHandler_1_int** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncActionWithProgress_1_int* This,
        __FIAsyncActionWithProgressCompletedHandler_1_int* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncActionWithProgress_1_int* This,
        __FIAsyncActionWithProgressCompletedHandler_1_int** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncActionWithProgress_1_int* This);
} __FIAsyncActionWithProgress_1_intVtbl;
struct __FIAsyncActionWithProgress_1_int {
    const __FIAsyncActionWithProgress_1_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_int_INTERFACE_DEFINED__
#define ____FIAsyncActionProgressHandler_1_int_INTERFACE_DEFINED__
/* {92c0fd71-4634-54a5-bead-68ab551a11ab} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionProgressHandler_1_int = {
    0x92c0fd71, 0x4634, 0x54a5, {0xbe, 0xad, 0x68, 0xab, 0x55, 0x1a, 0x11, 0xab}};

/// AsyncActionProgressHandler<Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("92c0fd71-4634-54a5-bead-68ab551a11ab")
IAsyncActionProgressHandler<int32_t> : IAsyncActionProgressHandler_impl<int32_t> {};
}}}
#else
typedef struct __FIAsyncActionProgressHandler_1_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionProgressHandler_1_int* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionProgressHandler_1_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionProgressHandler_1_int* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionProgressHandler_1_int* This,
        __FIAsyncActionWithProgress_1_int* sender, int32_t progress);
} __FIAsyncActionProgressHandler_1_intVtbl;
struct __FIAsyncActionProgressHandler_1_int {
    const __FIAsyncActionProgressHandler_1_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_int_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_int_INTERFACE_DEFINED__
/* {6676a198-e6ff-5338-b3f1-cdeb6fd49f50} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgressCompletedHandler_1_int = {
    0x6676a198, 0xe6ff, 0x5338, {0xb3, 0xf1, 0xcd, 0xeb, 0x6f, 0xd4, 0x9f, 0x50}};

/// AsyncActionWithProgressCompletedHandler<Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("6676a198-e6ff-5338-b3f1-cdeb6fd49f50")
IAsyncActionWithProgressCompletedHandler<int32_t>
    : IAsyncActionWithProgressCompletedHandler_impl<int32_t> {};
}}}
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgressCompletedHandler_1_int* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgressCompletedHandler_1_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgressCompletedHandler_1_int* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionWithProgressCompletedHandler_1_int* This,
        __FIAsyncActionWithProgress_1_int* sender, AsyncStatus status);
} __FIAsyncActionWithProgressCompletedHandler_1_intVtbl;
struct __FIAsyncActionWithProgressCompletedHandler_1_int {
    const __FIAsyncActionWithProgressCompletedHandler_1_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgress_1_HSTRING_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgress_1_HSTRING_INTERFACE_DEFINED__
/* {2c6d2a91-1e88-5f4e-a471-cee1aadfaec0} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgress_1_HSTRING = {
    0x2c6d2a91, 0x1e88, 0x5f4e, {0xa4, 0x71, 0xce, 0xe1, 0xaa, 0xdf, 0xae, 0xc0}};

/// IAsyncActionWithProgress<String>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("2c6d2a91-1e88-5f4e-a471-cee1aadfaec0")
IAsyncActionWithProgress<HSTRING> : IAsyncActionWithProgress_impl<HSTRING> {};
}}}
#else
typedef struct __FIAsyncActionWithProgress_1_HSTRINGVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionWithProgress_1_HSTRING* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionWithProgress_1_HSTRING* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionWithProgress_1_HSTRING* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncActionWithProgress_1_HSTRING* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncActionWithProgress_1_HSTRING* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncActionWithProgress_1_HSTRING* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncActionWithProgress_1_HSTRING* This,
        __FIAsyncActionProgressHandler_1_HSTRING* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncActionWithProgress_1_HSTRING* This,
        __FIAsyncActionProgressHandler_1_HSTRING** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncActionWithProgress_1_HSTRING* This,
        __FIAsyncActionWithProgressCompletedHandler_1_HSTRING* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncActionWithProgress_1_HSTRING* This,
        __FIAsyncActionWithProgressCompletedHandler_1_HSTRING** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncActionWithProgress_1_HSTRING* This);
} __FIAsyncActionWithProgress_1_HSTRINGVtbl;
struct __FIAsyncActionWithProgress_1_HSTRING {
    const __FIAsyncActionWithProgress_1_HSTRINGVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionProgressHandler_1_HSTRING_INTERFACE_DEFINED__
#define ____FIAsyncActionProgressHandler_1_HSTRING_INTERFACE_DEFINED__
/* {43f44fb2-450c-517c-8d67-b6f790c2f4cd} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionProgressHandler_1_HSTRING = {
    0x43f44fb2, 0x450c, 0x517c, {0x8d, 0x67, 0xb6, 0xf7, 0x90, 0xc2, 0xf4, 0xcd}};

/// AsyncActionProgressHandler<String>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("43f44fb2-450c-517c-8d67-b6f790c2f4cd")
IAsyncActionProgressHandler<HSTRING> : IAsyncActionProgressHandler_impl<HSTRING> {};
}}}
#else
typedef struct __FIAsyncActionProgressHandler_1_HSTRINGVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncActionProgressHandler_1_HSTRING* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncActionProgressHandler_1_HSTRING* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncActionProgressHandler_1_HSTRING* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionProgressHandler_1_HSTRING* This,
        __FIAsyncActionWithProgress_1_HSTRING* sender, HSTRING progress);
} __FIAsyncActionProgressHandler_1_HSTRINGVtbl;
struct __FIAsyncActionProgressHandler_1_HSTRING {
    const __FIAsyncActionProgressHandler_1_HSTRINGVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncActionWithProgressCompletedHandler_1_HSTRING_INTERFACE_DEFINED__
#define ____FIAsyncActionWithProgressCompletedHandler_1_HSTRING_INTERFACE_DEFINED__
/* {18a8cf38-6a54-535c-984b-79b828db35f5} */
ASYNCOM_CONSTANT GUID IID___FIAsyncActionWithProgressCompletedHandler_1_HSTRING = {
    0x18a8cf38, 0x6a54, 0x535c, {0x98, 0x4b, 0x79, 0xb8, 0x28, 0xdb, 0x35, 0xf5}};

/// AsyncActionWithProgressCompletedHandler<String>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("18a8cf38-6a54-535c-984b-79b828db35f5")
IAsyncActionWithProgressCompletedHandler<HSTRING>
    : IAsyncActionWithProgressCompletedHandler_impl<HSTRING> {};
}}}
#else
typedef struct __FIAsyncActionWithProgressCompletedHandler_1_HSTRINGVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncActionWithProgressCompletedHandler_1_HSTRING* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncActionWithProgressCompletedHandler_1_HSTRING* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncActionWithProgressCompletedHandler_1_HSTRING* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncActionWithProgressCompletedHandler_1_HSTRING* This,
        __FIAsyncActionWithProgress_1_HSTRING* sender, AsyncStatus status);
} __FIAsyncActionWithProgressCompletedHandler_1_HSTRINGVtbl;
struct __FIAsyncActionWithProgressCompletedHandler_1_HSTRING {
    const __FIAsyncActionWithProgressCompletedHandler_1_HSTRINGVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_UINT32_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_UINT32_UINT32_INTERFACE_DEFINED__
/* {eccb574a-c684-5572-a679-6b0842cfb57f} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_UINT32_UINT32 = {
    0xeccb574a, 0xc684, 0x5572, {0xa6, 0x79, 0x6b, 0x08, 0x42, 0xcf, 0xb5, 0x7f}};

/// IAsyncOperationWithProgress<UInt32, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("eccb574a-c684-5572-a679-6b0842cfb57f")
IAsyncOperationWithProgress<uint32_t, uint32_t>
    : IAsyncOperationWithProgress_impl<uint32_t, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_UINT32_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_UINT32_UINT32* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        __FIAsyncOperationProgressHandler_2_UINT32_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        __FIAsyncOperationProgressHandler_2_UINT32_UINT32** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_UINT32_UINT32* This,
        uint32_t* results);
} __FIAsyncOperationWithProgress_2_UINT32_UINT32Vtbl;
struct __FIAsyncOperationWithProgress_2_UINT32_UINT32 {
    const __FIAsyncOperationWithProgress_2_UINT32_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_UINT32_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_UINT32_UINT32_INTERFACE_DEFINED__
/* {ea0fe405-d432-5ac7-9ef8-5a65e1f97d7e} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_UINT32_UINT32 = {
    0xea0fe405, 0xd432, 0x5ac7, {0x9e, 0xf8, 0x5a, 0x65, 0xe1, 0xf9, 0x7d, 0x7e}};

/// AsyncOperationProgressHandler<UInt32, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ea0fe405-d432-5ac7-9ef8-5a65e1f97d7e")
IAsyncOperationProgressHandler<uint32_t, uint32_t>
    : IAsyncOperationProgressHandler_impl<uint32_t, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_UINT32_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_UINT32_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_UINT32_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_UINT32_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_UINT32_UINT32* This,
        __FIAsyncOperationWithProgress_2_UINT32_UINT32* sender, uint32_t progress);
} __FIAsyncOperationProgressHandler_2_UINT32_UINT32Vtbl;
struct __FIAsyncOperationProgressHandler_2_UINT32_UINT32 {
    const __FIAsyncOperationProgressHandler_2_UINT32_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32_INTERFACE_DEFINED__
/* {1e466dc5-840f-54f9-b877-5e3a9f4b6c74} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32 = {
    0x1e466dc5, 0x840f, 0x54f9, {0xb8, 0x77, 0x5e, 0x3a, 0x9f, 0x4b, 0x6c, 0x74}};

/// AsyncOperationWithProgressCompletedHandler<UInt32, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("1e466dc5-840f-54f9-b877-5e3a9f4b6c74")
IAsyncOperationWithProgressCompletedHandler<uint32_t, uint32_t>
    : IAsyncOperationWithProgressCompletedHandler_impl<uint32_t, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32* This,
        __FIAsyncOperationWithProgress_2_UINT32_UINT32* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32Vtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32 {
    const __FIAsyncOperationWithProgressCompletedHandler_2_UINT32_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_UINT64_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_UINT64_UINT64_INTERFACE_DEFINED__
/* {8f1db6e3-6556-5516-825c-1021ee27cd0c} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_UINT64_UINT64 = {
    0x8f1db6e3, 0x6556, 0x5516, {0x82, 0x5c, 0x10, 0x21, 0xee, 0x27, 0xcd, 0x0c}};

/// IAsyncOperationWithProgress<UInt64, UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("8f1db6e3-6556-5516-825c-1021ee27cd0c")
IAsyncOperationWithProgress<uint64_t, uint64_t>
    : IAsyncOperationWithProgress_impl<uint64_t, uint64_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_UINT64_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_UINT64_UINT64* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        __FIAsyncOperationProgressHandler_2_UINT64_UINT64* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        __FIAsyncOperationProgressHandler_2_UINT64_UINT64** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_UINT64_UINT64* This,
        uint64_t* results);
} __FIAsyncOperationWithProgress_2_UINT64_UINT64Vtbl;
struct __FIAsyncOperationWithProgress_2_UINT64_UINT64 {
    const __FIAsyncOperationWithProgress_2_UINT64_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_UINT64_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_UINT64_UINT64_INTERFACE_DEFINED__
/* {ffb2b65d-4120-5d13-826d-107851e6bb1c} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_UINT64_UINT64 = {
    0xffb2b65d, 0x4120, 0x5d13, {0x82, 0x6d, 0x10, 0x78, 0x51, 0xe6, 0xbb, 0x1c}};

/// AsyncOperationProgressHandler<UInt64, UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ffb2b65d-4120-5d13-826d-107851e6bb1c")
IAsyncOperationProgressHandler<uint64_t, uint64_t>
    : IAsyncOperationProgressHandler_impl<uint64_t, uint64_t> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_UINT64_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_UINT64_UINT64* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_UINT64_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_UINT64_UINT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_UINT64_UINT64* This,
        __FIAsyncOperationWithProgress_2_UINT64_UINT64* sender, uint64_t progress);
} __FIAsyncOperationProgressHandler_2_UINT64_UINT64Vtbl;
struct __FIAsyncOperationProgressHandler_2_UINT64_UINT64 {
    const __FIAsyncOperationProgressHandler_2_UINT64_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64_INTERFACE_DEFINED__
/* {d2024e41-5500-5b5a-ba46-cb7009596a2f} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64 = {
    0xd2024e41, 0x5500, 0x5b5a, {0xba, 0x46, 0xcb, 0x70, 0x09, 0x59, 0x6a, 0x2f}};

/// AsyncOperationWithProgressCompletedHandler<UInt64, UInt64>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("d2024e41-5500-5b5a-ba46-cb7009596a2f")
IAsyncOperationWithProgressCompletedHandler<uint64_t, uint64_t>
    : IAsyncOperationWithProgressCompletedHandler_impl<uint64_t, uint64_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64* This,
        __FIAsyncOperationWithProgress_2_UINT64_UINT64* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64Vtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64 {
    const __FIAsyncOperationWithProgressCompletedHandler_2_UINT64_UINT64Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_HSTRING_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_HSTRING_double_INTERFACE_DEFINED__
/* {86bc7a62-ab10-51bf-aa6d-c5b3f8311aa3} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_HSTRING_double = {
    0x86bc7a62, 0xab10, 0x51bf, {0xaa, 0x6d, 0xc5, 0xb3, 0xf8, 0x31, 0x1a, 0xa3}};

/// IAsyncOperationWithProgress<String, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("86bc7a62-ab10-51bf-aa6d-c5b3f8311aa3")
IAsyncOperationWithProgress<HSTRING, double> : IAsyncOperationWithProgress_impl<HSTRING, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_HSTRING_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_HSTRING_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_HSTRING_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_HSTRING_double* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        __FIAsyncOperationProgressHandler_2_HSTRING_double* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        __FIAsyncOperationProgressHandler_2_HSTRING_double** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_HSTRING_double* This,
        HSTRING* results);
} __FIAsyncOperationWithProgress_2_HSTRING_doubleVtbl;
struct __FIAsyncOperationWithProgress_2_HSTRING_double {
    const __FIAsyncOperationWithProgress_2_HSTRING_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_HSTRING_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_HSTRING_double_INTERFACE_DEFINED__
/* {209754a8-2ae7-588e-87e3-50638cb653d3} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_HSTRING_double = {
    0x209754a8, 0x2ae7, 0x588e, {0x87, 0xe3, 0x50, 0x63, 0x8c, 0xb6, 0x53, 0xd3}};

/// AsyncOperationProgressHandler<String, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("209754a8-2ae7-588e-87e3-50638cb653d3")
IAsyncOperationProgressHandler<HSTRING, double>
    : IAsyncOperationProgressHandler_impl<HSTRING, double> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_HSTRING_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_HSTRING_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_HSTRING_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_HSTRING_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_HSTRING_double* This,
        __FIAsyncOperationWithProgress_2_HSTRING_double* sender, double progress);
} __FIAsyncOperationProgressHandler_2_HSTRING_doubleVtbl;
struct __FIAsyncOperationProgressHandler_2_HSTRING_double {
    const __FIAsyncOperationProgressHandler_2_HSTRING_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double_INTERFACE_DEFINED__
/* {0190a050-9817-5620-981f-45df12a5d08c} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double = {
    0x0190a050, 0x9817, 0x5620, {0x98, 0x1f, 0x45, 0xdf, 0x12, 0xa5, 0xd0, 0x8c}};

/// AsyncOperationWithProgressCompletedHandler<String, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("0190a050-9817-5620-981f-45df12a5d08c")
IAsyncOperationWithProgressCompletedHandler<HSTRING, double>
    : IAsyncOperationWithProgressCompletedHandler_impl<HSTRING, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double* This,
        __FIAsyncOperationWithProgress_2_HSTRING_double* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_doubleVtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_double {
    const __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_HSTRING_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_HSTRING_UINT32_INTERFACE_DEFINED__
/* {ffdbb24e-d502-5c1e-8230-746dc95ae37e} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_HSTRING_UINT32 = {
    0xffdbb24e, 0xd502, 0x5c1e, {0x82, 0x30, 0x74, 0x6d, 0xc9, 0x5a, 0xe3, 0x7e}};

/// IAsyncOperationWithProgress<String, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ffdbb24e-d502-5c1e-8230-746dc95ae37e")
IAsyncOperationWithProgress<HSTRING, uint32_t>
    : IAsyncOperationWithProgress_impl<HSTRING, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_HSTRING_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_HSTRING_UINT32* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        __FIAsyncOperationProgressHandler_2_HSTRING_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        __FIAsyncOperationProgressHandler_2_HSTRING_UINT32** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_HSTRING_UINT32* This,
        HSTRING* results);
} __FIAsyncOperationWithProgress_2_HSTRING_UINT32Vtbl;
struct __FIAsyncOperationWithProgress_2_HSTRING_UINT32 {
    const __FIAsyncOperationWithProgress_2_HSTRING_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_HSTRING_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_HSTRING_UINT32_INTERFACE_DEFINED__
/* {6d6cccb1-1e06-5250-be19-f8ddba6dac33} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_HSTRING_UINT32 = {
    0x6d6cccb1, 0x1e06, 0x5250, {0xbe, 0x19, 0xf8, 0xdd, 0xba, 0x6d, 0xac, 0x33}};

/// AsyncOperationProgressHandler<String, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("6d6cccb1-1e06-5250-be19-f8ddba6dac33")
IAsyncOperationProgressHandler<HSTRING, uint32_t>
    : IAsyncOperationProgressHandler_impl<HSTRING, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_HSTRING_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_HSTRING_UINT32* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_HSTRING_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_HSTRING_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_HSTRING_UINT32* This,
        __FIAsyncOperationWithProgress_2_HSTRING_UINT32* sender, uint32_t progress);
} __FIAsyncOperationProgressHandler_2_HSTRING_UINT32Vtbl;
struct __FIAsyncOperationProgressHandler_2_HSTRING_UINT32 {
    const __FIAsyncOperationProgressHandler_2_HSTRING_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32_INTERFACE_DEFINED__
/* {8335c403-9fa3-5a2d-bab1-1a223c4eb1a8} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32 = {
    0x8335c403, 0x9fa3, 0x5a2d, {0xba, 0xb1, 0x1a, 0x22, 0x3c, 0x4e, 0xb1, 0xa8}};

/// AsyncOperationWithProgressCompletedHandler<String, UInt32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("8335c403-9fa3-5a2d-bab1-1a223c4eb1a8")
IAsyncOperationWithProgressCompletedHandler<HSTRING, uint32_t>
    : IAsyncOperationWithProgressCompletedHandler_impl<HSTRING, uint32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32Vtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32* This,
        __FIAsyncOperationWithProgress_2_HSTRING_UINT32* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32Vtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32 {
    const __FIAsyncOperationWithProgressCompletedHandler_2_HSTRING_UINT32Vtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_IInspectable_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_IInspectable_double_INTERFACE_DEFINED__
/* {85ad5cf1-719a-5bc7-bce0-2c819352ff37} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_IInspectable_double = {
    0x85ad5cf1, 0x719a, 0x5bc7, {0xbc, 0xe0, 0x2c, 0x81, 0x93, 0x52, 0xff, 0x37}};

/// IAsyncOperationWithProgress<Object, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("85ad5cf1-719a-5bc7-bce0-2c819352ff37")
IAsyncOperationWithProgress<IInspectable*, double>
    : IAsyncOperationWithProgress_impl<IInspectable*, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_IInspectable_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_IInspectable_double* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This, TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_IInspectable_double* This,
        __FIAsyncOperationProgressHandler_2_IInspectable_double* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_IInspectable_double* This,
        __FIAsyncOperationProgressHandler_2_IInspectable_double** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(
        __FIAsyncOperationWithProgress_2_IInspectable_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_IInspectable_double* This,
        IInspectable** results);
} __FIAsyncOperationWithProgress_2_IInspectable_doubleVtbl;
struct __FIAsyncOperationWithProgress_2_IInspectable_double {
    const __FIAsyncOperationWithProgress_2_IInspectable_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_IInspectable_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_IInspectable_double_INTERFACE_DEFINED__
/* {399507a1-b2ca-55f5-a7b2-e92bd08e8ed4} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_IInspectable_double = {
    0x399507a1, 0xb2ca, 0x55f5, {0xa7, 0xb2, 0xe9, 0x2b, 0xd0, 0x8e, 0x8e, 0xd4}};

/// AsyncOperationProgressHandler<Object, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("399507a1-b2ca-55f5-a7b2-e92bd08e8ed4")
IAsyncOperationProgressHandler<IInspectable*, double>
    : IAsyncOperationProgressHandler_impl<IInspectable*, double> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_IInspectable_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationProgressHandler_2_IInspectable_double* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationProgressHandler_2_IInspectable_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationProgressHandler_2_IInspectable_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_IInspectable_double* This,
        __FIAsyncOperationWithProgress_2_IInspectable_double* sender, double progress);
} __FIAsyncOperationProgressHandler_2_IInspectable_doubleVtbl;
struct __FIAsyncOperationProgressHandler_2_IInspectable_double {
    const __FIAsyncOperationProgressHandler_2_IInspectable_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double_INTERFACE_DEFINED__
/* {9f43d556-c72a-5afa-871a-be7bb94a4d40} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double = {
    0x9f43d556, 0xc72a, 0x5afa, {0x87, 0x1a, 0xbe, 0x7b, 0xb9, 0x4a, 0x4d, 0x40}};

/// AsyncOperationWithProgressCompletedHandler<Object, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("9f43d556-c72a-5afa-871a-be7bb94a4d40")
IAsyncOperationWithProgressCompletedHandler<IInspectable*, double>
    : IAsyncOperationWithProgressCompletedHandler_impl<IInspectable*, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double* This,
        __FIAsyncOperationWithProgress_2_IInspectable_double* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_doubleVtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_double {
    const __FIAsyncOperationWithProgressCompletedHandler_2_IInspectable_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_boolean_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_boolean_double_INTERFACE_DEFINED__
/* {af873c66-2df0-5a95-ab54-25634da3ffa9} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_boolean_double = {
    0xaf873c66, 0x2df0, 0x5a95, {0xab, 0x54, 0x25, 0x63, 0x4d, 0xa3, 0xff, 0xa9}};

/// IAsyncOperationWithProgress<Boolean, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("af873c66-2df0-5a95-ab54-25634da3ffa9")
IAsyncOperationWithProgress<bool, double>
    : IAsyncOperationWithProgress_impl<Internal::AggregateType<bool, uint8_t>, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_boolean_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_boolean_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_boolean_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(
        __FIAsyncOperationWithProgress_2_boolean_double* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        __FIAsyncOperationProgressHandler_2_boolean_double* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        __FIAsyncOperationProgressHandler_2_boolean_double** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_boolean_double* This,
        uint8_t* results);
} __FIAsyncOperationWithProgress_2_boolean_doubleVtbl;
struct __FIAsyncOperationWithProgress_2_boolean_double {
    const __FIAsyncOperationWithProgress_2_boolean_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_boolean_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_boolean_double_INTERFACE_DEFINED__
/* {cadf3784-1200-5633-8280-163849914ab3} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_boolean_double = {
    0xcadf3784, 0x1200, 0x5633, {0x82, 0x80, 0x16, 0x38, 0x49, 0x91, 0x4a, 0xb3}};

/// AsyncOperationProgressHandler<Boolean, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("cadf3784-1200-5633-8280-163849914ab3")
IAsyncOperationProgressHandler<bool, double>
    : IAsyncOperationProgressHandler_impl<Internal::AggregateType<bool, uint8_t>, double> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_boolean_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_boolean_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_boolean_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_boolean_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_boolean_double* This,
        __FIAsyncOperationWithProgress_2_boolean_double* sender, double progress);
} __FIAsyncOperationProgressHandler_2_boolean_doubleVtbl;
struct __FIAsyncOperationProgressHandler_2_boolean_double {
    const __FIAsyncOperationProgressHandler_2_boolean_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_boolean_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_boolean_double_INTERFACE_DEFINED__
/* {0ec5345b-b37a-5cd5-83d7-9590cdf445b5} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_boolean_double = {
    0x0ec5345b, 0xb37a, 0x5cd5, {0x83, 0xd7, 0x95, 0x90, 0xcd, 0xf4, 0x45, 0xb5}};

/// AsyncOperationWithProgressCompletedHandler<Boolean, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("0ec5345b-b37a-5cd5-83d7-9590cdf445b5")
IAsyncOperationWithProgressCompletedHandler<bool, double>
    : IAsyncOperationWithProgressCompletedHandler_impl<Internal::AggregateType<bool, uint8_t>, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_boolean_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double* This,
        __FIAsyncOperationWithProgress_2_boolean_double* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_boolean_doubleVtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_boolean_double {
    const __FIAsyncOperationWithProgressCompletedHandler_2_boolean_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_INT64_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_INT64_double_INTERFACE_DEFINED__
/* {8d688cf2-0cd8-5a13-94a3-63cd6de22a11} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_INT64_double = {
    0x8d688cf2, 0x0cd8, 0x5a13, {0x94, 0xa3, 0x63, 0xcd, 0x6d, 0xe2, 0x2a, 0x11}};

/// IAsyncOperationWithProgress<Int64, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("8d688cf2-0cd8-5a13-94a3-63cd6de22a11")
IAsyncOperationWithProgress<int64_t, double> : IAsyncOperationWithProgress_impl<int64_t, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_INT64_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_INT64_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_INT64_double* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        __FIAsyncOperationProgressHandler_2_INT64_double* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        __FIAsyncOperationProgressHandler_2_INT64_double** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_INT64_double* This,
        int64_t* results);
} __FIAsyncOperationWithProgress_2_INT64_doubleVtbl;
struct __FIAsyncOperationWithProgress_2_INT64_double {
    const __FIAsyncOperationWithProgress_2_INT64_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_INT64_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_INT64_double_INTERFACE_DEFINED__
/* {e3ba85ef-f3fd-5386-8ac2-4413b771853a} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_INT64_double = {
    0xe3ba85ef, 0xf3fd, 0x5386, {0x8a, 0xc2, 0x44, 0x13, 0xb7, 0x71, 0x85, 0x3a}};

/// AsyncOperationProgressHandler<Int64, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("e3ba85ef-f3fd-5386-8ac2-4413b771853a")
IAsyncOperationProgressHandler<int64_t, double>
    : IAsyncOperationProgressHandler_impl<int64_t, double> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_INT64_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_INT64_double* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_INT64_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_INT64_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_INT64_double* This,
        __FIAsyncOperationWithProgress_2_INT64_double* sender, double progress);
} __FIAsyncOperationProgressHandler_2_INT64_doubleVtbl;
struct __FIAsyncOperationProgressHandler_2_INT64_double {
    const __FIAsyncOperationProgressHandler_2_INT64_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_INT64_double_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_INT64_double_INTERFACE_DEFINED__
/* {9478f262-db7a-55a7-ab6b-cf2627583ac1} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_INT64_double = {
    0x9478f262, 0xdb7a, 0x55a7, {0xab, 0x6b, 0xcf, 0x26, 0x27, 0x58, 0x3a, 0xc1}};

/// AsyncOperationWithProgressCompletedHandler<Int64, Double>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("9478f262-db7a-55a7-ab6b-cf2627583ac1")
IAsyncOperationWithProgressCompletedHandler<int64_t, double>
    : IAsyncOperationWithProgressCompletedHandler_impl<int64_t, double> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_INT64_doubleVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double* This, REFIID iid,
        void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(
        __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double* This,
        __FIAsyncOperationWithProgress_2_INT64_double* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_INT64_doubleVtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_INT64_double {
    const __FIAsyncOperationWithProgressCompletedHandler_2_INT64_doubleVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgress_2_int_int_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgress_2_int_int_INTERFACE_DEFINED__
/* {f53af7e6-ee94-5f7a-9792-317e7fe89a55} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgress_2_int_int = {
    0xf53af7e6, 0xee94, 0x5f7a, {0x97, 0x92, 0x31, 0x7e, 0x7f, 0xe8, 0x9a, 0x55}};

/// IAsyncOperationWithProgress<Int32, Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("f53af7e6-ee94-5f7a-9792-317e7fe89a55")
IAsyncOperationWithProgress<int32_t, int32_t>
    : IAsyncOperationWithProgress_impl<int32_t, int32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgress_2_int_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationWithProgress_2_int_int* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationWithProgress_2_int_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationWithProgress_2_int_int* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(__FIAsyncOperationWithProgress_2_int_int* This,
        ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(__FIAsyncOperationWithProgress_2_int_int* This,
        HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(__FIAsyncOperationWithProgress_2_int_int* This,
        TrustLevel* level);
    /* its own */
    HRESULT (ASYNCOM_CALL* put_Progress)(__FIAsyncOperationWithProgress_2_int_int* This,
        __FIAsyncOperationProgressHandler_2_int_int* handler);
    HRESULT (ASYNCOM_CALL* get_Progress)(__FIAsyncOperationWithProgress_2_int_int* This,
        __FIAsyncOperationProgressHandler_2_int_int** handler);
    HRESULT (ASYNCOM_CALL* put_Completed)(__FIAsyncOperationWithProgress_2_int_int* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_int_int* handler);
    HRESULT (ASYNCOM_CALL* get_Completed)(__FIAsyncOperationWithProgress_2_int_int* This,
        __FIAsyncOperationWithProgressCompletedHandler_2_int_int** handler);
    HRESULT (ASYNCOM_CALL* GetResults)(__FIAsyncOperationWithProgress_2_int_int* This,
        int32_t* results);
} __FIAsyncOperationWithProgress_2_int_intVtbl;
struct __FIAsyncOperationWithProgress_2_int_int {
    const __FIAsyncOperationWithProgress_2_int_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationProgressHandler_2_int_int_INTERFACE_DEFINED__
#define ____FIAsyncOperationProgressHandler_2_int_int_INTERFACE_DEFINED__
/* {ce8c672e-65e7-5f2d-abf2-12e992f24de3} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationProgressHandler_2_int_int = {
    0xce8c672e, 0x65e7, 0x5f2d, {0xab, 0xf2, 0x12, 0xe9, 0x92, 0xf2, 0x4d, 0xe3}};

/// AsyncOperationProgressHandler<Int32, Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("ce8c672e-65e7-5f2d-abf2-12e992f24de3")
IAsyncOperationProgressHandler<int32_t, int32_t>
    : IAsyncOperationProgressHandler_impl<int32_t, int32_t> {};
}}}
#else
typedef struct __FIAsyncOperationProgressHandler_2_int_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(__FIAsyncOperationProgressHandler_2_int_int* This,
        REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(__FIAsyncOperationProgressHandler_2_int_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(__FIAsyncOperationProgressHandler_2_int_int* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationProgressHandler_2_int_int* This,
        __FIAsyncOperationWithProgress_2_int_int* sender, int32_t progress);
} __FIAsyncOperationProgressHandler_2_int_intVtbl;
struct __FIAsyncOperationProgressHandler_2_int_int {
    const __FIAsyncOperationProgressHandler_2_int_intVtbl* lpVtbl;
};
#endif
#endif

#ifndef ____FIAsyncOperationWithProgressCompletedHandler_2_int_int_INTERFACE_DEFINED__
#define ____FIAsyncOperationWithProgressCompletedHandler_2_int_int_INTERFACE_DEFINED__
/* {e0138214-ccde-5e2e-9b49-c9f103d167fb} */
ASYNCOM_CONSTANT GUID IID___FIAsyncOperationWithProgressCompletedHandler_2_int_int = {
    0xe0138214, 0xccde, 0x5e2e, {0x9b, 0x49, 0xc9, 0xf1, 0x03, 0xd1, 0x67, 0xfb}};

/// AsyncOperationWithProgressCompletedHandler<Int32, Int32>, an instance of the template above.
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI { namespace Windows { namespace Foundation {
template <>
ASYNCOM_INTERFACE("e0138214-ccde-5e2e-9b49-c9f103d167fb")
IAsyncOperationWithProgressCompletedHandler<int32_t, int32_t>
    : IAsyncOperationWithProgressCompletedHandler_impl<int32_t, int32_t> {};
}}}
#else
typedef struct __FIAsyncOperationWithProgressCompletedHandler_2_int_intVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(
        __FIAsyncOperationWithProgressCompletedHandler_2_int_int* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(
        __FIAsyncOperationWithProgressCompletedHandler_2_int_int* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(
        __FIAsyncOperationWithProgressCompletedHandler_2_int_int* This);
    /* its own */
    HRESULT (ASYNCOM_CALL* Invoke)(__FIAsyncOperationWithProgressCompletedHandler_2_int_int* This,
        __FIAsyncOperationWithProgress_2_int_int* sender, AsyncStatus status);
} __FIAsyncOperationWithProgressCompletedHandler_2_int_intVtbl;
struct __FIAsyncOperationWithProgressCompletedHandler_2_int_int {
    const __FIAsyncOperationWithProgressCompletedHandler_2_int_intVtbl* lpVtbl;
};
#endif
#endif

#endif
