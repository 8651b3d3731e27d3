#!/usr/bin/env bash
LC_ALL=C
usual_port=8443
link_form='^([A-Za-z0-9.-]+)(:([0-9]{1,5}))?(/[^?#]*)?(\?([^#]*))?(#.*)?$'
query_form='^([^%]|%[2-6][0-9A-Fa-f]|%7[0-9A-Ea-e])*$'

# Sets `decoded`.
decode() {
    decoded=${1//+/ }
    decoded=${decoded//\\/\\\\}
    printf -v decoded %b "${decoded//%/\\x}"
}

# Sets `encoded`.
encode() {
    local i c
    encoded=
    for ((i = 0; i < ${#1}; i++)); do
        c=${1:i:1}
        case $c in
        [A-Za-z0-9._~-]) encoded+=$c ;;
        ' ') encoded+=+ ;;
        *) printf -v c '%%%02X' "'$c" && encoded+=$c ;;
        esac
    done
}

while IFS= read -r line; do
    if ! [[ $line =~ $link_form ]]; then
        echo broken
        continue
    fi
    host=${BASH_REMATCH[1]} port=${BASH_REMATCH[3]} path=${BASH_REMATCH[4]} query=${BASH_REMATCH[6]}
    if ! [[ $query =~ $query_form ]]; then
        echo broken
        continue
    fi
    result=${host,,}
    [[ $port ]] && ((10#$port != usual_port)) && result+=:$port
    result+=${path:-/}

    declare -A seen=()
    names=() values=()
    IFS='&' read -ra parts <<< "$query"
    for part in "${parts[@]}"; do
        [[ $part ]] || continue
        decode "${part%%=*}"
        name=$decoded value=
        if [[ $part == *=* ]]; then
            decode "${part#*=}"
            value=$decoded
        fi
        [[ $name. == trace.* || ${seen["$name"$'\n'"$value"]-} ]] && continue
        seen["$name"$'\n'"$value"]=1
        # Insertion behind all names that are not larger.
        for ((i = ${#names[@]}; i > 0; i--)); do
            [[ ${names[i - 1]} > $name ]] || break
            names[i]=${names[i - 1]} values[i]=${values[i - 1]}
        done
        names[i]=$name values[i]=$value
    done
    mark='?'
    for i in "${!names[@]}"; do
        encode "${names[i]}"
        result+=$mark$encoded=
        encode "${values[i]}"
        result+=$encoded
        mark='&'
    done
    printf '%s\n' "$result"
done
