#!/usr/bin/env bash
# A version is compared as a text of fixed columns: a limit of one or two numbers as its beginning.
LC_ALL=C
longest=61
number='(0|[1-9][0-9]{0,4})'
short="^$number(\\.$number)?\$"
full="^$number\\.$number\\.$number(-([a-z]{1,8})([1-9][0-9]{0,4})?)?\$"
sign_at_front='^(!=|<=|>=|[=<>~^])'
declare -A available keys

# Sets key to the text that a version or limit is compared by, and tagged to its three numbers if it has a tag.
key_of() {
    tagged=''
    if [[ $1 =~ $full ]]; then
        local tag=${BASH_REMATCH[5]} count=${BASH_REMATCH[6]:-0}
        printf -v key '%05d.%05d.%05d.' "${BASH_REMATCH[@]:1:3}"
        if [[ $tag ]]; then
            tagged=$key
            printf -v key '%s%s %05d' "$key" "$tag" "$count"
        else
            key+='~'
        fi
    elif [[ $1 =~ $short ]]; then
        printf -v key '%05d.' "${BASH_REMATCH[1]}"
        if [[ ${BASH_REMATCH[2]} ]]; then printf -v key '%s%05d.' "$key" "${BASH_REMATCH[3]}"; fi
    else
        return 1
    fi
}

# Sets the arrays signs, limits and tags; an alternative begins at each element of firsts.
parse() {
    local rest=$1 part word sign words
    signs=() limits=() tags=() firsts=()
    ((${#rest} <= longest)) || return 1
    rest+='||'
    while [[ $rest ]]; do
        part=${rest%%'||'*} rest=${rest#*'||'}
        read -ra words <<< "$part"
        ((${#words[@]})) || return 1
        firsts+=(${#signs[@]})
        for word in "${words[@]}"; do
            sign='=' key='' tagged=''
            if [[ $word != '*' ]]; then
                if [[ $word =~ $sign_at_front ]]; then
                    sign=${BASH_REMATCH[1]}
                    word=${word#"$sign"}
                fi
                key_of "$word" || return 1
            fi
            signs+=("$sign") limits+=("$key") tags+=("$tagged")
        done
    done
    firsts+=(${#signs[@]})
}

# Whether the version with the key $1 meets the condition $2.
meets() {
    local limit=${limits[$2]} mine same rest
    mine=$1
    ((${#limit} <= 12)) && mine=${1:0:${#limit}}
    case ${signs[$2]} in
        '=') [[ $mine == "$limit" ]] ;;
        '!=') [[ $mine != "$limit" ]] ;;
        '<') [[ $mine < $limit ]] ;;
        '<=') [[ ! $mine > $limit ]] ;;
        '>') [[ $mine > $limit ]] ;;
        '>=') [[ ! $mine < $limit ]] ;;
        '~') [[ ! $mine < $limit && ${mine:0:12} == "${limit:0:12}" ]] ;;
        '^')
            same=0 rest=${limit:0:18}
            while [[ $rest == 00000.?* ]]; do same=$((same + 6)) rest=${rest:6}; done
            [[ ! $mine < $limit && ${mine:0:same + 6} == "${limit:0:same + 6}" ]]
            ;;
    esac
}

fits() {
    local i tag_named=0
    [[ $1 == *'~' ]] && tag_named=1
    for ((i = $2; i < $3; i++)); do
        meets "$1" "$i" || return 1
        [[ ${tags[i]} && ${tags[i]} == "${1:0:18}" ]] && tag_named=1
    done
    ((tag_named))
}

greatest() {
    local version best=''
    result=unmet
    for version in ${available[$1]}; do
        key=${keys[$version]}
        [[ $key > $best ]] || continue
        for ((a = 0; a + 1 < ${#firsts[@]}; a++)); do
            if fits "$key" "${firsts[a]}" "${firsts[a + 1]}"; then
                best=$key result=$version
                break
            fi
        done
    done
}

while IFS= read -r line; do
    kind=${line%% *} line=${line#* }
    name=${line%% *} text=${line#* }
    case $kind in
        release)
            [[ " ${available[$name]-} " == *" $text "* ]] || available[$name]+=" $text"
            key_of "$text"
            keys[$text]=$key
            ;;
        withdraw)
            if [[ ${available[$name]+x} ]]; then
                left=" ${available[$name]} "
                available[$name]=${left/" $text "/ }
            fi
            ;;
        *)
            if ! parse "$text"; then
                result=wrong
            elif [[ ! ${available[$name]+x} ]]; then
                result=unknown
            else
                greatest "$name"
            fi
            echo "$name $result"
            ;;
    esac
done
