#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The recorded ABI in abi/record, which is what clients have been built with: c.abi and cpp.abi say
what a probe of the C view and one of the C++ view must look like to abidiff, symbols.txt which
symbols the library exports in which version. Compares them with the headers and the library; after
a reviewed addition writes them again.

Exit code 77: abidiff or the compiler is not installed.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from probe import COMPILERS, build

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RECORD = SOURCE / "abi" / "record"

# Nothing of the machine, the paths and the lines, so that the text changes with the contract only.
PLAIN = ["--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--no-architecture",
         "--no-elf-needed", "--no-parameter-names", "--no-write-default-sizes",
         "--type-id-style", "hash"]
NODE = re.compile(r"^(\w[\w.]*) \{(.*?)^\}", re.S | re.M)
LISTED = re.compile(r"^\s+(\w+);", re.M)


def report_of(record: pathlib.Path, library: pathlib.Path, *options: str) -> str:
    """What abidiff has to say; nothing if the library is as recorded."""
    result = subprocess.run(["abidiff", "--no-architecture", "--harmless", *options, str(record),
                             str(library)], capture_output=True, text=True)
    return f"{result.stdout}{result.stderr}" if result.returncode else ""


def exported_by(library: pathlib.Path) -> set[str]:
    told = subprocess.run(["nm", "-D", "--defined-only", "--with-symbol-versions", str(library)],
                          check=True, capture_output=True, text=True).stdout
    lines = [line.split()[-2:] for line in told.splitlines()]
    return {name for kind, name in lines if kind != "A"}  # A: the name of a version itself


def listed_symbols() -> set[str]:
    text = (SOURCE / "abi" / "asyncom.map").read_text()
    return {f"{name}@@{node}" for node, body in NODE.findall(text) for name in LISTED.findall(body)}


def recorded_symbols() -> set[str]:
    path = RECORD / "symbols.txt"
    return set(path.read_text().split()) if path.exists() else set()


def symbol_faults(library: pathlib.Path) -> list[str]:
    found, recorded = exported_by(library), recorded_symbols()
    return ([f"{name} is recorded and not exported" for name in sorted(recorded - found)]
            + [f"{name} is exported and not recorded" for name in sorted(found - recorded)])


def view_faults(compiler: str, include: pathlib.Path, scratch: pathlib.Path) -> list[str]:
    scratch.mkdir(parents=True, exist_ok=True)
    reports = {view: report_of(RECORD / f"{view}.abi", build(compiler, view, include, scratch))
               for view in COMPILERS[compiler]}
    return [f"The {view} view is not the recorded one.\n{report}"
            for view, report in reports.items() if report]


def skip_reason(compiler: str) -> str:
    tools = {"abidiff": "abigail-tools", "abidw": "abigail-tools"}
    tools |= {command[0]: compiler for command in COMPILERS[compiler].values()}
    missing = [f"{tool} (Debian: {package})" for tool, package in tools.items()
               if not shutil.which(tool)]
    return f"not installed: {', '.join(missing)}" if missing else ""


def update(accept_changes: bool) -> int:
    RECORD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        (scratch / "asyncom").symlink_to(SOURCE / "abi")
        probes = {RECORD / f"{view}.abi": build("gcc", view, scratch, scratch)
                  for view in COMPILERS["gcc"]}
        changes = [report_of(record, probe, "--no-added-syms") for record, probe in probes.items()
                   if record.exists()]
        changes += [f"{name} is gone\n" for name in sorted(recorded_symbols() - listed_symbols())]
        print("".join(changes), end="")
        if any(changes) and not accept_changes:
            print("This is no mere addition: clients that exist would break. Nothing is written.")
            return 1
        for record, probe in probes.items():
            subprocess.run(["abidw", *PLAIN, "--out-file", str(record), str(probe)], check=True)
    symbols = "".join(f"{name}\n" for name in sorted(listed_symbols()))
    (RECORD / "symbols.txt").write_text(symbols)
    return 0


def check(options: argparse.Namespace) -> int:
    faults = symbol_faults(options.library) if options.library else view_faults(
        options.compiler, options.include, options.scratch)
    print("\n".join(faults) or "as recorded")
    if faults:
        print("If it is an addition: tests/abi/record.py --update; see CONTRIBUTING.md.")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--update", action="store_true", help="write the record again")
    parser.add_argument("--accept-changes", action="store_true",
                        help="with --update: also where what was recorded has changed")
    parser.add_argument("--library", type=pathlib.Path, help="compare the symbols of this one")
    parser.add_argument("--compiler", choices=sorted(COMPILERS), default="gcc")
    parser.add_argument("--include", type=pathlib.Path,
                        help="compare the headers in asyncom/ of this folder")
    parser.add_argument("--scratch", type=pathlib.Path, help="where the probes are built")
    options = parser.parse_args()
    if not (options.update or options.library or options.include and options.scratch):
        parser.error("what is to be done? --update, or --library, or --include and --scratch")
    reason = "" if options.library else skip_reason(options.compiler)
    if reason:
        print(f"skipped: {reason}")
        return 77
    return update(options.accept_changes) if options.update else check(options)


if __name__ == "__main__":
    sys.exit(main())
