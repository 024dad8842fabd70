# SPDX-License-Identifier: MIT
"""How fast `asyncom hash` is beside the usual commands: warm cache, interleaved runs, medians.

Not a test:

    ASYNCOM_TOOL=build/release/bin/asyncom python3 tests/clients/hash/speed.py [runs]
"""

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TOOL = os.path.abspath(os.environ.get("ASYNCOM_TOOL", shutil.which("asyncom") or "asyncom"))
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
LARGE = 1 << 30
SMALL_FILES = 20_000


def make_files(directory):
    generator = random.Random(1)
    os.mkdir(f"{directory}/large")
    with open(f"{directory}/large/file", "wb") as file:
        for _ in range(LARGE >> 20):
            file.write(generator.randbytes(1 << 20))
    for number in range(SMALL_FILES):
        folder = f"{directory}/small/{number // 100:03}"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{number % 100:02}", "wb") as file:
            file.write(generator.randbytes(generator.randrange(8192)))


def measure(command, directory):
    """Seconds of wall clock and of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, shell=True, cwd=directory, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(title, commands, directory):
    results = {command: [] for command in commands}
    for command in commands:  # once to warm the cache
        measure(command, directory)
    for _ in range(RUNS):
        for command in commands:
            results[command].append(measure(command, directory))
    print(f"{title} (median of {RUNS} interleaved runs)")
    base = None
    for command, times in results.items():
        wall, processor = (statistics.median(column) for column in zip(*times))
        base = base or (wall, processor)
        print(f"  {wall:8.3f} s wall {processor:8.3f} s processor  x{wall / base[0]:.2f}"
              f" x{processor / base[1]:.2f}  {command.replace(TOOL, 'asyncom')}")


def main():
    with tempfile.TemporaryDirectory(prefix="asyncom-speed-") as directory:
        make_files(directory)
        compare("One file of 1 GiB", [
            f"{TOOL} hash large -o large.sums -q",
            "openssl dgst -sha256 large/file",
            "sha256sum large/file",
        ], directory)
        compare(f"{SMALL_FILES} files of 0 to 8 KiB in 200 directories", [
            f"{TOOL} hash small -o small.sums -q",
            f"{TOOL} hash small -o small.sums -q -j 1",
            "cd small && find . -type f -print0 | xargs -0 -P2 sha256sum",
        ], directory)


if __name__ == "__main__":
    main()
