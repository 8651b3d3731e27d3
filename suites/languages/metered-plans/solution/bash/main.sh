#!/usr/bin/env bash
# Plans are kept as texts: the way, then end and price of each tier.
least=37
declare -A plans

read -r count
for ((i = 0; i < count; i++)); do
    read -r name way tiers
    text=$way
    for ((t = 0; t < tiers; t++)); do
        read -r end price
        [[ $end == - ]] && end=1000000000
        text+=" $end $price"
    done
    plans[$name]=$text
done

due=0
while read -r name units; do
    if [[ -z ${plans[$name]-} ]]; then
        printf '%s %d unknown\n' "$name" "$units"
        continue
    fi
    read -ra tier <<< "${plans[$name]}"
    sum=0 begin=0
    for ((t = 1; t < ${#tier[@]}; t += 2)); do
        end=${tier[t]} price=${tier[t + 1]}
        ((sum += ((units < end ? units : end) - begin) * price))
        if ((units <= end)); then
            [[ ${tier[0]} == flat ]] && sum=$((units * price))
            break
        fi
        begin=$end
    done
    cents=$(((sum + 50) / 100))
    ((cents < least)) && cents=$least
    ((units == 0)) && cents=0
    ((due += cents))
    printf '%s %d %d.%02d\n' "$name" "$units" $((cents / 100)) $((cents % 100))
done
printf 'due %d.%02d\n' $((due / 100)) $((due % 100))
