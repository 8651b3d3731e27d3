#!/usr/bin/env bash
set -euo pipefail

block=512
declare -A memory=()

# missing FIRST LAST: print what is not in memory of these blocks, and take it there
missing() {
  local at text="" begin=-1 last
  for ((at = $1; at <= $2 + 1; at++)); do
    if ((at <= $2)) && [[ -z ${memory[$at]-} ]]; then
      ((begin >= 0)) || begin=$at
      memory[$at]=1
    elif ((begin >= 0)); then
      last=$((at - 1))
      if ((begin == last)); then text+=" $begin"; else text+=" $begin-$last"; fi
      begin=-1
    fi
  done
  text=${text# }
  echo "${text:-held}"
}

IFS=' ' read -r _ size
while IFS=' ' read -r command first second; do
  case $command in
    load)
      end=$((first + second < size ? first + second : size))
      if ((first < end)); then
        missing $((first / block)) $(((end - 1) / block))
      else
        echo held
      fi
      ;;
    drop)
      for ((at = first; at <= second; at++)); do unset "memory[$at]"; done
      ;;
    count) echo "${#memory[@]}" ;;
  esac
done
