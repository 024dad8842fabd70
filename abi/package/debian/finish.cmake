# SPDX-License-Identifier: MIT
# What CPack leaves undone: permissions, that several architectures may be installed beside each
# other, which symbols came with which version, and Debian's way to refresh the linker's cache, a
# trigger, where CPack writes scripts.
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGN} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# A symbol that the list does not expect, or that is gone, is an error: -c4.
function(add_symbols tree name version major)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/symbols ${tree}.symbols @ONLY)
    file(GLOB library ${tree}/usr/lib/*/libasyncom.so.${major})
    run(dpkg-gensymbols -c4 -p${name} -v${version} -P${tree} -e${library}
        -I${tree}.symbols -O${tree}/DEBIAN/symbols)
endfunction()

# Beside the same package of another architecture, as the directory of the libraries allows.
function(allow_other_architectures tree)
    file(READ ${tree}/DEBIAN/control control)
    string(REGEX REPLACE "\n(Package: [^\n]*)\n" "\n\\1\nMulti-Arch: same\n" control "${control}")
    file(WRITE ${tree}/DEBIAN/control "${control}")
endfunction()

function(finish package)
    get_filename_component(stem ${package} NAME_WLE)
    set(tree ${CPACK_TEMPORARY_DIRECTORY}/finished/${stem})
    file(REMOVE_RECURSE ${tree})
    file(MAKE_DIRECTORY ${tree})
    run(dpkg-deb --raw-extract ${package} ${tree})
    # Whatever the umask of the one who packs.
    run(chmod -R u=rwX,go=rX ${tree})
    if(stem MATCHES "^libasyncom")
        allow_other_architectures(${tree})
    endif()
    if(stem MATCHES "^(libasyncom([0-9]+))_([^_]+)_")
        add_symbols(${tree} ${CMAKE_MATCH_1} ${CMAKE_MATCH_3} ${CMAKE_MATCH_2})
        file(REMOVE ${tree}/DEBIAN/postinst ${tree}/DEBIAN/postrm)
        file(WRITE ${tree}/DEBIAN/triggers "activate-noawait ldconfig\n")
        run(chmod 644 ${tree}/DEBIAN/symbols ${tree}/DEBIAN/triggers)
    endif()
    run(dpkg-deb --root-owner-group -Zxz --build ${tree} ${package})
    file(REMOVE_RECURSE ${tree})
endfunction()

foreach(package ${CPACK_PACKAGE_FILES})
    finish(${package})
endforeach()
