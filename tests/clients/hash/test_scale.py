# SPDX-License-Identifier: MIT
"""A million files: memory stays flat, and the manifest is still right."""

import os
import shutil
import subprocess
import sys
import tempfile

from support import TOOL, CommandTest, main, sha256

MIB = 1 << 20
# A million files on a disk take minutes to make, so memory comes first.
PLACES = ("/dev/shm", tempfile.gettempdir())
EMPTY = sha256(b"")


def has_room(place):
    if not os.path.isdir(place):
        return False
    info = os.statvfs(place)
    return info.f_favail > 1_100_000 and info.f_bavail * info.f_frsize > 1500 * MIB


# A process that was just made counts the memory of the one that made it as its own, until then. So
# a small one makes it.
LAUNCHER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def peak_memory(*arguments, cwd):
    """Runs the command; its exit code and the most memory it had, in bytes."""
    said = subprocess.run([sys.executable, "-ISc", LAUNCHER, TOOL, *arguments], cwd=cwd, check=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=250).stdout.split()
    return int(said[0]), int(said[1]) * 1024


def make_files(path, directories, files):
    for number in range(directories):
        directory = os.path.join(path, b"directory-%04d" % number) if directories > 1 else path
        os.makedirs(directory)
        handle = os.open(directory, os.O_RDONLY)
        for each in range(files):
            os.close(os.open(b"file-%08d" % each, os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=handle))
        os.close(handle)


class Scale(CommandTest):
    def setUp(self):
        super().setUp()
        place = next(filter(has_room, PLACES), None)
        if not place:
            self.skipTest(f"no room for a million files in {' or '.join(PLACES)}")
        shutil.rmtree(self.here)
        self.here = os.fsencode(tempfile.mkdtemp(prefix="asyncom-", dir=place))
        self.addCleanup(shutil.rmtree, self.here, ignore_errors=True)
        if b"libasan" in subprocess.run(["ldd", TOOL], capture_output=True, timeout=60).stdout:
            self.skipTest("a sanitizer's memory is not the command's")

    def hash_and_measure(self, tree, count):
        code, peak = peak_memory("hash", tree, "-o", "sums", cwd=self.here)
        self.assertEqual(code, 0)
        last = b""
        found = 0
        with open(self.path("sums"), "rb") as file:
            for line in file:
                digest, name = line[:-1].split(b"  ", 1)
                self.assertEqual(digest.decode(), EMPTY)
                self.assertLess(last, name)
                last = name
                found += 1
        self.assertEqual(found, count)
        return peak

    def test_memory_does_not_grow_with_the_number_of_files(self):
        make_files(self.path("few"), 10, 1000)
        few = self.hash_and_measure("few", 10_000)
        make_files(self.path("many"), 1000, 1000)
        many = self.hash_and_measure("many", 1_000_000)
        print(f"10^4 files: {few / MIB:.1f} MiB, 10^6 files: {many / MIB:.1f} MiB")
        self.assertLessEqual(many, 1.1 * few + 8 * MIB)

    def test_a_million_files_in_one_directory_need_room_for_their_names(self):
        make_files(self.path("flat"), 1, 1_000_000)
        peak = self.hash_and_measure("flat", 1_000_000)
        print(f"10^6 files in one directory: {peak / MIB:.1f} MiB")
        self.assertLessEqual(peak, 160 * MIB)


if __name__ == "__main__":
    main()
