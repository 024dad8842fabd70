#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The state table in abi/contract.md against the data in idl/states.tbl: every cell of the prose is
what the data says.

usage: prose_test.py SOURCE_DIRECTORY
"""

import pathlib
import re
import sys

ROW = re.compile(r"^\| `([\w.]+)` (\S+) \|(.*)\|$", re.M)


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
    head = re.search(r"^\| call \|(.*)\|$", prose, re.M).group(1)
    states = [name.strip() for name in head.split("|")]
    found = []
    for call, families, row in ROW.findall(prose):
        told = [text.strip() for text in row.split("|")]
        for state, cell in zip(states, told + [""] * (len(states) - len(told))):
            said = cells.get((call, families, state), "nothing")
            if cell != said:
                found.append(f"{call} {families} in {state}: prose {cell}, data {said}")
    return found if ROW.search(prose) else ["no row of the table was found"]


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    cells = data_cells((source / "idl" / "states.tbl").read_text())
    found = faults((source / "abi" / "contract.md").read_text(), cells)
    print("\n".join(found) or "the prose says what the data says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
