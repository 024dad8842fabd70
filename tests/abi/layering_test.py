#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who may include whom, and where the operating system may be asked for.

Inside src a folder includes itself and what stands left of it in LAYERS. Everyone reaches the C
headers as <asyncom/...>, and nobody but the wall itself (abi/*.cpp), unit and race tests and
benchmarks looks into src. The command is a client, although it lives in src.

usage: layering_test.py SOURCE_DIRECTORY
"""

import pathlib
import re
import sys

LAYERS = ["platform", "com", "async", "run", "compose", "observe"]
SUFFIXES = {".h", ".hpp", ".c", ".cpp", ".inc"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# What the projection leaves out: Clang 14 cannot compile libstdc++'s <ranges>, and <iostream> has
# every client initialise streams.
UNWANTED = ("ranges", "iostream")
CONDITION = re.compile(r"^\s*#\s*(?:if|ifdef|ifndef|elif)\b(.*)", re.M)
SYSTEM = re.compile(r"\b(_WIN32|_WIN64|WIN32|_MSC_VER|__MINGW\w+|__linux__|__linux|__unix__"
                    r"|__APPLE__|__x86_64__|_M_X64|__aarch64__|_M_ARM64|__i386__|__arm__)\b")

# The folders whose files may look into src, and those that may not.
INSIDERS = ("src", "abi", "tests/unit", "tests/race", "tests/bench")
OUTSIDERS = ("src/tool", "include", "tests/contract", "tests/clients", "tests/examples")


def is_in(path: str, folder: str) -> bool:
    return path.startswith(folder + "/")


def layer_fault(path: str, included: str) -> str:
    """Only for includes that name a layer of src."""
    layer = included.split("/")[0]
    if any(is_in(path, folder) for folder in OUTSIDERS):
        return "looks into src"
    if is_in(path, "abi") and not path.endswith(".cpp"):
        return "is read by clients and looks into src"
    if not any(is_in(path, folder) for folder in INSIDERS):
        return "looks into src"
    own = path.split("/")[1]
    if is_in(path, "src") and own in LAYERS and LAYERS.index(layer) > LAYERS.index(own):
        return f"includes from {layer}, which stands right of {own}"
    return ""


def include_fault(root: pathlib.Path, path: str, mark: str, included: str) -> str:
    first = included.split("/")[0]
    if mark == '"' and first in LAYERS and "/" in included:
        return layer_fault(path, included)
    if first == "gsl" and (is_in(path, "include") or is_in(path, "abi") and path.endswith(".h")):
        return "shows GSL to clients"
    if included in UNWANTED and is_in(path, "include"):
        return "brings what no public header may"
    if first == "asyncom":
        if mark != "<":
            return "includes a public header with quotes"
        return "uses the C++ projection" if is_in(path, "src") and included.endswith(".hpp") else ""
    if mark == '"':
        beside = (root / path).parent / included
        if not beside.exists() and not is_in(path, "tests") and not is_in(path, "src/tool"):
            return "names a file that is neither beside it nor in a layer"
        if beside.exists() and path.split("/")[0] != beside.resolve().relative_to(root).parts[0]:
            return "reaches into another part of the project"
    return ""


def system_faults(path: str, text: str) -> list[str]:
    if is_in(path, "src/platform") or path == "abi/platform.h" or is_in(path, "tests"):
        return []
    return [f"asks for the system: {match.group(1)}" for condition in CONDITION.findall(text)
            for match in [SYSTEM.search(condition)] if match]


def faults_of(root: pathlib.Path, file: pathlib.Path) -> list[str]:
    path, text = str(file.relative_to(root)), file.read_text().replace("\\\n", " ")
    faults = [f"{reason}: {included}" for mark, included in INCLUDE.findall(text)
              for reason in [include_fault(root, path, mark, included)] if reason]
    return [f"{path} {fault}" for fault in faults + system_faults(path, text)]


def main() -> int:
    root = pathlib.Path(sys.argv[1]).resolve()
    files = [file for folder in ("abi", "include", "src", "tests")
             for file in sorted((root / folder).rglob("*")) if file.suffix in SUFFIXES]
    faults = [fault for file in files for fault in faults_of(root, file)]
    print("\n".join(faults) or f"{len(files)} files, all in their place")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
