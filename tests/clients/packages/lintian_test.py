#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Debian's own check of packages finds no error and no warning. Exit code 77: it is not installed.

usage: lintian_test.py DIRECTORY_OF_PACKAGES
"""

import pathlib
import shutil
import subprocess
import sys


def main() -> int:
    if not shutil.which("lintian"):
        print("skipped: lintian is not installed (Debian: lintian)")
        return 77
    packages = sorted(pathlib.Path(sys.argv[1]).glob("*.deb"))
    if not packages:
        sys.exit(f"there is no package in {sys.argv[1]}")
    return subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning",
                           *packages]).returncode


if __name__ == "__main__":
    sys.exit(main())
