#!/usr/bin/env bash
cleaning=11
declare -A seats start finish people place
waiting=()

read -ra parts
for part in "${parts[@]}"; do
    seats[${part%:*}]=${part#*:}
done
# Names by seats; sort -s keeps the order of the first line.
mapfile -t rooms < <(printf '%s\n' "${parts[@]}" | sort -s -t: -k2,2n | cut -d: -f1)
largest=${seats[${rooms[-1]}]}

# Whether the request $1 would fit the room $2.
fits() {
    local other
    for other in "${!place[@]}"; do
        [[ ${place[$other]} == "$2" && $other != "$1" ]] || continue
        ((finish[$other] + cleaning <= start[$1] || finish[$1] + cleaning <= start[$other])) || return 1
    done
}

# Gives the request $1 a room, if there is one.
place_it() {
    local room
    for room in "${rooms[@]}"; do
        if ((seats[$room] >= people[$1])) && fits "$1" "$room"; then
            place[$1]=$room
            echo "$1 $room"
            return 0
        fi
    done
    return 1
}

try_waiting() {
    local id rest=()
    for id in "${waiting[@]}"; do
        place_it "$id" || rest+=("$id")
    done
    waiting=("${rest[@]}")
}

leave_list() {
    local id rest=()
    for id in "${waiting[@]}"; do
        [[ $id == "$1" ]] || rest+=("$id")
    done
    waiting=("${rest[@]}")
}

forget() {
    unset "place[$1]" "start[$1]" "finish[$1]" "people[$1]"
}

book() {
    if [[ ${start[$1]-} ]]; then
        echo "$1 taken"
    elif (($4 > largest)); then
        echo "$1 impossible"
    else
        start[$1]=$2 finish[$1]=$3 people[$1]=$4
        place_it "$1" || { waiting+=("$1") && echo "$1 waits"; }
    fi
}

cancel() {
    local booked=${place[$1]-}
    forget "$1"
    echo "$1 cancelled"
    if [[ $booked ]]; then
        try_waiting
    else
        leave_list "$1"
    fi
}

change() {
    local old=${finish[$1]}
    finish[$1]=$2
    if [[ -z ${place[$1]-} ]]; then
        if place_it "$1"; then leave_list "$1"; else echo "$1 waits"; fi
    elif fits "$1" "${place[$1]}"; then
        echo "$1 until $2"
        ((old > $2)) && try_waiting
    else
        finish[$1]=$old
        echo "$1 stays"
    fi
}

show() {
    local id text
    text=$(for id in "${!place[@]}"; do
        [[ ${place[$id]} == "$1" ]] && echo "${start[$id]} $id ${start[$id]}-${finish[$id]}"
    done | sort -n | cut -d' ' -f2- | paste -sd' ')
    echo "$1 ${text:-empty}"
}

while read -r command id rest; do
    # shellcheck disable=SC2086
    case $command in
    book) book "$id" $rest ;;
    show) show "$id" ;;
    *) if [[ ${start[$id]-} ]]; then "$command" "$id" $rest; else echo "$id unknown"; fi ;;
    esac
done
echo "waiting ${waiting[*]}"
