#!/usr/bin/env bash
set -euo pipefail

taper=80
read -r _ power plugs
limits=() names=() comes=() goes=() size=() level=() most=() waited=() full_at=()
minutes=0
while read -r kind name a b c d e; do
  if [[ $kind == limit ]]; then
    limits[name]=$a
    continue
  fi
  names+=("$name") comes+=("$a") goes+=("$b") size+=("$c") level+=("$d") most+=("$e") waited+=(0) full_at+=(0)
  if ((b > minutes)); then minutes=$b; fi
done

queue=() plugged=() total=0 peak=0 peak_at=0 next=0

# Keeps in `kept` those cars that stay after this minute has begun.
stay() {
  local car
  kept=()
  for car; do
    if ((goes[car] > minute)); then kept+=("$car"); fi
  done
}

for ((minute = 0; minute < minutes; minute++)); do
  power=${limits[minute]:-$power}
  stay ${queue[@]+"${queue[@]}"}
  queue=(${kept[@]+"${kept[@]}"})
  stay ${plugged[@]+"${plugged[@]}"}
  plugged=(${kept[@]+"${kept[@]}"})
  while ((next < ${#names[@]} && comes[next] == minute)); do
    queue+=("$next")
    next=$((next + 1))
  done
  while ((${#queue[@]} && ${#plugged[@]} < plugs)); do
    plugged+=("${queue[0]}")
    queue=("${queue[@]:1}")
  done
  for car in ${queue[@]+"${queue[@]}"}; do waited[car]=$((waited[car] + 1)); done

  turn=() room=()
  for car in ${plugged[@]+"${plugged[@]}"}; do
    can=${most[car]}
    if ((level[car] * 100 >= size[car] * taper)); then can=$(((can + 1) / 2)); fi
    free=$((size[car] - level[car]))
    room[car]=$((can < free ? can : free))
    turn+=("$car")
  done
  left=$power
  while ((left && ${#turn[@]})); do
    again=()
    for car in "${turn[@]}"; do
      if ((left == 0)); then break; fi
      level[car]=$((level[car] + 1))
      room[car]=$((room[car] - 1))
      left=$((left - 1))
      if ((room[car])); then again+=("$car"); fi
    done
    turn=(${again[@]+"${again[@]}"})
  done
  given=$((power - left))
  total=$((total + given))
  if ((given > peak)); then peak=$given peak_at=$minute; fi

  kept=()
  for car in ${plugged[@]+"${plugged[@]}"}; do
    if ((level[car] == size[car])); then full_at[car]=$((minute + 1)); else kept+=("$car"); fi
  done
  plugged=(${kept[@]+"${kept[@]}"})
done

for car in "${!names[@]}"; do
  if ((full_at[car])); then
    echo "${names[car]} ready ${full_at[car]} ${waited[car]}"
  else
    echo "${names[car]} gone ${level[car]} ${waited[car]}"
  fi
done
echo "total $total"
if ((total)); then echo "most $peak $peak_at"; fi
