#!/usr/bin/env bash
# shell — ./demo and ./check in a newcomer's hands, with programs of our own instead of CMake, apt-get and sudo.
# usage: shell_test.sh <source directory> <build directory>
set -uo pipefail
source=$(realpath "$1") build=$(realpath "$2")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failures=0

# ---- The stage: a tree with the scripts, and the programs that they find ----

begin() {
    case=$1
    rm -rf "${work:?}"/*
    mkdir -p "$work/tree" "$work/bin"
    cp -r "$source"/{demo,check,tools} "$work/tree/"
    local tool
    for tool in bash sh echo env cat cp chmod cut date dirname find grep head id mkdir printf readlink realpath rm sed sort touch \
        xargs; do
        ln -s "$(type -P $tool)" "$work/bin/$tool"
    done
    program cmake '
        case $1 in
        --version) echo "cmake version 3.25.1" ;;
        --build) echo "compiler talk"
            [ "$2" != --preset ] || exit 0
            printf "#!/bin/sh\necho new \"\$@\"\n" >"$2/overlap" && chmod +x "$2/overlap" ;;
        -B) mkdir -p "$2" && echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"$2/CMakeCache.txt" && touch "$2/build.ninja" ;;
        esac'
    program sleep 'exit 0'
    program pkg-config 'exit 0'
    for tool in cc ninja objdump spin; do program $tool 'exit 0'; done
}

# program NAME TEXT: a program of that name does what the text says.
program() {
    rm -f "$work/bin/$1" # a link to the machine's own must not be written through
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

# run COMMAND...: in the tree, with nothing else to be found.
run() {
    (cd "$work/tree" && PATH=$work/bin "$@") >"$work/out" 2>"$work/err"
    status=$?
}

expect() {
    local what=$1
    shift
    "$@" && return
    failures=$((failures + 1))
    printf '%s: not %s; status %s, output:\n' "$case" "$what" "$status"
    cat "$work/out" "$work/err"
}
outputs() { [[ $(cat "$work/out") == "$1" ]]; }
says() { grep -qF -- "$1" "$work/err"; }
ends_with() { [[ $status == "$1" ]]; }

old_build() {
    mkdir -p "$work/tree/build"
    echo "CMAKE_HOME_DIRECTORY:INTERNAL=$1" >"$work/tree/build/CMakeCache.txt"
    touch "$work/tree/build/build.ninja"
    printf '#!/bin/sh\necho old\n' >"$work/tree/build/overlap"
    chmod +x "$work/tree/build/overlap"
}

# ---- ./demo ----

begin "standard output is the program's"
run ./demo run --json
expect "what the program says" outputs "new run --json"

begin "a build directory of another place is made anew"
old_build /elsewhere/overlap
run ./demo
expect "the new program" outputs new
expect "a reason" says "build/ was made for /elsewhere/overlap: making it anew"

begin "one of the same place stays"
old_build "$work/tree"
touch "$work/tree/build/kept"
run ./demo
expect "kept" test -e "$work/tree/build/kept"

begin "what was never configured to the end is made anew"
old_build "$work/tree"
rm "$work/tree/build/build.ninja"
run ./demo
expect "the new program" outputs new

begin "a failed build starts nothing"
old_build "$work/tree"
program cmake 'case $1 in --version) echo "cmake version 3.25.1" ;; *) exit 1 ;; esac'
run ./demo
expect "a failure" ends_with 1
expect "silent" outputs ""

begin "a link to it works, from any directory"
mkdir "$work/tree/elsewhere"
ln -s "$work/tree/demo" "$work/tree/elsewhere/see"
run elsewhere/see
expect "the program" outputs new

begin "an old CMake is refused in a line"
program cmake 'echo "cmake version 3.18.4"'
run ./demo
expect "refused" ends_with 1
expect "the version" says "CMake 3.22 or newer is needed, and this is 3.18.4"

begin "what root has built is said"
old_build "$work/tree"
if [[ $(id -u) == 0 ]] && command -v setpriv >/dev/null; then
    chmod 755 "$work" && ln -s "$(type -P setpriv)" "$work/bin/setpriv"
    run setpriv --reuid 65534 --regid 65534 --clear-groups ./demo
    expect "refused" ends_with 1
    expect "a way out" says "sudo rm -rf '$work/tree/build'"
    rm -rf "$work/tree/build"
    run setpriv --reuid 65534 --regid 65534 --clear-groups ./demo
    expect "told to copy" says "cannot write to $work/tree: copy the tree"
fi

# ---- Packages ----

# jansson is missing until apt-get has installed it.
needs_jansson() {
    program pkg-config "case \$2 in jansson) [ -e $work/installed ] ;; esac"
    program id 'echo 0'
}

begin "a lock is waited for"
needs_jansson
program apt-get "
    if [ ! -e $work/tried ]; then touch $work/tried; echo 'E: Could not get lock /var/lib/dpkg/lock-frontend.' >&2; exit 100; fi
    case \"\$*\" in *install*libjansson-dev*) touch $work/installed ;; esac"
run ./demo
expect "the program" outputs new
expect "said" says "another program is installing packages: waiting for it"

begin "a list that cannot be read anew stops nothing"
needs_jansson
program apt-get "case \"\$*\" in *update) exit 100 ;; *) touch $work/installed ;; esac"
run ./demo
expect "the program" outputs new

begin "what apt-get says is handed on"
needs_jansson
program apt-get 'echo "E: Unable to locate package libjansson-dev" >&2; exit 100'
run ./demo
expect "a failure" ends_with 1
expect "the reason" says "apt-get cannot install them: E: Unable to locate package libjansson-dev"

begin "without a package manager the names are Debian's"
needs_jansson
run ./demo
expect "a failure" ends_with 1
expect "the names" says "these packages are missing, as Debian calls them; please install them and call again: libjansson-dev"

begin "without root and sudo the names are said"
needs_jansson
program id 'echo 1000'
program apt-get 'exit 0'
run ./demo
expect "the names" says "these packages are missing; please install them and call again: libjansson-dev"

# ---- ./check ----

begin "all presets run, and the end sums up"
program ctest '
    case $2 in
    asan-short) mkdir -p build-asan/Testing/Temporary; echo 7:unit/some >build-asan/Testing/Temporary/LastTestsFailed.log; exit 8 ;;
    esac'
run ./check
expect "a failure" ends_with 1
expect "which test" says "asan-short   FAILED: unit/some"
expect "the next" says "tsan-short   passed"
expect "the last" says "release      passed"
expect "its duration first" grep -q "minutes" <(head -n 1 "$work/err")

begin "what does not build is said, and the others run"
program cmake 'case "$*" in --version) echo "cmake version 3.25.1" ;; "--build --preset tsan") exit 1 ;; esac'
program ctest 'exit 0'
run ./check
expect "a failure" ends_with 1
expect "which" says "tsan-short   FAILED: does not build"
expect "the last" says "release      passed"

begin "quick is one preset"
program ctest 'echo "$2"'
run ./check --quick
expect "good" ends_with 0
expect "one" says "quick        passed"
expect "no other" test "$(grep -c passed "$work/err")" = 1

# ---- Installed ----

begin "an installed program finds its themes and lessons beside it"
status=0
cmake --install "$build" --prefix "$work/prefix" >"$work/out" 2>"$work/err"
XDG_CONFIG_HOME=/nonexistent "$work/prefix/bin/overlap" themes >"$work/out" 2>"$work/err"
expect "found" grep -qE "^  light +$work/prefix/share/overlap/themes/light.ini$" "$work/out"
XDG_CONFIG_HOME=/nonexistent "$work/prefix/bin/overlap" lesson check 01 >"$work/out" 2>"$work/err"
expect "and its lessons" grep -q "^$work/prefix/share/overlap/lessons/01-synchronous.md: " "$work/out"
expect "with its licence" test -e "$work/prefix/share/doc/overlap/LICENSE"

begin "an installed program is uninstalled as the README says"
cmake --install "$build" --prefix "$work/prefix" >"$work/out" 2>"$work/err"
uninstall=$(sed -n 's|^ *\(xargs .*build/install_manifest.txt\).*|\1|p' "$source/README.md")
(cd "$work" && ln -s "$build" build && eval "${uninstall:-false}") >"$work/out" 2>"$work/err"
status=$?
expect "done" ends_with 0
expect "nothing left" test -z "$(find "$work/prefix" -type f)"

# ---- Elsewhere ----

begin "a C library without what is needed is refused in a line"
cmake -S "$source" -B "$work/build" -DOVERLAP_HAS_CLOCKLOCK=OFF >"$work/out" 2>"$work/err"
status=$?
expect "refused" ends_with 1
expect "the reason" says "overlap needs pthread_mutex_clocklock, which this C library lacks"

[[ $failures == 0 ]]
