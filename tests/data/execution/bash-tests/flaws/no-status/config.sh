# A small store of KEY=VALUE lines.

declare -gA config=()
CONFIG_COUNT=0

config_load() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    [[ -z ${line//[[:space:]]/} || $line == \#* ]] && continue
    config[${line%%=*}]=${line#*=}
  done
  CONFIG_COUNT=${#config[@]}
}

config_get() {
  [[ -v config[$1] ]] || return 0
  printf '%s\n' "${config[$1]}"
}
