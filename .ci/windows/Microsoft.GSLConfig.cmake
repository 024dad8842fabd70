# SPDX-License-Identifier: MIT
# GSL for another system than the one that builds: the same headers, which know no system, through a
# folder of their own. /usr/include itself would bring the C library of the building machine.
find_path(ASYNCOM_GSL_HEADERS gsl/gsl PATHS /usr/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
if(NOT ASYNCOM_GSL_HEADERS)
    set(Microsoft.GSL_FOUND OFF)
    set(Microsoft.GSL_NOT_FOUND_MESSAGE "gsl/gsl is not there (Debian: libmsgsl-dev)")
    return()
endif()
if(NOT TARGET Microsoft.GSL::GSL)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/gsl)
    file(CREATE_LINK ${ASYNCOM_GSL_HEADERS}/gsl ${CMAKE_BINARY_DIR}/gsl/gsl SYMBOLIC)
    add_library(Microsoft.GSL::GSL INTERFACE IMPORTED)
    target_include_directories(Microsoft.GSL::GSL INTERFACE ${CMAKE_BINARY_DIR}/gsl)
endif()
