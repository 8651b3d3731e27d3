# own.sh COMPILER RPATH MODE ...: as compile.sh, by a compiler of this machine. It has no precompiled headers.
compiler=$1 rpath=$2 mode=$3
shift 3
export SOURCE_DATE_EPOCH=0 LC_ALL=C.UTF-8
common="-O2 -fno-pie -fno-stack-protector -ffp-contract=off -pthread -w -fmax-errors=20 -fdiagnostics-color=never"

aside=

compile() {
  file=$4
  case "$file" in -?*) file=./$file ;; esac
  "$compiler" $common $aside "-std=$2" -I. -Iinclude -Isrc -x "$1" -c -o "$5" "$file"
}

each() {
  folder=$1 made= number=0 failed=0
  shift
  while [ $# -gt 0 ]; do
    number=$((number + 1))
    made="$made $folder/$number.o"
    compile "$1" "$2" "$3" "$4" "$folder/$number.o" || failed=1
    shift 4
  done
  return $failed
}

link() {
  entry=$1
  shift
  "$compiler" -s -no-pie -pthread "-Wl,--entry=$entry" ${rpath:+"-Wl,-rpath,$rpath"} -o out/program "$@" -lm
}

case "$mode" in
  program)
    shift
    if [ $# = 0 ]; then
      echo "there is no source file" >&2
      exit 1
    fi
    each /tmp "$@" && link _start $made
    ;;
  objects)
    aside=-Dmain=prony_aside
    each out "$@"
    ;;
  unit | whole)
    test $mode = whole || aside=-Dmain=prony_aside
    mkfifo /tmp/unit && exec 3<&0 < /dev/null
    cat <&3 3<&- > /tmp/unit &
    exec 3<&-
    compile "$1" "$2" "$3" - out/unit.o < /tmp/unit
    ;;
  link) link "$@" ;;
esac
