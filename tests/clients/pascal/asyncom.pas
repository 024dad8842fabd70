// SPDX-License-Identifier: MIT
// What the client needs of the contract, in Pascal: the library's functions, and interfaces that
// the compiler itself counts references of. A method's place is its slot, so none may be left out.
unit asyncom;

{$mode objfpc}
{$interfaces com}
{$packrecords c}

interface

const
  S_OK = HRESULT(0);
  E_ABORT = HRESULT($80004004);
  E_ACCESSDENIED = HRESULT($80070005);
  E_CANCELLED = HRESULT($800704C7);
  FOR_EVER = $FFFFFFFF;
  Signature = 'pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;u4)';

type
  {$packenum 4}
  TAsyncStatus = (Started, Completed, Canceled, Error);

  IInspectable = interface(IUnknown)
    ['{af86e2e0-b12d-4c6a-9c5a-d7aa65101e90}']
    function GetIids(out Count: UInt32; out Iids: PGuid): HRESULT; cdecl;
    function GetRuntimeClassName(out Name: Pointer): HRESULT; cdecl;
    function GetTrustLevel(out Level: Int32): HRESULT; cdecl;
  end;

  // IAsyncOperationWithProgress<UInt32, UInt32> and its two handlers.
  ICounting = interface;

  IProgressHandler = interface(IUnknown)
    ['{ea0fe405-d432-5ac7-9ef8-5a65e1f97d7e}']
    function Invoke(const Sender: ICounting; Count: UInt32): HRESULT; cdecl;
  end;

  ICompletedHandler = interface(IUnknown)
    ['{1e466dc5-840f-54f9-b877-5e3a9f4b6c74}']
    function Invoke(const Sender: ICounting; Status: TAsyncStatus): HRESULT; cdecl;
  end;

  ICounting = interface(IInspectable)
    ['{eccb574a-c684-5572-a679-6b0842cfb57f}']
    function PutProgress(const Handler: IProgressHandler): HRESULT; cdecl;
    function GetProgress(out Handler: IProgressHandler): HRESULT; cdecl;
    function PutCompleted(const Handler: ICompletedHandler): HRESULT; cdecl;
    function GetCompleted(out Handler: ICompletedHandler): HRESULT; cdecl;
    function GetResults(Sum: PUInt32): HRESULT; cdecl;
  end;

  IAsyncProducer = interface(IUnknown)
    ['{3314039d-708d-4447-b009-c77c452249f0}']
    function ReportProgress(Value: Pointer): HRESULT; cdecl;
    function SetPartialResult(Value: Pointer): HRESULT; cdecl;
    function Complete(Result_: Pointer): HRESULT; cdecl;
    function Fail(Code: HRESULT; Message: PAnsiChar): HRESULT; cdecl;
    function EndCanceled: HRESULT; cdecl;
    function GetCancelRequested(out Requested: UInt8): HRESULT; cdecl;
  end;

  IAsyncWork = interface(IUnknown)
    ['{81c89823-37d3-42f6-80f9-a50bba02257f}']
    function Run(const Producer: IAsyncProducer; const Antecedent: IUnknown): HRESULT; cdecl;
  end;

  IAsyncControl = interface(IUnknown)
    ['{3c577088-71b6-4628-b4c2-afb830f1e28c}']
    function CancelWithReason(Reason: HRESULT; Text: PAnsiChar): HRESULT; cdecl;
  end;

  // Immortal: a plain pointer will do.
  TAsyncType = Pointer;

  TOptions = record
    Size, Flags: UInt32;
    Name: PAnsiChar;
    Parent, Scheduler: Pointer;
  end;
  POptions = ^TOptions;

function AsyncomGetType(Signature: PAnsiChar; out Kind: TAsyncType): HRESULT; cdecl; external;
function AsyncomGetErrorText(Buffer: PAnsiChar; Capacity: UInt32; out Needed: UInt32): HRESULT;
  cdecl; external;
function AsyncomCreateOperation(Kind: TAsyncType; Options: POptions; constref Iid: TGuid;
  out Operation; out Producer: IAsyncProducer): HRESULT; cdecl; external;
function AsyncomRun(Kind: TAsyncType; const Work: IAsyncWork; Options: POptions;
  constref Iid: TGuid; out Operation): HRESULT; cdecl; external;
function AsyncomWait(const Operation: IUnknown; Timeout: UInt32): HRESULT; cdecl; external;
function AsyncomCreatePool(Threads: UInt32; Name: PAnsiChar; out Pool: IUnknown): HRESULT;
  cdecl; external;

implementation

{$linklib asyncom}

end.
