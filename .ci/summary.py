#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads the JUnit files that ctest wrote and prints what passed, failed and was skipped, and why.

Prints the seconds that the guard of the recorded ABI took, too.

Usage: summary.py PRESET=FILE...   Exit code 1 if the guard took too long, else 0 whatever the files
say: test.sh knows what failed.
"""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

NAMES_SHOWN = 4
GUARD = "abi.guard."
GUARD_ALLOWED = 120  # seconds, one test after the other


def reason_of(case: xml.Element) -> str:
    """The reason a skipped test printed itself: after GoogleTest's mark, or in a line that says so."""
    lines = [line.strip() for line in (case.findtext("system-out") or "").splitlines()]
    lines = [line for line in lines if line]
    for number, line in enumerate(lines[:-1]):
        if re.search(r":\d+: Skipped$", line):
            return lines[number + 1]
    for line in lines:
        if re.search(r"\bskip", line, re.IGNORECASE) and not line.startswith("["):
            return re.sub(r"^skipped:\s*", "", line, flags=re.IGNORECASE)
    return lines[-1] if lines else "it printed no reason"


def inner_cases(case: xml.Element) -> dict:
    """What the cases of a GoogleTest program came to that ran as one test; empty for any other."""
    output = case.findtext("system-out") or ""
    if not re.search(r"^\[==========\] Running \d+ tests? ", output, re.MULTILINE):
        return {}
    cases: dict = {}
    reason = "it printed no reason"
    lines = iter(output.splitlines())
    for line in lines:
        if re.search(r":\d+: Skipped$", line):
            reason = next(lines, "").strip() or reason
        end = re.match(r"\[ +(OK|SKIPPED|FAILED) +\] (\S+?),? .*\(\d+ ms\)$", line)
        if end:
            outcome = {"OK": "passed", "SKIPPED": "skipped", "FAILED": "failed"}[end[1]]
            cases[end[2]] = (outcome, reason)
            reason = "it printed no reason"
    return cases


def outcome_of(case: xml.Element) -> str:
    skipped = case.find("skipped")
    if case.get("status") == "run":
        return "passed"
    if case.get("status") == "disabled":
        return "skipped"
    if skipped is not None and (skipped.get("message") or "").startswith("SKIP_"):
        return "skipped"
    return "failed"


def read(preset: str, path: str, skipped: dict, failed: list) -> str:
    """Adds to both collections and returns the line of the preset."""
    if not Path(path).is_file():
        return f"  {preset:<12} no tests were run"
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for case in xml.parse(path).getroot().iter("testcase"):
        name = case.get("name")
        outcome = outcome_of(case)
        cases = inner_cases(case)
        if len(cases) < 2:
            cases = {name: (outcome, reason_of(case))}
        elif outcome == "failed" and all(ended != "failed" for ended, _ in cases.values()):
            cases[name] = (outcome, "")
        for each, (ended, reason) in cases.items():
            counts[ended] += 1
            if ended == "failed":
                failed.append(f"{each} ({preset})")
            elif ended == "skipped":
                skipped.setdefault(reason, {}).setdefault(each, []).append(preset)
    return f"  {preset:<12} " + ", ".join(f"{count} {word}" for word, count in counts.items())


def guard_seconds(path: str) -> float:
    if not Path(path).is_file():
        return 0
    cases = xml.parse(path).getroot().iter("testcase")
    return sum(float(case.get("time", 0)) for case in cases
               if case.get("name", "").startswith(GUARD))


def print_guard(files: list[str]) -> int:
    """The guard as a whole runs in one of them; whatever another repeats is a part of it."""
    seconds = max(map(guard_seconds, files), default=0)
    if seconds == 0:
        return 0
    print(f"guard: {seconds:.0f} s ({GUARD_ALLOWED} allowed)")
    return 1 if seconds > GUARD_ALLOWED else 0


def print_skipped(skipped: dict) -> None:
    print("Skipped, and why:" if skipped else "No test was skipped.")
    for reason, tests in skipped.items():
        presets = sorted({preset for where in tests.values() for preset in where})
        names = list(tests)
        shown = ", ".join(names[:NAMES_SHOWN])
        if len(names) > NAMES_SHOWN:
            shown += f" and {len(names) - NAMES_SHOWN} more"
        print(f"  {reason}\n    {shown} ({', '.join(presets)})")


def main() -> int:
    skipped: dict = {}
    failed: list = []
    print("Tests:")
    for argument in sys.argv[1:]:
        preset, _, path = argument.partition("=")
        print(read(preset, path, skipped, failed))
    print_skipped(skipped)
    if failed:
        print("Failed:")
        for name in failed:
            print(f"  {name}")
    return print_guard([argument.partition("=")[2] for argument in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
