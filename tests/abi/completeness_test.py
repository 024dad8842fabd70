#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Nothing of the contract is missing from the recorded ABI: every interface with each method in its
slot, every field, enumerator and callback of the IDL stands in the table, every constant of the
headers too, and the probes name every one of their types and functions.

usage: completeness_test.py C_COMPILER SOURCE_DIRECTORY
"""

import pathlib
import re
import subprocess
import sys

from idl_names import read_contract
from probe import Names

SLOT = re.compile(r"\bSLOT0?\((\w+),\s(\d+)( \+ 1)?,\s\w+,\s(\w+)")
INTERFACE = re.compile(r"\bINTERFACE\((\w+),\s\w+,\s\"[-0-9a-f]+\",\s(\d+)\)")
CONSTANT = re.compile(r"^#define (\w+) (?:\(\(\w+\))?\(?-?\d", re.M)
ENUM = re.compile(r"\benum\b[^{;]*\{(.*?)\}", re.S)
OPAQUE = {"HSTRING__"}  # nobody looks into it, so it has no layout


def preprocessed(compiler: str, table: pathlib.Path) -> str:
    text = subprocess.run([compiler, "-E", "-P", "-x", "c", str(table)], check=True,
                          capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def rows(table: pathlib.Path, name: str, pattern: str) -> set:
    return set(re.findall(pattern, (table / f"{name}.inc").read_text(), re.M))


def pairs(names: dict[str, list[str]]) -> set[tuple[str, str]]:
    return {(owner, name) for owner, members in names.items() for name in members}


def constants_of(abi: pathlib.Path) -> set[str]:
    text = "".join((abi / name).read_text() for name in ("asyncom.h", "results.h", "runtime.h"))
    bodies = "".join(body + "," for body in ENUM.findall(text))
    return set(CONSTANT.findall(text)) | set(re.findall(r"(\w+) =", bodies))


def faults(what: str, declared: set, recorded: set, where: str) -> list[str]:
    lines = [f"{what} {name} is missing from {where}" for name in declared - recorded]
    lines += [f"{what} {name} is in {where} and nowhere else" for name in recorded - declared]
    return sorted(lines)


def table_faults(compiler: str, source: pathlib.Path) -> list[str]:
    contract, table = read_contract(source), source / "tests" / "abi" / "table"
    text = preprocessed(compiler, table / "all_interfaces.inc")
    slots = {(name, int(number) + bool(plus), method)
             for name, number, plus, method in SLOT.findall(text)}
    counts = {name: contract.first_slot(name) + len(methods)
              for name, methods in contract.methods.items()}
    fields = {owner: names for owner, names in contract.fields.items() if owner not in OPAQUE}
    lines = faults("interface", set(counts.items()),
                   {(name, int(count)) for name, count in INTERFACE.findall(text)}, "the table")
    lines += faults("method", contract.slots(), slots, "the table")
    lines += faults("field", pairs(fields) | {("HSTRING_HEADER", "Reserved")},
                    rows(table, "structs", r"^FIELD\((\w+), (\w+),"), "the table")
    lines += faults("enumerator", pairs(contract.enumerators),
                    rows(table, "enums", r"^ENUMERATOR\((\w+), (\w+),"), "the table")
    lines += faults("callback", contract.callbacks, rows(table, "callbacks", r"^CALLBACK\((\w+),"),
                    "the table")
    return lines + faults("constant", constants_of(source / "abi"),
                          rows(table, "constants", r"^(?:VALUE|RESULT)\((\w+),"), "the table")


def probe_faults(source: pathlib.Path) -> list[str]:
    contract, names = read_contract(source), Names(source / "abi")
    table = source / "tests" / "abi" / "table"
    fields = set(contract.fields) - OPAQUE | {"HSTRING_HEADER"}
    types = set(contract.methods) | fields | set(contract.enumerators) | contract.callbacks
    functions = rows(table, "functions", r"^(?:FUNCTION|RUNTIME0?)\((\w+),")
    return (faults("type", types - set(names.types), set(), "the probes")
            + faults("function", functions, set(names.functions), "the probes"))


def main() -> int:
    compiler, source = sys.argv[1], pathlib.Path(sys.argv[2])
    lines = table_faults(compiler, source) + probe_faults(source)
    print("\n".join(lines) or "nothing is missing")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
