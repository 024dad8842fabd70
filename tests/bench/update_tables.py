#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs all measurements of a build tree and writes their tables into README.md beside this file.

Each table stands between `<!-- NAME -->` and `<!-- /NAME -->`; the text around them is untouched.
"""
import argparse
import os
import re
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))


def output_of(command):
    """What the command prints. Missed goals are part of the tables, so its exit code is not."""
    print(" ".join(command), file=sys.stderr, flush=True)
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.strip()


def counts(build, _rounds):
    folder = os.path.join(build, "tests", "bench", "budget")
    return output_of([
        sys.executable, "-B", os.path.join(FOLDER, "budget", "budget.py"),
        "--client", os.path.join(folder, "budget_client"),
        "--models", os.path.join(folder, "budget_models"),
        "--projection", os.path.join(folder, "budget_projection"),
        "--heap-counter", os.path.join(folder, "libheap_counter.so"),
    ])


def times(build, rounds):
    program = os.path.join(build, "tests", "bench", "peers", "bench_peers")
    return output_of([program, "--ratio", f"--rounds={rounds}"])


def hashing(build, _rounds):
    return output_of([
        sys.executable, "-B", os.path.join(FOLDER, "hash", "hash_speed.py"),
        "--asyncom", os.path.join(build, "bin", "asyncom"),
    ])


MEASUREMENTS = {"counts": counts, "times": times, "hashing": hashing}


def replace(text, name, table):
    pattern = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"README.md has no place for {name}")
    return pattern.sub(lambda _: f"<!-- {name} -->\n\n{table}\n\n<!-- /{name} -->", text)


def as_markdown(name, printed):
    """Verdict lines become a list, so that they do not run together."""
    lines = [re.sub(r"^(MISSED|KNOWN MISS|SKIPPED): ", r"- **\1**: ", line)
             for line in printed.splitlines()]
    if name == "counts" and lines:
        lines[-1] = f"\n{lines[-1]}."
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", help="a Release build tree with ASYNCOM_BUILD_BENCHMARKS=ON")
    parser.add_argument("--only", choices=MEASUREMENTS, action="append")
    parser.add_argument("--rounds", type=int, default=41, help="of the times; fewer to try it out")
    arguments = parser.parse_args()
    path = os.path.join(FOLDER, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for name in arguments.only or MEASUREMENTS:
        printed = MEASUREMENTS[name](arguments.build, arguments.rounds)
        text = replace(text, name, as_markdown(name, printed))
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
