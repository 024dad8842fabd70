# SPDX-License-Identifier: MIT
"""Files that are unreadable, vanish, change or turn into something else; outputs that fail."""

import json
import os
import pwd
import resource
import tempfile

from support import TOOL, CommandTest, main


class Trouble(CommandTest):
    def setUp(self):
        super().setUp()
        for name in ("a", "m", "z"):
            self.write(f"tree/{name}", name.encode())

    def hash_with(self, action, expect=1):
        self.write("tree/victim", b"victim")
        result = self.hash("tree", "-o", "sums", env=self.interfere(f"victim={action}"),
                           expect=expect)
        self.assertEqual(self.names("sums"), [b"a", b"m", b"z"])
        self.assert_no_leftover()
        return result.stderr

    def test_a_file_that_vanishes_is_left_out_and_told(self):
        self.assertIn(b"victim: vanished", self.hash_with("vanish"))

    def test_a_file_that_vanishes_while_it_is_read_is_left_out_and_told(self):
        self.assertIn(b"victim: vanished", self.hash_with("drop"))

    def test_a_file_that_grows_while_it_is_read_is_left_out_and_told(self):
        self.assertIn(b"victim: changed", self.hash_with("grow"))

    def test_a_file_whose_time_changes_while_it_is_read_is_left_out_and_told(self):
        self.assertIn(b"victim: changed", self.hash_with("touch"))

    def test_a_file_that_cannot_be_opened_is_left_out_and_told(self):
        self.assertIn(b"victim: Permission denied", self.hash_with("denied"))

    def test_a_file_that_cannot_be_read_is_left_out_and_told(self):
        self.assertIn(b"victim: Input/output error", self.hash_with("broken"))

    def test_too_few_descriptors_are_named_with_advice(self):
        self.assertIn(b"ulimit -n", self.hash_with("emfile"))

    def test_a_file_that_becomes_a_fifo_is_counted_and_makes_nobody_wait(self):
        self.assertIn(b"1 FIFO", self.hash_with("fifo", expect=0))

    def test_a_file_that_becomes_a_link_is_counted_and_not_followed(self):
        self.assertIn(b"1 link", self.hash_with("link", expect=0))

    def test_problems_are_told_in_the_order_of_the_tree(self):
        rules = "a=broken,m=denied,z=vanish"
        result = self.hash("tree", "-o", "sums", env=self.interfere(rules), expect=1)
        words = (b" a: ", b" m: ", b" z: ", b"WARNING: 3 files")
        places = [result.stderr.index(word) for word in words]
        self.assertEqual(places, sorted(places))

    def test_a_directory_that_cannot_be_read_is_not_counted_as_a_file(self):
        self.write("tree/d/file")
        env = self.interfere("d=denied")
        result = self.hash("tree", "-o", "sums", env=env, expect=1)
        self.assertEqual(result.stderr.splitlines()[:-1],
                         [b"asyncom: d: Permission denied",
                          b"asyncom: WARNING: 1 directory not read, wholly or in part"])
        said = json.loads(self.hash("tree", "-o", "sums", "--json", env=env, expect=1).stdout)
        self.assertEqual([(each["name"], each["directory"]) for each in said["problems"]],
                         [("d", True)])

    def test_nothing_is_said_of_a_manifest_that_does_not_exist(self):
        env = self.interfere("m=denied", INTERFERE_NO_RENAMES="1")
        result = self.hash("tree", "-o", "sums", env=env, expect=2)
        self.assertIn(b"WARNING: 1 file not hashed\n", result.stderr)
        self.assertNotIn(b"left out of the manifest", result.stderr)

    def test_quiet_still_tells_problems(self):
        env = self.interfere("m=broken")
        result = self.hash("tree", "-o", "sums", "--quiet", env=env, expect=1)
        self.assertIn(b"m: Input/output error", result.stderr)

    def test_json_lists_problems(self):
        rules = "a=broken,m=vanish,z=grow"
        result = self.hash("tree", "-o", "sums", "--json", env=self.interfere(rules), expect=1)
        said = json.loads(result.stdout)
        self.assertEqual([(each["name"], each["status"]) for each in said["problems"]],
                         [("a", "unreadable"), ("m", "vanished"), ("z", "changed")])
        self.assertEqual((said["files"], said["exit"], said["status"]), (0, 1, "completed"))

    def test_json_counts(self):
        os.mkfifo(self.path("tree/fifo"))
        said = json.loads(self.hash("tree", "-o", "sums", "--json").stdout)
        self.assertEqual((said["files"], said["bytes"], said["problems"]), (3, 3, []))
        self.assertEqual(said["skipped"]["fifos"], 1)
        self.assertTrue(said["written"])

    def test_a_digest_that_cannot_be_computed_is_never_written(self):
        self.hash("tree", "-o", "whole")
        for step in ("update", "final"):
            env = self.interfere("", INTERFERE_DIGEST=step)
            result = self.hash("tree", "-o", "sums", env=env, expect=2)
            self.assertIn(b"libcrypto", result.stderr)
            self.assertFalse(os.path.exists(self.path("sums")))
            result = self.hash("--check", "whole", "tree", env=env, expect=2)
            self.assertNotIn(b"FAILED", result.stdout)

    def test_a_wait_that_fails_cancels_and_is_told(self):
        with open(self.write("tree/large"), "wb") as file:
            file.truncate(64 << 30)
        self.write("sums", b"0" * 64 + b"  tree/large\n")
        env = self.interfere("", INTERFERE_NO_POLL="1")
        for arguments in (["tree", "-o", "other"], ["--check", "sums"]):
            result = self.hash(*arguments, env=env, expect=2)
            self.assertIn(b"Cannot allocate memory", result.stderr)

    def test_check_tells_a_file_that_changes_meanwhile(self):
        self.hash("tree", "-o", "sums")
        result = self.hash("--check", "sums", "tree", env=self.interfere("m=grow"), expect=1)
        self.assertIn(b"m: FAILED open or read", result.stdout)
        self.assertIn(b"changed", result.stderr)


class Permissions(CommandTest):
    def hash_as_somebody(self, *arguments):
        if os.geteuid() == 0:
            # Root may read everything, so somebody else has to try.
            try:
                nobody = pwd.getpwnam("nobody").pw_uid
            except KeyError:
                self.skipTest("runs as root, and there is no user nobody")
            user = {"user": nobody, "group": pwd.getpwuid(nobody).pw_gid, "extra_groups": []}
        else:
            user = {}
        os.chmod(self.here, 0o755)
        try:
            result = self.run_tool("hash", *arguments, **user)
        except PermissionError as error:
            self.skipTest(f"the user nobody can't start {TOOL}: {error}")
        if result.returncode == 127:
            self.skipTest("the user nobody can't load the library")
        return result

    def test_a_directory_that_may_be_written_to_but_not_listed_takes_the_manifest(self):
        self.write("tree/a", b"x")
        os.mkdir(self.path("out"))
        os.chmod(self.path("out"), 0o333)
        self.addCleanup(os.chmod, self.path("out"), 0o700)
        result = self.hash_as_somebody("tree", "-o", "out/sums")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.names("out/sums"), [b"a"])

    def test_what_the_user_may_not_read_is_left_out(self):
        for name in ("a", "secret", "locked/file", "z"):
            self.write(f"tree/{name}", b"x")
        os.chmod(self.path("tree/secret"), 0)
        os.chmod(self.path("tree/locked"), 0)
        os.chmod(self.path("tree"), 0o755)
        os.mkdir(self.path("out"))
        os.chmod(self.path("out"), 0o777)
        self.addCleanup(os.chmod, self.path("tree/locked"), 0o700)
        result = self.hash_as_somebody("tree", "-o", "out/sums")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(self.names("out/sums"), [b"a", b"z"])
        self.assertIn(b"secret: Permission denied", result.stderr)
        self.assertIn(b"locked: Permission denied", result.stderr)
        self.assertIn(b"WARNING: 1 file left out of the manifest\n", result.stderr)
        self.assertIn(b"WARNING: 1 directory not read, wholly or in part\n", result.stderr)


class Output(CommandTest):
    def setUp(self):
        super().setUp()
        for number in range(2000):
            self.write(f"tree/a file with a name of some length {number}")

    def limited(self):
        resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))

    def run_limited(self, *arguments, env=None):
        """The limit would cut off what a coverage build counts, too: these runs count elsewhere."""
        with tempfile.TemporaryDirectory() as elsewhere:
            return self.run_tool(*arguments, env={**(env or {}), "GCOV_PREFIX": elsewhere},
                                 preexec_fn=self.limited)

    def test_an_output_that_fails_on_the_way_leaves_everything_as_it_was(self):
        self.write("sums", b"old")
        for env in ({}, self.interfere("", INTERFERE_NO_UNNAMED="1")):
            result = self.run_limited("hash", "tree", "-o", "sums", env=env)
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertIn(b"cannot write 'sums'", result.stderr)
            self.assertEqual(self.read("sums"), b"old")
            self.assertEqual(sorted(os.listdir(self.here)), [b"sums", b"tree"])

    def test_json_says_so_too(self):
        result = self.run_limited("hash", "tree", "-o", "sums", "--json")
        self.assertEqual(result.returncode, 2)
        said = json.loads(result.stdout)
        self.assertEqual((said["status"], said["written"], said["exit"]), ("failed", False, 2))
        self.assertIn("cannot write", said["error"])


if __name__ == "__main__":
    main()
