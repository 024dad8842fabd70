# SPDX-License-Identifier: MIT
"""A recipe for Conan 2 of the source tree that it lies in. Not run where this project is tested."""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class AsyncomConan(ConanFile):
    name = "asyncom"
    description = "Work that is still running, as an object any language can hold"
    license = "MIT"
    package_type = "shared-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"tool": [True, False]}
    default_options = {"tool": False}

    def _root(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", "..", ".."))

    def set_version(self):
        text = load(self, os.path.join(self._root(), "CMakeLists.txt"))
        self.version = re.search(r"project\(asyncom VERSION ([\d.]+)", text).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "abi/*", "idl/*", "src/*"):
            copy(self, pattern, self._root(), self.export_sources_folder)

    def requirements(self):
        self.requires("ms-gsl/4.0.0")
        if self.options.tool:
            self.requires("cli11/2.3.2")
            self.requires("nlohmann_json/3.11.2")
            self.requires("openssl/[>=3.0 <4]")

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ASYNCOM_BUILD_TESTS"] = False
        toolchain.cache_variables["ASYNCOM_BUILD_TOOL"] = bool(self.options.tool)
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()

    def package_info(self):
        self.cpp_info.libs = ["asyncom"]
        self.cpp_info.set_property("cmake_file_name", "asyncom")
        self.cpp_info.set_property("cmake_target_name", "asyncom::asyncom")
        self.cpp_info.set_property("pkg_config_name", "asyncom")
