#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the C and C++ headers in abi/generated from the IDL files beside this script.

widl (8.0, from Wine) compiles each file. What it writes is read into a small model and written out
again in the form this project wants: <stdint.h> scalars, no macros, the comments of the IDL above
what they describe. A build never needs this script: its output is checked in, and a test compares.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # the source tree holds what people wrote, nothing else

from generator.comments import read_comments
from generator.reader import Unreadable, read_header
from generator.writer import Writer

HERE = pathlib.Path(__file__).resolve().parent
FILES = ["unknwn", "inspectable", "errorinfo", "asyncinfo", "windows.foundation", "wsdasync",
         "asyncom"]
WINRT_FILES = {"windows.foundation"}  # only these may use parameterised types


def run_widl(widl: str, name: str, directory: pathlib.Path) -> str:
    output = directory / f"{name}.h"
    winrt = ["--winrt"] if name in WINRT_FILES else []
    subprocess.run([widl, "--nostdinc", *winrt, "-I", str(HERE), "-h", "-o", str(output),
                    str(HERE / f"{name}.idl")], check=True)
    return output.read_text()


def generate(widl: str, name: str, directory: pathlib.Path) -> str:
    source = read_comments((HERE / f"{name}.idl").read_text())
    header = read_header(name, run_widl(widl, name, directory))
    writer = Writer(header, source.file_comment, source.comments)
    text = writer.text()
    astray = sorted(set(source.comments) - writer.documented)
    if astray:
        raise Unreadable(f"{name}.idl: comments without a declaration: {', '.join(astray)}")
    if writer.undocumented:
        raise Unreadable(f"{name}.idl: no comment above {', '.join(writer.undocumented)}")
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--widl", default="widl-stable", help="the compiler (default: %(default)s)")
    parser.add_argument("--output", type=pathlib.Path, default=HERE.parent / "abi" / "generated",
                        help="where the headers go (default: abi/generated)")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in FILES:
            text = generate(options.widl, name, pathlib.Path(scratch))
            header = options.output / f"{name}.h"
            if not header.exists() or header.read_text() != text:
                header.write_text(text)  # an unchanged header keeps its time, so nothing rebuilds
    return 0


if __name__ == "__main__":
    sys.exit(main())
