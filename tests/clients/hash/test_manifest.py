# SPDX-License-Identifier: MIT
"""`asyncom hash DIR -o FILE`: what is in the manifest, in which order, and how it appears."""

import os
import socket
import subprocess

from support import CommandTest, main, sha256

AWKWARD = [b"plain", b" leading blank", b"trailing blank ", b"two  blanks", b"tab\there",
           b"line\nfeed", b"carriage\rreturn", b"back\\slash", b"\\", b"\n", b"\r", b"\\n",
           b"both\\\n\r", b"-leading", b"--", b"*star", b"$(x)", b"'", b'"', b"\xff\xfe",
           b"caf\xc3\xa9", b"\x01\x7f", b"#hash", b"SHA256 (x) = y", b"~", b".hidden", b"...",
           b"n" * 255, b"a", b"a.b", b"a-c", b"a0", b"A", b"\x80"]


class Manifest(CommandTest):
    def make_awkward_tree(self):
        for number, name in enumerate(AWKWARD):
            self.write(b"tree/" + name, b"%d" % number)
            self.write(b"tree/dir " + name[:200] + b"/x", name)
            self.write(b"tree/dir " + name[:200] + b"/-", name)
        for name in (b"b", b"b.", b"b-", b"b\x01", b"b0"):  # around the slash, which is 0x2f
            self.write(b"tree/order/" + name + b"/z", name)
        self.write(b"tree/order/b-x", b"1")
        self.write(b"tree/order/b.x", b"2")
        self.write(b"tree/empty directories/count/for/nothing", b"")
        os.makedirs(self.path(b"tree/really/empty"))

    def reference(self, directory=b"tree"):
        self.need("sha256sum", "find", "sort", "xargs")
        command = r"find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum --"
        return subprocess.run(command, shell=True, cwd=self.path(directory), check=True,
                              stdout=subprocess.PIPE, timeout=100).stdout

    def test_is_byte_for_byte_what_sha256sum_writes_for_awkward_names(self):
        self.make_awkward_tree()
        self.hash("tree", "-o", "sums")
        self.assertEqual(self.read("sums"), self.reference())

    def test_is_accepted_by_sha256sum(self):
        self.need("sha256sum")
        self.make_awkward_tree()
        self.write("tree/-", b"dash")
        self.hash("tree", "-o", "sums")
        result = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "../sums"],
                                cwd=self.path("tree"), stdin=subprocess.DEVNULL, timeout=100)
        self.assertEqual(result.returncode, 0)

    def test_is_the_same_whatever_the_number_of_jobs(self):
        self.make_awkward_tree()
        self.hash("tree", "-o", "one", "--jobs", "1")
        for jobs in ("2", "7", "64"):
            self.hash("tree", "-o", "many", "-j", jobs)
            self.assertEqual(self.read("one"), self.read("many"))

    def test_writes_the_file_dash_with_its_directory_and_sorts_it_as_dash(self):
        for name in ("-", ",", "--"):
            self.write(f"tree/{name}", name.encode())
        self.write("tree/d/-", b"inner")
        self.hash("tree", "-o", "sums")
        self.assertEqual(self.names("sums"), [b",", b"./-", b"--", b"d/-"])

    def test_an_empty_directory_has_an_empty_manifest(self):
        os.mkdir(self.path("tree"))
        self.hash("tree", "-o", "sums")
        self.assertEqual(self.read("sums"), b"")

    def test_the_directory_may_be_a_link(self):
        self.write("tree/file", b"content")
        os.symlink("tree", self.path("link"))
        for name in ("link", "link/", "tree/.", "./tree//"):
            self.hash(name, "-o", "sums")
            self.assertEqual(self.lines("sums"), [(b"file", sha256(b"content"))])

    def test_the_output_is_relative_to_the_working_directory(self):
        self.write("tree/file")
        os.mkdir(self.path("elsewhere"))
        self.hash(os.fsdecode(self.path("tree")), "-o", "sums", cwd=self.path("elsewhere"))
        self.assertEqual(sorted(os.listdir(self.path("elsewhere"))), [b"sums"])
        self.assertEqual(os.listdir(self.path("tree")), [b"file"])

    def test_links_devices_sockets_and_fifos_are_counted_and_never_opened(self):
        self.write("tree/file", b"content")
        self.write("outside/secret", b"secret")
        os.symlink("file", self.path("tree/link"))
        os.symlink("../outside", self.path("tree/link to a directory"))
        os.symlink("nowhere", self.path("tree/dangling"))
        os.mkfifo(self.path("tree/fifo"))
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.path("tree/socket"))
        devices = 0
        try:
            os.mknod(self.path("tree/device"), 0o600 | 0o020000, os.makedev(1, 3))
            devices = 1
        except PermissionError:
            pass
        result = self.hash("tree", "-o", "sums")
        self.assertEqual(self.names("sums"), [b"file"])
        self.assertIn(b"3 links", result.stderr)
        self.assertIn(b"1 FIFO", result.stderr)
        self.assertIn(b"1 socket", result.stderr)
        self.assertEqual(b"1 device" in result.stderr, devices == 1)


class ManifestFile(CommandTest):
    def test_an_older_manifest_is_kept(self):
        self.write("tree/file", b"one")
        self.hash("tree", "-o", "sums")
        first = self.read("sums")
        self.assertFalse(os.path.exists(self.path("sums~")))
        self.write("tree/file", b"two")
        self.hash("tree", "-o", "sums")
        self.assertEqual(self.read("sums~"), first)
        self.assertNotEqual(self.read("sums"), first)
        self.hash("tree", "-o", "sums")
        self.assertEqual(self.read("sums~"), self.read("sums"))
        self.assert_no_leftover()

    def test_leaves_itself_out_of_the_tree(self):
        self.need("sha256sum")
        self.write("tree/a", b"a")
        self.write("tree/deep/SHA256SUMS", b"of somebody else")
        for _ in range(3):
            self.hash(".", "-o", "SHA256SUMS", cwd=self.path("tree"))
            self.assertEqual(self.names("tree/SHA256SUMS"), [b"a", b"deep/SHA256SUMS"])
            subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"],
                           cwd=self.path("tree"), check=True, timeout=100)
        self.assert_no_leftover(b"tree")

    def test_leaves_itself_out_however_the_place_is_called(self):
        self.write("tree/a", b"a")
        os.mkdir(self.path("tree/d"))
        os.symlink("tree/d", self.path("link"))
        self.hash("tree", "-o", "link/sums")
        self.hash("tree", "-o", "tree/../link/sums")
        self.assertEqual(self.names("tree/d/sums"), [b"a"])

    def test_without_unnamed_files_a_temporary_name_is_left_out_and_removed(self):
        env = self.interfere("", INTERFERE_NO_UNNAMED="1")
        self.write("tree/a", b"a")
        for _ in range(2):
            self.hash(".", "-o", "sums", cwd=self.path("tree"), env=env)
            self.assertEqual(self.names("tree/sums"), [b"a"])
        self.assertEqual(sorted(os.listdir(self.path("tree"))), [b"a", b"sums", b"sums~"])

    def test_without_hard_links_the_older_manifest_is_kept_too(self):
        env = self.interfere("", INTERFERE_NO_UNNAMED="1", INTERFERE_NO_LINKS="1")
        self.write("tree/a", b"a")
        self.hash("tree", "-o", "sums", env=env)
        first = self.read("sums")
        self.write("tree/b", b"b")
        self.hash("tree", "-o", "sums", env=env)
        self.assertEqual(self.read("sums~"), first)
        self.assertEqual(self.names("sums"), [b"a", b"b"])
        self.assert_no_leftover()

    def test_a_manifest_that_cannot_get_its_name_costs_no_older_one(self):
        self.write("tree/a", b"a")
        for more in ({}, {"INTERFERE_NO_UNNAMED": "1"},
                     {"INTERFERE_NO_UNNAMED": "1", "INTERFERE_NO_LINKS": "1"}):
            self.write("sums", b"older")
            self.write("sums~", b"oldest")
            env = self.interfere("", INTERFERE_NO_RENAMES="1", **more)
            result = self.hash("tree", "-o", "sums", env=env, expect=2)
            self.assertIn(b"Operation not permitted", result.stderr)
            self.assertEqual((self.read("sums"), self.read("sums~")), (b"older", b"oldest"), more)
            self.assertEqual(sorted(os.listdir(self.here)), [b"sums", b"sums~", b"tree"])

    def test_an_older_manifest_that_has_both_names_keeps_the_second(self):
        self.write("tree/a", b"a")
        self.write("sums", b"older")
        os.link(self.path("sums"), self.path("sums~"))
        self.hash("tree", "-o", "sums")
        self.assertEqual((self.names("sums"), self.read("sums~")), ([b"a"], b"older"))
        self.assertEqual(sorted(os.listdir(self.here)), [b"sums", b"sums~", b"tree"])

    def test_honours_the_umask(self):
        self.write("tree/a")
        self.hash("tree", "-o", "sums", preexec_fn=lambda: os.umask(0o027))
        self.assertEqual(os.stat(self.path("sums")).st_mode & 0o777, 0o640)


class DeepTrees(CommandTest):
    def test_a_path_longer_than_the_system_allows_is_hashed_and_checked(self):
        name = "d" * 200
        here = os.open(self.here, os.O_RDONLY)
        os.mkdir("tree", dir_fd=here)
        current = os.open("tree", os.O_RDONLY, dir_fd=here)
        depth = 300  # 60 000 bytes
        expected = []
        prefix = b""
        for _ in range(depth):
            with open(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=current), "wb") as file:
                file.write(prefix)
            os.mkdir(name, dir_fd=current)
            deeper = os.open(name, os.O_RDONLY, dir_fd=current)
            os.close(current)
            current = deeper
            expected.append((prefix + b"file", sha256(prefix)))
            prefix += name.encode() + b"/"
        os.close(current)
        os.close(here)
        self.hash("tree", "-o", "sums")
        self.assertEqual(sorted(self.lines("sums")), sorted(expected))
        self.assertEqual(self.names("sums"), sorted(name for name, _ in expected))
        self.hash("--check", "sums", "tree", "--quiet")

    def test_few_descriptors_are_enough(self):
        import resource
        path = "tree"
        for number in range(60):
            self.write(f"{path}/a{number}/leaf")
            path += "/m"
            self.write(f"{path}/z{number}")
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (36, 36))
        self.hash("tree", "-o", "sums", "-j", "4", preexec_fn=limit)
        self.assertEqual(len(self.names("sums")), 120)
        self.assertEqual(self.names("sums"), sorted(self.names("sums")))


if __name__ == "__main__":
    main()
