# SPDX-License-Identifier: MIT
"""`asyncom hash --check MANIFEST [DIR]` in all its outcomes."""

import json
import os
import subprocess
import threading

from support import TOOL, CommandTest, main, sha256


class Check(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("tree/a", b"a")
        self.write("tree/b/c", b"c")
        self.write("tree/odd\nname", b"odd")
        self.hash("tree", "-o", "sums")

    def check(self, *arguments, expect=0, **options):
        return self.hash("--check", *arguments, expect=expect, **options)

    def test_all_well(self):
        result = self.check("sums", "tree")
        self.assertEqual(result.stdout, b"a: OK\nb/c: OK\n\\odd\\nname: OK\n")

    def test_names_are_relative_to_the_working_directory_unless_said_otherwise(self):
        self.check("../sums", cwd=self.path("tree"))
        self.check("sums", expect=1)

    def test_says_what_sha256sum_says(self):
        self.need("sha256sum")
        self.write("tree/a", b"other")
        os.remove(self.path("tree/b/c"))
        self.write("sums", self.read("sums") + b"rubbish\n")
        ours = self.check("../sums", cwd=self.path("tree"), expect=1)
        theirs = subprocess.run(["sha256sum", "-c", "../sums"], cwd=self.path("tree"),
                                capture_output=True, timeout=100)
        self.assertEqual(ours.stdout, theirs.stdout)
        for line in theirs.stderr.replace(b"sha256sum:", b"asyncom:").splitlines():
            self.assertIn(line, ours.stderr)

    def test_a_different_file_fails(self):
        self.write("tree/a", b"other")
        result = self.check("sums", "tree", expect=1)
        self.assertIn(b"a: FAILED\n", result.stdout)
        self.assertIn(b"1 computed checksum did NOT match", result.stderr)

    def test_a_missing_file_fails(self):
        os.remove(self.path("tree/a"))
        result = self.check("sums", "tree", expect=1)
        self.assertIn(b"a: FAILED open or read\n", result.stdout)
        self.assertIn(b"a: No such file or directory", result.stderr)
        self.assertIn(b"1 listed file could not be read", result.stderr)

    def test_what_is_no_regular_file_fails_without_being_read(self):
        os.remove(self.path("tree/a"))
        os.mkfifo(self.path("tree/a"))
        self.assertIn(b"a: FAILED open or read\n", self.check("sums", "tree", expect=1).stdout)
        os.remove(self.path("tree/a"))
        os.mkdir(self.path("tree/a"))
        result = self.check("sums", "tree", expect=1)
        self.assertIn(b"a: Is a directory", result.stderr)

    def test_a_link_is_followed(self):
        os.rename(self.path("tree/a"), self.path("elsewhere"))
        os.symlink("../elsewhere", self.path("tree/a"))
        self.check("sums", "tree")

    def test_a_malformed_line_is_not_well_and_the_others_are_checked(self):
        self.write("sums", b"rubbish\n" + self.read("sums"))
        result = self.check("sums", "tree", expect=1)
        self.assertEqual(result.stdout.count(b": OK\n"), 3)
        self.assertIn(b"sums: 1: improperly formatted", result.stderr)
        self.assertIn(b"1 line is improperly formatted", result.stderr)

    def test_a_manifest_without_a_single_line_is_not_well(self):
        for content in (b"", b"# nothing\n\n", b"rubbish\n"):
            self.write("sums", content)
            result = self.check("sums", "tree", expect=1)
            self.assertIn(b"no properly formatted checksum lines found", result.stderr)

    def test_reads_every_form_that_coreutils_writes(self):
        self.need("sha256sum")
        tree = self.path("tree")
        for options in ([], ["-b"], ["--tag"]):
            made = subprocess.run(["sha256sum", *options, "--", "a", "b/c", "odd\nname"], cwd=tree,
                                  check=True, stdout=subprocess.PIPE, timeout=100).stdout
            self.write("sums", made)
            self.assertEqual(self.check("sums", "tree").stdout.count(b": OK\n"), 3)
        self.write("sums", sha256(b"a").upper().encode() + b" *a\r\n")
        self.check("sums", "tree")

    def test_reads_the_manifest_from_standard_input(self):
        with open(self.path("sums"), "rb") as manifest:
            result = self.check("-", "tree", stdin=manifest)
        self.assertEqual(result.stdout.count(b": OK\n"), 3)

    def test_reads_the_manifest_from_a_fifo(self):
        os.mkfifo(self.path("fifo"))
        manifest = self.read("sums")

        def write():
            with open(self.path("fifo"), "wb") as fifo:
                fifo.write(manifest)

        writer = threading.Thread(target=write)
        writer.start()
        result = self.check("fifo", "tree")
        writer.join()
        self.assertEqual(result.stdout.count(b": OK\n"), 3)

    def test_quiet_says_nothing_about_files_that_are_well(self):
        result = self.check("sums", "tree", "--quiet")
        self.assertEqual((result.stdout, result.stderr), (b"", b""))
        self.write("tree/a", b"other")
        self.assertEqual(self.check("sums", "tree", "-q", expect=1).stdout, b"a: FAILED\n")

    def test_json_says_all_of_it_in_one_line(self):
        self.write("tree/a", b"other")
        os.remove(self.path("tree/b/c"))
        self.write("sums", self.read("sums") + b"rubbish\n")
        result = self.check("sums", "tree", "--json", expect=1)
        self.assertEqual(result.stdout.count(b"\n"), 1)
        said = json.loads(result.stdout)
        self.assertEqual([(each.get("name"), each["status"]) for each in said["results"]],
                         [("a", "failed"), ("b/c", "missing"), ("odd\nname", "ok"),
                          (None, "malformed")])
        self.assertEqual(said["results"][3]["line"], 4)
        self.assertIn("No such file", said["results"][1]["error"])
        self.assertEqual([said[key] for key in ("ok", "failed", "unreadable", "malformed", "exit")],
                         [1, 1, 1, 1, 1])
        self.assertEqual(said["status"], "completed")
        quiet = json.loads(self.check("sums", "tree", "--json", "-q", expect=1).stdout)
        self.assertEqual(len(quiet["results"]), 3)

    def test_json_gives_bytes_that_are_not_text_as_hex(self):
        self.write(b"tree/\xff", b"x")
        self.hash("tree", "-o", "sums")
        said = json.loads(self.check("sums", "tree", "--json").stdout)
        self.assertIn(b"\xff".hex(), [each.get("name_hex") for each in said["results"]])

    def test_results_come_in_the_order_of_the_manifest(self):
        names = [f"tree/many/{number:05}" for number in range(3000)]
        for name in names:
            self.write(name, name.encode())
        self.hash("tree/many", "-o", "sums")
        lines = self.read("sums").splitlines(keepends=True)[::-1]
        self.write("sums", b"".join(lines))
        result = self.check("sums", "tree/many", "--jobs", "8")
        said = [line.split(b":")[0] for line in result.stdout.splitlines()]
        self.assertEqual(said, [line.split()[1] for line in lines])

    def test_a_manifest_that_cannot_be_read_is_a_usage_error(self):
        for manifest in ("missing", "tree"):
            result = self.check(manifest, "tree", expect=2)
            self.assertIn(manifest.encode(), result.stderr)
        self.assertIn(b"nowhere", self.check("sums", "nowhere", expect=2).stderr)

    def test_an_output_that_goes_away_is_said_by_the_exit_code(self):
        for options in ([], ["--json"]):
            with open("/dev/full", "wb") as full:
                result = subprocess.run([TOOL, "hash", "--check", "sums", "tree", *options],
                                        cwd=self.here, stdout=full, stderr=subprocess.PIPE,
                                        timeout=100)
            self.assertEqual(result.returncode, 2)
            self.assertEqual(result.stderr.count(b"standard output"), 1, result.stderr)


if __name__ == "__main__":
    main()
