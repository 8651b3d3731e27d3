repeated() {
  local out=()
  for one in $1; do
    for ((i = 0; i < $2; i++)); do out+=("$one"); done
  done
  echo "${out[*]}"
}
