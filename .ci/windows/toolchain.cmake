# SPDX-License-Identifier: MIT
# Windows from Debian: mingw-w64's GCC with its POSIX threads builds, Wine runs what it built.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)

set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

# Nothing of the machine that builds, but programs and the packages of this folder.
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(GTest_DIR ${CMAKE_CURRENT_LIST_DIR})
set(Microsoft.GSL_DIR ${CMAKE_CURRENT_LIST_DIR})

# A DLL or a program that runs where mingw-w64 is not installed. libwinpthread comes with -static.
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
set(CMAKE_SHARED_LINKER_FLAGS_INIT -static)

# The loader itself: the script that is called wine asks for the 32 bit half first.
find_program(ASYNCOM_WINE NAMES wine64 wine64-stable wine PATHS /usr/lib/wine)
if(ASYNCOM_WINE)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${ASYNCOM_WINE})
endif()
