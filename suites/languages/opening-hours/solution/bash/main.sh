#!/usr/bin/env bash
# Days are counted from 1 January 2000, a Saturday; hours are kept as "BEGIN END" in minutes of their day.
horizon=$((17 * 1440))
declare -A number=([sat]=0 [sun]=1 [mon]=2 [tue]=3 [wed]=4 [thu]=5 [fri]=6)
declare -a weekly special_known special questions

# Sets `ordinal` to the number of the day of a date.
to_ordinal() {
    local y=$((10#${1:0:4})) m=$((10#${1:5:2})) d=$((10#${1:8:2}))
    ((m <= 2)) && ((y--, m += 12))
    ((ordinal = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m - 457) / 5 + d - 730426))
}

# Prints the date of the day `$1`.
print_date() {
    local rest=$1 y=2000 m=1 length
    while ((rest >= (length = (y % 4 == 0 && y % 100 || y % 400 == 0) ? 366 : 365))); do ((rest -= length, y++)); done
    local leap=$((length - 365))
    for length in 31 $((28 + leap)) 31 30 31 30 31 31 30 31 30 31; do
        ((rest < length)) && break
        ((rest -= length, m++))
    done
    printf '%04d-%02d-%02d' "$y" "$m" $((rest + 1))
}

# Sets `begin` and `end` of hours such as 22:00-02:00.
to_span() {
    begin=$((10#${1:0:2} * 60 + 10#${1:3:2}))
    end=$((10#${1:6:2} * 60 + 10#${1:9:2}))
    ((end > begin)) || ((end += 1440))
}

while read -r kind when what; do
    case $kind in
    weekly)
        to_span "$what"
        first=${number[${when%-*}]} last=${number[${when#*-}]}
        for ((i = first; ; i = (i + 1) % 7)); do
            weekly[i]+="$begin $end "
            ((i == last)) && break
        done
        ;;
    special)
        to_ordinal "$when"
        special_known[ordinal]=1
        [[ $what == none ]] || { to_span "$what" && special[ordinal]+="$begin $end "; }
        ;;
    ask) questions+=("$when $what") ;;
    esac
done

# Sets `spans` to the hours of the day `$1`.
spans_of() {
    if (($1 >= 0)) && [[ ${special_known[$1]-} ]]; then
        read -ra spans <<< "${special[$1]-}"
    else
        read -ra spans <<< "${weekly[($1 + 7) % 7]-}"
    fi
}

for question in "${questions[@]}"; do
    to_ordinal "${question% *}"
    time=${question#* }
    now=$((ordinal * 1440 + 10#${time%:*} * 60 + 10#${time#*:}))
    # While it is open, `until` moves on as long as some hours go beyond it.
    until=$now state=shut next=
    for ((day = ordinal - 1; day * 1440 <= now + horizon; day++)); do
        spans_of "$day"
        moved=1
        while ((moved)); do
            moved=0
            for ((i = 0; i < ${#spans[@]}; i += 2)); do
                a=$((day * 1440 + spans[i])) b=$((day * 1440 + spans[i + 1]))
                ((a <= until && b > until)) && state=open until=$b moved=1
                ((a > now)) && [[ -z $next || $a -lt $next ]] && next=$a
            done
        done
        ((day * 1440 > until)) && [[ $state == open || $next ]] && break
    done
    [[ $state == open ]] || until=${next:-$((now + horizon + 1))}
    if ((until - now > horizon)); then
        printf '%s long\n' "$state"
    else
        printf '%s until %s %02d:%02d\n' "$state" "$(print_date $((until / 1440)))" $((until % 1440 / 60)) $((until % 60))
    fi
done
