#!/usr/bin/env bash
farthest=29

read -r count
text=()
for ((i = 0; i < count; i++)); do
    IFS= read -r line
    text+=("$line")
done

drift=0 earliest=0

# Sets `old` and `new` of `body`.
sides() {
    old=() new=()
    local line
    for line in "${body[@]}"; do
        [[ ${line:0:1} == + ]] || old+=("${line:1}")
        [[ ${line:0:1} == - ]] || new+=("${line:1}")
    done
}

# Whether the old lines stand at the place `$1`.
fits() {
    local i
    (($1 >= earliest && $1 + ${#old[@]} <= ${#text[@]})) || return 1
    for ((i = 0; i < ${#old[@]}; i++)); do
        [[ ${text[$1 + i]} == "${old[i]}" ]] || return 1
    done
}

# Sets `place` to the nearest one that fits; fails where there is none.
find_place() {
    local d
    for ((d = 0; d <= farthest; d++)); do
        for place in $((start + d)) $((start - d)); do
            fits "$place" && return
        done
    done
    return 1
}

# Takes the context at the ends of `body` away; fails where that is nothing, or leaves no old line.
trim() {
    local size=${#body[@]}
    if [[ ${body[0]:0:1} == ' ' ]]; then
        body=("${body[@]:1}")
        ((++start))
    fi
    if ((${#body[@]})) && [[ ${body[-1]:0:1} == ' ' ]]; then
        unset 'body[-1]'
    fi
    sides
    ((${#body[@]} < size && ${#old[@]}))
}

apply() {
    ((${#body[@]})) || return
    start=$((at + drift))
    local word=ok
    sides
    if ! find_place; then
        word=fuzzy
        if ! trim || ! find_place; then
            echo failed
            return
        fi
    elif ((place != start)); then
        word=moved
    fi
    text=("${text[@]:0:place}" "${new[@]}" "${text[@]:place + ${#old[@]}}")
    ((drift += ${#new[@]} - ${#old[@]} + place - start))
    earliest=$((place + ${#new[@]}))
    echo "$word $((place + 1))"
}

body=()
while IFS= read -r line; do
    if [[ $line == change* ]]; then
        apply
        at=$((${line#* } - 1))
        body=()
    else
        body+=("$line")
    fi
done
apply
echo "text ${#text[@]}"
((${#text[@]})) && printf '%s\n' "${text[@]}"
exit 0
