sort -n -u | awk '
  NR > 1 && $1 - before > 1 {
    first = before + 1; last = $1 - 1; found = 1
    if (first == last) print first
    else if (last - first == 1) print first "," last
    else print first "-" last
  }
  { before = $1 }
  END { if (!found) print "full" }
'
