# SPDX-License-Identifier: MIT
# Installs the build into a prefix of its own and checks what lies there: files, links, what the
# library and the command need and where they look for it.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${prefix})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${build} --prefix ${prefix} --config "${config}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

# Each entry of the list must exist below the prefix.
function(expect_files)
    foreach(path ${ARGN})
        if(NOT EXISTS ${prefix}/${path})
            message(SEND_ERROR "not installed: ${path}")
        endif()
    endforeach()
endfunction()

function(expect_link path target)
    if(NOT IS_SYMLINK ${prefix}/${path})
        message(SEND_ERROR "not a symbolic link: ${path}")
        return()
    endif()
    file(READ_SYMLINK ${prefix}/${path} actual)
    if(NOT actual STREQUAL target)
        message(SEND_ERROR "${path} points to ${actual}, not to ${target}")
    endif()
endfunction()

# Every header of the wall and of the projection is a client's, so all of them are there, and
# nothing else.
function(expect_headers)
    file(GLOB expected RELATIVE ${source}/abi ${source}/abi/*.h ${source}/abi/generated/*.h)
    file(GLOB projection RELATIVE ${source}/include/asyncom ${source}/include/asyncom/*)
    list(APPEND expected ${projection})
    file(GLOB_RECURSE actual RELATIVE ${prefix}/include/asyncom ${prefix}/include/asyncom/*)
    list(SORT expected)
    list(SORT actual)
    if(NOT expected STREQUAL actual)
        message(SEND_ERROR "include/asyncom holds\n  ${actual}\nand not\n  ${expected}")
    endif()
endfunction()

# Whoever makes a binding needs the contract as data and in prose, whole and as it is.
function(expect_contract)
    file(GLOB expected RELATIVE ${source} ${source}/idl/*.idl ${source}/idl/*.tbl)
    list(APPEND expected abi/contract.md)
    list(TRANSFORM expected REPLACE "^abi/" "")
    file(GLOB_RECURSE actual RELATIVE ${prefix}/share/asyncom ${prefix}/share/asyncom/*)
    list(SORT expected)
    list(SORT actual)
    if(NOT expected STREQUAL actual)
        message(SEND_ERROR "share/asyncom holds\n  ${actual}\nand not\n  ${expected}")
    endif()
endfunction()

# An IDL compiler finds there all that the files name. It need not be the one of our headers.
function(expect_idl_that_compiles)
    find_program(widl widl-stable)
    if(NOT widl)
        return() # The freshness of the headers says that it is missing.
    endif()
    foreach(name asyncom windows.foundation wsdasync errorinfo)
        execute_process(COMMAND ${widl} --nostdinc --winrt -h -o ${prefix}/${name}.h
            ${prefix}/share/asyncom/idl/${name}.idl COMMAND_ERROR_IS_FATAL ANY)
        file(REMOVE ${prefix}/${name}.h)
    endforeach()
endfunction()

function(dynamic_section path result)
    execute_process(COMMAND readelf --wide --dynamic ${prefix}/${path}
        OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    set(${result} "${text}" PARENT_SCOPE)
endfunction()

# No search path of the build tree may stay behind, and nothing that a C program does not have
# anyway: the library needs libc, libm, libstdc++ and libgcc at run time, no more.
function(expect_library_needs_only_the_basics)
    dynamic_section(${libdir}/libasyncom.so text)
    if(NOT text MATCHES "SONAME[^\n]*\\[libasyncom\\.so\\.${major}\\]")
        message(SEND_ERROR "wrong SONAME:\n${text}")
    endif()
    if(NOT text MATCHES "NODELETE")
        message(SEND_ERROR "the library may be unloaded:\n${text}")
    endif()
    if(text MATCHES "(RPATH|RUNPATH)")
        message(SEND_ERROR "the library has a search path:\n${text}")
    endif()
    string(REGEX MATCHALL "NEEDED[^\n]*" needed "${text}")
    foreach(line ${needed})
        if(NOT line MATCHES "\\[(libc|libm|libstdc\\+\\+|libgcc_s|ld-linux[^.]*)\\.so")
            message(SEND_ERROR "the library needs more than the basics: ${line}")
        endif()
    endforeach()
endfunction()

function(expect_command_finds_its_library)
    expect_files(bin/asyncom share/man/man1/asyncom.1)
    dynamic_section(bin/asyncom text)
    if(NOT text MATCHES "(RPATH|RUNPATH)[^\n]*\\[\\$ORIGIN/\\.\\./lib\\]")
        message(SEND_ERROR "bin/asyncom does not look in $ORIGIN/../lib:\n${text}")
    endif()
    execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=LD_LIBRARY_PATH
        ${prefix}/bin/asyncom --version
        OUTPUT_VARIABLE text ERROR_VARIABLE message RESULT_VARIABLE code)
    string(FIND "${text}" "${version}" position)
    if(NOT code EQUAL 0 OR position LESS 0)
        message(SEND_ERROR "bin/asyncom does not tell its version: ${code}\n${text}${message}")
    endif()
endfunction()

expect_files(${libdir}/libasyncom.so.${version} ${libdir}/cmake/asyncom/asyncom-config.cmake
    ${libdir}/cmake/asyncom/asyncom-config-version.cmake ${libdir}/pkgconfig/asyncom.pc)
expect_link(${libdir}/libasyncom.so libasyncom.so.${major})
expect_link(${libdir}/libasyncom.so.${major} libasyncom.so.${version})
expect_headers()
expect_contract()
expect_idl_that_compiles()
expect_library_needs_only_the_basics()
if(tool)
    expect_command_finds_its_library()
endif()
