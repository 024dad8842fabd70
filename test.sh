#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./test.sh [--all | --windows]
# Installs what is missing from Debian's packages, looks at the formatting, builds the release with its
# tests and benchmarks and runs them. --all adds the sanitizers, the second compiler, the coverage and
# Windows; --windows builds and runs nothing but that: asyncom.dll and its tests under Wine.
# Ends with what failed, what was skipped and why, and the minutes of each part.
# shellcheck disable=SC2317  # Most functions are called through part.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
# shellcheck source=.ci/common.sh
. .ci/common.sh
# shellcheck source=.ci/windows/wine.sh
. .ci/windows/wine.sh

more_presets=(asan-ubsan tsan clang clang-ubsan coverage windows)
clang_format_version=14
coverage_wanted=95 # percent of the lines of src/
jobs=$(nproc 2>/dev/null || echo 2)
summary=build/summary.txt

not_run=() # parts that could not run, with the reason
junit=()   # preset=file, for the summary

usage() {
    sed -n '3,7s/^# //p' "$0"
    exit "$1"
}

install_packages() {
    install_missing "${packages_to_build[@]}" "${packages_to_test[@]}" "${packages_optional[@]}"
    [ "$windows" -eq 0 ] || install_missing "${packages_for_windows[@]}"
}

# Configures, builds and tests one preset. Further arguments go to the configuration.
# Each step says by itself that it failed: inside a condition, set -e does not stop the function.
run_preset() {
    local preset=$1
    shift
    junit+=("$preset=build/$preset/junit.xml")
    rm -f "build/$preset/junit.xml"
    cmake --preset "$preset" "$@" || return 1
    cmake --build --preset "$preset" || return 1
    ctest --preset "$preset" --parallel "$jobs" --progress \
        --test-output-size-passed 2000000 --output-junit "$root/build/$preset/junit.xml" || return 1
}

release() {
    run_preset release -DASYNCOM_BUILD_TESTS=ON -DASYNCOM_BUILD_BENCHMARKS=ON
}

# Other versions of clang-format break some lines elsewhere, so only one is asked.
formatting() {
    if ! clang-format --version 2>/dev/null | grep -q " version $clang_format_version\."; then
        not_run+=("formatting: no clang-format $clang_format_version here (Debian 12: clang-format)")
        return 0
    fi
    find abi include src tests -path abi/generated -prune -o -regex '.*\.\([ch]\|[ch]pp\)' -print0 |
        xargs -0 clang-format --dry-run --Werror
}

with_clang() {
    if ! command -v clang++ >/dev/null; then
        not_run+=("$1: no clang++ here (Debian: clang)")
        return 0
    fi
    run_preset "$1"
}

with_windows() {
    if ! command -v x86_64-w64-mingw32-g++-posix >/dev/null; then
        not_run+=("windows: no mingw-w64 here (Debian: g++-mingw-w64-x86-64-posix)")
    elif [ ! -d /usr/src/googletest ]; then
        not_run+=("windows: no sources of GoogleTest here (Debian: googletest)")
    elif ! wine_loader >/dev/null; then
        not_run+=("windows: no Wine here to run what is built (Debian: wine64)")
    else
        junit+=("windows=build/windows/junit.xml")
        with_wine run_preset windows
    fi
}

coverage() {
    rm -f build/coverage/coverage.txt
    [ ! -d build/coverage ] || find build/coverage -name "*.gcda" -delete
    run_preset coverage || return 1
    if ! command -v gcovr >/dev/null; then
        not_run+=("coverage report: no gcovr here (Debian: gcovr)")
        return 0
    fi
    local result=0
    gcovr --root . --filter 'src/' --exclude-throw-branches --sort-percentage \
        --fail-under-line "$coverage_wanted" \
        --print-summary --txt build/coverage/coverage.txt --csv build/coverage/coverage.csv \
        build/coverage || result=$?
    cat build/coverage/coverage.txt || return 1
    python3 .ci/uncovered.py build/coverage/coverage.csv tests/uncovered.md || result=1
    return "$result"
}

coverage_line() {
    local percent
    percent=$(awk '$1 == "TOTAL" { print $4 }' build/coverage/coverage.txt)
    echo "Coverage: $percent of the lines of src/ ($coverage_wanted % are wanted;" \
        "file by file: build/coverage/coverage.txt)"
}

summarize() {
    echo "=== Summary"
    python3 .ci/summary.py "${junit[@]}" || failed=1
    if [ "${#not_run[@]}" -gt 0 ]; then
        echo "Parts that did not run, and why:"
        printf '  %s\n' "${not_run[@]}"
    fi
    if [ "$only_windows" -eq 1 ]; then
        echo "Left to ./test.sh: everything but Windows."
    elif [ "$all" -eq 0 ]; then
        echo "Left to ./test.sh --all: ${more_presets[*]}."
    else
        echo "Tests labelled once ran in the release build only."
        [ ! -f build/coverage/coverage.txt ] || coverage_line
    fi
    echo "Minutes:"
    printf '%s\n' "${minutes[@]}"
    [ "$failed" -eq 0 ] && echo "Everything that ran passed." || echo "SOMETHING FAILED, see above."
    return "$failed"
}

all=0
windows=0
only_windows=0
case "${1-}" in
"") ;;
--all) all=1 windows=1 ;;
--windows) windows=1 only_windows=1 ;;
-h | --help) usage 0 ;;
*) usage 2 >&2 ;;
esac
[ "$#" -le 1 ] || usage 2 >&2

share_compiler_cache "$root"
mkdir -p build
part install install_packages
if [ "$only_windows" -eq 0 ]; then
    part formatting formatting
    part release release
fi
if [ "$all" -eq 1 ]; then
    part asan-ubsan run_preset asan-ubsan
    part tsan run_preset tsan
    part clang with_clang clang
    part clang-ubsan with_clang clang-ubsan
    part coverage coverage
fi
[ "$windows" -eq 0 ] || part windows with_windows
summarize | tee "$summary" || failed=1
exit "$failed"
