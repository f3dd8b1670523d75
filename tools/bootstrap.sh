#!/bin/sh
# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Everything from a bare Debian 12 to a result, in one command:
#   tools/bootstrap.sh scan [DIR]   analyse the project in DIR, or the example
#   tools/bootstrap.sh test         build everything and run all tests
# Installs the packages of tools/packages.txt when some are missing, configures
# and builds in build/, and runs. A second run only does what changed.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build

usage() {
  sed -n 's/^#   \(tools\)/usage: \1/p' "$0" >&2
  exit 2
}

say() {
  printf '\n==> %s\n' "$*"
}

fail() {
  printf '%s: %s\n' "$0" "$*" >&2
  exit 2
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "installing packages needs root: run this as root, or install sudo"
  fi
}

install_packages() {
  command -v apt-get >/dev/null ||
    fail "apt-get not found: install what tools/packages.txt names, for Debian 12"
  packages=$(sed 's/#.*//' "$root/tools/packages.txt")
  missing=
  for package in $packages; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || :
    # An architecture-qualified package may be listed more than once.
    case $state in
    installed*) ;;
    # A program of that name from elsewhere serves as well (npm comes with some
    # builds of nodejs).
    *) command -v "$package" >/dev/null || missing="$missing $package" ;;
    esac
  done
  if [ -z "$missing" ]; then
    say "packages: all installed"
    return
  fi
  say "packages: installing$missing"
  as_root apt-get update
  # shellcheck disable=SC2086 # the list is meant to be split
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends $missing ||
    fail "installing failed; LLVM 22 comes from Debian's security archive:" \
      "is bookworm-security among the apt sources?"
}

configure() {
  # Always: without a change it takes a second, and it finds new files.
  say "configure: $build"
  (cd "$root" && cmake --preset default)
}

# build_targets [TARGET...]: all of them without a name.
build_targets() {
  say "build: ${*:-everything}"
  if [ $# -gt 0 ]; then
    cmake --build "$build" --target "$@"
  else
    cmake --build "$build"
  fi
}

# The folder of the compile database that belongs to a project; empty if none.
find_database() {
  for folder in "$1" "$1"/build* "$1"/out* "$1"/out*/*; do
    if [ -f "$folder/compile_commands.json" ]; then
      printf '%s\n' "$folder"
      return
    fi
  done
}

explain_database() {
  cat >&2 <<END

No compile_commands.json in $1, $1/build* or $1/out*.
It tells how each file is compiled. Make one, then run this again:
  CMake   cmake -S $1 -B $1/build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  Meson   meson setup $1/build $1
  other   cd $1 && make clean && bear -- make      (Debian package bear)
If the project generates headers, build it once before the analysis.
END
  exit 2
}

scan() {
  if [ $# -eq 1 ]; then
    [ -d "$1" ] || fail "no such folder: $1"
    project=$(cd "$1" && pwd)
    # Before the long way: without a database there is nothing to analyse.
    database=$(find_database "$project")
    [ -n "$database" ] || explain_database "$project"
  else
    project=$root/examples
    database=$build/example
  fi
  install_packages
  configure
  build_targets commsec commsec-tidy CommsecTidyModule
  if [ $# -eq 0 ]; then
    say "example: compile database of $project"
    cmake -S "$project" -B "$database" -G Ninja \
      -DCMAKE_CXX_COMPILER=clang++-22
  fi
  say "scan: $project"
  status=0
  "$build/bin/commsec" scan -p "$database" --html "$build/commsec.html" \
    --sarif-open-only --export-sarif "$build/commsec.sarif" || status=$?
  if [ "$status" -ne 2 ]; then
    say "SARIF to upload: $build/commsec.sarif"
    say "page to read: $build/commsec.html"
  fi
  exit "$status"
}

run_tests() {
  install_packages
  configure
  build_targets
  say "test"
  cd "$build"
  exec ctest --output-on-failure --no-tests=error
}

[ $# -ge 1 ] || usage
command=$1
shift
case $command in
scan)
  [ $# -le 1 ] || usage
  scan "$@"
  ;;
test)
  [ $# -eq 0 ] || usage
  run_tests
  ;;
*) usage ;;
esac
