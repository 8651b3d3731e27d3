# tallyc LIBRARY OUT CALL [MODULE]: all .tally files of this folder as one program, which calls CALL or its argument.
library=$1 out=$2 call=$3
files=$(find . -name '*.tally' | sort)
for file in $files; do
  IFS= read -r first < "$file"
  [ "$first" = tally ] || { echo "${file#./}:1: a file begins with the line: tally" >&2; exit 1; }
done
parts=$(sed -n 's/^use //p' $files /dev/null | sort -u)
missing=$(for part in $parts; do grep -q "^$part " "$library/parts" || echo "$part"; done)
[ -z "$missing" ] || { echo "$missing"; exit 4; }
{
  echo '#!/bin/sh'
  for part in $parts; do cat "$library/$(sed -n "s/^$part //p" "$library/parts")"; done
  for file in $files; do sed '/^tally$/d; /^use /d' "$file"; done
  [ -n "$call" ] && echo "$call" || echo '"$1"'
} > "$out"
