#!/bin/sh
# model — explores every state of a Promela model, then of the model with each of its planted faults, which must be found.
# usage: model_test.sh <model.pml> [<variant>...]    a variant is the -D options of one exploration, in one word
set -u
model=$(realpath "$1") || exit 2
name=$(basename "$model" .pml)
shift
[ $# -gt 0 ] || set -- -DALL

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

# Not optimised: compilers can take minutes for what the verifier is written in.
# explore <-D option>...: 0 where every state is good, 1 where one is not, else the verifier's words and the end.
explore() {
    { spin -a "$@" "$model" && cc -O0 -w -DSAFETY -DCOLLAPSE -o pan pan.c; } >log 2>&1 &&
        ./pan -m100000 -w22 >log 2>&1
    if grep -q 'errors: 0$' log && ! grep -Eq 'max search depth too small|out of memory' log; then
        return 0
    elif grep -q 'errors: [1-9]' log && ! grep -Eq 'max search depth too small|out of memory' log; then
        return 1
    fi
    echo "$name $*: not explored"
    cat log
    exit 2
}

failures=0
for variant in "$@"; do
    # shellcheck disable=SC2086 # a variant is several words
    if explore $variant; then
        echo "$name $variant: holds in $(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' log) states"
    else
        echo "$name $variant: does not hold"
        grep '^pan:' log
        failures=$((failures + 1))
    fi
done

for fault in $(grep -o 'FAULT_[A-Z]\{3,\}' "$model" | sort -u); do
    found=
    for variant in "$@"; do
        # shellcheck disable=SC2086
        explore $variant "-D$fault" || found=$(sed -n 's/^pan:[0-9]*: //p' log | head -n 1)
        [ -z "$found" ] || break
    done
    if [ -n "$found" ]; then
        echo "$name $fault: found: $found"
    else
        echo "$name $fault: not found"
        failures=$((failures + 1))
    fi
done
[ "$failures" -eq 0 ]
