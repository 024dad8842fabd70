#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The manual page names the options and exit codes that the command's own help does, no others.

usage: manual_test.py COMMAND MANUAL
"""

import pathlib
import re
import subprocess
import sys

OPTION = re.compile(r"(?<![\w-])--?[a-z]+\b")
EXIT_CODE = re.compile(r"^ +(\d+) {2,}\w", re.M)
MANUAL_EXIT_CODE = re.compile(r"^\.TP\n\.B (\d+)$", re.M)


def help_of(command: str, *words: str) -> str:
    return subprocess.run([command, *words, "--help"], check=True, capture_output=True,
                          text=True).stdout


def main() -> int:
    command, manual = sys.argv[1], pathlib.Path(sys.argv[2]).read_text()
    manual = re.sub(r'^\.\\".*\n', "", manual, flags=re.M)
    plain = re.sub(r"\\f[A-Z]", "", manual).replace("\\-", "-")
    # Options are defined before the exit codes; in the examples, other programs' options appear.
    hash_help = help_of(command, "hash")
    helped = set(OPTION.findall(help_of(command) + hash_help)) - {"--tag", "--zero", "-z"}
    told = set(OPTION.findall(plain))
    faults = [f"only the help or only the manual speaks of {option}"
              for option in sorted(helped ^ told)]
    codes, told_codes = set(EXIT_CODE.findall(hash_help)), set(MANUAL_EXIT_CODE.findall(plain))
    if not codes or codes != told_codes:
        faults.append(f"exit codes: the help has {sorted(codes)}, the manual {sorted(told_codes)}")
    print("\n".join(faults) or f"{len(helped)} options, {len(codes)} exit codes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
