#!/usr/bin/env bash
set -euo pipefail

hot_above=85 cool_below=70 silence=90 reminder=600
declare -A state hot cool read_at began since raised seconds
last=

change() {
  local name=$1 next=$2
  if [[ ${state[$name]} == calm ]]; then began[$name]=$now; fi
  if [[ $next == calm ]]; then seconds[$name]=$((seconds[$name] + now - began[$name])); fi
  if [[ $next == raised ]]; then raised[$name]=$((raised[$name] + 1)); fi
  state[$name]=$next
  since[$name]=$now
  echo "$now $name $next"
}

read_value() {
  local name=$1 value=$2
  if ((now - read_at[$name] > silence)); then hot[$name]=0 cool[$name]=0; fi
  read_at[$name]=$now
  hot[$name]=$((value > hot_above ? hot[$name] + 1 : 0))
  cool[$name]=$((value < cool_below ? cool[$name] + 1 : 0))
  if [[ ${state[$name]} == calm ]]; then
    if ((hot[$name] >= 3)); then change "$name" raised; fi
  elif ((cool[$name] >= 4)); then
    change "$name" calm
  elif [[ ${state[$name]} == seen ]] && ((hot[$name] && now >= since[$name] + reminder)); then
    change "$name" raised
  fi
}

while read -r now name what; do
  if [[ -z ${state[$name]-} ]]; then
    state[$name]=calm hot[$name]=0 cool[$name]=0 read_at[$name]=$now raised[$name]=0 seconds[$name]=0
  fi
  if [[ $what != seen ]]; then
    read_value "$name" "$what"
  elif [[ ${state[$name]} == raised ]]; then
    change "$name" seen
  else
    echo "$now $name refused"
  fi
  last=$now
done

[[ -n $last ]] || exit 0
printf '%s\n' "${!state[@]}" | LC_ALL=C sort | while read -r name; do
  total=${seconds[$name]}
  if [[ ${state[$name]} != calm ]]; then total=$((total + last - began[$name])); fi
  echo "$name ${state[$name]} ${raised[$name]} $total"
done
