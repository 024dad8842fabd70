#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints random type signatures with what the library must answer for each, computed by other
means: identifiers by uuid.uuid5, sizes and alignments by ctypes, which follows the C compiler.

  iid <signature> <IID, or - where the type has none>
  type <signature> <family> <IID> <completed handler> <progress handler or ->
       <result size> <result alignment> <progress size> <progress alignment> <class name>

Fields are separated by tabs. The seed is fixed: every build checks the same table.
"""
import ctypes
import random
import sys
import uuid

NAMESPACE = uuid.UUID("11f47ad5-7b73-42c0-abae-878b1e16adee")
INSPECTABLE = "af86e2e0-b12d-4c6a-9c5a-d7aa65101e90"
FAMILIES = [  # name, operation, completed handler, progress handler
    ("IAsyncAction", "5a648006-843a-4da9-865b-9d26e5dfad7b",
     "a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7", None),
    ("IAsyncActionWithProgress`1", "1f6db258-e803-48a1-9546-eb7353398884",
     "9c029f91-cc84-44fd-ac26-0a6c4e555281", "6d844858-0cff-4590-ae89-95a5a5c8b4b8"),
    ("IAsyncOperation`1", "9fc2b0bb-e446-44e2-aa61-9cab8f636af2",
     "fcdcf02c-e5d8-4478-915a-4d90b74b83a5", None),
    ("IAsyncOperationWithProgress`2", "b5d036d7-e297-498f-ba60-0289e76e23dd",
     "e85df41d-6aa7-46e3-a8e2-f009d840c627", "55690902-0aab-421a-8778-f8ce5026d758"),
]
FUNDAMENTALS = [
    ("i1", ctypes.c_int8, "Int8"), ("u1", ctypes.c_uint8, "UInt8"),
    ("b1", ctypes.c_uint8, "Boolean"), ("i2", ctypes.c_int16, "Int16"),
    ("u2", ctypes.c_uint16, "UInt16"), ("c2", ctypes.c_uint16, "Char16"),
    ("i4", ctypes.c_int32, "Int32"), ("u4", ctypes.c_uint32, "UInt32"),
    ("i8", ctypes.c_int64, "Int64"), ("u8", ctypes.c_uint64, "UInt64"),
    ("f4", ctypes.c_float, "Single"), ("f8", ctypes.c_double, "Double"),
    ("string", ctypes.c_void_p, "String"),
    ("cinterface(IInspectable)", ctypes.c_void_p, "Object"),
]


class Guid(ctypes.Structure):
    _fields_ = [("a", ctypes.c_uint32), ("b", ctypes.c_uint16), ("c", ctypes.c_uint16),
                ("d", ctypes.c_uint8 * 8)]


rng = random.Random(20)


def random_guid():
    return str(uuid.UUID(int=rng.getrandbits(128)))


def random_name():
    def identifier():
        first = rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghij")
        return first + "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789_",
                                           k=rng.randrange(8)))
    return ".".join(identifier() for _ in range(rng.randrange(1, 5)))


class Type:
    """A signature with its C type, its class name, and the IID it stands for, if any."""

    def __init__(self, signature, c_type, name, iid=None):
        self.signature, self.c_type, self.name, self.iid = signature, c_type, name, iid


def instance_iid(signature):
    return str(uuid.uuid5(NAMESPACE, signature))


def make_interface(depth):
    choice = rng.randrange(4)
    if choice == 0:
        return Type("cinterface(IInspectable)", ctypes.c_void_p, "Object", INSPECTABLE)
    if choice == 1 or depth == 0:
        guid = random_guid()
        return Type("{%s}" % guid, ctypes.c_void_p, "{%s}" % guid, guid)
    return make_parameterized(depth)


def make_parameterized(depth):
    guid = random_guid()
    arguments = [make_type(depth - 1) for _ in range(rng.randrange(1, 4))]
    signature = "pinterface({%s};%s)" % (guid, ";".join(a.signature for a in arguments))
    name = "{%s}`%d<%s>" % (guid, len(arguments), ", ".join(a.name for a in arguments))
    return Type(signature, ctypes.c_void_p, name, instance_iid(signature))


def make_struct(depth):
    name = random_name()
    fields = [make_type(depth - 1) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6, 9)))]
    members = [("f%d" % i, f.c_type) for i, f in enumerate(fields)]
    c_type = type("Struct", (ctypes.Structure,), {"_fields_": members})
    return Type("struct(%s;%s)" % (name, ";".join(f.signature for f in fields)), c_type, name)


def make_class(kind, depth):
    name, default = random_name(), make_interface(depth - 1)
    signature = "%s(%s;%s)" % (kind, name, default.signature)
    return Type(signature, ctypes.c_void_p, name, default.iid if kind == "rc" else None)


def make_type(depth):
    choice = rng.randrange(16 if depth > 0 else 11)
    if choice < 7:
        return Type(*rng.choice(FUNDAMENTALS))
    if choice == 7:
        return Type("g16", Guid, "Guid")
    if choice == 8:
        guid = random_guid()
        return Type("{%s}" % guid, ctypes.c_void_p, "{%s}" % guid, guid)
    if choice == 9:
        guid = random_guid()
        return Type("delegate({%s})" % guid, ctypes.c_void_p, "{%s}" % guid, guid)
    if choice == 10:
        name, base = random_name(), rng.choice(("i4", "u4"))
        return Type("enum(%s;%s)" % (name, base), ctypes.c_int32, name)
    if choice == 11:
        return make_parameterized(depth)
    if choice in (12, 13):
        return make_struct(depth)
    return make_class("rc" if choice == 14 else "ig", depth)


def print_iid_row(depth):
    value = make_type(depth)
    print("iid", value.signature, value.iid or "-", sep="\t")


def layout(value):
    if value is None:
        return 0, 1
    return ctypes.sizeof(value.c_type), ctypes.alignment(value.c_type)


def make_progress(depth):
    while True:
        value = make_type(depth)
        if layout(value)[0] <= 256:
            return value


def print_type_row(family, depth):
    name, *guids = FAMILIES[family]
    result = make_type(depth) if family >= 2 else None
    progress = make_progress(depth) if family % 2 == 1 else None
    arguments = [a for a in (result, progress) if a is not None]
    tail = "".join(";" + a.signature for a in arguments) + ")"
    signatures = [g and "pinterface({%s}%s" % (g, tail) for g in guids]
    class_name = "Windows.Foundation.%s<%s>" % (name, ", ".join(a.name for a in arguments))
    iids = [s and instance_iid(s) or "-" for s in signatures]
    print("type", signatures[0], family, *iids, *layout(result), *layout(progress), class_name,
          sep="\t")


def main():
    for _ in range(1500):
        print_iid_row(rng.randrange(6))
    for _ in range(1500):
        print_type_row(rng.randrange(1, 4), rng.randrange(5))
    for _ in range(20):  # a few long ones
        print_type_row(2, 9)
    return 0


sys.exit(main())
