# build — build directories that can be relied on; sourced by ./demo and ./check.

# build_ready DIRECTORY: so that CMake can use it. One that was made for another place, as before `mv` or `cp -a`, is
# removed; where nothing can be written, that is said and the script ended.
build_ready() {
    local home foreign
    if [[ ! -e $1 && ! -w . ]]; then
        say "cannot write to $PWD: copy the tree to a directory of yours and call again there"
        exit 1
    fi
    foreign=$(find "$1" ! -writable -print -quit 2>/dev/null || true)
    if [[ -n $foreign ]]; then
        say "$foreign cannot be written (made with sudo?): remove it, sudo rm -rf '$PWD/$1', and call again"
        exit 1
    fi
    if [[ -e $1/CMakeCache.txt ]]; then
        home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$1/CMakeCache.txt")
        if [[ ! $home -ef . ]]; then
            say "$1/ was made for $home: making it anew"
            rm -rf "$1"
        fi
    fi
}
