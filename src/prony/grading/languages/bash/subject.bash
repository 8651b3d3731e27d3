# Runs a piece of the submission in a process of its own: load STATE FILE ..., call STATE NAME ..., inner STATE NAME ...
# What it leaves (functions, variables, options) is written to STATE, and is there for the next piece; of `inner`,
# which stands for a subshell, nothing is.
prony_kind=$1 prony_place=$2
builtin shift 2
declare -A prony_before prony_earlier
for prony_name in $(builtin compgen -e); do prony_before[$prony_name]=${!prony_name}; done

prony_keep() {
  builtin trap - EXIT DEBUG ERR RETURN
  builtin set +eu
  builtin shopt -u nocasematch
  builtin local prony_one prony_flags prony_key
  {
    builtin shopt -p
    builtin alias -p
    builtin declare -f
    builtin declare -Fx
    for prony_one in $(builtin compgen -v); do
      case $prony_one in
        prony_* | BASH* | DIRSTACK | EPOCH* | EUID | FUNCNAME | GROUPS | HOSTNAME | HOSTTYPE | LINENO | MACHTYPE | OSTYPE | PIPESTATUS | PPID | \
          PWD | OLDPWD | RANDOM | SECONDS | SHELLOPTS | SHLVL | SRANDOM | UID | _ | COMP_WORDBREAKS) ;;
        *) builtin declare -p "$prony_one" ;;
      esac
    done
    builtin declare -p prony_before | builtin command sed '1s/prony_before/prony_earlier/'
    builtin printf '%s\n' "$prony_options"
  } >"$prony_place/state" 2>/dev/null
  builtin compgen -A function | builtin command grep -v '^prony_' >"$prony_place/names"
  for prony_one in $(builtin compgen -v); do
    [[ $prony_one != prony_* && $prony_one != BASH* && $prony_one != FUNCNAME && $prony_one != DIRSTACK ]] || builtin continue
    builtin declare -n prony_value=$prony_one
    prony_flags=${prony_value@a}
    if [[ $prony_flags == *A* || $prony_flags == *a* ]]; then
      if [[ $prony_flags == *A* ]]; then prony_flags=table; else prony_flags=list; fi
      builtin printf '%s\0%s\0%s\0' "$prony_flags" "$prony_one" "$((2 * ${#prony_value[@]}))"
      for prony_key in "${!prony_value[@]}"; do builtin printf '%s\0%s\0' "$prony_key" "${prony_value[$prony_key]}"; done
    else
      builtin printf 'text\0%s\0001\0%s\0' "$prony_one" "$prony_value"
    fi
    builtin unset -n prony_value
  done >"$prony_place/variables" 2>/dev/null
  : >"$prony_place/kept"
}

# Run at the top level, so that what a file declares is everybody's.
if [[ -e $prony_place/state ]]; then
  builtin source "$prony_place/state" 2>/dev/null
  for prony_name in "${!prony_before[@]}"; do
    if [[ ${prony_before[$prony_name]} != "${prony_earlier[$prony_name]-}" ]]; then
      builtin printf -v "$prony_name" %s "${prony_before[$prony_name]}"
    fi
  done
fi
if [[ $prony_kind == load ]]; then
  builtin source "$@"
else
  "$@"
fi
prony_code=$?
if [[ $prony_kind != inner ]]; then
  prony_options=$(builtin set +o | builtin command grep -v -e errexit -e xtrace -e history -e noexec -e verbose)
  prony_keep
fi
builtin exit "$prony_code"
