# SPDX-License-Identifier: MIT
# The calling classes against code of every compiler that is there. A compiler, a library or an
# emulator that is missing leaves a test that is skipped and says so.

# Compiles call_handlers.<extension> by `compiler` into a table named `table`; the object's path is
# left in the variable `table`. It is built beside the project's flags, like a stranger's code.
function(add_call_table table compiler extension convention)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${table}.o)
    set(sources call_handlers.${extension} call_handlers.inc call_types.h call_types.inc)
    list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    add_custom_command(OUTPUT ${object}
        COMMAND ${compiler} -O2 -fPIC -DCALL_TABLE=${table} "-DCALL_CONVENTION=${convention}"
            -c ${CMAKE_CURRENT_SOURCE_DIR}/call_handlers.${extension} -o ${object}
        DEPENDS ${sources}
        COMMENT "Handlers ${table}"
        VERBATIM)
    set(${table} ${object} PARENT_SCOPE)
endfunction()

# The names as code: CALL_TABLE_NAME(a) CALL_TABLE_NAME(b)
function(make_table_list variable)
    list(TRANSFORM ARGN REPLACE "(.+)" "CALL_TABLE_NAME(\\1)")
    list(JOIN ARGN " " list)
    set(${variable} "${list}" PARENT_SCOPE)
endfunction()

if(CMAKE_CROSSCOMPILING AND WIN32)
    set(call_gcc_c ${CMAKE_C_COMPILER})
    set(call_gcc_cxx ${CMAKE_CXX_COMPILER})
else()
    find_program(call_gcc_c gcc)
    find_program(call_gcc_cxx g++)
    find_program(call_clang_c clang)
    find_program(call_clang_cxx clang++)
endif()

set(win64 OFF)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT WIN32)
    set(win64 ON)
endif()

set(call_objects)
set(call_tables)
set(call_win64_tables)
foreach(maker gcc_c gcc_cxx clang_c clang_cxx)
    if(NOT call_${maker})
        add_skipped_test(call_handlers_${maker}
            "handlers compiled by ${maker} are not tested: there is no such compiler here")
        continue()
    endif()
    string(REGEX REPLACE ".*_" "" language ${maker})
    string(REPLACE cxx cpp extension ${language})
    add_call_table(calls_${maker} ${call_${maker}} ${extension} "")
    list(APPEND call_objects ${calls_${maker}})
    list(APPEND call_tables calls_${maker})
    if(win64)
        add_call_table(win64_calls_${maker} ${call_${maker}} ${extension} "__attribute__((ms_abi))")
        list(APPEND call_objects ${win64_calls_${maker}})
        list(APPEND call_win64_tables win64_calls_${maker})
    endif()
endforeach()

add_executable(unit_platform_call call_check.cpp call_test.cpp ${call_objects})
make_table_list(call_table_list ${call_tables})
target_compile_definitions(unit_platform_call PRIVATE "CALL_TABLES=${call_table_list}")
if(win64)
    make_table_list(call_win64_table_list ${call_win64_tables})
    target_compile_definitions(unit_platform_call PRIVATE
        CALL_WIN64 "CALL_WIN64_TABLES=${call_win64_table_list}")
endif()
target_include_directories(unit_platform_call PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(unit_platform_call PRIVATE GTest::gtest_main)

find_path(ffi_include_dir ffi.h)
find_library(ffi_library ffi)
if(ffi_include_dir AND ffi_library)
    target_sources(unit_platform_call PRIVATE call_ffi_test.cpp)
    target_include_directories(unit_platform_call SYSTEM PRIVATE ${ffi_include_dir})
    target_link_libraries(unit_platform_call PRIVATE ${ffi_library})
else()
    add_skipped_test(call_oracle "libffi (libffi-dev) is not there to check the calling classes.")
endif()
add_gtests(unit_platform_call)

# 64-bit Arm, emulated: the same checks in a program of its own, linked statically. Neither the
# preset's compiler nor its flags reach it.
if(NOT ASYNCOM_TEST_ONCE)
    return()
endif()
find_program(aarch64_gcc aarch64-linux-gnu-gcc)
find_program(aarch64_gxx aarch64-linux-gnu-g++)
find_program(aarch64_emulator NAMES qemu-aarch64 qemu-aarch64-static)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    return()
endif()
if(NOT aarch64_gcc OR NOT aarch64_gxx OR NOT aarch64_emulator)
    add_skipped_test(call_aarch64 "64-bit Arm is not tested: aarch64-linux-gnu-gcc, aarch64-linux-\
gnu-g++ (g++-aarch64-linux-gnu) or qemu-aarch64 (qemu-user) is missing.")
    return()
endif()

set(arm_objects)
set(arm_tables aarch64_calls_gcc_c aarch64_calls_gcc_cxx)
add_call_table(aarch64_calls_gcc_c ${aarch64_gcc} c "")
add_call_table(aarch64_calls_gcc_cxx ${aarch64_gxx} cpp "")
if(call_clang_c AND call_clang_cxx)
    list(APPEND arm_tables aarch64_calls_clang_c aarch64_calls_clang_cxx)
    add_call_table(aarch64_calls_clang_c "${call_clang_c};--target=aarch64-linux-gnu" c "")
    add_call_table(aarch64_calls_clang_cxx "${call_clang_cxx};--target=aarch64-linux-gnu" cpp "")
else()
    add_skipped_test(call_aarch64_clang "Arm handlers by Clang are not tested: there is no clang.")
endif()
foreach(table IN LISTS arm_tables)
    list(APPEND arm_objects ${${table}})
endforeach()
make_table_list(arm_table_list ${arm_tables})

set(arm_program ${CMAKE_CURRENT_BINARY_DIR}/call_aarch64)
set(arm_sources
    ${CMAKE_CURRENT_SOURCE_DIR}/call_main.cpp
    ${CMAKE_CURRENT_SOURCE_DIR}/call_check.cpp)
file(GLOB call_headers ${PROJECT_SOURCE_DIR}/src/platform/call*.h)
add_custom_command(OUTPUT ${arm_program}
    COMMAND ${aarch64_gxx} -std=c++20 -O2 -static -I${PROJECT_SOURCE_DIR}/src
        "-DCALL_TABLES=${arm_table_list}" ${arm_sources} ${arm_objects} -o ${arm_program}
    DEPENDS ${arm_sources} ${arm_objects} ${call_headers} call_check.h call_types_shapes.h
    COMMENT "Calling classes for 64-bit Arm"
    VERBATIM)
add_custom_target(unit_platform_call_aarch64 ALL DEPENDS ${arm_program})
add_test(NAME call_aarch64 COMMAND ${aarch64_emulator} ${arm_program})
set_tests_properties(call_aarch64 PROPERTIES LABELS once)
