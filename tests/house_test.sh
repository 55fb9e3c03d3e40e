#!/bin/sh
# house — the rules of the source tree, held by grep and objdump.
# usage: house_test.sh <source directory> [<object or library>...]    the files whose symbols are judged too
set -u
export LC_ALL=C.UTF-8
cd "$1" || exit 2
shift

# Who may include whom: a room, and what it may include beside its own headers: a room, one header, or * for all.
may_include='
base
trace    base
clock    base
engine   clock trace base
modes    engine clock trace base
view     trace base engine/plan.h engine/mode.h
lessons  trace base engine/plan.h engine/mode.h
term     base view/canvas/canvas.h view/canvas/theme.h
app      *
cli      *
'

# Words that were names once and are none any more, not even part of one: src/README.md has the glossary.
retired_words='crews?|parkers?|doorbells?|deeds|intakes?|staff|hir(e|ed|ing)|shops?|seats?|manners|latch(es)?|tally|naps?|doze
passages|heats?|entrants?|desks?|adviser|worn|wears|outlet|rescue|presenter|rendition|mistakes?|happenings?|vain
crowds?|owed|hues?|wish(es)?|outcomes?|rightful|witness|vitals|actors?|labs?|trials?'

# Mutable globals that are allowed, <object> <symbol>: a signal's handler has nowhere else to write and to read.
allowed_globals='
tty_restore.c.o    tty_restore
signals.c.o    signals
headless.c.o  caught
'

# Who may ask for the time of day, which people and networks set back and forth: the seed alone may be anything.
may_know_the_day=src/engine/random.c
time_of_day='\<(CLOCK_REALTIME|gettimeofday|timespec_get|localtime|pthread_mutex_timedlock|sem_timedwait)\>|\<time\((NULL|0|&)'

failures=0
fail() {
    printf 'house: %s\n' "$*"
    failures=$((failures + 1))
}

# includes <file>: what it includes between quotes, a line each.
includes() {
    sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$1"
}

# inclusion_allowed <room> <header>: whether the table lets a file of the room include it.
inclusion_allowed() {
    case $2 in
    */*) ;;
    *) return 1 ;; # a header is named from its room on
    esac
    printf '%s\n' "$may_include" | awk -v room="$1" -v header="$2" '
        $1 == room {
            of = substr(header, 1, index(header, "/") - 1)
            allowed = of == room
            for (i = 2; i <= NF; i++)
                allowed = allowed || $i == "*" || $i == of || $i == header
        }
        END { exit !allowed }'
}

check_includes() {
    for header in $(includes "$1"); do
        inclusion_allowed "$2" "$header" || fail "$1: the room $2 may not include $header"
    done
    if [ "$2" != term ] && grep -Eq '^[[:space:]]*#[[:space:]]*include[[:space:]]*<(ncursesw?/)?(n?curses|term|panel|menu|form)\.h>' "$1"; then
        fail "$1: only the room term may include ncurses"
    fi
}

# A file starts with a comment that says its name and its job: "name — job".
check_first_lines() {
    name=$(basename "$1")
    head -n 2 "$1" | tr -d '\n' | grep -q "^/[* ]* ${name%.*} — [^ ]" ||
        fail "$1: does not start with a comment '${name%.*} — what it does'"
}

# The first include of a .c file is its own header, where it has one.
check_own_header_first() {
    stem=${1#src/}
    own=${stem%.c}.h
    [ -e "include/$own" ] || [ -e "src/$own" ] || return
    first=$(sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*//p' "$1" | head -n 1)
    [ "$first" = "\"$own\"" ] || fail "$1: includes $first first, not its own header \"$own\""
}

# include/ holds exactly the headers that another room includes, itself or through one of them.
check_place() {
    header=${1#*/}
    room=${header%%/*}
    users=$(grep -rlF "\"$header\"" src include | grep -v "^$1\$")
    public=$(printf '%s\n' "$users" | grep -v "^src/$room/" || true)
    case $1 in
    include/*) [ -n "$public" ] || fail "$1: no other room includes it, so it belongs beside its .c" ;;
    *) [ -z "$public" ] || fail "$1: belongs in include/, since another room includes it:" $public ;;
    esac
}

# A header is read once.
check_once() {
    [ "$(grep -m 1 '^[[:space:]]*#' "$1")" = '#pragma once' ] || fail "$1: does not begin with #pragma once"
}

# tests/unit mirrors the rooms, and every golden is some test's.
check_tests() {
    for folder in $(cd tests && find unit -mindepth 1 -type d | sort); do
        [ -d "src/${folder#unit/}" ] || fail "tests/$folder: there is no src/${folder#unit/}"
    done
    for golden in tests/golden/*.txt; do
        name=$(basename "$golden" .txt | tr - ' ')
        grep -rqE "\"($name|$(basename "$golden" .txt))\"" tests --include='*.c' || fail "$golden: no test looks at it"
    done
}

# Only the monotonic clock: what waits until a time of day does not come back when that is set.
check_clocks() {
    [ "$1" != "$may_know_the_day" ] || return
    found=$(grep -nE "$time_of_day" "$1") && fail "$1: asks for the time of day: $found"
    if grep -q '\<pthread_cond_timedwait(' "$1" && ! grep -q 'pthread_condattr_setclock(.*CLOCK_MONOTONIC' "$1"; then
        fail "$1: waits until a time of day"
    fi
}

# Names only: comments and strings may use any English word.
check_words() {
    pattern=$(printf '%s' "$retired_words" | tr '\n' '|')
    found=$(sed -e 's@"\([^"\\]\|\\.\)*"@""@g' -e 's@/\*.*\*/@@' -e '/\/\*/,/\*\//d' -e 's@//.*@@' "$1" |
        grep -owE '[A-Za-z_0-9]+' | grep -iE "^(.*_)?($pattern)(_.*)?\$" | sort -u | tr '\n' ' ')
    [ -z "$found" ] || fail "$1: retired words in names: $found"
}

# A mode, a bug and a panel are in a table, or else nobody ever sees them.
check_rows() {
    for name in $(sed -n 's/^const struct \(mode\|panel\) \([a-z_0-9]*\) = {.*/\2/p' "$1"); do
        grep -rqw "&$name" src || fail "$1: $name is in no table"
    done
}

# mutable_globals <object or library>...: "<object> <symbol>" for what lies in a writable section, but for what only the
# loader writes (.data.rel.ro).
mutable_globals() {
    objdump --syms "$@" | awk '
        / file format / { object = $1; sub(/:$/, "", object); sub(/.*\//, "", object) }
        NF > 3 && $(NF - 2) ~ /^(\.t?data|\.t?bss|\*COM\*)/ && $(NF - 2) !~ /^\.data\.rel\.ro/ && $NF !~ /^\./ { print object, $NF }'
}

check_globals() {
    mutable=$(mutable_globals "$@")
    while read -r object symbol; do
        [ -z "$symbol" ] || printf '%s\n' "$allowed_globals" | tr -s ' ' | grep -qxF "$object $symbol" ||
            fail "$object: $symbol is a mutable global"
    done <<END
$mutable
END
}

# A model's inlines are named after the functions that they stand for, or else model_…
check_model() {
    for name in $(sed -n 's/^inline \([a-z0-9_]*\)(.*/\1/p' "$1"); do
        case $name in model_*) continue ;; esac
        grep -rqE "(^|[^a-z0-9_])$name\(" src include || fail "$1: there is no function $name"
    done
    for file in $(grep -o 'src/[a-z_/]*\.c' "$1"); do
        [ -e "$file" ] || fail "$1: there is no $file"
    done
}

# Documents name files that exist; and where a row of a table has a file and functions, it has them.
check_document() {
    for name in $(grep -oE '`[a-z_/]+\.(c|h|ini|sh|md)`' "$1" | tr -d '`'); do
        [ -e "$name" ] || [ -e "src/$name" ] || [ -n "$(find src include tests docs -path "*/$name")" ] ||
            fail "$1: there is no $name"
    done
    lacking=$(sed -n 's/^| [0-9]* | `\([a-z_/]*\.c\)` | \(.*\) |$/\1 \2/p' "$1" | while read -r file row; do
        for function in $(printf '%s' "$row" | grep -oE '`[a-z_]+`' | tr -d '`'); do
            grep -qE "(^|[^a-z0-9_])$function\(" "src/$file" || printf '%s has no function %s; ' "$file" "$function"
        done
    done)
    [ -z "$lacking" ] || fail "$1: $lacking"
}

for file in $(find src include tests -name '*.[ch]' | sort); do
    check_words "$file"
done
for file in $(find src include -name '*.[ch]' | sort); do
    room=${file#*/}
    room=${room%%/*}
    check_includes "$file" "$room"
    check_first_lines "$file"
    check_clocks "$file"
    case $file in
    *.h)
        check_once "$file"
        check_place "$file"
        ;;
    *)
        check_own_header_first "$file"
        check_rows "$file"
        ;;
    esac
done
for model in tests/model/*.pml; do
    check_model "$model"
done
for document in src/README.md docs/architecture.md docs/contributing.md; do
    [ -e "$document" ] || continue
    check_document "$document"
done
check_tests
if [ $# -gt 0 ]; then
    check_globals "$@"
fi
[ "$failures" -eq 0 ]
