# SPDX-License-Identifier: MIT
"""A Python program that starts work, shows progress, cancels half-way and reads why it ended.

It speaks to the library through ctypes alone. The work is a Python function run on a pool of the
program's own, whose last release waits for its thread: Python must not end while one of its
functions still runs elsewhere. The completed handler is made from a function; the progress handler
is an object made by hand: a table of functions, as in any language.

    python3 counting.py path/to/libasyncom.so
"""
import ctypes
import sys
import threading
import uuid
from ctypes import POINTER, byref, c_char_p, c_double, c_int32, c_uint8, c_uint32, c_void_p

S_OK, E_NOINTERFACE, E_ABORT, E_FAIL = 0, -0x7FFFBFFE, -0x7FFFBFFC, -0x7FFFBFFB
E_CANCELLED = 0x800704C7 - (1 << 32)
CANCELED, ERROR = 2, 3
FOREVER = 0xFFFFFFFF
SIGNATURE = b"pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)"

COMPLETED = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_int32)
WORK = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)
DESTROY = ctypes.CFUNCTYPE(None, c_void_p)


# Functions that the library may still be returning from, until the pool is gone.
kept = []


def guid(text):
    """The 16 bytes of an identifier, its first fields in host byte order."""
    return (c_uint8 * 16)(*uuid.UUID(text).bytes_le)


IUNKNOWN = guid("00000000-0000-0000-c000-000000000046")
IAGILE = guid("94ea2b94-e9cc-49e0-c0ff-ee64ca8f5b90")
ICONTROL = guid("3c577088-71b6-4628-b4c2-afb830f1e28c")
IACTION_DOUBLE = guid("4f1430a6-a825-56ca-b047-1a9bad52ba67")
PROGRESS_DOUBLE = guid("44825c7c-0da9-5691-b2b4-914f231eeced")


def call(pointer, slot, *arguments):
    """Calls a method: the slot of the table that the object begins with."""
    table = ctypes.cast(pointer, POINTER(POINTER(c_void_p)))[0]
    kinds = [type(argument) if isinstance(argument, ctypes._SimpleCData) else c_void_p
             for argument in arguments]
    method = ctypes.CFUNCTYPE(c_int32, c_void_p, *kinds)(table[slot])
    return method(pointer, *arguments)


def release(pointer):
    call(pointer, 2)


class ProgressHandler:
    """An object made by hand: QueryInterface, AddRef, Release and Invoke(sender, double)."""

    def __init__(self, report):
        self.references = 1
        self.guard = threading.Lock()
        query = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, POINTER(c_void_p))
        count = ctypes.CFUNCTYPE(c_uint32, c_void_p)
        invoke = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_double)
        # The functions must live as long as the table points at them.
        kept.append(self)
        self.methods = (query(self.query), count(lambda _: self.change(1)),
                        count(lambda _: self.change(-1)),
                        invoke(lambda _, sender, fraction: report(fraction)))
        self.table = (c_void_p * 4)(*(ctypes.cast(each, c_void_p) for each in self.methods))
        self.object = c_void_p(ctypes.addressof(self.table))
        self.pointer = ctypes.addressof(self.object)

    def query(self, _, iid, out):
        if ctypes.string_at(iid, 16) not in map(bytes, (IUNKNOWN, IAGILE, PROGRESS_DOUBLE)):
            out[0] = None
            return E_NOINTERFACE
        self.change(1)
        out[0] = self.pointer
        return S_OK

    def change(self, by):
        with self.guard:
            self.references += by
            return self.references


class Library:
    def __init__(self, path):
        self.functions = ctypes.CDLL(path)

    def __getattr__(self, name):
        function = getattr(self.functions, name)
        function.restype = c_int32

        def checked(*arguments):
            answer = function(*arguments)
            if answer < 0:
                raise OSError(f"{name}: 0x{answer & 0xFFFFFFFF:08X} {self.error_text()}")
            return answer
        return checked

    def error_text(self):
        buffer, needed = ctypes.create_string_buffer(200), c_uint32()
        self.functions.AsyncomGetErrorText(buffer, c_uint32(200), byref(needed))
        return buffer.value.decode()


class Options(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("name", c_char_p), ("parent", c_void_p),
                ("scheduler", c_void_p)]


class Recorder:
    """What the completed handler was told, and whether the library let go of it."""

    def __init__(self, library, kind):
        self.statuses, self.destroyed, self.let_go = [], 0, threading.Event()
        self.invoke = COMPLETED(lambda _, sender, status: self.statuses.append(status) or S_OK)
        self.destroy = DESTROY(lambda _: self.gone())
        self.handler = c_void_p()
        kept.append(self)
        library.AsyncomCreateCompletedHandler(kind, self.invoke, None, self.destroy,
                                              byref(self.handler))

    def gone(self):
        self.destroyed += 1
        self.let_go.set()


def expect(holds, what):
    if not holds:
        raise SystemExit(f"not so: {what}")


def run(library, kind, pool, work):
    """Runs a Python function as the work of a new operation."""
    kept.append(work)
    item, operation = c_void_p(), c_void_p()
    options = Options(size=ctypes.sizeof(Options), name=b"counting in Python", scheduler=pool)
    library.AsyncomCreateWork(work, None, None, byref(item))
    library.AsyncomRun(kind, item, byref(options), byref(IACTION_DOUBLE), byref(operation))
    release(item)
    return operation


def cancel_half_way(library, kind, pool):
    ready = threading.Event()

    def count_to_a_hundred(_, producer, antecedent):
        ready.wait()
        for step in range(1, 101):
            cancelled = c_uint8()
            call(producer, 8, byref(cancelled))
            if cancelled.value:
                return call(producer, 7)
            call(producer, 3, byref(c_double(step / 100)))
        return call(producer, 5, None)

    seen = []

    def show(fraction):
        seen.append(fraction)
        if fraction in (0.25, 0.5):
            print(f"counted {fraction:.0%}")
        if fraction < 0.5:
            return S_OK
        return call(control, 3, c_int32(E_ABORT), c_char_p(b"half is enough"))

    work = WORK(count_to_a_hundred)
    operation, control = run(library, kind, pool, work), c_void_p()
    call(operation, 0, byref(ICONTROL), byref(control))
    progress, recorder = ProgressHandler(show), Recorder(library, kind)
    expect(call(operation, 6, c_void_p(progress.pointer)) == S_OK, "the progress handler is set")
    expect(call(operation, 8, recorder.handler) == S_OK, "the completed handler is set")
    release(recorder.handler)
    ready.set()
    library.AsyncomWait(operation, c_uint32(FOREVER))
    # The wait ends with the operation; its handler may still run, and is let go right after.
    recorder.let_go.wait()
    expect(recorder.destroyed == 1, "the completed handler was destroyed once")
    expect(recorder.statuses == [CANCELED], "the handler heard of the cancel, once")
    expect(seen[-1] == 0.5, "progress stopped half-way")
    expect(progress.references == 1, "the progress handler was let go")
    expect(call(operation, 10) == E_CANCELLED, "it was cancelled")
    print("cancelled:", library.error_text())
    expect(library.error_text() == "half is enough", "the reason's text is the error's")
    release(control)
    release(operation)


def read_a_failure(library, kind, pool):
    def refuse(_, producer, antecedent):
        call(producer, 6, c_int32(E_FAIL), c_char_p("nobody may count here".encode()))
        return S_OK

    work = WORK(refuse)
    operation = run(library, kind, pool, work)
    library.AsyncomWait(operation, c_uint32(FOREVER))
    recorder = Recorder(library, kind)
    expect(call(operation, 8, recorder.handler) == S_OK, "the completed handler is set")
    release(recorder.handler)
    expect(recorder.statuses == [ERROR], "the handler was called inside its setter")
    expect(recorder.destroyed == 1, "and let go")
    expect(call(operation, 10) == E_FAIL, "the failure is given")
    print("failed:", library.error_text())
    expect(library.error_text() == "nobody may count here", "the text is the error's")
    release(operation)


def main(path):
    library = Library(path)
    kind = c_void_p()
    library.AsyncomGetType(c_char_p(SIGNATURE), byref(kind))
    try:
        library.AsyncomGetType(c_char_p(b"nonsense"), byref(c_void_p()))
    except OSError as refused:
        print("refused:", refused)
    pool = c_void_p()
    library.AsyncomCreatePool(c_uint32(1), b"python", byref(pool))
    cancel_half_way(library, kind, pool)
    read_a_failure(library, kind, pool)
    release(pool)


if __name__ == "__main__":
    main(sys.argv[1])
