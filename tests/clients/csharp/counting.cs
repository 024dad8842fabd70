// SPDX-License-Identifier: MIT
// A C# program that counts on its own thread and on a pool of the library's, cancels half-way and
// reads why work failed. The work and both handlers are managed objects, which the runtime's COM
// interop wraps. It prints what every client here prints.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

// What the handlers were told.
class Account
{
    public readonly List<uint> Reports = new List<uint>();
    public readonly List<AsyncStatus> Ends = new List<AsyncStatus>();
    public Thread Reporter, Ender;
    public IAsyncControl Control;

    public bool CountedUpTo(int last)
    {
        return Reports.SequenceEqual(Enumerable.Range(1, last).Select(number => (uint)number));
    }
}

class ProgressHandler : IProgressHandler
{
    readonly Account told;
    public ProgressHandler(Account told) { this.told = told; }

    public int Invoke(IntPtr sender, uint count)
    {
        told.Reports.Add(count);
        told.Reporter = Thread.CurrentThread;
        if (count == 50) told.Control.CancelWithReason(Asyncom.E_ABORT, "half is enough");
        return Asyncom.S_OK;
    }
}

class CompletedHandler : ICompletedHandler
{
    readonly Account told;
    public CompletedHandler(Account told) { this.told = told; }

    public int Invoke(IntPtr sender, AsyncStatus status)
    {
        told.Ends.Add(status);
        told.Ender = Thread.CurrentThread;
        return Asyncom.S_OK;
    }
}

// Work that begins when its handlers are set, so that they hear all of it.
class Work : IAsyncWork
{
    public readonly ManualResetEvent MayBegin = new ManualResetEvent(false);
    readonly Func<IAsyncProducer, int> body;
    public Work(Func<IAsyncProducer, int> body) { this.body = body; }

    public int Run(IntPtr producer, IntPtr antecedent)
    {
        MayBegin.WaitOne();
        var wrapped = (IAsyncProducer)Marshal.GetObjectForIUnknown(producer);
        var answer = body(wrapped);
        Marshal.ReleaseComObject(wrapped);
        return answer;
    }
}

static class Program
{
    static int failures;
    static IntPtr type;
    static Guid iid = typeof(ICounting).GUID;

    static void Expect(bool holds, string what)
    {
        if (holds) return;
        ++failures;
        Console.Error.WriteLine("not so: " + what);
    }

    // How many references others hold to the unmanaged face of a managed object.
    static int ReferencesTo(object managed, Type face)
    {
        return Marshal.Release(Marshal.GetComInterfaceForObject(managed, face));
    }

    // Counts, and ends with the sum, unless it is told to stop.
    static int CountUpTo(uint last, IAsyncProducer producer)
    {
        for (uint number = 1; number <= last; ++number)
        {
            byte stop;
            producer.GetCancelRequested(out stop);
            if (stop != 0) return producer.EndCanceled();
            uint report = number;
            producer.ReportProgress(ref report);
        }
        uint sum = last * (last + 1) / 2;
        return producer.Complete(ref sum);
    }

    // ---- the client: any operation that counts, wherever it comes from

    class Watched
    {
        public readonly Account Told = new Account();
        readonly IntPtr pointer;
        readonly ICounting counting;
        readonly ProgressHandler progress;
        readonly CompletedHandler completed;

        // Takes over the reference.
        public Watched(IntPtr operation)
        {
            pointer = operation;
            counting = (ICounting)Marshal.GetObjectForIUnknown(operation);
            progress = new ProgressHandler(Told);
            completed = new CompletedHandler(Told);
            Told.Control = (IAsyncControl)counting;
            Expect(counting.PutProgress(progress) == Asyncom.S_OK, "the first handler is set");
            Expect(counting.PutCompleted(completed) == Asyncom.S_OK, "the second handler is set");
            Expect(ReferencesTo(progress, typeof(IProgressHandler)) > 0 &&
                ReferencesTo(completed, typeof(ICompletedHandler)) > 0, "the library holds both");
        }

        // What GetResults says of an ended operation that nobody else uses any more.
        public int Finish(out uint sum)
        {
            sum = 0;
            var answer = counting.GetResults(ref sum);
            if (answer == Asyncom.E_CANCELLED) Console.WriteLine("cancelled: " + ErrorText());
            if (answer == Asyncom.E_ACCESSDENIED) Console.WriteLine("failed: " + ErrorText());
            Expect(ReferencesTo(progress, typeof(IProgressHandler)) == 0 &&
                ReferencesTo(completed, typeof(ICompletedHandler)) == 0,
                "the library let go of both handlers");
            Marshal.ReleaseComObject(counting);
            Expect(Marshal.Release(pointer) == 0, "nobody else holds the operation");
            return answer;
        }
    }

    static string ErrorText()
    {
        uint needed;
        Asyncom.AsyncomGetErrorText(null, 0, out needed);
        var text = new byte[needed];
        Expect(Asyncom.AsyncomGetErrorText(text, needed, out needed) == Asyncom.S_OK,
            "the error has a text");
        return Encoding.UTF8.GetString(text, 0, (int)needed - 1);
    }

    static void CountHere()
    {
        IntPtr operation, owned;
        var made = Asyncom.AsyncomCreateOperation(type, IntPtr.Zero, ref iid, out operation,
            out owned);
        Expect(made == Asyncom.S_OK, "the operation is made");
        var producer = (IAsyncProducer)Marshal.GetObjectForIUnknown(owned);
        Marshal.Release(owned);
        var watched = new Watched(operation);
        CountUpTo(4, producer);
        Marshal.ReleaseComObject(producer);
        var told = watched.Told;
        Expect(told.CountedUpTo(4), "progress came in order");
        Expect(told.Ends.SequenceEqual(new[] { AsyncStatus.Completed }), "the end came once");
        Expect(told.Reporter == Thread.CurrentThread && told.Ender == told.Reporter,
            "both came on this thread");
        uint sum;
        Expect(watched.Finish(out sum) == Asyncom.S_OK && sum == 10, "the sum is 10");
        Console.WriteLine("counted here: " + sum);
    }

    // Runs a body on another thread, with handlers, to its end.
    static Account Run(Func<IAsyncProducer, int> body, int expected, out uint sum)
    {
        var options = new AsyncomOperationOptions();
        options.Size = (uint)Marshal.SizeOf(typeof(AsyncomOperationOptions));
        var made = Asyncom.AsyncomCreatePool(1, "counting", out options.Scheduler);
        Expect(made == Asyncom.S_OK, "the pool is made");
        IntPtr operation;
        var work = new Work(body);
        var accepted = Asyncom.AsyncomRun(type, work, ref options, ref iid, out operation);
        Expect(accepted == Asyncom.S_OK, "the work is accepted");
        var watched = new Watched(operation);
        work.MayBegin.Set();
        Expect(Asyncom.AsyncomWait(operation, Asyncom.ForEver) == Asyncom.S_OK, "the work ends");
        // Joins its thread: what the handlers were told can be read now.
        Marshal.Release(options.Scheduler);
        Expect(ReferencesTo(work, typeof(IAsyncWork)) == 0, "the library let go of the work");
        Expect(watched.Told.Ender != Thread.CurrentThread, "the end came on another thread");
        Expect(watched.Finish(out sum) == expected, "GetResults answers as it should");
        return watched.Told;
    }

    static void CountOnThePool()
    {
        uint sum;
        var told = Run(producer => CountUpTo(4, producer), Asyncom.S_OK, out sum);
        Expect(sum == 10, "the sum is 10");
        Expect(told.CountedUpTo(4), "progress came in order");
        Expect(told.Ends.SequenceEqual(new[] { AsyncStatus.Completed }), "the end came once");
        Expect(told.Reporter == told.Ender, "both came on the thread of the work");
        Console.WriteLine("counted on the pool: " + sum);
    }

    static void CancelHalfWay()
    {
        uint sum;
        var told = Run(producer => CountUpTo(100, producer), Asyncom.E_CANCELLED, out sum);
        Expect(sum == 0 && told.CountedUpTo(50), "progress stopped half-way");
        Expect(told.Ends.SequenceEqual(new[] { AsyncStatus.Canceled }), "the cancel was told once");
    }

    static void ReadAFailure()
    {
        uint sum;
        var told = Run(producer => producer.Fail(Asyncom.E_ACCESSDENIED, "nobody may count here"),
            Asyncom.E_ACCESSDENIED, out sum);
        Expect(sum == 0, "there is no sum");
        Expect(told.Ends.SequenceEqual(new[] { AsyncStatus.Error }), "the failure was told once");
    }

    static int Main()
    {
        var known = Asyncom.AsyncomGetType(Asyncom.Signature, out type);
        Expect(known == Asyncom.S_OK, "the type is known");
        CountHere();
        CountOnThePool();
        CancelHalfWay();
        ReadAFailure();
        return failures == 0 ? 0 : 1;
    }
}
