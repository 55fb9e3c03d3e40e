# build — build directories that can be relied on; sourced by ./demo and ./check.

cmake_needed=3.22 # as CMakeLists.txt says

# build_ready DIRECTORY: so that CMake can use it. One that was made for another place, as before `mv` or `cp -a`, or
# that was never configured to the end, is removed. Where nothing can be built, that is said and the script ended.
build_ready() {
    local version home foreign
    version=$(cmake --version | sed -n 's/^cmake version //p')
    if ! printf '%s\n' "$cmake_needed" "$version" | sort -V -C; then
        say "CMake $cmake_needed or newer is needed, and this is $version: a newer one comes with 'pip install cmake'"
        exit 1
    fi
    if [[ ! -e $1 && ! -w . ]]; then
        say "cannot write to $PWD: copy the tree to a directory of yours and call again there"
        exit 1
    fi
    foreign=$(find "$1" ! -writable -print -quit 2>/dev/null || true)
    if [[ -n $foreign ]]; then
        say "$foreign cannot be written (made with sudo?): call again after sudo rm -rf '$PWD/$1'"
        exit 1
    fi
    [[ -e $1/CMakeCache.txt ]] || return 0
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$1/CMakeCache.txt")
    if [[ ! $home -ef . ]]; then
        say "$1/ was made for ${home:-another place}: making it anew"
        rm -rf "$1"
    elif [[ ! -e $1/build.ninja && ! -e $1/Makefile ]]; then
        say "$1/ was never finished: making it anew"
        rm -rf "$1"
    fi
}
