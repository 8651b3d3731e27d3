#!/usr/bin/env bash
set -euo pipefail

lead_days=4 most_waiting=25
waiting=0 ordered=0 sold=0 lost=0 short_days=0 day=0
due=()

read -r _ stock point pack
while read -r wanted; do
  day=$((day + 1))
  arrived=${due[day]:-0}
  stock=$((stock + arrived))
  ordered=$((ordered - arrived))
  wanted=$((wanted + waiting))
  served=$((stock < wanted ? stock : wanted))
  stock=$((stock - served))
  sold=$((sold + served))
  missing=$((wanted - served))
  waiting=$((missing < most_waiting ? missing : most_waiting))
  lost=$((lost + missing - waiting))
  short_days=$((short_days + (waiting > 0)))
  report="$day $stock $waiting"
  position=$((stock + ordered - waiting))
  if ((position <= point)); then
    amount=$((((point - position) / pack + 1) * pack))
    arrival=$((day + lead_days))
    if ((arrival % 7 == 0)); then arrival=$((arrival + 1)); fi
    due[arrival]=$((${due[arrival]:-0} + amount))
    ordered=$((ordered + amount))
    report+=" orders $amount"
  fi
  echo "$report"
done
echo "total $sold $lost $short_days"
