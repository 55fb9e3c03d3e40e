# packages — what has to be installed to build and to test overlap, and how; sourced by ./demo and ./check.

# A need is a command, or lib:<pkg-config module>. A column names the packages of one package manager, comma-separated.
#need          apt-get         dnf                 pacman    brew
packages_to_build='
cc             gcc,libc6-dev   gcc                 gcc       gcc
cmake          cmake           cmake               cmake     cmake
ninja          ninja-build     ninja-build         ninja     ninja
pkg-config     pkg-config      pkgconf-pkg-config  pkgconf   pkgconf
lib:ncursesw   libncurses-dev  ncurses-devel       ncurses   ncurses
lib:jansson    libjansson-dev  jansson-devel       jansson   jansson
lib:inih       libinih-dev     inih-devel          libinih   inih
lib:md4c       libmd4c-dev     md4c-devel          md4c      md4c
'
packages_to_test='
objdump        binutils        binutils            binutils  binutils
lib:cmocka     libcmocka-dev   libcmocka-devel     cmocka    cmocka
lib:vterm      libvterm-dev    libvterm-devel      libvterm  libvterm
spin           spin            spin                spin      spin
'
packages_to_fuzz='
clang          clang           clang               clang     llvm
'

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# packages_manager: the first package manager of the table that this machine has, or nothing.
packages_manager() {
    local manager
    for manager in apt-get dnf pacman brew; do
        if command -v "$manager" >/dev/null; then
            echo "$manager"
            return
        fi
    done
}

# packages_missing MANAGER TABLE: the packages that fill what is missing, as MANAGER calls them.
packages_missing() {
    local manager=$1 need apt dnf pacman brew package
    while read -r need apt dnf pacman brew; do
        case $need in
        '') continue ;;
        lib:*) pkg-config --exists "${need#lib:}" 2>/dev/null && continue ;;
        *) command -v "$need" >/dev/null && continue ;;
        esac
        case $manager in
        dnf) package=$dnf ;;
        pacman) package=$pacman ;;
        brew) package=$brew ;;
        *) package=$apt ;;
        esac
        echo "${package//,/ }"
    done <<<"$2"
}

# packages_apt ARGUMENT...: apt-get as root, waiting while another program has its locks. Its errors in $apt_errors.
packages_apt() {
    local as_root= tries
    [[ $(id -u) == 0 ]] || as_root=sudo
    for ((tries = 0; tries < 300; tries++)); do
        apt_errors=$($as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive \
            apt-get -qq -o Dpkg::Use-Pty=0 "$@" 2>&1 >/dev/null) && return
        case $apt_errors in
        *"Could not get lock"* | *"Unable to acquire"* | *"Unable to lock"*) ;;
        *) return 1 ;;
        esac
        [[ $tries != 0 ]] || say "another program is installing packages: waiting for it"
        sleep 2
    done
    return 1
}

# packages_ensure TABLE: installs what is missing where apt-get can; elsewhere names it and ends the script.
packages_ensure() {
    local manager missing
    manager=$(packages_manager)
    missing=$(packages_missing "$manager" "$1" | xargs)
    if [[ -z $missing ]]; then
        return
    fi
    if [[ -z $manager ]]; then
        say "these packages are missing, as Debian calls them; please install them and call again: $missing"
        exit 1
    elif [[ $manager != apt-get ]] || ! { [[ $(id -u) == 0 ]] || command -v sudo >/dev/null; }; then
        say "these packages are missing; please install them and call again: $missing"
        exit 1
    fi
    say "installing $missing"
    packages_apt update || say "not every list of packages could be read anew; going on with those that are there"
    if ! packages_apt install --yes --no-install-recommends $missing; then
        say "apt-get cannot install them: $apt_errors"
        exit 1
    fi
}
