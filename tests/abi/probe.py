# SPDX-License-Identifier: MIT
"""Probes: libraries that exist so that abidiff can see the contract.

The real library reaches no interface by its functions, which take void**, so that abidiff sees
nothing of it but symbols: a reordered table of functions would pass. A probe has one function for
each type and each function that the headers declare, and is built so that its debug information is
complete: compilers leave a class out where they believe that another file describes it.
"""

import pathlib
import re
import subprocess

INTERFACE = re.compile(r"#define __(\w+?)_INTERFACE_DEFINED__")
TYPE = re.compile(r"^typedef (?:[^(){};]*?\b(\w+);|\w+ \(ASYNCOM_CALL\* (\w+)\))"
                  r"|^(?:typedef [^(){};]*\{[^{}]*)?\} (\w+);", re.M)
REFERENCE = re.compile(r"REF\w+")  # an argument of methods, which has no address in C++
ENUM = re.compile(r"\benum\s*\{\s*(\w+)")
FUNCTION = re.compile(r"ASYNCOM_API[^;]*?ASYNCOM_CALL\s+(\w+)\(")

# The compiler and its options for each view. Clang spells the arguments of templates otherwise
# than GCC in C++, so its C view alone can be compared.
GCC = {"c": ["gcc", "-std=c11"], "cpp": ["g++", "-std=c++20", "-femit-class-debug-always"]}
COMPILERS = {
    "gcc": GCC,
    "clang": {"c": ["clang", "-std=c11", "-fstandalone-debug"]},
    "aarch64": {view: ["aarch64-linux-gnu-" + command[0], *command[1:]]
                for view, command in GCC.items()},
}
SHARED = ["-g", "-Og", "-fPIC", "-shared", "-nostdlib"]
FRAMES = {"c": ("", ""), "cpp": ('extern "C" {\n', "}\n")}


class Names:
    """What the headers declare. An unnamed enum is known by its first constant."""

    def __init__(self, headers: pathlib.Path):
        flat = [headers / name for name in ("platform.h", "runtime.h", "asyncom.h")]
        texts = [path.read_text() for path in flat + sorted((headers / "generated").glob("*.h"))]
        types, self.functions, self.enums = set(), set(), set()
        for text in texts:
            types |= set(INTERFACE.findall(text))
            types |= {next(filter(None, match)) for match in TYPE.findall(text)}
            self.functions |= set(FUNCTION.findall(text))
        for text in texts[:len(flat)]:
            self.enums |= set(ENUM.findall(text))
        self.types = {name for name in types
                      if not name.endswith("Vtbl") and not REFERENCE.fullmatch(name)}


def source(names: Names, view: str) -> str:
    begin, end = FRAMES[view]
    lines = [f"void probe_{name}({name}* type) {{ (void)type; }}\n" for name in sorted(names.types)]
    lines += [f"void probe_{name}(__typeof__(&{name}) function) {{ (void)function; }}\n"
              for name in sorted(names.functions)]
    if view == "cpp":  # In C a constant is an int, and says nothing of its enum.
        lines += [f"void probe_{name}(decltype({name})* type) {{ (void)type; }}\n"
                  for name in sorted(names.enums)]
    return f"#include <asyncom/asyncom.h>\n{begin}{''.join(lines)}{end}"


def build(compiler: str, view: str, include: pathlib.Path, scratch: pathlib.Path) -> pathlib.Path:
    """The probe of one view of the headers in include/asyncom. It is compiled under its bare name,
    because that is kept in the debug information."""
    file, library = f"probe.{view}", scratch / f"probe_{view}.so"
    (scratch / file).write_text(source(Names(include / "asyncom"), view))
    subprocess.run([*COMPILERS[compiler][view], *SHARED, "-I", str(include.resolve()), file, "-o",
                    library.name], check=True, cwd=scratch)
    return library
