#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the files with uncovered lines with the list that says why.

Usage: uncovered.py COVERAGE.csv UNCOVERED.md   Exit code 1 if a file has uncovered lines and no
reason. A file of the list whose lines all ran is named too; races decide that, so it is no failure.
"""

import csv
import re
import sys
from pathlib import Path


def main() -> int:
    report, reasons = sys.argv[1:]
    with open(report, newline="", encoding="utf-8") as file:
        short = {row["filename"] for row in csv.DictReader(file)
                 if int(row["line_covered"]) < int(row["line_total"])}
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \|$", Path(reasons).read_text("utf-8"),
                      re.MULTILINE)
    listed = {name for name, _, _ in rows}
    gone = sorted(name for name in listed if not Path(name).is_file())
    missing = sorted(short - listed)
    for name in missing:
        print(f"{name}: lines that no test reaches, and no reason in {reasons}")
    for name in gone:
        print(f"{name}: in {reasons}, and no such file")
    whole = sorted(listed - short - set(gone))
    if whole:
        print(f"This time without uncovered lines, though in {reasons}: {', '.join(whole)}")
    return 1 if missing or gone else 0


if __name__ == "__main__":
    sys.exit(main())
