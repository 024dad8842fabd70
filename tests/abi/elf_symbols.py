# SPDX-License-Identifier: MIT
"""Changes one dynamic symbol in a copy of a 64-bit little-endian ELF library, as a build with
another export list or another compiler would have made it."""

import pathlib
import struct

DYNSYM = 11
SECTION = struct.Struct("<IIQQQQIIQQ")
SYMBOL = struct.Struct("<IBBHQQ")
UNIQUE = 10  # STB_GNU_UNIQUE


def sections(data: bytes) -> list[tuple]:
    offset, size, count = (struct.unpack_from("<Q", data, 0x28)[0],
                           *struct.unpack_from("<HH", data, 0x3A))
    return [SECTION.unpack_from(data, offset + index * size) for index in range(count)]


def find_symbol(data: bytes, wanted: str) -> int:
    """Where the symbol stands in the file."""
    table = sections(data)
    dynsym = next(section for section in table if section[1] == DYNSYM)
    strings = table[dynsym[6]][4]
    for offset in range(dynsym[4], dynsym[4] + dynsym[5], SYMBOL.size):
        start = strings + SYMBOL.unpack_from(data, offset)[0]
        if data[start:data.index(b"\0", start)] == wanted.encode():
            return offset
    raise LookupError(wanted)


def change(library: pathlib.Path, copy: pathlib.Path, symbol: str, undefined: bool = False,
           binding: int | None = None, moved_by: int = 0) -> None:
    data = bytearray(library.read_bytes())
    offset = find_symbol(data, symbol)
    name, info, other, section, value, size = SYMBOL.unpack_from(data, offset)
    section = 0 if undefined else section
    info = info if binding is None else binding << 4 | info & 0xF
    SYMBOL.pack_into(data, offset, name, info, other, section, value + moved_by, size)
    copy.write_bytes(data)
