#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./quickstart.sh [ARGUMENTS OF THE asyncom COMMAND]
# Installs what is missing from Debian's packages, builds the release, runs the command.
# Without arguments it hashes /usr/share/doc and lets sha256sum verify the manifest.
# Everything but the command's own output goes to standard error.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=.ci/common.sh
. "$root/.ci/common.sh"

build() {
    install_missing "${packages_to_build[@]}"
    share_compiler_cache "$root"
    say "asyncom: building the release into $root/build/release"
    # The command alone: the tests are test.sh's.
    (cd "$root" && cmake --preset release && cmake --build --preset release --target asyncom_tool) \
        </dev/null >&2
}

first_run() {
    local tree=/usr/share/doc started seconds files
    started=$SECONDS
    say "asyncom: hashing $tree"
    # 1 says that some file could not be read; the manifest of all others is good.
    "$command" hash "$tree" -o "$scratch/SHA256SUMS" >&2 || [ $? -eq 1 ]
    seconds=$((SECONDS - started))
    files=$(wc -l <"$scratch/SHA256SUMS")
    (cd "$tree" && sha256sum --check --quiet --strict -- "$scratch/SHA256SUMS") >&2
    echo "asyncom hashed the $files files of $tree in $seconds s and wrote a manifest of them."
    echo "sha256sum read the files again and found every line of it right."
}

command=$root/build/release/bin/asyncom
build
if [ "$#" -gt 0 ]; then
    exec "$command" "$@"
fi
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
first_run
