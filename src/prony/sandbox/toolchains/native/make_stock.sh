# make_stock.sh TARGET ZIG_CPU CLANG_CPU NAME...: have zig build its libraries for TARGET, and lay down in stock/ what
# compiling and linking take, with the arguments that zig itself gives to its compiler and its linker.
# NAME: `c`, or `c++`, which holds both.
set -eu
zig=/opt/zig stock=$PWD/stock
target=$1 zig_cpu=$2 clang_cpu=$3
shift 3
export ZIG_GLOBAL_CACHE_DIR=/tmp/zig-cache ZIG_LOCAL_CACHE_DIR=/tmp/zig-cache ZIG_VERBOSE_CC=1 ZIG_VERBOSE_LINK=1
mkdir -p stock/lib stock/include
cp compile.sh stock
case " $* " in *" c++ "*) made="c cxx" ;; *) made=c ;; esac

# The arguments of the last compilation of which the file `words` tells: where headers lie, and what they are told.
compiler_arguments() {
  previous=
  for word in $(grep " clang probe\." words | tail -n 1); do
    case "$previous$word" in
      -DNDEBUG) ;;
      -D* | -nostdinc* | -isystem/* | -target*-linux*) printf '%s ' $previous "$word" ;;
    esac
    case "$word" in -isystem | -target) previous=$word ;; *) previous= ;; esac
  done
}

# The linker's arguments for the target.
linker_arguments() {
  previous=
  for word in $(grep "^ld.lld " words | tail -n 1); do
    case "$previous$word" in
      -melf* | -maarch* | --dynamic-linker?* | --image-base=*) printf '%s ' $previous "$word" ;;
    esac
    case "$word" in -m | --dynamic-linker) previous=$word ;; *) previous= ;; esac
  done
}

# The libraries that it links, in their order; they are kept.
libraries() {
  for word in $(grep "^ld.lld " words | tail -n 1); do
    case "$word" in
      */probe.o) ;;
      /tmp/zig-cache/*)
        name=${word##*/}
        cp "$word" "stock/lib/$name"
        case "$name" in *.o) ;; *) printf '%s ' "\$stock/lib/$name" ;; esac
        ;;
    esac
  done
}

echo "cpu=$clang_cpu" > stock/recipe
for language in $made; do
  case "$language" in c) suffix=c command=cc ;; *) suffix=cpp command=c++ ;; esac
  echo 'int main(void) { return 0; }' > "probe.$suffix"
  "$zig/zig" "$command" -target "$target" "-mcpu=$zig_cpu" -O2 -fno-sanitize=undefined "probe.$suffix" -o probe \
    2> words || { tail -n 20 words >&2; exit 1; }
  {
    echo "${language}_arguments=\"$(compiler_arguments | sed 's#/opt/zig/#$zig/#g')\""
    echo "link_arguments=\"$(linker_arguments)\""
    echo "libraries=\"$(libraries)\""
  } >> stock/recipe
done
test -f stock/lib/crt1.o
if [ "$made" = c ]; then
  echo "c recipe" > stock/parts
  exit
fi
cp -r include stock
mkdir stock/pch
echo "c++ recipe" > parts
while read -r header; do
  name=$(echo "$header" | tr / -)
  echo "#include <$header>" > "stock/pch/$name.hpp"
  sh compile.sh "$stock" precompile "$name"
  echo "$header pch/$name.pch" >> parts
done < headers
mv parts stock/parts
