# SPDX-License-Identifier: MIT
# Builds the C client, or README's C++ one, against the installation, in the given way, and runs it.
cmake_minimum_required(VERSION 3.25)

set(program ${work}/c_client)
separate_arguments(flag_list NATIVE_COMMAND "${flags}")
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})

if(way STREQUAL "Plainly")
    execute_process(COMMAND ${compiler} ${flag_list} -std=c11 -I ${prefix}/include ${client}
        -L ${prefix}/${libdir} -lasyncom -o ${program} COMMAND_ERROR_IS_FATAL ANY)
elseif(way STREQUAL "PlainlyInCpp")
    execute_process(COMMAND ${cxx} ${flag_list} -std=c++20 -I ${prefix}/include
        ${source}/tests/examples/cpp/consume.cpp ${source}/tests/examples/cpp/produce.cpp
        -L ${prefix}/${libdir} -lasyncom -o ${program} COMMAND_ERROR_IS_FATAL ANY)
elseif(way STREQUAL "ByPkgConfig")
    find_program(pkg_config pkg-config)
    if(NOT pkg_config)
        message("skipped: pkg-config is not installed")
        return()
    endif()
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${prefix}/${libdir}/pkgconfig
            ${pkg_config} --cflags --libs asyncom
        OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(found NATIVE_COMMAND "${found}")
    execute_process(COMMAND ${compiler} ${flag_list} -std=c11 ${client} ${found} -o ${program}
        COMMAND_ERROR_IS_FATAL ANY)
else()
    execute_process(COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${work}
        -G ${generator} -D CMAKE_PREFIX_PATH=${prefix} -D client=${client}
        -D CMAKE_C_COMPILER=${compiler} -D "CMAKE_C_FLAGS=${flags}"
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()

execute_process(
    COMMAND ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${prefix}/${libdir} ${program}
    TIMEOUT 60 COMMAND_ERROR_IS_FATAL ANY)
