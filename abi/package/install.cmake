# SPDX-License-Identifier: MIT
# What a client needs: the library, the headers, a description for CMake and for pkg-config, and the
# contract itself for whoever makes a binding. The tool and its manual are a component of their own.
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/asyncom-config-version.cmake
    COMPATIBILITY SameMajorVersion)

# install_asyncom(<set> <libdir> [EXCLUDE_FROM_ALL])
# One build can be installed in more than one shape, each with its own name and place of libraries.
# Components: <set>-library is what a program needs at run time, <set>-development the rest.
function(install_asyncom set libdir)
    set(development COMPONENT ${set}-development ${ARGN})
    install(TARGETS asyncom asyncom_headers EXPORT ${set}
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${set}-library ${ARGN}
        LIBRARY DESTINATION ${libdir} COMPONENT ${set}-library
            NAMELINK_COMPONENT ${set}-development ${ARGN}
        ARCHIVE DESTINATION ${libdir} ${development})

    set(abi ${PROJECT_SOURCE_DIR}/abi)
    install(FILES ${abi}/asyncom.h ${abi}/platform.h ${abi}/results.h ${abi}/runtime.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/asyncom ${development})
    install(DIRECTORY ${abi}/generated/
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/asyncom/generated ${development}
        FILES_MATCHING PATTERN *.h)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/asyncom
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${development}
        FILES_MATCHING PATTERN *.hpp)
    install(FILES ${abi}/contract.md
        DESTINATION ${CMAKE_INSTALL_DATADIR}/asyncom ${development})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/idl/
        DESTINATION ${CMAKE_INSTALL_DATADIR}/asyncom/idl ${development}
        FILES_MATCHING PATTERN *.idl PATTERN *.tbl PATTERN generator EXCLUDE
        PATTERN __pycache__ EXCLUDE)

    install(EXPORT ${set} NAMESPACE asyncom:: FILE asyncom-config.cmake
        DESTINATION ${libdir}/cmake/asyncom ${development})
    install(FILES ${PROJECT_BINARY_DIR}/asyncom-config-version.cmake
        DESTINATION ${libdir}/cmake/asyncom ${development})

    # The prefix is found from the place of the file itself, so that an installed tree can be moved.
    file(RELATIVE_PATH to_prefix /prefix/${libdir}/pkgconfig /prefix)
    string(REGEX REPLACE "/$" "" to_prefix "${to_prefix}")
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/asyncom.pc.in
        ${PROJECT_BINARY_DIR}/pkgconfig/${set}/asyncom.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/${set}/asyncom.pc
        DESTINATION ${libdir}/pkgconfig ${development})
endfunction()

# install_asyncom_tool(<set> [EXCLUDE_FROM_ALL])
function(install_asyncom_tool set)
    install(TARGETS asyncom_tool
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${set}-tool ${ARGN})
    if(UNIX)
        install(FILES ${PROJECT_SOURCE_DIR}/src/tool/asyncom.1
            DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${set}-tool ${ARGN})
    endif()
endfunction()
