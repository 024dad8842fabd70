#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Packs the build into Debian packages, looks at what they say of themselves and what they hold, and
unpacks them, as an installation would, below SCRATCH/unpacked.

usage: packages_test.py CPACK BUILD_DIRECTORY SCRATCH_DIRECTORY VERSION ARCHITECTURE
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys


def run(*command, **options) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          **options)
    if done.returncode:
        sys.exit(f"{command[0]} answered {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def fields(package: pathlib.Path) -> dict[str, str]:
    text = run("dpkg-deb", "--field", package)
    return dict(re.findall(r"^([\w-]+): *(.*(?:\n .*)*)", text, re.M))


def depends(package: pathlib.Path) -> dict[str, str]:
    """The names a package depends on, each with its condition."""
    each = re.findall(r"([\w.+-]+)(?: \(([^)]*)\))?", fields(package).get("Depends", ""))
    return dict(each)


class Packages:
    def __init__(self, scratch: pathlib.Path, version: str, architecture: str):
        self.version, self.major, self.lib = version, version.split(".")[0], f"lib/{architecture}"
        self.runtime = f"libasyncom{self.major}"
        self.files = {path.name.split("_")[0]: path for path in scratch.glob("packages/*.deb")}
        self.faults: list[str] = []

    def expect(self, holds, what: str) -> None:
        if not holds:
            self.faults.append(what)

    def names(self) -> None:
        self.expect(set(self.files) == {self.runtime, "libasyncom-dev", "asyncom"},
                    f"other packages were made: {sorted(self.files)}")

    def dependencies(self) -> None:
        for name in (self.runtime, "asyncom"):
            needed = depends(self.files[name])
            for basic in ("libc6", "libstdc++6", "libgcc-s1"):
                self.expect(needed.get(basic, "").startswith(">="), f"{name} does not need {basic}")
        needed = depends(self.files["asyncom"])
        self.expect(needed.get(self.runtime) == f">= {self.version}", f"asyncom needs {needed}")
        self.expect("libssl3" in needed, "asyncom does not need libssl3")
        extra = set(depends(self.files[self.runtime])) - {"libc6", "libstdc++6", "libgcc-s1"}
        self.expect(not extra, f"the library needs more than the basics: {extra}")
        same = f"= {fields(self.files[self.runtime])['Version']}"
        self.expect(depends(self.files["libasyncom-dev"]) == {self.runtime: same},
                    "the headers may be of another version than the library")

    def descriptions(self) -> None:
        sections = {self.runtime: "libs", "libasyncom-dev": "libdevel", "asyncom": "utils"}
        for name, package in self.files.items():
            told = fields(package)
            self.expect(told["Section"] == sections.get(name), f"{name}: {told['Section']}")
            self.expect("@" in told["Maintainer"], f"{name} has no maintainer to write to")
            self.expect("\n " in told["Description"], f"{name} is not described")
            self.expect(told.get("Multi-Arch") == ("same" if name != "asyncom" else None),
                        f"{name}: Multi-Arch {told.get('Multi-Arch')}")

    def contents(self) -> None:
        """Every file is in one package only, and where that package should have it."""
        places = {
            self.runtime: [rf"{self.lib}/libasyncom\.so\.{self.major}(\.\d+\.\d+)?"],
            "libasyncom-dev": [rf"{self.lib}/libasyncom\.so", r"include/asyncom/.+\.h(pp)?",
                               rf"{self.lib}/cmake/asyncom/.+\.cmake",
                               rf"{self.lib}/pkgconfig/asyncom\.pc",
                               r"share/asyncom/(contract\.md|idl/\w[\w.]*\.idl|idl/states\.tbl)"],
            "asyncom": [r"bin/asyncom", r"share/man/man1/asyncom\.1\.gz"],
        }
        for name, package in self.files.items():
            wanted = [rf"share/doc/{name}/(copyright|changelog\.Debian\.gz)", *places.get(name, [])]
            listing = run("dpkg-deb", "--contents", package).splitlines()
            held = [re.search(r" \./usr/(.*?)( -> .*)?$", line).group(1)
                    for line in listing if not line.startswith("d")]
            for pattern in wanted:
                self.expect(any(re.fullmatch(pattern, path) for path in held),
                            f"{name} has nothing like {pattern}")
            for path in held:
                self.expect(any(re.fullmatch(pattern, path) for pattern in wanted),
                            f"{name} holds {path}")

    def symbols(self, export_list: pathlib.Path) -> None:
        """Each exported name, with the version that a program which uses it needs."""
        text = run("dpkg-deb", "--info", self.files[self.runtime], "symbols")
        listed = set(re.findall(r"^ (\w+)@ASYNCOM_1\.0 \S+$", text, re.M))
        exported = set(re.findall(r"^    (\w+);", export_list.read_text(), re.M))
        self.expect(listed == exported, f"listed or exported only: {sorted(listed ^ exported)}")
        self.expect(f"libasyncom.so.{self.major} {self.runtime} " in text, "no minimal version")
        triggers = run("dpkg-deb", "--info", self.files[self.runtime], "triggers")
        self.expect("activate-noawait ldconfig" in triggers, "the linker's cache is not refreshed")

    def unpack(self, root: pathlib.Path) -> None:
        for package in self.files.values():
            run("dpkg-deb", "--extract", package, root)

    def command_runs(self, root: pathlib.Path) -> None:
        """It has no search path of its own, so that it takes the library of the system."""
        tool = root / "usr/bin/asyncom"
        self.expect(not re.search(r"R(UN)?PATH", run("readelf", "--dynamic", tool)),
                    "the command looks for its library in a place of its own")
        environment = {**os.environ, "LD_LIBRARY_PATH": str(root / "usr" / self.lib)}
        told = run(tool, "--version", env=environment)
        self.expect(told == f"asyncom {self.version}\n", f"the command says {told!r}")


def main() -> int:
    cpack, build, scratch, version, architecture = sys.argv[1:]
    scratch = pathlib.Path(scratch)
    shutil.rmtree(scratch, ignore_errors=True)
    run(cpack, "-G", "DEB", "--config", pathlib.Path(build) / "CPackConfig.cmake", "-B",
        scratch / "packages", cwd=build)
    shutil.rmtree(scratch / "packages" / "_CPack_Packages", ignore_errors=True)
    packages = Packages(scratch, version, architecture)
    packages.names()
    if not packages.faults:
        packages.dependencies()
        packages.descriptions()
        packages.contents()
        source = pathlib.Path(__file__).resolve().parents[3]
        packages.symbols(source / "abi" / "asyncom.map")
        packages.unpack(scratch / "unpacked")
        packages.command_runs(scratch / "unpacked")
    print("\n".join(packages.faults) or f"{len(packages.files)} packages, all as they should be")
    return 1 if packages.faults else 0


if __name__ == "__main__":
    sys.exit(main())
