# SPDX-License-Identifier: MIT
"""Going on from a manifest: what nobody has touched since is not read, everything else is."""

import json
import os
import signal
import subprocess

from support import TOOL, CommandTest, main, sha256


class Resume(CommandTest):
    def setUp(self):
        super().setUp()
        self.need("stat")
        if self.birth(self.write("probe")) == 0:
            self.skipTest("this file system keeps no times of birth")
        os.remove(self.path("probe"))

    @staticmethod
    def birth(path):
        born = subprocess.run(["stat", "-c", "%W", path], capture_output=True, check=True).stdout
        return int(born) if born.strip().isdigit() else 0

    def let_the_clock_go_on(self):
        """Until a new file bears a later time than all that there are."""
        before = os.stat(self.write("clock")).st_ctime_ns
        for _ in range(10_000_000):
            if os.stat(self.write("clock")).st_ctime_ns > before:
                break
        os.remove(self.path("clock"))

    def make_tree(self, *names):
        for name in names:
            self.write(f"tree/{name}", name.encode())
        self.let_the_clock_go_on()

    def resume(self, *arguments, known, unread="", **options):
        """Resumes; whatever is named in `unread` cannot be read."""
        rules = ",".join(f"{name}=broken" for name in unread.split())
        if rules:
            options["env"] = self.interfere(rules)
        result = self.hash("tree", "-o", "sums", "--resume", "--json", *arguments, **options)
        said = json.loads(result.stdout)
        self.assertEqual(said["known"], known, said)
        return said

    def assert_whole(self):
        self.hash("tree", "-o", "whole", "-q")
        self.assertEqual(self.read("sums"), self.read("whole"))

    def test_what_is_listed_and_untouched_is_not_read(self):
        self.make_tree("a", "d/b", "d/c", "z")
        self.hash("tree", "-o", "sums")
        said = self.resume(known=4, unread="a b c z")
        self.assertEqual((said["files"], said["bytes"]), (4, 8))
        self.assert_whole()

    def test_what_is_new_or_changed_is_read_and_what_is_gone_is_not_listed(self):
        self.make_tree("a", "b", "c", "d")
        self.hash("tree", "-o", "sums")
        self.write("tree/b", b"different")
        self.write("tree/bb", b"new")
        os.remove(self.path("tree/c"))
        self.resume(known=2, unread="a d")
        self.assert_whole()

    def test_a_change_that_keeps_size_and_modification_time_is_seen(self):
        self.make_tree("a", "b")
        self.hash("tree", "-o", "sums")
        times = os.stat(self.path("tree/b"))
        self.write("tree/b", b"B")
        os.utime(self.path("tree/b"), ns=(times.st_atime_ns, times.st_mtime_ns))
        self.resume(known=1)
        self.assert_whole()

    def test_a_file_that_was_moved_to_the_name_is_seen(self):
        self.make_tree("a", "b")
        self.hash("tree", "-o", "sums")
        os.rename(self.path("tree/b"), self.path("tree/a"))
        self.resume(known=0)
        self.assert_whole()

    def test_what_changes_during_the_first_run_is_seen_by_the_second(self):
        self.make_tree("a", "b")
        env, wait_until_read, release = self.interfere_with_hold("b=hold")
        first = subprocess.Popen([TOOL, "hash", "tree", "-o", "sums", "-j1"], cwd=self.here,
                                 stderr=subprocess.PIPE, env={**os.environ, **env})
        wait_until_read()
        self.write("tree/a", b"written when it had been read")
        release()
        self.assertEqual(first.wait(60), 0, first.stderr.read())
        first.stderr.close()
        self.resume(known=1)
        self.assert_whole()

    def test_goes_on_after_a_cancel(self):
        self.make_tree("a", "b", "c", "d")
        with open(self.path("tree/c"), "wb") as file:
            file.truncate(64 << 30)  # given up long before its end
        env, wait_until_read, release = self.interfere_with_hold("c=hold")
        first = subprocess.Popen([TOOL, "hash", "tree", "-o", "sums", "-j1"], cwd=self.here,
                                 stderr=subprocess.PIPE, env={**os.environ, **env})
        wait_until_read()
        first.send_signal(signal.SIGINT)
        release()
        self.assertEqual(first.wait(60), 130, first.stderr.read())
        first.stderr.close()
        self.assertEqual(self.names("sums"), [b"a", b"b"])
        self.write("tree/c", b"c")
        self.resume(known=2, unread="a b")
        self.assert_whole()

    def test_a_cancel_that_comes_less_far_leaves_the_older_manifest(self):
        self.make_tree("a", "b", "c")
        self.hash("tree", "-o", "sums")
        older = self.read("sums")
        self.write("tree/a", b"changed")
        with open(self.path("tree/b"), "wb") as file:
            file.truncate(64 << 30)  # given up long before its end
        env, wait_until_read, release = self.interfere_with_hold("b=hold")
        again = subprocess.Popen([TOOL, "hash", "tree", "-o", "sums", "-j1", "--resume"],
                                 cwd=self.here, stderr=subprocess.PIPE, env={**os.environ, **env})
        wait_until_read()
        again.send_signal(signal.SIGINT)
        release()
        errors = again.communicate(timeout=60)[1]
        self.assertEqual(again.returncode, 130, errors)
        self.assertIn(b"stays as it is", errors)
        self.assertEqual(self.read("sums"), older)

    def test_without_a_manifest_everything_is_hashed(self):
        self.make_tree("a", "b")
        self.resume(known=0)
        self.assert_whole()

    def test_names_that_are_written_otherwise_are_found(self):
        self.make_tree("-", "back\\slash", "line\nfeed", "plain")
        self.hash("tree", "-o", "sums")
        self.resume(known=4, unread="- plain")
        self.assert_whole()

    def test_the_manifest_inside_the_tree_is_resumed_too(self):
        self.make_tree("a", "b")
        self.hash("tree", "-o", "tree/sums")
        result = self.hash("tree", "-o", "tree/sums", "--resume", "--json")
        self.assertEqual(json.loads(result.stdout)["known"], 2)
        self.assertEqual(self.names("tree/sums"), [b"a", b"b"])

    def test_lines_that_are_no_lines_or_out_of_order_are_passed_over(self):
        self.make_tree("a", "b", "c")
        self.write("sums", b"nonsense\n# comment\n\n"
                   + b"".join(b"%s  %s\n" % (sha256(name).encode(), name)
                              for name in (b"c", b"a", b"b")))
        self.resume(known=1)
        self.assert_whole()

    def test_an_older_manifest_that_cannot_be_read_is_said(self):
        if os.geteuid() == 0:
            env = self.interfere("sums=denied")
        else:
            env = {}
        self.make_tree("a")
        os.chmod(self.write("sums"), 0)
        result = self.hash("tree", "-o", "sums", "--resume", expect=2, env=env)
        self.assertIn(b"cannot read 'sums'", result.stderr)

    def test_a_check_has_nothing_to_resume(self):
        self.write("sums")
        result = self.hash("--check", "sums", "--resume", expect=2)
        self.assertIn(b"--resume", result.stderr)


if __name__ == "__main__":
    main()
