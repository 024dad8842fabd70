# SPDX-License-Identifier: MIT
"""What the tests of the asyncom command share: a scratch directory, the command, visible skips."""

import hashlib
import os
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOL = os.environ.get("ASYNCOM_TOOL", "asyncom")
INTERFERENCE = os.environ.get("ASYNCOM_INTERFERENCE")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class CommandTest(unittest.TestCase):
    """A test with a directory of its own, `self.here`, in which the command is started.

    All paths are bytes.
    """

    def setUp(self):
        self.here = os.fsencode(tempfile.mkdtemp(prefix="asyncom-"))
        self.addCleanup(shutil.rmtree, self.here, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.here, *(os.fsencode(name) for name in names))

    def write(self, name, content=b""):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run_tool(self, *arguments, env=None, **options):
        options.setdefault("cwd", self.here)
        options.setdefault("timeout", 100)
        options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([TOOL, *arguments], capture_output=True,
                              env={**os.environ, **(env or {})}, **options)

    def hash(self, *arguments, expect=0, **options):
        result = self.run_tool("hash", *arguments, **options)
        self.assertEqual(result.returncode, expect, result.stderr)
        return result

    def interfere(self, rules, **more):
        """The environment that makes `rules` happen; see interference.c."""
        if not INTERFERENCE:
            self.skipTest("ASYNCOM_INTERFERENCE names no library to preload")
        # A sanitizer wants to be loaded first; here it may come second.
        asan = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        return {"LD_PRELOAD": INTERFERENCE, "ASAN_OPTIONS": asan, "INTERFERE": rules, **more}

    def interfere_with_hold(self, rules, **more):
        """As `interfere`, for rules with `hold` or `stuck`.

        Gives the environment, a function that waits until such a file is read, and one that lets a
        held read go on.
        """
        ends = {}
        for name in ("mark", "gate"):
            place = tempfile.mkdtemp(prefix="asyncom-")
            self.addCleanup(shutil.rmtree, place)
            ends[name] = os.path.join(place, name)
            os.mkfifo(ends[name])
        # Open for both: nobody waits for the other one to open, and there is never an end of file.
        mark, gate = (os.open(end, os.O_RDWR) for end in ends.values())
        self.addCleanup(os.close, mark)
        self.addCleanup(os.close, gate)

        def wait_until_read():
            self.assertTrue(select.select([mark], [], [], 60)[0], "nobody reads the file")
            os.read(mark, 1)

        places = {f"INTERFERE_{name.upper()}": end for name, end in ends.items()}
        env = self.interfere(rules, **places, **more)
        return env, wait_until_read, lambda: os.write(gate, b"x")

    def lines(self, name):
        """The lines of a manifest as (name, digest), unescaped."""
        result = []
        for line in self.read(name).splitlines(keepends=True):
            self.assertTrue(line.endswith(b"\n"), line)
            escaped = line.startswith(b"\\")
            digest, written = line[:-1].lstrip(b"\\").split(b"  ", 1)
            if escaped:
                written = (written.replace(b"\\\\", b"\0").replace(b"\\n", b"\n")
                           .replace(b"\\r", b"\r").replace(b"\0", b"\\"))
            result.append((written, digest.decode()))
        return result

    def names(self, name):
        return [name for name, _ in self.lines(name)]

    def assert_no_leftover(self, directory=b"."):
        left = [name for name in os.listdir(os.path.join(self.here, directory))
                if name.startswith(b".asyncom")]
        self.assertEqual(left, [])

    def need(self, *tools):
        for tool in tools:
            if not shutil.which(tool):
                self.skipTest(f"{tool} is not installed")


def main():
    """Runs the tests of the calling file; skips are listed at the end.

    The exit code is 77 if every one of them was skipped.
    """
    program = unittest.main(module="__main__", exit=False)
    result = program.result
    for test, reason in result.skipped:
        print(f"SKIPPED {test.id()}: {reason}", file=sys.stderr)
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if result.testsRun and len(result.skipped) == result.testsRun else 0)
