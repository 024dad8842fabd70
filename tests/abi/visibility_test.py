#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Interfaces keep default visibility in a client that hides everything: else an optimiser that sees
the whole client believes that it sees every class that implements them.

usage: visibility_test.py CXX_COMPILER CLIENT_INCLUDE_DIRECTORY SCRATCH_DIRECTORY
"""

import pathlib
import re
import subprocess
import sys

from probe import INTERFACE

# Instances that no header names, beside all that the headers define.
OTHERS = [f"ABI::Windows::Foundation::IAsyncOperation<{argument}>"
          for argument in ("int16_t", "GUID", "IAsyncInfo*", "AsyncStatus")]
SYMBOL = re.compile(r"(\w+)\s+(?:UND|ABS|\d+)\s+(_ZTI\S*)$", re.M)


def interfaces(headers: pathlib.Path) -> list[str]:
    texts = (path.read_text() for path in sorted((headers / "generated").glob("*.h")))
    return OTHERS + [name for text in texts for name in INTERFACE.findall(text)]


def source(names: list[str]) -> str:
    uses = "\n".join(f"const std::type_info& use_{index} = typeid({name});"
                     for index, name in enumerate(names))
    return f"#include <typeinfo>\n#include <asyncom/asyncom.h>\n{uses}\n"


def main() -> int:
    compiler, include, scratch = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    scratch.mkdir(parents=True, exist_ok=True)
    file, built = scratch / "visibility.cpp", scratch / "visibility.o"
    names = interfaces(pathlib.Path(include) / "asyncom")
    file.write_text(source(names))
    subprocess.run([compiler, "-std=c++20", "-fvisibility=hidden", "-I", include, "-c", str(file),
                    "-o", str(built)], check=True)
    table = subprocess.run(["readelf", "-sW", str(built)], check=True, capture_output=True,
                           text=True).stdout
    found = {name: visibility for visibility, name in SYMBOL.findall(table)}
    hidden = sorted(name for name, visibility in found.items() if visibility != "DEFAULT")
    for name in hidden:
        print(f"{name} is hidden")
    if len(found) < len(names):
        print(f"only {len(found)} of {len(names)} interfaces were found")
    return 1 if hidden or len(found) < len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
