#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The summary prints how long the guard took, all its tests of one run together, and fails above
what it is allowed.

usage: guard_time_test.py SUMMARY SCRATCH_DIRECTORY
"""

import pathlib
import subprocess
import sys

CASE = '<testcase name="{}" time="{}" status="run"><system-out/></testcase>'
OTHER = [("contract.Slow", 1000)]
# The tests of each run with their seconds, the line, the exit code.
RUNS = [
    ([[("abi.guard.A", 70.2), ("abi.guard.B", 40.4), *OTHER]], "guard: 111 s (120 allowed)", 0),
    ([[("abi.guard.A", 70), ("abi.guard.B", 51)]], "guard: 121 s (120 allowed)", 1),
    ([[("abi.guard.A", 70)], [("abi.guard.A", 60), *OTHER]], "guard: 70 s (120 allowed)", 0),
    ([OTHER], None, 0),
]


def main() -> int:
    summary, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
    scratch.mkdir(parents=True, exist_ok=True)
    faults = 0
    for runs, line, code in RUNS:
        arguments = [f"missing={scratch / 'missing.xml'}"]
        for number, tests in enumerate(runs):
            file = scratch / f"{number}.xml"
            cases = "".join(CASE.format(*test) for test in tests)
            file.write_text(f"<testsuite>{cases}</testsuite>")
            arguments.append(f"run{number}={file}")
        ended = subprocess.run([sys.executable, "-B", summary, *arguments], check=False,
                               capture_output=True, text=True)
        printed = [text for text in ended.stdout.splitlines() if text.startswith("guard:")]
        if printed != ([line] if line else []) or ended.returncode != code:
            print(f"{runs}: {printed}, exit code {ended.returncode}; {ended.stderr}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
