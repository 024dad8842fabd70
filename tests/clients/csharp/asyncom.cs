// SPDX-License-Identifier: MIT
// What the client needs of the contract, in C#: the library's functions, and interfaces that the
// runtime wraps. A method's place is its slot, so none may be left out. Every method keeps its
// HRESULT.
using System;
using System.Runtime.InteropServices;

enum AsyncStatus { Started, Completed, Canceled, Error }

// IAsyncOperationWithProgress<UInt32, UInt32> and its two handlers. The runtime knows IUnknown
// only, so that the three methods of IInspectable are written out.
[ComImport, Guid("eccb574a-c684-5572-a679-6b0842cfb57f")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface ICounting
{
    [PreserveSig] int GetIids(out uint count, out IntPtr iids);
    [PreserveSig] int GetRuntimeClassName(out IntPtr name);
    [PreserveSig] int GetTrustLevel(out int level);
    [PreserveSig] int PutProgress(IProgressHandler handler);
    [PreserveSig] int GetProgress(out IProgressHandler handler);
    [PreserveSig] int PutCompleted(ICompletedHandler handler);
    [PreserveSig] int GetCompleted(out ICompletedHandler handler);
    [PreserveSig] int GetResults(ref uint sum);
}

[ComImport, Guid("ea0fe405-d432-5ac7-9ef8-5a65e1f97d7e")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface IProgressHandler
{
    [PreserveSig] int Invoke(IntPtr sender, uint count);
}

[ComImport, Guid("1e466dc5-840f-54f9-b877-5e3a9f4b6c74")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface ICompletedHandler
{
    [PreserveSig] int Invoke(IntPtr sender, AsyncStatus status);
}

[ComImport, Guid("3314039d-708d-4447-b009-c77c452249f0")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface IAsyncProducer
{
    [PreserveSig] int ReportProgress(ref uint value);
    [PreserveSig] int SetPartialResult(ref uint value);
    [PreserveSig] int Complete(ref uint result);
    [PreserveSig] int Fail(int code, [MarshalAs(UnmanagedType.LPStr)] string message);
    [PreserveSig] int EndCanceled();
    [PreserveSig] int GetCancelRequested(out byte requested);
}

[ComImport, Guid("81c89823-37d3-42f6-80f9-a50bba02257f")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface IAsyncWork
{
    [PreserveSig] int Run(IntPtr producer, IntPtr antecedent);
}

[ComImport, Guid("3c577088-71b6-4628-b4c2-afb830f1e28c")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
interface IAsyncControl
{
    [PreserveSig] int CancelWithReason(int reason, [MarshalAs(UnmanagedType.LPStr)] string text);
}

[StructLayout(LayoutKind.Sequential)]
struct AsyncomOperationOptions
{
    public uint Size, Flags;
    public IntPtr Name, Parent, Scheduler;
}

static class Asyncom
{
    const string Library = "libasyncom.so.0";

    public const int S_OK = 0;
    public const int E_ABORT = unchecked((int)0x80004004);
    public const int E_ACCESSDENIED = unchecked((int)0x80070005);
    public const int E_CANCELLED = unchecked((int)0x800704C7);
    public const uint ForEver = 0xFFFFFFFF;
    public const string Signature = "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;u4)";

    // A type is immortal, a scheduler only handed on: plain pointers will do.
    [DllImport(Library)]
    public static extern int AsyncomGetType(string signature, out IntPtr type);
    [DllImport(Library)]
    public static extern int AsyncomGetErrorText(byte[] buffer, uint capacity, out uint needed);
    [DllImport(Library)]
    public static extern int AsyncomCreateOperation(IntPtr type, IntPtr options, ref Guid iid,
        out IntPtr operation, out IntPtr producer);
    [DllImport(Library)]
    public static extern int AsyncomRun(IntPtr type, IAsyncWork work,
        ref AsyncomOperationOptions options, ref Guid iid, out IntPtr operation);
    [DllImport(Library)]
    public static extern int AsyncomWait(IntPtr operation, uint timeout);
    [DllImport(Library)]
    public static extern int AsyncomCreatePool(uint threads, string name, out IntPtr pool);
}
