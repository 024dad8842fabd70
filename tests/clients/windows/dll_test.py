#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""asyncom.dll as a file: it exports exactly our own functions of the export list, and asks the
loader for nothing but what Windows brings.

usage: dll_test.py OBJDUMP DLL EXPORT_LIST
"""

import pathlib
import re
import subprocess
import sys

# What every Windows 10 has; a compiler's runtime is not among it.
SYSTEM = re.compile(r"(advapi32|combase|kernel32|msvcrt|ole32|oleaut32|user32|ntdll|ucrtbase)\.dll"
                    r"|api-ms-win-[-\w]+\.dll", re.IGNORECASE)


def faults_of(headers: str, wanted: list[str]) -> list[str]:
    table = headers.split("[Ordinal/Name Pointer] Table", 1)[1].split("\n\n", 1)[0]
    found = re.findall(r"^\s+\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+(?:[0-9a-f]+\s+)?)?(\w+)$",
                       table, re.M)
    faults = [f"{name} is exported and not in the list" for name in found if name not in wanted]
    faults += [f"{name} is in the list and not exported" for name in wanted if name not in found]
    needed = re.findall(r"DLL Name: (\S+)", headers)
    return faults + [f"{name} is needed at run time" for name in needed
                     if not SYSTEM.fullmatch(name)]


def main() -> int:
    objdump, library, list_file = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    headers = subprocess.run([objdump, "-p", library], check=True, capture_output=True,
                             text=True).stdout
    wanted = re.findall(r"^\s+(Asyncom\w+|asyncom_get_copy);", list_file.read_text(), re.M)
    faults = faults_of(headers, wanted)
    print("\n".join(faults) or f"{len(wanted)} names, all as listed")
    return 1 if faults or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
