# SPDX-License-Identifier: MIT
# GoogleTest for another system than the one that builds: from the sources that Debian's package
# googletest installs.
set(source /usr/src/googletest/googletest)
if(NOT EXISTS ${source}/CMakeLists.txt)
    set(GTest_FOUND OFF)
    set(GTest_NOT_FOUND_MESSAGE "${source} is not there (Debian: googletest)")
    return()
endif()

# A function, so that what is set here is set for these sources only.
function(asyncom_add_googletest)
    set(CMAKE_COMPILE_WARNING_AS_ERROR OFF)
    set(CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS} -w")
    set(CMAKE_UNITY_BUILD OFF)
    set(GOOGLETEST_VERSION 1.12)
    add_subdirectory(${source} ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
endfunction()
if(NOT TARGET gtest)
    asyncom_add_googletest()
endif()
