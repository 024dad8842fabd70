# SPDX-License-Identifier: MIT
"""The command line: help that teaches, version, errors of usage, `asyncom iid`."""

import os
import re
import subprocess

from support import TOOL, CommandTest, main


class Usage(CommandTest):
    def refused(self, *arguments, words=b""):
        result = self.run_tool(*arguments)
        self.assertEqual(result.returncode, 2, (arguments, result.stderr))
        self.assertTrue(result.stderr.startswith(b"asyncom: "), result.stderr)
        self.assertEqual(result.stdout, b"")
        self.assertIn(words, result.stderr)

    def test_help_teaches(self):
        for arguments in (["--help"], ["-h"], ["help"], ["hash", "--help"], ["iid", "--help"]):
            result = self.run_tool(*arguments)
            self.assertEqual(result.returncode, 0)
            self.assertIn(b"Usage:", result.stdout)
            self.assertRegex(result.stdout, rb"(?i)example")
            self.assertTrue(all(len(line) <= 100 for line in result.stdout.splitlines()))

    def test_help_says_what_the_options_take(self):
        text = self.run_tool("hash", "--help").stdout
        self.assertRegex(text, rb"--jobs N .*at most 1024; 0, the default: one per CPU")
        self.assertIn(b"not with --zero", text)
        self.write("tree/file")
        self.hash("tree", "-o", "sums", "--jobs", "0")

    def test_version(self):
        result = self.run_tool("--version")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, rb"^asyncom \d+\.\d+\.\d+\n$")

    def test_an_output_that_is_full_is_said_by_the_exit_code(self):
        for arguments in (["--help"], ["--version"], ["hash", "--help"], ["iid", "--help"],
                          ["iid", "{00000036-0000-0000-c000-000000000046}"]):
            with open("/dev/full", "wb") as full:
                result = subprocess.run([TOOL, *arguments], stdout=full, stderr=subprocess.PIPE,
                                        timeout=100)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(b"standard output", result.stderr)

    def test_wrong_usage_is_refused_with_a_sentence(self):
        self.refused(words=b"which command")
        self.refused("nonsense", words=b"nonsense")
        self.refused("hash", words=b"directory")
        self.refused("hash", ".", words=b"-o FILE")
        self.refused("hash", ".", "-o")
        self.refused("hash", ".", "..", "-o", "sums")
        self.refused("hash", ".", "-o", "a", "-o", "b")
        self.refused("hash", ".", "-o", "sums", "--check", "sums")
        self.refused("hash", ".", "-o", "sums", "--nonsense")
        self.refused("hash", ".", "-o", "-", words=b"./-")
        self.refused("hash", ".", "-o", "", words=b"empty")
        self.refused("hash", ".", "--output=")
        for jobs in ("-1", "1025", "many", ""):
            self.refused("hash", ".", "-o", "sums", "--jobs", jobs)
        for deadline in ("-1", "-0.5s", "0x10", "nan", "many", "s", "5 m", "5M", "1e999", ""):
            self.refused("hash", ".", "-o", "sums", "--deadline", deadline,
                         words=b"T is a number of seconds, not negative")
        self.assertEqual(os.listdir(self.here), [])

    def test_a_directory_that_cannot_be_opened_is_refused(self):
        self.write("file")
        self.refused("hash", "missing", "-o", "sums", words=b"No such file")
        self.refused("hash", "file", "-o", "sums", words=b"Not a directory")
        self.refused("hash", "", "-o", "sums")
        self.assertEqual(os.listdir(self.here), [b"file"])

    def test_an_output_that_cannot_be_written_is_refused_before_anything_is_read(self):
        self.write("tree/file")
        os.mkdir(self.path("directory"))
        os.mkfifo(self.path("fifo"))
        self.write("old")
        os.mkdir(self.path("old~"))
        self.refused("hash", "tree", "-o", "missing/sums", words=b"No such file")
        self.refused("hash", "tree", "-o", "directory", words=b"Is a directory")
        self.refused("hash", "tree", "-o", "directory/", words=b"Is a directory")
        self.refused("hash", "tree", "-o", "fifo", words=b"regular")
        self.refused("hash", "tree", "-o", "old")
        self.refused("hash", "tree", "-o", "/proc/sums")
        self.refused("hash", "tree", "-o", "/dev/null", words=b"regular")
        self.assertEqual(sorted(os.listdir(self.here)),
                         [b"directory", b"fifo", b"old", b"old~", b"tree"])

    def test_names_that_look_like_something_else_are_names(self):
        for name in ("hash", "iid", "-x", "--json"):
            self.write(f"{name}/file")
        self.hash("hash", "-o", "1")
        self.hash("iid", "-o", "2")
        self.hash("-o", "3", "--", "-x")
        self.hash("./--json", "-o", "./-")
        for name in ("1", "2", "3", "-"):
            self.assertEqual(self.names(name), [b"file"])


class ClosedDescriptors(CommandTest):
    """Standard descriptors that the caller has closed: nothing else may take their place."""

    def run_closed(self, redirection, *arguments):
        return subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirection}', TOOL, *arguments],
                              cwd=self.here, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=100)

    def setUp(self):
        super().setUp()
        self.write("tree/file", b"content")
        self.hash("tree", "-o", "whole")

    def test_a_hash_needs_none_of_them(self):
        for redirection in (">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"):
            result = self.run_closed(redirection, "hash", "tree", "-o", "sums")
            self.assertEqual(result.returncode, 0, (redirection, result.stderr))
            self.assertEqual(self.read("sums"), self.read("whole"), redirection)
            os.remove(self.path("sums"))

    def test_a_message_that_nobody_hears_cancels_nothing(self):
        for number in range(40):
            self.write(f"tree/{number:02}")
        self.hash("tree", "-o", "sums")
        self.write("sums", b"rubbish\n" + self.read("sums"))
        # The message about the rubbish is out when a file of the next batch is read.
        env, wait_until_read, release = self.interfere_with_hold("file=hold")
        process = subprocess.Popen(
            ["sh", "-c", 'exec "$0" "$@" >&- 2>&-', TOOL, "hash", "--check", "sums", "tree", "-q",
             "-j", "1"], cwd=self.here, stdin=subprocess.DEVNULL, env={**os.environ, **env})
        self.addCleanup(process.kill)
        wait_until_read()
        release()
        self.assertEqual(process.wait(timeout=100), 1)

    def test_results_without_a_standard_output_are_a_failure(self):
        for arguments in (["hash", "--check", "whole", "tree"],
                          ["hash", "tree", "-o", "sums", "--json"],
                          ["iid", "{00000036-0000-0000-c000-000000000046}"],
                          ["--help"], ["--version"]):
            for redirection in (">&-", ">&- 2>&-", "<&- >&- 2>&-"):
                result = self.run_closed(redirection, *arguments)
                self.assertEqual(result.returncode, 2, (redirection, arguments))
                self.assertEqual(result.stdout, b"")
            result = self.run_closed(">&-", *arguments)
            self.assertIn(b"standard output", result.stderr)

    def test_results_need_no_standard_error(self):
        result = self.run_closed("2>&-", "hash", "--check", "whole", "tree")
        self.assertEqual((result.returncode, result.stdout), (0, b"file: OK\n"))

    def test_a_manifest_from_a_closed_standard_input_is_a_failure(self):
        result = self.run_closed("<&-", "hash", "--check", "-", "tree")
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertIn(b"'standard input': Bad file descriptor", result.stderr)


class Iid(CommandTest):
    def test_prints_published_identifiers(self):
        for signature, iid in (
                ("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)",
                 "ef60385f-be78-584b-aaef-7829ada2b0de"),
                ("{00000036-0000-0000-c000-000000000046}",
                 "00000036-0000-0000-c000-000000000046")):
            result = self.run_tool("iid", signature)
            self.assertEqual((result.returncode, result.stdout.decode()), (0, iid + "\n"))

    def test_the_examples_of_its_help_are_true(self):
        text = self.run_tool("iid", "--help").stdout.decode()
        examples = re.findall(r"asyncom iid '([^']+)'\n +.*?: ([0-9a-f-]{36})", text)
        self.assertTrue(examples)
        for signature, iid in examples:
            self.assertEqual(self.run_tool("iid", signature).stdout.decode(), iid + "\n")

    def test_a_malformed_signature_is_refused_with_its_place(self):
        result = self.run_tool("iid", "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};x9)")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, rb"\d+")
        self.assertEqual(self.run_tool("iid").returncode, 2)


if __name__ == "__main__":
    main()
