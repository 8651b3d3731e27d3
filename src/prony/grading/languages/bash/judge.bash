# What the tests of a .bats file find: load, source, run, skip, and what asserts. No code of the submission runs here:
# source and load hand it to subject.bash, and leave a function here for each of those it defines, which calls it there.

prony_state=began
prony_names=
declare -A prony_reserved=() prony_given=() prony_imported=()
for prony_name in $(compgen -bk) setup teardown setup_file teardown_file command_not_found_handle; do
  prony_reserved[$prony_name]=1
done

prony_begin() {
  local name
  for name in $prony_words; do prony_given[$name]=1; done
  for name in $(compgen -v); do unset "prony_given[$name]"; done
  for name in BASH_ENV BASH_COMPAT CDPATH ENV EXECIGNORE FIGNORE GLOBIGNORE GREP_COLOR GREP_COLORS HISTFILE \
    INPUTRC LANGUAGE LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC POSIXLY_CORRECT TAPE TIME_STYLE TMPDIR \
    TZ status output lines stderr stderr_lines _; do
    unset "prony_given[$name]"
  done
  mkdir "$prony_scratch/subject"
  prony_subject="$prony_scratch/subject"
  trap prony_end EXIT
  set -e
}

prony_run() {
  if declare -F setup_file >/dev/null; then setup_file; fi
  if declare -F setup >/dev/null; then setup; fi
  prony_state=running
  "$1"
  [[ $? -eq 0 ]] || exit 1
  prony_state=passed
  exit 0
}

prony_end() {
  trap - EXIT
  set +eu
  local name code
  for name in teardown teardown_file; do
    if declare -F "$name" >/dev/null; then
      (set -e; "$name")
      code=$?
      if [[ $code -ne 0 && $prony_state == passed ]]; then prony_state=failed; fi
    fi
  done
  case $prony_state in
    passed) exit 0 ;;
    skipped) exit 7 ;;
    unloadable) exit 9 ;;
    *) exit 1 ;;
  esac
}

skip() {
  prony_state=skipped
  exit 7
}

fail() {
  return 1
}

bats_require_minimum_version() { :; }
bats_load_library() { load "$1"; }

# --- what is loaded ---

# The file that a name means, in REPLY: as it is, or beside the tests, or in the work folder as if that lay around them.
prony_find() {
  local name=$1 inner place
  REPLY=$name
  [[ -e $name && ! -d $name ]] && return
  inner=$name
  inner=${inner#"$BATS_TEST_DIRNAME"/}
  inner=${inner#"$prony_tests"/}
  for place in "$BATS_TEST_DIRNAME/$inner" "$BATS_TEST_DIRNAME/$inner.bash" "$prony_work/$inner" \
    "$prony_work/$inner.bash" "$prony_work/$inner.sh" "$prony_work/${inner##*../}" "$prony_work/${inner##*../}.sh" \
    "$prony_work/${inner##*../}.bash"; do
    if [[ -f $place ]]; then
      REPLY=$place
      return
    fi
  done
}

load() {
  local REPLY
  prony_find "$1"
  if [[ ! -e $REPLY && $1 =~ bats-(support|assert|file) ]]; then return 0; fi
  prony_source "$REPLY" "${@:2}"
}

prony_source() {
  local REPLY real
  prony_find "$1"
  real=$(realpath -- "$REPLY" 2>/dev/null) || real=$REPLY
  if [[ $real == "$prony_tests"/* ]]; then
    builtin source "$real" "${@:2}"
    return
  fi
  if [[ -f $REPLY ]] && ! "$prony_bash" -n "$REPLY" 2>/dev/null; then
    prony_state=unloadable
    exit 9
  fi
  prony_stay load "$REPLY" "${@:2}" || return
  prony_stubs
}

source() { prony_source "$@"; }
.() { prony_source "$@"; }

# A function here for each that the submission defines: what the task asks for, and what is no command besides.
prony_stubs() {
  local name
  while IFS= read -r name; do
    [[ $name =~ ^[A-Za-z_][A-Za-z0-9_:.+-]*$ && -z ${prony_reserved[$name]-} ]] || continue
    if declare -F "$name" >/dev/null; then continue; fi
    if type -P "$name" >/dev/null && [[ " $prony_defines " != *" $name "* ]]; then continue; fi
    eval "$name() { prony_call $name \"\$@\"; }"
  done < <(head -c 1000000 "$prony_subject/names" 2>/dev/null)
}

prony_call() {
  if ((BASH_SUBSHELL == 0)); then
    prony_stay call "$@"
  else
    "$prony_bash" "$prony_tests/subject.bash" inner "$prony_subject" "$@"
  fi
}

# Something of the submission runs in its own process, and what it leaves of state is there for what runs next.
prony_stay() {
  local kind=$1 code=0
  rm -f "$prony_subject/kept"
  "$prony_bash" "$prony_tests/subject.bash" "$kind" "$prony_subject" "${@:2}" || code=$?
  if [[ ! -e $prony_subject/kept ]]; then
    ((code)) || code=1
    return "$code"
  fi
  prony_import
  return "$code"
}

# Variables of the submission that the test asks for by name, unless it has given them a value of its own.
prony_import() {
  local prony_fields=() prony_at=0 prony_one prony_kind prony_count prony_text
  mapfile -d '' -n 20000 prony_fields < <(head -c 1000000 "$prony_subject/variables" 2>/dev/null)
  while ((prony_at + 2 < ${#prony_fields[@]})); do
    prony_kind=${prony_fields[prony_at]} prony_one=${prony_fields[prony_at + 1]}
    prony_count=${prony_fields[prony_at + 2]}
    [[ $prony_count =~ ^[0-9]{1,5}$ && $prony_one =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] || return 0
    prony_at=$((prony_at + 3))
    if prony_is_free "$prony_one"; then
      unset -v "$prony_one"
      case $prony_kind in
        text) printf -v "$prony_one" %s "${prony_fields[prony_at]-}" ;;
        list | table) prony_fill "$prony_kind" "$prony_one" "$prony_at" "$prony_count" ;;
      esac
      prony_text=$(declare -p "$prony_one" 2>/dev/null) || prony_text=
      prony_imported[$prony_one]=$prony_text
    fi
    prony_at=$((prony_at + prony_count))
  done
}

prony_is_free() {
  [[ -n ${prony_given[$1]-} && $1 != prony_* && $1 != BATS* && $1 != BASH* ]] || return 1
  if [[ -n ${prony_imported[$1]-} ]]; then
    [[ $(declare -p "$1" 2>/dev/null) == "${prony_imported[$1]}" ]]
  else
    ! declare -p "$1" >/dev/null 2>&1
  fi
}

prony_fill() {
  local prony_key prony_end=$(($3 + $4))
  if [[ $1 == table ]]; then declare -gA "$2=()"; else declare -ga "$2=()"; fi
  local -n prony_target=$2
  for ((prony_key = $3; prony_key + 1 < prony_end; prony_key += 2)); do
    if [[ $1 == table || ${prony_fields[prony_key]} =~ ^[0-9]{1,9}$ ]]; then
      prony_target[${prony_fields[prony_key]}]=${prony_fields[prony_key + 1]}
    fi
  done
}

# --- what is run ---

run() {
  local prony_wanted= prony_keep= prony_apart= prony_line
  while (($#)); do
    case $1 in
      -[0-9]*) prony_wanted=${1#-} ;;
      '!') prony_wanted='!' ;;
      --keep-empty-lines) prony_keep=1 ;;
      --separate-stderr) prony_apart=1 ;;
      --)
        shift
        break
        ;;
      *) break ;;
    esac
    shift
  done
  BATS_RUN_COMMAND=$*
  local prony_first=${1-}
  if [[ $prony_first == */* && ! -e $prony_first ]]; then
    local REPLY
    prony_find "$prony_first"
    set -- "$REPLY" "${@:2}"
  fi
  status=0 stderr= stderr_lines=()
  if [[ -n $prony_apart ]]; then
    output=$(prony_marked prony_bounded "$@" 2>"$prony_scratch/stderr") || status=$?
    stderr=$(prony_marked command head -c 1000000 "$prony_scratch/stderr")
  else
    output=$(prony_marked prony_bounded "$@" 2>&1) || status=$?
  fi
  if [[ -n $prony_keep ]]; then output=${output%x} stderr=${stderr%x}; fi
  prony_lines lines "$output"
  if [[ -n $prony_apart ]]; then prony_lines stderr_lines "$stderr"; fi
  case $prony_wanted in
    '') return 0 ;;
    '!') [[ $status -ne 0 ]] ;;
    *) [[ $status -eq $prony_wanted ]] ;;
  esac
}

# Where empty lines count, something behind the last of them: a substitution drops them.
prony_marked() {
  local code=0
  "$@" || code=$?
  if [[ -n $prony_keep ]]; then printf x; fi
  return "$code"
}

# What a command writes, up to a megabyte: who writes without end is ended by the pipe that nobody reads.
prony_bounded() {
  set +e
  "$@" | command head -c 1000000
  return "${PIPESTATUS[0]}"
}

prony_lines() {
  local -n prony_list=$1
  prony_list=()
  if [[ -z $2 ]]; then return 0; fi
  mapfile -t prony_list <<<"$2"
  if [[ -z ${prony_keep-} && ($2 == $'\n'* || $2 == *$'\n\n'*) ]]; then
    local prony_all=("${prony_list[@]}") prony_item
    prony_list=()
    for prony_item in "${prony_all[@]}"; do
      if [[ -n $prony_item ]]; then prony_list+=("$prony_item"); fi
    done
  elif [[ -n ${prony_keep-} && $2 == *$'\n' ]]; then
    unset 'prony_list[-1]'
  fi
}

# --- what asserts ---

assert() { "$@"; }
refute() { if "$@"; then return 1; fi; }
assert_equal() { [[ $1 == "$2" ]]; }
assert_not_equal() { [[ $1 != "$2" ]]; }
assert_success() { [[ $status -eq 0 ]]; }
assert_failure() { [[ $status -ne 0 && (-z ${1-} || $status -eq ${1-0}) ]]; }
assert_output() { prony_output output "$output" "$@"; }
refute_output() { prony_refuted output "$output" "$@"; }
assert_stderr() { prony_output stderr "$stderr" "$@"; }
refute_stderr() { prony_refuted stderr "$stderr" "$@"; }
assert_line() { prony_line lines "$@"; }
refute_line() { if prony_line lines "$@"; then return 1; fi; }
assert_stderr_line() { prony_line stderr_lines "$@"; }
assert_regex() { [[ $1 =~ $2 ]]; }
refute_regex() { [[ ! $1 =~ $2 ]]; }
assert_exist() { [[ -e $1 ]]; }
assert_not_exist() { [[ ! -e $1 ]]; }
assert_file_exist() { [[ -f $1 ]]; }
assert_file_exists() { [[ -f $1 ]]; }
assert_file_not_exist() { [[ ! -f $1 ]]; }
assert_dir_exist() { [[ -d $1 ]]; }
assert_dir_exists() { [[ -d $1 ]]; }
assert_file_executable() { [[ -x $1 ]]; }
assert_file_empty() { [[ ! -s $1 ]]; }
assert_file_contains() { grep -q -- "$2" "$1"; }
assert_file_equal() { cmp -s -- "$1" "$2"; }

prony_refuted() {
  if (($# == 2)); then
    [[ -z $2 ]]
  elif prony_output "$@"; then
    return 1
  fi
}

# Whether a text is what is asked for: KIND TEXT [-p|--partial|-e|--regexp] [--] [WANTED | - for what stdin says].
prony_output() {
  local text=$2 how=all wanted
  shift 2
  while (($#)); do
    case $1 in
      -p | --partial) how=partial ;;
      -e | --regexp) how=regexp ;;
      -) how=stdin ;;
      --stdin) how=stdin ;;
      --)
        shift
        break
        ;;
      *) break ;;
    esac
    shift
  done
  if [[ $how == stdin ]]; then
    wanted=$(cat) how=all
  elif (($# == 0)); then
    [[ -n $text ]]
    return
  else
    wanted=$1
  fi
  prony_matches "$how" "$text" "$wanted"
}

prony_matches() {
  case $1 in
    all) [[ $2 == "$3" ]] ;;
    partial) [[ $2 == *"$3"* ]] ;;
    regexp) [[ $2 =~ $3 ]] ;;
  esac
}

# Whether one line is what is asked for: LIST [-n|--index NUMBER] [-p|--partial|-e|--regexp] [--] WANTED.
prony_line() {
  local -n prony_all=$1
  local how=all index= line
  shift
  while (($#)); do
    case $1 in
      -n | --index)
        index=$2
        shift
        ;;
      -p | --partial) how=partial ;;
      -e | --regexp) how=regexp ;;
      --)
        shift
        break
        ;;
      *) break ;;
    esac
    shift
  done
  if [[ -n $index ]]; then
    prony_matches "$how" "${prony_all[$index]-}" "$1"
    return
  fi
  for line in "${prony_all[@]}"; do
    if prony_matches "$how" "$line" "$1"; then return 0; fi
  done
  return 1
}
