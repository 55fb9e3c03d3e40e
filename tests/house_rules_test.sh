#!/bin/bash
# house_rules — each rule of house_test.sh holds a small tree that keeps it, and fails one that breaks it.
# usage: house_rules_test.sh <source directory>
set -u
house=$1/tests/house_test.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

write() { # write <file>: from standard input
    mkdir -p "$(dirname "$tree/$1")"
    cat >"$tree/$1"
}

# A tree that keeps every rule.
plant() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/tests/model" "$tree/tests/unit/base"
    printf 'a list\n' | write tests/golden/long-list.txt
    printf '/* list */ GOLDEN("long list")\n' | write tests/unit/base/list_test.c
    printf '/*\n * list — a list.\n */\n#pragma once\n' | write include/base/list.h
    printf '/* list — a list. */\n#include "base/list.h"\n\nint list_first(void)\n{\n    return 0;\n}\n' | write src/base/list.c
    printf '/* modes — the table. */\n#include "engine/mode.h"\n\nstatic const struct mode *const modes[] = {&mode_sync};\n' | write src/modes/modes.c
    printf '/* sync — a mode. */\n#include "engine/mode.h"\n\nconst struct mode mode_sync = {0};\n' | write src/modes/sync.c
    printf '/* mode — a mode. */\n#pragma once\n#include "base/list.h"\n' | write include/engine/mode.h
    printf '| 1 | `base/list.c` | `list_first` |\n' | write docs/architecture.md
    printf 'inline list_first() { /* src/base/list.c */ skip }\n' | write tests/model/list.pml
}

judge() {
    (cd "$tree" && sh "$house" "$tree" "$@")
}

plant
judge || {
    echo "the tree that keeps every rule fails"
    exit 1
}

# breaks <what is said> <command>: the command, run in the tree, breaks a rule, and the house says so, and that alone.
breaks() {
    plant
    (cd "$tree" && eval "$2")
    said=$(judge) && said="(nothing)"
    case $said in
    "house: "*"$1"*) ;;
    *)
        printf 'broken by: %s\nis to be said: %s\nis said:\n%s\n' "$2" "$1" "$said"
        failures=$((failures + 1))
        ;;
    esac
}

append() { printf "$2\n" >>"$1"; }

breaks 'the room base may not include engine/mode.h' "append src/base/list.c '#include \"engine/mode.h\"'"
breaks 'the room base may not include list.h' "append src/base/list.c '#include \"list.h\"'"
breaks 'only the room term may include ncurses' "append src/base/list.c '#include <ncurses.h>'"
breaks "does not start with a comment 'list — what it does'" "sed -i 1d src/base/list.c"
breaks "does not start with a comment 'list — what it does'" "sed -i 's/list — a list/a list/' include/base/list.h"
breaks 'not its own header "base/list.h"' "sed -i '2i #include <stdio.h>' src/base/list.c"
breaks 'no other room includes it' "printf '/* heap — a heap. */\n#pragma once\n' >include/base/heap.h"
breaks 'belongs in include/' "printf '/* heap — a heap. */\n#pragma once\n' >src/base/heap.h; append src/modes/sync.c '#include \"base/heap.h\"'"
breaks 'does not begin with #pragma once' "sed -i '/pragma/d' include/base/list.h"
breaks 'no test looks at it' "rm tests/unit/base/list_test.c"
breaks 'there is no src/heap' "mkdir tests/unit/heap"
breaks 'asks for the time of day' "append src/base/list.c 'int64_t now = CLOCK_REALTIME;'"
breaks 'asks for the time of day' "append src/base/list.c 'long now = time(NULL);'"
breaks 'waits until a time of day' "append src/base/list.c 'int late = pthread_cond_timedwait(c, m, t);'"
breaks 'retired words in names: doorbell_ring' "append src/base/list.c 'int doorbell_ring(void);'"
breaks 'retired words in names: wish' "append src/base/list.c 'struct wish;'"
breaks 'mode_sync is in no table' "sed -i 's/&mode_sync/NULL/' src/modes/modes.c"
breaks 'there is no function list_last' "append tests/model/list.pml 'inline list_last() { skip }'"
breaks 'there is no src/base/heap.c' "append tests/model/list.pml '/* src/base/heap.c */'"

breaks 'there is no base/heap.c' "echo 'see \`base/heap.c\`' >docs/contributing.md"
breaks 'base/list.c has no function list_last' "echo '| 1 | \`base/list.c\` | \`list_first\`, \`list_last\` |' >docs/architecture.md"

# Globals are judged in what was compiled.
plant
printf 'int counter = 1;\nint zero;\nstatic int hidden = 2;\nint *use(void) { return &hidden; }\nconst int fine = 3;\n' >"$tree/globals.c"
cc -c "$tree/globals.c" -o "$tree/globals.o"
said=$(judge "$tree/globals.o")
for symbol in counter zero hidden; do
    case $said in
    *": $symbol is a mutable global"*) ;;
    *) echo "the mutable global $symbol is not found: $said" && failures=$((failures + 1)) ;;
    esac
done
case $said in
*fine*) echo "a constant is taken for a mutable global: $said" && failures=$((failures + 1)) ;;
esac
[ "$failures" -eq 0 ]
