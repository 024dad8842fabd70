# SPDX-License-Identifier: MIT
# asyncom.map for linkers that do not read it: it stays the only list of what is exported.

# The names in it that match the pattern as a whole.
function(read_export_list names pattern)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/asyncom.map found REGEX "^ +${pattern};$")
    list(TRANSFORM found REPLACE "[ ;]" "")
    set(${names} ${found} PARENT_SCOPE)
endfunction()

# For the linker of macOS: every name as the compiler spells it there.
function(write_macos_export_list file)
    read_export_list(names "[A-Za-z_0-9]+")
    list(TRANSFORM names PREPEND "_")
    list(JOIN names "\n" names)
    file(CONFIGURE OUTPUT ${file} CONTENT "${names}\n")
endfunction()
