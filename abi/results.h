/* SPDX-License-Identifier: MIT
 *
 * The HRESULT values that the asynchronous model speaks in, under Windows' names. A name that
 * another header has defined already is left as it is.
 */
#ifndef ASYNCOM_RESULTS_H
#define ASYNCOM_RESULTS_H

#include "platform.h"

/* A result is a failure if it is negative. There are two successes in use. */
#ifndef SUCCEEDED
#define SUCCEEDED(result) (((HRESULT)(result)) >= 0)
#endif
#ifndef FAILED
#define FAILED(result) (((HRESULT)(result)) < 0)
#endif

/* Success, and the success that says no: timed out, nothing there, asked before. */
#ifndef S_OK
#define S_OK ((HRESULT)0x00000000)
#endif
#ifndef S_FALSE
#define S_FALSE ((HRESULT)0x00000001)
#endif

/* The caller: an argument, a pointer, an interface, a handle, memory. */
#ifndef E_INVALIDARG
#define E_INVALIDARG ((HRESULT)0x80070057)
#endif
#ifndef E_POINTER
#define E_POINTER ((HRESULT)0x80004003)
#endif
#ifndef E_NOINTERFACE
#define E_NOINTERFACE ((HRESULT)0x80004002)
#endif
#ifndef E_HANDLE
#define E_HANDLE ((HRESULT)0x80070006)
#endif
#ifndef E_OUTOFMEMORY
#define E_OUTOFMEMORY ((HRESULT)0x8007000E)
#endif
#ifndef E_ACCESSDENIED
#define E_ACCESSDENIED ((HRESULT)0x80070005)
#endif
#ifndef E_BOUNDS
#define E_BOUNDS ((HRESULT)0x8000000B)
#endif

/* The state of an operation: Close before the end; a call too early, or after Close; a second
 * Completed handler; a getter of work that has not started, which this library never shows. */
#ifndef E_ILLEGAL_STATE_CHANGE
#define E_ILLEGAL_STATE_CHANGE ((HRESULT)0x8000000D)
#endif
#ifndef E_ILLEGAL_METHOD_CALL
#define E_ILLEGAL_METHOD_CALL ((HRESULT)0x8000000E)
#endif
#ifndef E_ILLEGAL_DELEGATE_ASSIGNMENT
#define E_ILLEGAL_DELEGATE_ASSIGNMENT ((HRESULT)0x80000018)
#endif
#ifndef E_ASYNC_OPERATION_NOT_STARTED
#define E_ASYNC_OPERATION_NOT_STARTED ((HRESULT)0x80000019)
#endif
#ifndef E_PENDING
#define E_PENDING ((HRESULT)0x8000000A)
#endif
#ifndef E_CHANGED_STATE
#define E_CHANGED_STATE ((HRESULT)0x8000000C)
#endif
#ifndef RO_E_CLOSED
#define RO_E_CLOSED ((HRESULT)0x80000013)
#endif

/* The work itself. */
#ifndef E_FAIL
#define E_FAIL ((HRESULT)0x80004005)
#endif
#ifndef E_ABORT
#define E_ABORT ((HRESULT)0x80004004)
#endif
#ifndef E_NOTIMPL
#define E_NOTIMPL ((HRESULT)0x80004001)
#endif
#ifndef E_UNEXPECTED
#define E_UNEXPECTED ((HRESULT)0x8000FFFF)
#endif
#ifndef CO_E_NOT_SUPPORTED
#define CO_E_NOT_SUPPORTED ((HRESULT)0x80004021)
#endif

/* Text: an HSTRING reference without its terminator; no such error text; a GUID that is none. */
#ifndef E_STRING_NOT_NULL_TERMINATED
#define E_STRING_NOT_NULL_TERMINATED ((HRESULT)0x80000017)
#endif
#ifndef RO_E_ERROR_STRING_NOT_FOUND
#define RO_E_ERROR_STRING_NOT_FOUND ((HRESULT)0x80000016)
#endif
#ifndef RO_E_METADATA_NAME_NOT_FOUND
#define RO_E_METADATA_NAME_NOT_FOUND ((HRESULT)0x8000000F)
#endif
#ifndef CO_E_IIDSTRING
#define CO_E_IIDSTRING ((HRESULT)0x800401F4)
#endif

/* Classes and their factories. */
#ifndef CLASS_E_NOAGGREGATION
#define CLASS_E_NOAGGREGATION ((HRESULT)0x80040110)
#endif
#ifndef CLASS_E_CLASSNOTAVAILABLE
#define CLASS_E_CLASSNOTAVAILABLE ((HRESULT)0x80040111)
#endif
#ifndef CO_E_OBJISREG
#define CO_E_OBJISREG ((HRESULT)0x800401FC)
#endif
#ifndef REGDB_E_READREGDB
#define REGDB_E_READREGDB ((HRESULT)0x80040150)
#endif
#ifndef REGDB_E_CLASSNOTREG
#define REGDB_E_CLASSNOTREG ((HRESULT)0x80040154)
#endif

/* Apartments, processes and their ends. Elsewhere than on Windows nothing of this library answers
 * them, but a handler that came from there may. */
#ifndef CO_E_NOTINITIALIZED
#define CO_E_NOTINITIALIZED ((HRESULT)0x800401F0)
#endif
#ifndef CO_E_OBJNOTCONNECTED
#define CO_E_OBJNOTCONNECTED ((HRESULT)0x800401FD)
#endif
#ifndef RPC_E_CALL_CANCELED
#define RPC_E_CALL_CANCELED ((HRESULT)0x80010002)
#endif
#ifndef RPC_E_SERVERFAULT
#define RPC_E_SERVERFAULT ((HRESULT)0x80010105)
#endif
#ifndef RPC_E_CHANGED_MODE
#define RPC_E_CHANGED_MODE ((HRESULT)0x80010106)
#endif
#ifndef RPC_E_DISCONNECTED
#define RPC_E_DISCONNECTED ((HRESULT)0x80010108)
#endif
#ifndef RPC_E_WRONG_THREAD
#define RPC_E_WRONG_THREAD ((HRESULT)0x8001010E)
#endif
#ifndef RO_E_MUST_BE_AGILE
#define RO_E_MUST_BE_AGILE ((HRESULT)0x8000001C)
#endif
#ifndef RO_E_UNSUPPORTED_FROM_MTA
#define RO_E_UNSUPPORTED_FROM_MTA ((HRESULT)0x8000001D)
#endif
#ifndef RO_E_COMMITTED
#define RO_E_COMMITTED ((HRESULT)0x8000001E)
#endif
#ifndef RO_E_BLOCKED_CROSS_ASTA_CALL
#define RO_E_BLOCKED_CROSS_ASTA_CALL ((HRESULT)0x8000001F)
#endif
#ifndef E_APPLICATION_EXITING
#define E_APPLICATION_EXITING ((HRESULT)0x8000001A)
#endif
#ifndef JSCRIPT_E_CANTEXECUTE
#define JSCRIPT_E_CANTEXECUTE ((HRESULT)0x89020001)
#endif

#endif
