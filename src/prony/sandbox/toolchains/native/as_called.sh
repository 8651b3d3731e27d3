# as_called.sh STOCK LANGUAGE ARGUMENT...: a compiler as people call it, who work in a workspace: `cc -Wall -o a a.c -lm`.
zig=/opt/zig stock=$1 language=$2
shift 2
. "$stock/recipe"
mode=link out=a.out flags= sources= objects= expected=

quoted() {
  printf "'%s' " "$(printf '%s' "$1" | sed "s/'/'\\\\\\\\''/g")"
}

for word; do
  case "$expected$word" in
    -o*) if [ -n "$expected" ]; then out=$word expected=; elif [ "$word" = -o ]; then expected=-o; else out=${word#-o}; fi ;;
    -c | -S | -E | -M | -MM | -fsyntax-only | --version | -v | -dumpversion | -dumpmachine | -print-*) mode=pass ;;
    -l* | -static | -static-*) ;;
    -*) flags="$flags$(quoted "$word")" ;;
    *.cpp | *.cc | *.cxx | *.C | *.hpp) sources="$sources$(quoted "$word")" language=c++ ;;
    *.c) sources="$sources$(quoted "$word")" ;;
    *.o | *.a) objects="$objects$(quoted "$word")" ;;
    *) flags="$flags$(quoted "$word")" ;;
  esac
done

if [ "$language" = c++ ]; then
  named=/tmp/prony-stock
  test -e $named || ln -s "$stock" $named
  base="$cxx_arguments -isystem $named/include -D_LIBCPP_ENABLE_EXPERIMENTAL -std=gnu++20"
else
  base="$c_arguments -std=gnu17"
fi
base="--no-default-config $base $cpu -fno-PIE -pthread -fno-sanitize=undefined"

if [ $mode = pass ] || [ -z "$sources$objects" ]; then
  exec "$zig/zig" clang $base "$@"
fi
number=0
eval "set -- $sources"
for source; do
  number=$((number + 1))
  object=/tmp/prony-called-$$-$number.o
  eval "\"$zig/zig\" clang $base $flags -c -o $object \"\$source\"" || exit 1
  objects="$objects $object"
done
eval "\"$zig/zig\" ld.lld $link_arguments -no-pie --entry _start -z stack-size=16777216 -z now --gc-sections \
  --eh-frame-hdr -o \"\$out\" \"$stock/lib/crt1.o\" $objects --as-needed $libraries"
status=$?
rm -f /tmp/prony-called-$$-*.o
exit $status
