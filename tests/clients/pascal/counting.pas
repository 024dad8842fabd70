// SPDX-License-Identifier: MIT
// A Pascal program that counts on its own thread and on a pool of the library's, cancels half-way
// and reads why work failed. The work and both handlers are classes with interfaces, which the
// compiler counts the references of. It prints what every client here prints.
program counting;

{$mode objfpc}
{$interfaces com}

uses
  cthreads, asyncom;

var
  Failures, Living: Int32;
  Kind: TAsyncType;

procedure Expect(Holds: Boolean; const What: string);
begin
  if Holds then
    Exit;
  Inc(Failures);
  WriteLn(StdErr, 'not so: ', What);
end;

// ---- what the handlers are told

type
  TAccount = class
    Reports: array[1..100] of UInt32;
    ReportCount, EndCount: Int32;
    Status: TAsyncStatus;
    Reporter, Ender: TThreadID;
    Control: IAsyncControl;
    function CountedUpTo(Last: Int32): Boolean;
  end;

  TCounted = class(TInterfacedObject)
    constructor Create;
    destructor Destroy; override;
  end;

  TProgressHandler = class(TCounted, IProgressHandler)
    Told: TAccount;
    constructor Create(ATold: TAccount);
    function Invoke(const Sender: ICounting; Count: UInt32): HRESULT; cdecl;
  end;

  TCompletedHandler = class(TCounted, ICompletedHandler)
    Told: TAccount;
    constructor Create(ATold: TAccount);
    function Invoke(const Sender: ICounting; Status: TAsyncStatus): HRESULT; cdecl;
  end;

  TBody = function(const Producer: IAsyncProducer): HRESULT;

  // Work that begins when its handlers are set, so that they hear all of it.
  TWork = class(TCounted, IAsyncWork)
    Body: TBody;
    MayBegin: PRTLEvent;
    constructor Create(ABody: TBody; AMayBegin: PRTLEvent);
    function Run(const Producer: IAsyncProducer; const Antecedent: IUnknown): HRESULT; cdecl;
  end;

function TAccount.CountedUpTo(Last: Int32): Boolean;
var
  Each: Int32;
begin
  Result := ReportCount = Last;
  for Each := 1 to Last do
    Result := Result and (Reports[Each] = UInt32(Each));
end;

constructor TCounted.Create;
begin
  InterlockedIncrement(Living);
end;

destructor TCounted.Destroy;
begin
  InterlockedDecrement(Living);
  inherited;
end;

constructor TProgressHandler.Create(ATold: TAccount);
begin
  inherited Create;
  Told := ATold;
end;

function TProgressHandler.Invoke(const Sender: ICounting; Count: UInt32): HRESULT; cdecl;
begin
  Inc(Told.ReportCount);
  if Told.ReportCount <= High(Told.Reports) then
    Told.Reports[Told.ReportCount] := Count;
  Told.Reporter := GetCurrentThreadId;
  if Count = 50 then
    Told.Control.CancelWithReason(E_ABORT, 'half is enough');
  Result := S_OK;
end;

constructor TCompletedHandler.Create(ATold: TAccount);
begin
  inherited Create;
  Told := ATold;
end;

function TCompletedHandler.Invoke(const Sender: ICounting; Status: TAsyncStatus): HRESULT; cdecl;
begin
  Inc(Told.EndCount);
  Told.Status := Status;
  Told.Ender := GetCurrentThreadId;
  Result := S_OK;
end;

constructor TWork.Create(ABody: TBody; AMayBegin: PRTLEvent);
begin
  inherited Create;
  Body := ABody;
  MayBegin := AMayBegin;
end;

function TWork.Run(const Producer: IAsyncProducer; const Antecedent: IUnknown): HRESULT; cdecl;
begin
  RTLEventWaitFor(MayBegin);
  Result := Body(Producer);
end;

// ---- the work

// Counts, and ends with the sum, unless it is told to stop.
function CountUpTo(Last: UInt32; const Producer: IAsyncProducer): HRESULT;
var
  Number, Sum: UInt32;
  Stop: UInt8;
begin
  for Number := 1 to Last do
  begin
    Producer.GetCancelRequested(Stop);
    if Stop <> 0 then
      Exit(Producer.EndCanceled);
    Producer.ReportProgress(@Number);
  end;
  Sum := Last * (Last + 1) div 2;
  Result := Producer.Complete(@Sum);
end;

function CountToFour(const Producer: IAsyncProducer): HRESULT;
begin
  Result := CountUpTo(4, Producer);
end;

function CountToAHundred(const Producer: IAsyncProducer): HRESULT;
begin
  Result := CountUpTo(100, Producer);
end;

function Refuse(const Producer: IAsyncProducer): HRESULT;
begin
  Result := Producer.Fail(E_ACCESSDENIED, 'nobody may count here');
end;

// ---- the client: any operation that counts, wherever it comes from

procedure Watch(const Counting: ICounting; Told: TAccount);
var
  Progress: IProgressHandler;
  Completed: ICompletedHandler;
begin
  Progress := TProgressHandler.Create(Told);
  Completed := TCompletedHandler.Create(Told);
  Expect(Counting.PutProgress(Progress) = S_OK, 'the progress handler is set');
  Expect(Counting.PutCompleted(Completed) = S_OK, 'the completed handler is set');
end;

function ErrorText: string;
var
  Needed: UInt32;
begin
  Result := '';
  AsyncomGetErrorText(nil, 0, Needed);
  SetLength(Result, Needed);
  Expect(AsyncomGetErrorText(@Result[1], Length(Result), Needed) = S_OK, 'the error has a text');
  SetLength(Result, Needed - 1);
end;

// What GetResults says of an ended operation that nobody else uses any more.
function Finish(var Counting: ICounting; out Sum: UInt32): HRESULT;
begin
  Sum := 0;
  Result := Counting.GetResults(@Sum);
  if Result = E_CANCELLED then
    WriteLn('cancelled: ', ErrorText);
  if Result = E_ACCESSDENIED then
    WriteLn('failed: ', ErrorText);
  Expect(Living = 0, 'the library let go of every object');
  // The one that the compiler holds, and this one.
  Expect(Counting._AddRef = 2, 'nobody else holds the operation');
  Counting._Release;
  Counting := nil;
end;

procedure CountHere;
var
  Counting: ICounting;
  Producer: IAsyncProducer;
  Told: TAccount;
  Sum: UInt32;
begin
  Told := TAccount.Create;
  Expect(AsyncomCreateOperation(Kind, nil, ICounting, Counting, Producer) = S_OK,
    'the operation is made');
  Watch(Counting, Told);
  CountUpTo(4, Producer);
  Producer := nil;
  Expect(Told.CountedUpTo(4), 'progress came in order');
  Expect((Told.EndCount = 1) and (Told.Status = Completed), 'the end came once');
  Expect((Told.Reporter = GetCurrentThreadId) and (Told.Ender = Told.Reporter),
    'both came on this thread');
  Expect((Finish(Counting, Sum) = S_OK) and (Sum = 10), 'the sum is 10');
  WriteLn('counted here: ', Sum);
  Told.Free;
end;

// Runs a body on another thread, with handlers, to its end.
function Run(Told: TAccount; Body: TBody; out Sum: UInt32): HRESULT;
var
  Pool: IUnknown;
  Options: TOptions;
  MayBegin: PRTLEvent;
  Counting: ICounting;
  Work: IAsyncWork;
begin
  Expect(AsyncomCreatePool(1, 'counting', Pool) = S_OK, 'the pool is made');
  Options := Default(TOptions);
  Options.Size := SizeOf(Options);
  Options.Scheduler := Pointer(Pool);
  MayBegin := RTLEventCreate;
  Work := TWork.Create(Body, MayBegin);
  Expect(AsyncomRun(Kind, Work, @Options, ICounting, Counting) = S_OK, 'the work is accepted');
  Work := nil;
  Expect(Counting.QueryInterface(IAsyncControl, Told.Control) = S_OK, 'it can be cancelled');
  Watch(Counting, Told);
  RTLEventSetEvent(MayBegin);
  Expect(AsyncomWait(Counting, FOR_EVER) = S_OK, 'the work ends');
  Pool := nil; // Joins its thread: what the handlers were told can be read now.
  RTLEventDestroy(MayBegin);
  Told.Control := nil;
  Expect(Told.Ender <> GetCurrentThreadId, 'the end came on another thread');
  Result := Finish(Counting, Sum);
end;

procedure CountOnThePool;
var
  Told: TAccount;
  Sum: UInt32;
begin
  Told := TAccount.Create;
  Expect((Run(Told, @CountToFour, Sum) = S_OK) and (Sum = 10), 'the sum is 10');
  Expect(Told.CountedUpTo(4), 'progress came in order');
  Expect((Told.EndCount = 1) and (Told.Status = Completed), 'the end came once');
  Expect(Told.Reporter = Told.Ender, 'both came on the thread of the work');
  WriteLn('counted on the pool: ', Sum);
  Told.Free;
end;

procedure CancelHalfWay;
var
  Told: TAccount;
  Sum: UInt32;
begin
  Told := TAccount.Create;
  Expect((Run(Told, @CountToAHundred, Sum) = E_CANCELLED) and (Sum = 0), 'it was cancelled');
  Expect(Told.CountedUpTo(50), 'progress stopped half-way');
  Expect((Told.EndCount = 1) and (Told.Status = Canceled), 'the cancel was told once');
  Told.Free;
end;

procedure ReadAFailure;
var
  Told: TAccount;
  Sum: UInt32;
begin
  Told := TAccount.Create;
  Expect((Run(Told, @Refuse, Sum) = E_ACCESSDENIED) and (Sum = 0), 'the failure is given');
  Expect((Told.EndCount = 1) and (Told.Status = Error), 'the failure was told once');
  Told.Free;
end;

begin
  Expect(AsyncomGetType(Signature, Kind) = S_OK, 'the type is known');
  CountHere;
  CountOnThePool;
  CancelHalfWay;
  ReadAFailure;
  if Failures > 0 then
    Halt(1);
end.
