#!/usr/bin/env bash
set -euo pipefail

payment_days=9
return_days=14
declare -A state=() before=() since=() due=() count=()

advance() {
  if [[ ${state[$1]} == new ]] && (($2 > due[$1])); then state[$1]=expired; fi
}

day=0
while read -r today order event; do
  day=$today
  [[ -n ${state[$order]-} ]] || state[$order]=unknown
  advance "$order" "$today"
  now=${state[$order]} after=""
  case "$now $event" in
    "unknown place")
      after=new
      due[$order]=$((today + payment_days))
      ;;
    "new pay") after=paid ;;
    "paid ship") after=shipped ;;
    "shipped deliver") after=delivered ;;
    "new cancel" | "paid cancel" | "held cancel") after=cancelled ;;
    "new hold" | "paid hold") after=held ;;
    "held resume")
      after=${before[$order]}
      due[$order]=$((due[$order] + today - since[$order]))
      ;;
    "delivered giveback") if ((today - since[$order] <= return_days)); then after=returned; fi ;;
  esac
  if [[ -z $after ]]; then
    echo "$order $now refused"
    continue
  fi
  before[$order]=$now since[$order]=$today state[$order]=$after
  echo "$order $after"
done

while read -r name; do
  advance "$name" "$day"
  count[${state[$name]}]=$((${count[${state[$name]}]:-0} + 1))
done < <(((${#state[@]})) && printf '%s\n' "${!state[@]}")

for name in new paid held shipped delivered returned cancelled expired; do
  if ((${count[$name]:-0})); then echo "$name ${count[$name]}"; fi
done
