# SPDX-License-Identifier: MIT
# README shows a tested example, letter for letter but for its licence line.
cmake_minimum_required(VERSION 3.25)

file(READ ${readme} shown)
file(READ ${client} tested)
string(REGEX REPLACE "^// SPDX[^\n]*\n" "" tested "${tested}")
string(STRIP "${tested}" tested)
string(FIND "${shown}" "```${language}\n${tested}\n```\n" place)
if(place EQUAL -1)
    message(FATAL_ERROR "README.md does not show ${client} as it is")
endif()
