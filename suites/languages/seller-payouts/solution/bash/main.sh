#!/usr/bin/env bash
export LC_ALL=C

rate=47
fixed=31
least=1900

declare -A balances frozen
sellers=()
earned=0

commission() {
    result=$((($1 * rate + 500) / 1000))
}

amount() {
    local size=${1#-} sign=
    (($1 < 0)) && sign=-
    printf -v result '%s%d.%02d' "$sign" $((size / 100)) $((size % 100))
}

# Keeps the sellers in their order: a new one is put into its place.
enter() {
    local at
    [[ -n ${balances[$1]+x} ]] && return
    balances[$1]=0
    for ((at = ${#sellers[@]}; at > 0; at--)); do
        [[ ${sellers[at - 1]} < $1 ]] && break
        sellers[at]=${sellers[at - 1]}
    done
    sellers[at]=$1
}

payout() {
    local seller count=0
    for seller in "${sellers[@]}"; do
        if ((balances[$seller] >= least)) && [[ -z ${frozen[$seller]} ]]; then
            amount "${balances[$seller]}"
            echo "pay $seller $result"
            balances[$seller]=0
        fi
        ((balances[$seller] > 0)) && ((count++))
    done
    echo "waiting $count"
}

while read -r kind seller cents; do
    case $kind in
        sale)
            enter "$seller"
            commission "$cents"
            charge=$((result + fixed < cents ? result + fixed : cents))
            ((balances[$seller] += cents - charge, earned += charge))
            ;;
        refund)
            enter "$seller"
            commission "$cents"
            ((balances[$seller] -= cents - result, earned -= result))
            ;;
        freeze) frozen[$seller]=yes ;;
        thaw) unset "frozen[$seller]" ;;
        payout) payout ;;
    esac
done

for seller in "${sellers[@]}"; do
    if ((balances[$seller] != 0)); then
        amount "${balances[$seller]}"
        echo "left $seller $result"
    fi
done
amount "$earned"
echo "earned $result"
