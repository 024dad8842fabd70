#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What can be told of the recipes for vcpkg and Conan without either: that they are well-formed,
and that the version, options, files and packages they name are those of this project.

usage: recipes_test.py SOURCE_DIRECTORY VERSION CMAKE
"""

import ast
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Stands for vcpkg: says what the port asks of it.
VCPKG = """
cmake_minimum_required(VERSION 3.25)
set(FEATURES tool)
set(CURRENT_PACKAGES_DIR {scratch})
foreach(command check_linkage check_features cmake_configure cmake_install cmake_config_fixup
        fixup_pkgconfig copy_pdbs copy_tools install_copyright)
    function(vcpkg_${{command}})
        list(JOIN ARGN " " arguments)
        message("${{CMAKE_CURRENT_FUNCTION}} ${{arguments}}")
    endfunction()
endforeach()
include({portfile})
"""


def options_of(root: pathlib.Path) -> set[str]:
    return set(re.findall(r"^option\((\w+)", (root / "CMakeLists.txt").read_text(), re.M))


def packages_of(root: pathlib.Path) -> int:
    """How many packages the library and the command look for, threads not counted."""
    found = {name for path in ("CMakeLists.txt", "src/tool/CMakeLists.txt")
             for name in re.findall(r"^find_package\((\S+)[^)]*\bREQUIRED",
                                    (root / path).read_text(), re.M)}
    return len(found - {"Threads"})


def vcpkg_faults(root: pathlib.Path, version: str, cmake: str) -> list[str]:
    folder, faults = root / "abi/package/vcpkg", []
    manifest = json.loads((folder / "vcpkg.json").read_text())
    if manifest["version"] != version:
        faults.append(f"vcpkg.json is of version {manifest['version']}")
    libraries = [each for each in manifest["dependencies"] if isinstance(each, str)]
    libraries += manifest["features"]["tool"]["dependencies"]
    if len(libraries) != packages_of(root):
        faults.append(f"vcpkg.json: {libraries}, and the build looks for {packages_of(root)}")
    with tempfile.TemporaryDirectory() as scratch:
        script = pathlib.Path(scratch) / "port.cmake"
        script.write_text(VCPKG.format(scratch=scratch, portfile=folder / "portfile.cmake"))
        done = subprocess.run([cmake, "-P", script], capture_output=True, text=True)
    asked = dict(re.findall(r"^vcpkg_(\w+) (.*)$", done.stderr, re.M))
    if done.returncode or f"SOURCE_PATH {root} " not in asked.get("cmake_configure", ""):
        faults.append(f"the port does not build {root}:\n{done.stderr}")
    if not pathlib.Path(asked.get("install_copyright", "").split(" ")[-1]).is_file():
        faults.append("the port names a licence that is not there")
    named = set(re.findall(r"\bASYNCOM_\w+", (folder / "portfile.cmake").read_text()))
    return faults + [f"the port names {name}" for name in named - options_of(root)]


def conan_faults(root: pathlib.Path) -> list[str]:
    path = root / "abi/package/conan/conanfile.py"
    recipe = next(node for node in ast.parse(path.read_text()).body
                  if isinstance(node, ast.ClassDef))
    strings = [node.value for node in ast.walk(recipe)
               if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    faults = [f"the recipe names {name}" for name in strings
              if name.startswith("ASYNCOM_") and name not in options_of(root)]
    required = [name for name in strings if re.fullmatch(r"[\w-]+/[\w.\[\]>=< ]+", name)]
    if len(required) != packages_of(root):
        faults.append(f"conanfile.py: {required}, and the build looks for {packages_of(root)}")
    (pattern,) = [name for name in strings if name.startswith("project")]
    if not re.search(pattern, (root / "CMakeLists.txt").read_text()):
        faults.append("the recipe does not find the version")
    sources = next(node for node in recipe.body
                   if isinstance(node, ast.FunctionDef) and node.name == "export_sources")
    exported = {node.value.split("/")[0] for node in ast.walk(sources)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return faults + [f"the recipe leaves {name} behind, which the build reads"
                     for name in {"CMakeLists.txt", "LICENSE", "abi", "idl", "src"} - exported]


def main() -> int:
    root, version, cmake = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
    faults = vcpkg_faults(root, version, cmake) + conan_faults(root)
    print("\n".join(faults) or "both recipes are well-formed and speak of this project")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
