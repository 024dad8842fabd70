# SPDX-License-Identifier: MIT
# Sourced by test.sh: a Wine of our own for the tests of the Windows build, below build/windows.
# shellcheck shell=bash

wine_prefix=build/windows/wine

# The server is started apart: one that a test started would hold the output of ctest, which waits
# for its end. It stays for a quarter of an hour after the last program, unless it is stopped.
with_wine() {
    local server
    server=$(command -v wineserver64 || echo /usr/lib/wine/wineserver64)
    local result=0
    (
        mkdir -p "$wine_prefix"
        export WINEPREFIX="$PWD/$wine_prefix" WINEARCH=win64 WINEDEBUG=-all DISPLAY=
        export WINEDLLOVERRIDES="mscoree,mshtml="
        "$server" -p900 </dev/null >/dev/null 2>&1
        "$(wine_loader)" wineboot -i </dev/null >/dev/null 2>&1
        "$(wine_loader)" winecfg -v win10 </dev/null >/dev/null 2>&1
        "$@" || result=$?
        "$server" -k </dev/null >/dev/null 2>&1
        exit "$result"
    ) || result=$?
    return "$result"
}

# The loader itself: the script that is called wine asks for the 32 bit half first.
wine_loader() {
    local loader
    for loader in /usr/lib/wine/wine64 wine64 wine64-stable wine; do
        command -v "$loader" && return
    done
    return 1
}
