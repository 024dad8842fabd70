# SPDX-License-Identifier: MIT
# asyncom.dll: its export list is the part of asyncom.map that is ours. Included by CMakeLists.txt.
read_export_list(names "(Asyncom[A-Za-z]+|asyncom_get_copy)")
list(JOIN names "\n    " names)
set(definition ${CMAKE_CURRENT_BINARY_DIR}/asyncom.def)
file(CONFIGURE OUTPUT ${definition} CONTENT "LIBRARY asyncom.dll\nEXPORTS\n    ${names}\n")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS asyncom.map)

target_sources(asyncom PRIVATE windows_module.cpp ${definition})
target_compile_definitions(asyncom PRIVATE
    $<TARGET_PROPERTY:asyncom_core,INTERFACE_COMPILE_DEFINITIONS>)
target_link_libraries(asyncom PRIVATE synchronization)
# One name for every toolchain, without the lib that mingw-w64 would add.
set_target_properties(asyncom PROPERTIES PREFIX "")
