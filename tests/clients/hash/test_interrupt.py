# SPDX-License-Identifier: MIT
"""Ctrl-C and its relatives: a valid manifest of what was finished, and nothing else left."""

import os
import signal
import subprocess
import time
import tty

from support import TOOL, CommandTest, main, sha256

SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
INTERRUPTS = int(os.environ.get("ASYNCOM_INTERRUPTS", "100"))


def prepare_signals():
    """In the child before it becomes the command, which unblocks them once it can handle them.

    So no signal is too early. And none is ignored, as in a background job of a shell.
    """
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


class Interrupt(CommandTest):
    def start(self, *arguments, env=None, stdin=subprocess.DEVNULL, prepare=prepare_signals):
        process = subprocess.Popen([TOOL, "hash", *arguments], cwd=self.here, stdin=stdin,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**os.environ, **(env or {})}, preexec_fn=prepare)
        self.addCleanup(self.put_away, process)
        return process

    @staticmethod
    def put_away(process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()

    def finish(self, process):
        output, errors = process.communicate(timeout=60)
        return process.returncode, output, errors

    def assert_valid(self, manifest, tree):
        """Every line verifies, in order; True if there is a manifest."""
        if not os.path.exists(self.path(manifest)):
            return False
        self.assertGreater(len(self.read(manifest)), 0)
        check = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", self.path(manifest)],
                               cwd=self.path(tree), capture_output=True, timeout=60)
        self.assertEqual(check.returncode, 0, check.stderr)
        names = self.names(manifest)
        self.assertEqual(names, sorted(names))
        return True

    def make_tree(self):
        for number in range(96):
            with open(self.write(f"tree/{number // 16}/{number:03}"), "wb") as file:
                file.write(b"%d" % number)
                file.truncate((number % 7) * (256 << 10) + number)

    def test_interrupts_spread_over_the_run(self):
        self.need("sha256sum")
        self.make_tree()
        start = time.monotonic()
        self.hash("tree", "-o", "whole", "-q")
        whole_run = time.monotonic() - start
        codes = {0: 0, 130: 0}
        partial = 0
        for number in range(INTERRUPTS):
            for name in ("sums", "sums~"):
                if os.path.exists(self.path(name)):
                    os.remove(self.path(name))
            process = self.start("tree", "-o", "sums")
            # The one exception from the rule that tests do not sleep: a signal at any point of the
            # run is what this test is about, and points that nobody names are found by a clock
            # only. What it asserts holds wherever the signal falls.
            time.sleep(whole_run * 1.1 * number / INTERRUPTS)
            process.send_signal(signal.SIGINT)
            code, _, errors = self.finish(process)
            self.assertIn(code, codes, errors)
            codes[code] += 1
            there = self.assert_valid("sums", "tree")
            if code == 0:
                self.assertEqual(self.read("sums"), self.read("whole"))
            elif there:
                whole = self.lines("whole")
                self.assertTrue(all(line in whole for line in self.lines("sums")))
                partial += len(self.names("sums")) < len(whole)
            self.assert_no_leftover()
            self.assertLessEqual(set(os.listdir(self.here)), {b"tree", b"whole", b"sums"})
        print(f"exit codes {codes}, {partial} partial manifests")

    def test_what_was_finished_is_in_the_manifest_and_nothing_else(self):
        self.need("sha256sum")
        self.write("tree/a", b"a")
        self.write("tree/b", b"b")
        with open(self.write("tree/c"), "wb") as file:
            file.truncate(64 << 30)  # given up long before its end
        self.write("tree/d", b"d")
        env, wait_until_read, release = self.interfere_with_hold("c=hold")
        process = self.start("tree", "-o", "sums", "--jobs", "1", env=env)
        wait_until_read()
        process.send_signal(signal.SIGINT)
        release()
        code, _, errors = self.finish(process)
        self.assertEqual(code, 130, errors)
        self.assertIn(b"cancelled: 2 files", errors)
        self.assertTrue(self.assert_valid("sums", "tree"))
        self.assertEqual(self.lines("sums"), [(b"a", sha256(b"a")), (b"b", sha256(b"b"))])
        self.assertEqual(sorted(os.listdir(self.here)), [b"sums", b"tree"])

    def test_a_deadline_cancels_as_a_signal_does(self):
        import json
        self.write("tree/a", b"a")
        with open(self.write("tree/b"), "wb") as file:
            file.truncate(64 << 30)
        process = self.start("tree", "-o", "sums", "--jobs", "1", "--deadline", "0.5s", "--json")
        code, output, errors = self.finish(process)
        said = json.loads(output)
        self.assertEqual((code, said["exit"], said["status"], said["out_of_time"]),
                         (124, 124, "canceled", True), errors)
        if os.path.exists(self.path("sums")):  # else the time was over before the first file
            self.assertEqual(self.lines("sums"), [(b"a", sha256(b"a"))])
        self.assert_no_leftover()

    def test_a_deadline_that_has_passed_leaves_nothing(self):
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        code, _, errors = self.finish(self.start("tree", "-o", "sums", "--deadline", "0"))
        self.assertEqual(code, 124, errors)
        self.assertEqual(os.listdir(self.here), [b"tree"])

    def test_a_deadline_far_away_changes_nothing(self):
        self.write("tree/a", b"a")
        for deadline in ("100000d", "1e300"):
            code, _, errors = self.finish(
                self.start("tree", "-o", "sums", "--deadline", deadline))
            self.assertEqual(code, 0, errors)

    def test_a_check_has_a_deadline_too(self):
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        self.write("sums", b"0" * 64 + b"  large\n")
        code, _, errors = self.finish(
            self.start("--check", "sums", "tree", "--deadline", "0.2"))
        self.assertEqual(code, 124, errors)
        self.assertIn(b"out of time: the manifest was not checked to its end", errors)

    def test_usr1_shows_each_file_that_is_hashed(self):
        if os.environ.get("ASYNCOM_REGISTRY") == "off":
            self.skipTest("there is no list")
        process = self.start_with_a_file_that_never_ends("--quiet")
        process.send_signal(signal.SIGUSR1)
        # The other files run on other threads meanwhile, and may be shown too.
        first = process.stderr.readline()
        self.assertRegex(first, rb"^\d+ operations")
        shown = [process.stderr.readline() for _ in range(int(first.split()[0]))]
        self.assertRegex(shown[0], rb'^#\d+ "asyncom hash".*, running')
        stuck = [line for line in shown if b'"stuck"' in line]
        self.assertEqual(len(stuck), 1, shown)
        self.assertRegex(stuck[0], rb'^  #\d+ "stuck".*, running')

    def start_with_a_file_that_never_ends(self, *more, **interference):
        for name in ("a", "b", "stuck", "z"):
            self.write(f"tree/{name}", name.encode())
        env, wait_until_read, _ = self.interfere_with_hold("stuck=stuck", **interference)
        process = self.start("tree", "-o", "sums", *more, env=env)
        wait_until_read()
        return process

    def test_a_second_signal_stops_at_once_and_leaves_nothing(self):
        for interference in ({}, {"INTERFERE_NO_UNNAMED": "1"}):
            process = self.start_with_a_file_that_never_ends(**interference)
            if interference:
                self.assertTrue([name for name in os.listdir(self.here)
                                 if name.startswith(b".asyncom")])
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)  # another number: two of the same may arrive as one
            self.assertEqual(self.finish(process)[0], 130)
            self.assertEqual(os.listdir(self.here), [b"tree"])

    def test_every_signal_that_ends_a_command_cancels(self):
        for number in range(4):
            with open(self.write(f"tree/{number}"), "wb") as file:
                file.truncate(4 << 30)
        self.write("tree/-a", b"small")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.start("tree", "-o", "sums", "--jobs", "1")
            process.send_signal(number)
            code, _, errors = self.finish(process)
            self.assertEqual(code, 130, errors)
            self.assertIn(b"cancelled", errors)
            self.assert_valid("sums", "tree")
            self.assert_no_leftover()

    def test_what_was_ignored_from_the_start_stays_ignored(self):
        for name in ("a", "b", "c"):
            self.write(f"tree/{name}", name.encode())
        env, wait_until_read, release = self.interfere_with_hold("b=hold")

        def ignore_signals():
            prepare_signals()
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

        process = self.start("tree", "-o", "sums", env=env, prepare=ignore_signals)
        wait_until_read()
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGHUP)  # with a handler, the second would end it at once
        release()
        code, _, errors = self.finish(process)
        self.assertEqual(code, 0, errors)
        self.assertEqual(self.names("sums"), [b"a", b"b", b"c"])

    def test_a_cancel_before_the_first_file_keeps_the_older_manifest(self):
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        self.write("sums", b"old")
        process = self.start("tree", "-o", "sums")
        process.send_signal(signal.SIGINT)
        code, _, errors = self.finish(process)
        self.assertEqual(code, 130)
        self.assertIn(b"no manifest", errors)
        self.assertEqual(self.read("sums"), b"old")
        self.assertEqual(sorted(os.listdir(self.here)), [b"sums", b"tree"])

    def test_json_says_that_it_was_cancelled(self):
        import json
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        process = self.start("tree", "-o", "sums", "--json")
        process.send_signal(signal.SIGTERM)
        code, output, _ = self.finish(process)
        said = json.loads(output)
        self.assertEqual((code, said["status"], said["exit"], said["written"]),
                         (130, "canceled", 130, False))

    def test_a_check_is_cancelled_too(self):
        import json
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        self.write("sums", b"0" * 64 + b"  large\n")
        process = self.start("--check", "sums", "tree", "--json")
        process.send_signal(signal.SIGINT)
        code, output, _ = self.finish(process)
        self.assertEqual((code, json.loads(output)["status"]), (130, "canceled"))

    # More than a pipe holds: what wrote it knows that the command has begun to read.
    COMMENTS = b"# nothing\n" * 20_000

    def assert_cancelled(self, process):
        process.send_signal(signal.SIGINT)
        code, output, errors = self.finish(process)
        self.assertEqual((code, output), (130, b""), errors)
        self.assertIn(b"cancelled: the manifest was not checked to its end", errors)
        self.assertNotIn(b"improperly formatted", errors)

    def test_a_check_is_cancelled_while_the_pipe_it_reads_is_silent(self):
        out, into = os.pipe()
        process = self.start("--check", "-", stdin=out)
        os.close(out)
        with open(into, "wb", buffering=0) as pipe:
            pipe.write(self.COMMENTS)
            pipe.write(b"the beginning of a line")
            self.assert_cancelled(process)

    def test_a_check_is_cancelled_while_the_terminal_it_reads_is_silent(self):
        leader, follower = os.openpty()
        tty.setraw(follower)
        process = self.start("--check", "-", stdin=follower)
        os.close(follower)
        with open(leader, "wb", buffering=0) as terminal:
            rest = self.COMMENTS
            while rest:
                rest = rest[terminal.write(rest):]
            self.assert_cancelled(process)

    def test_a_check_is_cancelled_while_the_fifo_it_reads_is_silent(self):
        os.mkfifo(self.path("fifo"))
        process = self.start("--check", "fifo")
        with open(self.path("fifo"), "wb", buffering=0) as fifo:
            fifo.write(self.COMMENTS)
            self.assert_cancelled(process)

    def test_a_check_is_cancelled_while_nobody_writes_to_the_fifo_it_reads(self):
        os.mkfifo(self.path("fifo"))
        self.assert_cancelled(self.start("--check", "fifo"))


if __name__ == "__main__":
    main()
