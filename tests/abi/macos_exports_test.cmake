# SPDX-License-Identifier: MIT
# The list for the linker of macOS has what asyncom.map has, which is the names that the library
# exports on Linux.
#   cmake -D abi=DIRECTORY -D scratch=DIRECTORY -P macos_exports_test.cmake
cmake_minimum_required(VERSION 3.25)
include(${abi}/export_list.cmake)
write_macos_export_list(${scratch}/asyncom.exp)
file(STRINGS ${scratch}/asyncom.exp listed)

file(READ ${abi}/asyncom.map map)
string(REGEX REPLACE "/\\*[^*]*\\*/" "" map "${map}")
string(REGEX REPLACE "^.*global:|local:.*$" "" map "${map}")
string(REGEX MATCHALL "[A-Za-z_0-9]+" exported "${map}")
list(TRANSFORM exported PREPEND "_")

list(LENGTH exported count)
if(NOT "${listed}" STREQUAL "${exported}" OR count LESS 100)
    message(FATAL_ERROR "asyncom.map: ${exported}\nthe list: ${listed}")
endif()
message("${count} names")
