# SPDX-License-Identifier: MIT
# Builds a client with a compiler of its own and runs it. What it prints is known; what it finds
# wrong it says otherwise, and by its exit code.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})
foreach(step needs compile run)
    string(REPLACE "|" ";" ${step} "${${step}}")
endforeach()

if(needs)
    execute_process(COMMAND ${needs} WORKING_DIRECTORY ${work} RESULT_VARIABLE code
        OUTPUT_QUIET ERROR_QUIET)
    if(NOT code EQUAL 0)
        message("skipped: ${reason}")
        return()
    endif()
endif()
execute_process(COMMAND ${compile} WORKING_DIRECTORY ${work} RESULT_VARIABLE code
    OUTPUT_VARIABLE text ERROR_VARIABLE text)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "it does not build (${code}):\n${text}")
endif()

execute_process(COMMAND ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${libraries} ${run}
    WORKING_DIRECTORY ${work} TIMEOUT 100 RESULT_VARIABLE code
    OUTPUT_VARIABLE text ERROR_VARIABLE complaint)
string(REPLACE "|" "\n" wanted "${prints}|")
if(NOT code EQUAL 0 OR NOT text STREQUAL wanted OR NOT complaint STREQUAL "")
    message(FATAL_ERROR "it ended with ${code} and said\n${text}${complaint}and not\n${wanted}")
endif()
