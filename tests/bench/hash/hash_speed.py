#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures `asyncom hash` beside the tools that do the same work.

One large file against `openssl dgst -sha256`, many small files against
`find -type f -print0 | xargs -0 -P2 sha256sum`. The files are in the page cache, the runs of both
sides alternate, the median counts. Prints two rows of a Markdown table; exit 1 when a goal is
missed.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MEBIBYTE = 1 << 20
FILES_PER_FOLDER = 500
# asyncom may take this many times as long as the other side.
LARGE_FILE_GOAL = 1.10
SMALL_FILES_GOAL = 1.00


def make_large_file(folder, size):
    """Random bytes, repeated: neither side compresses, so repeating only saves time here."""
    block = os.urandom(16 * MEBIBYTE)
    path = os.path.join(folder, "large")
    with open(path, "wb") as file:
        while size > 0:
            size -= file.write(block[:size])
    return path


def make_small_files(folder, count, size):
    for index in range(count):
        parent = os.path.join(folder, f"{index // FILES_PER_FOLDER:04}")
        if index % FILES_PER_FOLDER == 0:
            os.mkdir(parent)
        with open(os.path.join(parent, f"{index % FILES_PER_FOLDER:04}"), "wb") as file:
            file.write(os.urandom(size))


def seconds(command, folder):
    before = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, shell=isinstance(command, str))
    return time.monotonic() - before


def alternate(ours, theirs, folder, runs):
    """Median seconds of both and the median of the ratios of neighbouring runs."""
    seconds(ours, folder)
    seconds(theirs, folder)
    times = []
    for run in range(runs):
        # The side that begins changes, so that neither always follows the other.
        order = (ours, theirs) if run % 2 == 0 else (theirs, ours)
        taken = {id(command): seconds(command, folder) for command in order}
        times.append((taken[id(ours)], taken[id(theirs)]))
    ratio = statistics.median(mine / other for mine, other in times)
    return (statistics.median(mine for mine, _ in times),
            statistics.median(other for _, other in times), ratio)


def hash_command(arguments, manifest):
    command = [arguments.asyncom, "hash", ".", "-o", manifest, "--quiet"]
    return command + (["--jobs", str(arguments.jobs)] if arguments.jobs else [])


def row(title, work, other, result, goal):
    mine, theirs, ratio = result
    verdict = "met" if ratio <= goal else "MISSED"
    print(f"| {title} | {mine:.3f} s ({work(mine)}) | {other} | {theirs:.3f} s ({work(theirs)}) "
          f"| {ratio:.2f} | ≤ {goal:.2f} | {verdict} |", flush=True)
    return ratio <= goal


def measure_large(arguments, folder):
    tree = os.path.join(folder, "large-tree")
    os.mkdir(tree)
    size = arguments.large_mebibytes * MEBIBYTE
    make_large_file(tree, size)
    ours = hash_command(arguments, os.path.join(folder, "large-manifest"))
    result = alternate(ours, ["openssl", "dgst", "-sha256", "large"], tree, arguments.runs)
    shutil.rmtree(tree)
    return row(f"one file of {arguments.large_mebibytes} MiB",
               lambda taken: f"{arguments.large_mebibytes / taken:.0f} MiB/s",
               "`openssl dgst -sha256`", result, LARGE_FILE_GOAL)


def measure_small(arguments, folder):
    tree = os.path.join(folder, "small-tree")
    os.mkdir(tree)
    make_small_files(tree, arguments.files, arguments.small_bytes)
    ours = hash_command(arguments, os.path.join(folder, "small-manifest"))
    theirs = "find -type f -print0 | xargs -0 -P2 sha256sum"
    result = alternate(ours, theirs, tree, arguments.runs)
    shutil.rmtree(tree)
    return row(f"{arguments.files} files of {arguments.small_bytes} bytes",
               lambda taken: f"{arguments.files / taken:.0f} files/s",
               f"`{theirs}`".replace("|", "\\|"), result, SMALL_FILES_GOAL)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asyncom", default="asyncom", help="the command to measure")
    parser.add_argument("--large-mebibytes", type=int, default=1024, help="size of the large file")
    parser.add_argument("--files", type=int, default=20000, help="number of small files")
    parser.add_argument("--small-bytes", type=int, default=4096, help="size of a small file")
    parser.add_argument("--runs", type=int, default=5, help="interleaved runs of both sides")
    parser.add_argument("--jobs", type=int, default=0, help="--jobs of the command; 0: its default")
    parser.add_argument("--folder", help="where to make the trees; default: the temporary folder")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    for tool in (arguments.asyncom, "openssl", "sha256sum", "xargs"):
        if shutil.which(tool) is None:
            print(f"SKIPPED: {tool} was not found")
            return 77
    arguments.asyncom = os.path.abspath(shutil.which(arguments.asyncom))
    print("| work | asyncom hash | beside | it took | ratio | goal | |")
    print("|---|---:|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        met = [measure_large(arguments, folder), measure_small(arguments, folder)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
