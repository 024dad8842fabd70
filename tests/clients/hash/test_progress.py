# SPDX-License-Identifier: MIT
"""What is shown while it runs: a bar on a terminal, lines elsewhere, nothing with --quiet."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

from support import TOOL, CommandTest, main


class Terminal(CommandTest):
    def setUp(self):
        super().setUp()
        # Sparse files: as much to hash as wanted, nothing to store.
        os.mkdir(self.path("tree"))
        for number in range(8):
            with open(self.path(f"tree/{number}"), "wb") as file:
                file.truncate(48 << 20)

    def on_terminal(self, *arguments, columns=100, kind="xterm", env=None, watch=None):
        """Runs the command on a terminal; `watch` is called with what was written so far.

        Returns its exit code, what was written, and for how many seconds it ran.
        """
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
        start = time.monotonic()
        process = subprocess.Popen([TOOL, *arguments], cwd=self.here, stdin=subprocess.DEVNULL,
                                   stdout=follower, stderr=follower,
                                   env={**os.environ, "TERM": kind, **(env or {})})
        self.addCleanup(process.kill)
        os.close(follower)
        written = b""
        while True:
            self.assertTrue(select.select([leader], [], [], 60)[0], written)
            try:
                piece = os.read(leader, 65536)
            except OSError:  # how Linux says that nobody has the other end any more
                break
            if not piece:
                break
            written += piece
            if watch:
                watch(written)
        os.close(leader)
        return process.wait(timeout=100), written, time.monotonic() - start

    def on_terminal_with_bars(self, *arguments, bars=3, **options):
        """A file is held until so many bars were drawn: they fall with the speed meanwhile."""
        env, _, release = self.interfere_with_hold("4=hold")
        held = [True]

        def watch(written):
            if held[0] and written.count(b"\r\x1b[K") >= bars:
                held[0] = False
                release()

        return self.on_terminal(*arguments, "-j", "1", env=env, watch=watch, **options)

    def test_a_bar_is_redrawn_and_gone_in_the_end(self):
        code, written, seconds = self.on_terminal_with_bars("hash", "tree", "-o", "sums")
        self.assertEqual(code, 0, written)
        draws = written.split(b"\r\x1b[K")
        self.assertGreater(len(draws), 3)
        self.assertLessEqual(len(draws), 25 * seconds + 3)
        self.assertRegex(written, rb"[0-9.]+ [KMG]iB/s")
        self.assertIn(b"8 files, 384 MiB", draws[-1])

    def test_a_bar_is_never_wider_than_the_terminal(self):
        for columns in (20, 61):
            _, written, _ = self.on_terminal_with_bars("hash", "tree", "-o", "sums",
                                                       columns=columns, bars=1)
            draws = written.split(b"\r\x1b[K")[1:-1]
            self.assertGreater(len(draws), 0)
            for draw in draws:
                self.assertLess(len(draw), columns)

    def test_a_check_prints_its_results_between_the_bars(self):
        self.on_terminal("hash", "tree", "-o", "sums")
        _, written, _ = self.on_terminal_with_bars("hash", "--check", "sums", "tree")
        for number in range(8):
            # Each result begins a line, where the bar was erased.
            self.assertRegex(written, rb"(^|\n|\x1b\[K)%d: OK\r\n" % number)

    def test_quiet_shows_nothing(self):
        self.assertEqual(self.on_terminal("hash", "tree", "-o", "sums", "-q")[:2], (0, b""))

    def test_a_terminal_that_cannot_redraw_gets_no_bar(self):
        _, written, _ = self.on_terminal("hash", "tree", "-o", "sums", kind="dumb")
        self.assertNotIn(b"\x1b", written)


class NoTerminal(CommandTest):
    def test_a_short_run_says_one_thing(self):
        self.write("tree/file", b"content")
        self.assertRegex(self.hash("tree", "-o", "sums").stderr,
                         rb"\Aasyncom: 1 file, 7 B in [0-9.]+ s -> 'sums'\n\Z")

    def test_quiet_says_nothing(self):
        self.write("tree/file", b"content")
        result = self.hash("tree", "-o", "sums", "-q")
        self.assertEqual((result.stdout, result.stderr), (b"", b""))

    def test_a_long_run_gets_a_line_now_and_then(self):
        os.mkdir(self.path("tree"))
        for number in range(4):
            with open(self.path(f"tree/{number}"), "wb") as file:
                file.truncate(1 << 30)
        env, _, release = self.interfere_with_hold("2=hold")
        start = time.monotonic()
        process = subprocess.Popen([TOOL, "hash", "tree", "-o", "sums", "-j", "1"], cwd=self.here,
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env={**os.environ, **env})
        self.addCleanup(process.kill)
        # After two seconds, or after thirty if the total was still unknown when the file was held.
        lines = [process.stderr.readline().decode()]
        release()
        lines += process.communicate(timeout=100)[1].decode().splitlines()
        seconds = time.monotonic() - start
        self.assertEqual(process.returncode, 0, lines)
        self.assertGreater(len(lines), 1)
        self.assertLessEqual(len(lines) - 1, seconds / 2 + 1)
        for line in lines[:-1]:
            self.assertRegex(line, r"^asyncom: +(\d+%  .* of 4\.0 GiB|[0-9.]+ GiB)  .*files?$")
        self.assertRegex(lines[-1], r"^asyncom: 4 files, 4\.0 GiB in ")


if __name__ == "__main__":
    main()
