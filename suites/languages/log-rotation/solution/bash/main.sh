#!/usr/bin/env bash
set -euo pipefail

percent=13
current=0 deleted=0 bytes=0
older=()

delete_last() {
  bytes=$((bytes + older[-1]))
  deleted=$((deleted + 1))
  unset 'older[-1]'
}

rotate() {
  if ((current == 0)); then return; fi
  echo "rotated $current"
  older=("$current" ${older[@]+"${older[@]}"})
  current=0
  if ((${#older[@]} > keep)); then delete_last; fi
  if ((${#older[@]} > 1)); then older[1]=$(((older[1] * percent + 99) / 100)); fi
}

total() {
  sum=$current
  for size in ${older[@]+"${older[@]}"}; do sum=$((sum + size)); done
}

read -r _ limit keep
while read -r command number; do
  case $command in
    write)
      if ((current + number > limit)); then rotate; fi
      current=$((current + number))
      ;;
    rotate) rotate ;;
    clean)
      count=0
      total
      while ((${#older[@]} && sum > number)); do
        delete_last
        count=$((count + 1))
        total
      done
      echo "cleaned $count $sum"
      ;;
    sizes) echo "$current" ${older[@]+"${older[@]}"} ;;
  esac
done
echo "deleted $deleted $bytes"
