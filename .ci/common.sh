# SPDX-License-Identifier: MIT
# Sourced by quickstart.sh, test.sh and .ci/run: the Debian packages that asyncom is built and
# tested with, a function that installs those of them that are missing, and the clock of the parts.
# shellcheck shell=bash disable=SC2034  # Much of this is read by the scripts that source this file.

# The library and the command. ccache and Ninja only make building faster.
packages_to_build=(
    cmake ninja-build ccache g++
    libmsgsl-dev libssl-dev libcli11-dev nlohmann-json3-dev
)

# What every test run needs.
packages_to_test=(
    libgtest-dev libgmock-dev libbenchmark-dev python3 pkg-config binutils
)

# Each of these serves some tests only; where one is missing, those tests are skipped and say so.
packages_optional=(
    wine64-tools            # widl: the generated headers are fresh
    clang                   # the second compiler
    clang-16                # clients on the C++ projection, by younger compilers: what Debian has of
    clang-19                # ... Clang; libc++-19 would remove libc++-dev
    libc++-dev              # a client with the other standard library ...
    libc++abi-dev           # ... and what it is linked to
    fp-compiler             # a client in Free Pascal
    mono-mcs                # a client in C#, with the runtime
    dpkg-dev                # the Debian packages are made: what they depend on, their symbols ...
    file                    # ... and which of their files are programs
    lintian                 # ... and keep Debian's rules
    lld                     # a client that Clang optimises as a whole program
    abigail-tools           # abidiff: the headers are as recorded
    clang-format            # the formatting is the one of .clang-format
    g++-aarch64-linux-gnu   # the record holds there too; the calling classes of AAPCS64 ...
    qemu-user               # ... run on any machine
    valgrind                # callgrind counts the instructions of a lifecycle
    libffi-dev              # the oracle of the calling classes
    relacy-dev              # the model checker
    libglib2.0-dev          # GTask beside us in the benchmarks; a queue in its loop ...
    libuv1-dev              # ... and in that of libuv
    libboost-thread-dev     # boost::future and Asio beside us in the benchmarks; Asio's loop
    libtbb-dev              # oneTBB beside us in the benchmarks
    libcapnp-dev            # KJ beside us in the benchmarks
    gcovr                   # the coverage report
)

# The build for Windows: its compiler, the sources of GoogleTest, and Wine to run it.
packages_for_windows=(
    g++-mingw-w64-x86-64-posix googletest wine64 wine
)

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s\n' "$package"
    done
}

# Runs apt-get as root, without questions and without reading our caller's standard input.
apt_get() {
    local -a as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        [ -t 2 ] || as_root=(sudo -n) # Nobody is there to type a password.
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -y -q --no-install-recommends "$@" </dev/null >&2
}

# A list that names too many packages at once fails as a whole, so a second try names them singly.
install_all_or_each() {
    apt_get install "$@" && return
    local package
    for package in "$@"; do
        apt_get install "$package" || say "asyncom: apt-get could not install $package"
    done
}

# Installs what is missing of the given packages. Never fails: what is still missing afterwards is
# told, and the build or the tests that need it tell it again.
install_missing() {
    local -a missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "asyncom: this is not a Debian system, so nothing is installed. Needed are (Debian's names):"
        say "    $*"
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        say "asyncom: neither root nor sudo here, so nothing is installed. As root, please run:"
        say "    apt-get install ${missing[*]}"
        return 0
    fi
    say "asyncom: installing from Debian: ${missing[*]}"
    # The first try serves machines whose package lists are fresh; images often come without any.
    if ! apt_get install "${missing[@]}"; then
        apt_get update || { say "asyncom: apt-get update failed, once more"; apt_get update || true; }
        install_all_or_each "${missing[@]}"
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -eq 0 ] || say "asyncom: still missing: ${missing[*]}"
}

# All build trees and all clones share one compiler cache: paths are taken relative to the clone,
# and the build directory is no part of the key. A user without a home goes without a cache.
share_compiler_cache() {
    export CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
    export CCACHE_DIR="${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/ccache}"
    mkdir -p "$CCACHE_DIR" 2>/dev/null || export CCACHE_DISABLE=1
}

minutes=() # one line per part
failed=0   # 1 as soon as a part has failed

# part NAME COMMAND...: runs one part to its end, whatever comes of it, and notes how long it took.
part() {
    local name=$1 started=$SECONDS result=ok
    shift
    say "" "=== $name"
    "$@" </dev/null || { result="FAILED ($?)"; failed=1; }
    minutes+=("$(awk -v name="$name" -v seconds=$((SECONDS - started)) -v result="$result" \
        'BEGIN { printf "  %-16s %5.1f min  %s", name, seconds / 60, result }')")
}
