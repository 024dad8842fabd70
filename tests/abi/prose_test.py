#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The state tables in abi/contract.md against the data in idl/states.tbl: every cell of the prose
is what the data says.

usage: prose_test.py SOURCE_DIRECTORY
"""

import pathlib
import re
import sys

HEAD = re.compile(r"^\| call \|(.*)\|$")
ROW = re.compile(r"^\| `([\w.]+)` (\S+) \|(.*)\|$")


def data_cells(text: str) -> dict[tuple[str, str, str], str]:
    cells = {}
    for line in text.splitlines():
        columns = line.split()
        if line.startswith("#") or len(columns) < 5:
            continue
        state, call, families, answer, value = columns[:5]
        cells[call, families, state] = answer if value == "-" else f"{answer} {value}"
    return cells


def faults(prose: str, cells: dict[tuple[str, str, str], str]) -> list[str]:
    states, shown, found = [], set(), []
    for line in prose.splitlines():
        if head := HEAD.match(line):
            states = [name.strip() for name in head.group(1).split("|")]
        if not (row := ROW.match(line)):
            continue
        call, families, told = row.groups()
        told = [text.strip() for text in told.split("|")]
        for state, cell in zip(states, told + [""] * (len(states) - len(told))):
            shown.add(state)
            said = cells.get((call, families, state), "nothing")
            if cell != said:
                found.append(f"{call} {families} in {state}: prose {cell}, data {said}")
    missing = {state for _, _, state in cells} - shown
    return found + [f"no table of the prose has the state {state}" for state in sorted(missing)]


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    cells = data_cells((source / "idl" / "states.tbl").read_text())
    found = faults((source / "abi" / "contract.md").read_text(), cells)
    print("\n".join(found) or "the prose says what the data says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
