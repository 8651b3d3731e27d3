#!/usr/bin/env bash
share=17
most=5000000

declare -A places rates kept
codes=()

shown() {
    result=$1
    ((places[$2])) && printf -v result '%d.%02d' $(($1 / 100)) $(($1 % 100))
}

# Puts the numbers of the ways into `ways`: by what to multiply, and by what to divide.
plan() {
    local pair from to above below
    ways=()
    for pair in "$@"; do
        from=${pair% *} to=${pair#* }
        above=${rates[$from $to]} below=10000
        [[ -z $above ]] && above=10000 below=${rates[$to $from]}
        [[ -z $below ]] && return 1
        ((places[$to])) && above=$((above * 100))
        ((places[$from])) && below=$((below * 100))
        ways+=("$above $below")
    done
}

# Result: what the customer gets, and the charge. Fails where it is too much.
change() {
    local number=$1 way above below
    ((number <= most)) || return 1
    for way in "${ways[@]}"; do
        above=${way% *} below=${way#* }
        number=$(((2 * number * above + below) / (2 * below)))
        ((number <= most)) || return 1
    done
    charge=$(((number * share + 999) / 1000))
    result=$((number - charge))
}

smallest() {
    local low=0 high=$((most + 1)) middle
    while ((high - low > 1)); do
        middle=$(((low + high) / 2))
        if ! change $middle || ((result >= $1)); then high=$middle; else low=$middle; fi
    done
    change $high || return 1
    result=$high
}

while read -r kind a b c; do
    case $kind in
        currency) codes+=("$a") places[$a]=$b kept[$a]=0 ;;
        rate) rates[$a $b]=$c ;;
        *)
            a=${a/./}
            a=$((10#$a))
            hub=${codes[0]}
            if ! plan "$b $c" && { [[ $b == "$hub" || $c == "$hub" ]] || ! plan "$b $hub" "$hub $c"; }; then
                echo "no way"
            elif [[ $kind == give ]] && change "$a"; then
                ((kept[$c] += charge))
                shown $result "$c"
                echo "$result $c"
            elif [[ $kind == want ]] && smallest "$a"; then
                shown $result "$b"
                echo "$result $b"
            else
                echo "too much"
            fi
            ;;
    esac
done

for code in "${codes[@]}"; do
    if ((kept[$code])); then
        shown "${kept[$code]}" "$code"
        echo "fees $code $result"
    fi
done
