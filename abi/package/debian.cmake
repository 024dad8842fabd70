# SPDX-License-Identifier: MIT
# Debian packages of a finished build: `cpack` in its directory makes libasyncom<N>, libasyncom-dev
# and asyncom. Their libraries lie where Debian wants them, whatever shape the build is installed in
# otherwise, so that no second build is needed for them.
if(CMAKE_CROSSCOMPILING OR NOT CMAKE_LIBRARY_ARCHITECTURE)
    return() # The architecture that CPack writes down is that of this machine.
endif()
find_program(ASYNCOM_DPKG dpkg)
find_program(ASYNCOM_GZIP gzip)
mark_as_advanced(ASYNCOM_DPKG ASYNCOM_GZIP)
if(NOT ASYNCOM_DPKG OR NOT ASYNCOM_GZIP)
    return()
endif()

set(ASYNCOM_PACKAGE_MAINTAINER "asyncom contributors <asyncom@noreply.invalid>" CACHE STRING
    "Who answers for the Debian packages that are made here, with a mail address")
# Lower than the first revision of Debian itself, should it ever have one.
set(ASYNCOM_PACKAGE_REVISION 0upstream1 CACHE STRING "Revision of the Debian packages")
set(CPACK_DEBIAN_PACKAGE_RELEASE ${ASYNCOM_PACKAGE_REVISION})
set(debian ${CMAKE_CURRENT_LIST_DIR}/debian)
set(runtime_package libasyncom${PROJECT_VERSION_MAJOR})
set(package_version ${PROJECT_VERSION}-${ASYNCOM_PACKAGE_REVISION})

# The time is that of the configuration, or what SOURCE_DATE_EPOCH says; gzip keeps its own out.
string(TIMESTAMP package_time "%a, %d %b %Y %H:%M:%S +0000" UTC)
function(make_gzip source target)
    configure_file(${source} ${target} @ONLY)
    execute_process(COMMAND ${ASYNCOM_GZIP} -9nkf ${target} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
make_gzip(${debian}/changelog.in ${PROJECT_BINARY_DIR}/debian/changelog.Debian)

# describe_package(<component> <name> <section> <description>): the description's first line is the
# synopsis. The names of the variables are CPack's.
set(CPACK_COMPONENTS_ALL)
macro(describe_package component name section description)
    string(TOUPPER ${component} upper)
    list(APPEND CPACK_COMPONENTS_ALL ${component})
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
    set(CPACK_DEBIAN_${upper}_DESCRIPTION "${description}")
    install(FILES ${debian}/copyright ${PROJECT_BINARY_DIR}/debian/changelog.Debian.gz
        DESTINATION share/doc/${name} COMPONENT ${component} EXCLUDE_FROM_ALL)
endmacro()

set(what "asyncom is the asynchronous contract of COM and the Windows Runtime as one
small shared library with a plain C ABI: an object that stands for work in
progress, and that any language can watch, cancel, wait for, and read the
result or the error of.")

install_asyncom(debian lib/${CMAKE_LIBRARY_ARCHITECTURE} EXCLUDE_FROM_ALL)
describe_package(debian-library ${runtime_package} libs
    "work in progress as an object for any language - library\n${what}")
describe_package(debian-development libasyncom-dev libdevel
    "work in progress as an object for any language - development\n${what}

This package holds the headers, the descriptions for CMake and pkg-config,
and the contract as IDL and in prose for whoever makes a binding.")
set(CPACK_DEBIAN_DEBIAN-DEVELOPMENT_PACKAGE_DEPENDS "${runtime_package} (= ${package_version})")

if(ASYNCOM_BUILD_TOOL)
    install(TARGETS asyncom_tool RUNTIME DESTINATION bin COMPONENT debian-tool EXCLUDE_FROM_ALL)
    # Debian's linker knows where libraries are; a search path of its own is a fault there.
    install(CODE "file(RPATH_REMOVE FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/asyncom\")"
        COMPONENT debian-tool EXCLUDE_FROM_ALL)
    make_gzip(${PROJECT_SOURCE_DIR}/src/tool/asyncom.1 ${PROJECT_BINARY_DIR}/debian/asyncom.1)
    install(FILES ${PROJECT_BINARY_DIR}/debian/asyncom.1.gz
        DESTINATION share/man/man1 COMPONENT debian-tool EXCLUDE_FROM_ALL)
    describe_package(debian-tool asyncom utils
        "hash and verify directory trees, with progress and cancel
asyncom writes manifests of directory trees that sha256sum accepts, and
verifies them: in parallel, with progress, and with a valid manifest of all
that is done when it is interrupted.")
    # What else it needs is read out of the file; a package that is not installed is not found so.
    set(CPACK_DEBIAN_DEBIAN-TOOL_PACKAGE_DEPENDS "${runtime_package} (>= ${PROJECT_VERSION})")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${ASYNCOM_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # Each package has its own.
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SOURCE asyncom)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_POST_BUILD_SCRIPTS ${debian}/finish.cmake)
include(CPack)
