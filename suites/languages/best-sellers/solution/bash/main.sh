#!/usr/bin/env bash
set -euo pipefail

least=25
declare -A balance=() total=() kinds=() product_of=() largest=()

while read -r kind branch product number; do
  [[ $kind == sold ]] || number=-$number
  balance[$branch $product]=$((${balance[$branch $product]:-0} + number))
  total[$branch]=0
done

for key in "${!balance[@]}"; do
  read -r branch product <<< "$key"
  number=${balance[$key]}
  ((number > 0)) || continue
  total[$branch]=$((total[$branch] + number))
  kinds[$branch]=$((${kinds[$branch]:-0} + 1))
  if ((number > ${largest[$branch]:-0})) || { ((number == largest[$branch])) && [[ $product < ${product_of[$branch]} ]]; }; then
    largest[$branch]=$number
    product_of[$branch]=$product
  fi
done

for branch in "${!total[@]}"; do
  if ((total[$branch] >= least)); then
    echo "$branch ${total[$branch]} of ${kinds[$branch]} best ${product_of[$branch]} ${largest[$branch]}"
  fi
done | LC_ALL=C sort -k2,2nr -k1,1

small=0
for branch in "${!total[@]}"; do
  ((total[$branch] >= least)) || small=$((small + 1))
done
echo "others $small"
