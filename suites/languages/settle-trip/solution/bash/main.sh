#!/usr/bin/env bash
small=29
read -ra names
declare -A index
balance=()
for i in "${!names[@]}"; do
    index[${names[i]}]=$i balance[i]=0
done
count=${#names[@]}

money() {
    local size=${1#-} sign=
    [[ $1 == -* ]] && sign=-
    printf '%s%d.%02d' "$sign" $((size / 100)) $((size % 100))
}

while read -r kind name a b; do
    payer=${index[$name]}
    if [[ $kind == paid ]]; then
        other=${index[$a]}
        ((balance[payer] += b, balance[other] -= b))
        continue
    fi
    weights=() total=0
    IFS=, read -ra parts <<< "${b:-$(IFS=, && echo "${names[*]}")}"
    for part in "${parts[@]}"; do
        weight=1
        [[ $part == *\** ]] && weight=${part#*\*}
        who=${index[${part%\**}]}
        weights[who]=$weight
        ((total += weight))
    done
    ((balance[payer] += a, left = a))
    for i in "${!weights[@]}"; do
        ((share = a * weights[i] / total, balance[i] -= share, left -= share))
    done
    for ((at = payer + 1; left > 0; at++)); do
        i=$((at % count))
        [[ ${weights[i]-} ]] && ((balance[i] -= 1, left -= 1))
    done
done

for i in "${!names[@]}"; do
    echo "${names[i]} $(money "${balance[i]}")"
    ((balance[i] > -small && balance[i] < small)) && balance[i]=0
done
settled=1
while :; do
    low=0 high=0
    for ((i = 1; i < count; i++)); do
        ((balance[i] < balance[low])) && low=$i
        ((balance[i] > balance[high])) && high=$i
    done
    ((balance[low] < 0 && balance[high] > 0)) || break
    cents=$((-balance[low] < balance[high] ? -balance[low] : balance[high]))
    ((balance[low] += cents, balance[high] -= cents))
    echo "${names[low]} pays ${names[high]} $(money $cents)"
    settled=
done
[[ $settled ]] && echo settled
exit 0
