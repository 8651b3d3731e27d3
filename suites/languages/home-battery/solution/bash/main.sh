#!/usr/bin/env bash
set -euo pipefail

share=87
read -r _ capacity rate
level=0 total_bought=0 total_sold=0 total_lost=0

while read -r sun use; do
  if ((sun > use)); then
    over=$((sun - use))
    taken=$((over < rate ? over : rate))
    stored=$((taken * share / 100))
    if ((stored > capacity - level)); then
      stored=$((capacity - level))
      taken=$(((stored * 100 + share - 1) / share))
    fi
    over=$((over - taken))
    level=$((level + stored))
    total_lost=$((total_lost + taken - stored))
    total_sold=$((total_sold + over))
    if ((over > 0)); then echo "$level sold $over"; else echo "$level even"; fi
  else
    missing=$((use - sun))
    given=$((missing < rate ? missing : rate))
    given=$((given < level ? given : level))
    level=$((level - given))
    missing=$((missing - given))
    total_bought=$((total_bought + missing))
    if ((missing > 0)); then echo "$level bought $missing"; else echo "$level even"; fi
  fi
done

echo "total bought $total_bought sold $total_sold lost $total_lost"
