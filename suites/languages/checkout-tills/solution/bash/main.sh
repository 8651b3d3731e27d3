#!/usr/bin/env bash
set -euo pipefail

express_items=15
seconds_each=20
read -r _ count express

# The ends of servings at till i are ends[i * 2000 + at], from first[i] up to, but not with, last[i].
declare -a ends first last busy most
for ((i = 1; i <= count; i++)); do first[i]=0 last[i]=0 busy[i]=0 most[i]=0; done

while read -r time items; do
  best=0 fewest=9999
  for ((i = items > express_items ? express + 1 : 1; i <= count; i++)); do
    while ((first[i] < last[i] && ends[i * 2000 + first[i]] <= time)); do ((first[i] += 1)); done
    if ((last[i] - first[i] < fewest)); then
      best=$i
      fewest=$((last[i] - first[i]))
    fi
  done
  if ((best == 0)); then
    echo "turned away"
    continue
  fi
  seconds=$((seconds_each + 3 * items))
  begin=$((fewest > 0 ? ends[best * 2000 + last[best] - 1] : time))
  ends[best * 2000 + last[best]]=$((begin + seconds))
  last[best]=$((last[best] + 1))
  busy[best]=$((busy[best] + seconds))
  ((fewest + 1 <= most[best])) || most[best]=$((fewest + 1))
  echo "$best $((begin + seconds))"
done

for ((i = 1; i <= count; i++)); do
  echo "till $i ${last[i]} ${busy[i]} ${most[i]}"
done
