# compile.sh STOCK MODE ...: compile C and C++ by zig's clang against the libraries of a stock, and link.
#   program MODULE (LANGUAGE STANDARD HEADER FILE)...   all of them, to out/program
#   objects (LANGUAGE STANDARD HEADER FILE)...          each, to out/N.o, with a `main` of theirs out of the way
#   unit LANGUAGE STANDARD HEADER                       what comes on stdin, to out/unit.o, likewise
#   whole LANGUAGE STANDARD HEADER                      what comes on stdin, to out/unit.o, as it is
#   link ENTRY OBJECT...                                to out/program, which begins at ENTRY
#   precompile NAME                                     a header of the stock
# HEADER is the precompiled header that begins the file, or `-`.
stock=$1 mode=$2 zig=/opt/zig
shift 2
export SOURCE_DATE_EPOCH=0
. "$stock/recipe"
common="-O2 $cpu -fno-PIE -fno-stack-protector -ffp-contract=off -pthread
  -w -ferror-limit=20 -ftemplate-backtrace-limit=4 -fno-color-diagnostics -fno-caret-diagnostics"
# A precompiled header asks for what it was made of, so the stock is called the same where it is made and used.
# What the library of GCC has by default, too: parts that are still on trial, and parts of older standards.
named=/tmp/prony-stock
cxx="$cxx_arguments -isystem $named/include -D_LIBCPP_ENABLE_EXPERIMENTAL"
older="-D_LIBCPP_ENABLE_CXX17_REMOVED_AUTO_PTR -D_LIBCPP_ENABLE_CXX17_REMOVED_BINDERS
  -D_LIBCPP_ENABLE_CXX17_REMOVED_RANDOM_SHUFFLE -D_LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION
  -D_LIBCPP_ENABLE_CXX20_REMOVED_BINDER_TYPEDEFS -D_LIBCPP_ENABLE_CXX20_REMOVED_NEGATORS
  -D_LIBCPP_ENABLE_CXX20_REMOVED_RAW_STORAGE_ITERATOR -D_LIBCPP_ENABLE_CXX20_REMOVED_SHARED_PTR_UNIQUE
  -D_LIBCPP_ENABLE_CXX20_REMOVED_TEMPORARY_BUFFER -D_LIBCPP_ENABLE_CXX20_REMOVED_TYPE_TRAITS
  -D_LIBCPP_ENABLE_CXX20_REMOVED_UNCAUGHT_EXCEPTION"

aside=

# clang LANGUAGE STANDARD ARGUMENT...: the lists above are split into words.
clang() {
  case "$1 $2" in
    "c "*) arguments=$c_arguments ;;
    *++20) arguments="$cxx $older" ;;
    *) arguments=$cxx ;;
  esac
  test "$1" = c || test -e $named || ln -s "$stock" $named
  standard=$2
  shift 2
  "$zig/zig" clang --no-default-config $arguments $common $aside "-std=$standard" "$@"
}

# once LANGUAGE STANDARD HEADER FILE OBJECT
once() {
  file=$4
  case "$file" in -?*) file=./$file ;; esac
  if [ "$3" = - ]; then
    clang "$1" "$2" -I. -Iinclude -Isrc -x "$1" -c -o "$5" "$file"
  else
    clang "$1" "$2" -I. -Iinclude -Isrc -include-pch "$named/pch/$3.pch" -Xclang -fno-validate-pch \
      -x "$1" -c -o "$5" "$file"
  fi
}

# compile ...: as once; what needs the next standard gets it.
compile() {
  newer=
  once "$@" 2> /tmp/words && return
  case "$2" in
    gnu17) newer=gnu23 ;;
    gnu++20) grep -Eq "(member|template|type) named '[a-z_]+' in (namespace )?'std" /tmp/words && newer=gnu++23 ;;
  esac
  if [ -n "$newer" ] && once "$1" "$newer" - "$4" "$5" 2> /dev/null; then
    return
  fi
  cat /tmp/words >&2
  return 1
}

# each FOLDER (LANGUAGE STANDARD HEADER FILE)...: their objects are called `made`.
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

# link ENTRY OBJECT...
link() {
  entry=$1
  shift
  "$zig/zig" ld.lld $link_arguments -no-pie --entry "$entry" -z stack-size=16777216 -z now --build-id=none \
    --gc-sections --eh-frame-hdr --strip-all --no-dependent-libraries --error-limit=20 -o out/program \
    "$stock/lib/crt1.o" "$@" --as-needed $libraries
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
    # A pipe is read once, by the compiler: no file of this name or any other holds the text.
    mkfifo /tmp/unit && exec 3<&0 < /dev/null
    cat <&3 3<&- > /tmp/unit &
    exec 3<&-
    once "$1" "$2" "$3" - out/unit.o < /tmp/unit
    ;;
  link) link "$@" ;;
  precompile)
    clang c++ gnu++20 -fpch-instantiate-templates -Xclang -fno-pch-timestamp -x c++-header \
      -o "$stock/pch/$1.pch" "$named/pch/$1.hpp"
    ;;
esac
