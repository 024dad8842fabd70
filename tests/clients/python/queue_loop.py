# SPDX-License-Identifier: MIT
"""A completion queue in Python's asyncio: a thousand operations behind one descriptor of the loop.

    python3 queue_loop.py path/to/libasyncom.so
"""
import asyncio
import ctypes
import sys
from ctypes import byref, c_int32, c_uint32, c_uint64, c_void_p

from counting import Library, call, guid, release

OPERATIONS = 1000
IACTION = guid("5a648006-843a-4da9-865b-9d26e5dfad7b")


class Completion(ctypes.Structure):
    _fields_ = [("key", c_uint64), ("operation", c_void_p), ("status", c_int32),
                ("reserved", c_uint32)]


class Queue:
    """Futures of the running loop for operations of the library."""

    def __init__(self, library):
        self.library, self.pointer, self.waiting = library, c_void_p(), {}
        library.AsyncomCreateCompletionQueue(byref(self.pointer))
        self.handle = ctypes.c_ssize_t()
        if call(self.pointer, 5, ctypes.cast(byref(self.handle), c_void_p)) != 0:
            raise OSError("no wait handle")
        asyncio.get_running_loop().add_reader(self.handle.value, self.serve)

    def future(self, operation):
        key = len(self.waiting) + 1
        self.waiting[key] = asyncio.get_running_loop().create_future()
        if call(self.pointer, 3, operation, c_uint64(key)) != 0:
            raise OSError("not attached")
        return self.waiting[key]

    def serve(self):
        items, count = (Completion * 16)(), c_uint32()
        call(self.pointer, 4, ctypes.cast(items, c_void_p), c_uint32(16), c_uint32(0),
             ctypes.cast(byref(count), c_void_p))
        for item in items[:count.value]:
            self.waiting[item.key].set_result(item.status)
            release(item.operation)

    def close(self):
        asyncio.get_running_loop().remove_reader(self.handle.value)
        self.library.AsyncomCloseWaitHandle(self.handle)
        release(self.pointer)


def make_operation(library, kind):
    operation, producer = c_void_p(), c_void_p()
    library.AsyncomCreateOperation(kind, None, IACTION, byref(operation), byref(producer))
    return operation, producer


def end_all(producers):
    for number, producer in enumerate(producers):
        if number % 2 == 0:
            call(producer, 5, c_void_p())  # Complete
        else:
            call(producer, 7)  # EndCanceled
        release(producer)


async def main(library):
    kind = c_void_p()
    library.AsyncomGetType(b"{5a648006-843a-4da9-865b-9d26e5dfad7b}", byref(kind))
    queue, futures, producers = Queue(library), [], []
    for _ in range(OPERATIONS):
        operation, producer = make_operation(library, kind)
        futures.append(queue.future(operation))
        producers.append(producer)
        release(operation)
    ending = asyncio.get_running_loop().run_in_executor(None, end_all, producers)
    statuses = await asyncio.gather(*futures)
    await ending
    queue.close()
    print(f"asyncio served {statuses.count(1)} that completed, {statuses.count(2)} cancelled")


asyncio.run(main(Library(sys.argv[1])))
