#!/usr/bin/env bash
export LC_ALL=C

share=95
limit=1500

# Every request as: endpoint, failed or not, time
requests=$(awk '{
    route = $2
    sub(/\?.*/, "", route)
    count = split(route, parts, "/")
    route = ""
    for (n = 2; n <= count; n++) route = route "/" (parts[n] ~ /^[0-9]+$/ ? "#" : parts[n])
    if (length(route) > 1) sub(/\/$/, "", route)
    printf "%s %s\t%d\t%d\n", $1, route, ($3 >= 500), $4
}')

if [[ -n $requests ]]; then
    # Times come smallest first; the reports get what they are ordered by in front.
    sort -t $'\t' -k3,3n <<<"$requests" |
        awk -F '\t' -v share="$share" '
            function ranked(endpoint, percent) {
                return times[endpoint, int((good[endpoint] * percent + 99) / 100)]
            }
            { total[$1]++ }
            !$2 { times[$1, ++good[$1]] = $3 }
            END {
                for (e in total) {
                    m = good[e] ? ranked(e, 50) : "-"
                    h = good[e] ? ranked(e, share) : "-"
                    printf "%s\t%d\t%s\t", good[e] ? h : -1, total[e], e
                    printf "%s calls %d failed %d mid %s high %s\n", e, total[e], total[e] - good[e], m, h
                }
            }' |
        sort -t $'\t' -k1,1nr -k2,2nr -k3,3 | cut -f 4
fi
awk -F '\t' -v limit="$limit" '$3 > limit { n++ } END { print "slow", n + 0 }' <<<"$requests"
