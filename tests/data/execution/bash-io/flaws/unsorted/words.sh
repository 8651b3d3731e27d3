#!/usr/bin/env bash
set -euo pipefail

limit=${1-}
if (($# > 1)) || [[ $# -eq 1 && ! $limit =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: words.sh [N]" >&2
  exit 2
fi

declare -A counts=()
while read -r -a words || ((${#words[@]})); do
  for word in "${words[@]}"; do
    word=${word,,}
    counts[$word]=$((${counts[$word]:-0} + 1))
  done
  words=()
done

for word in "${!counts[@]}"; do
  printf '%d %s\n' "${counts[$word]}" "$word"
done | sort -k1,1nr -k2,2r | if [[ -n $limit ]]; then head -n "$limit"; else cat; fi
