# Make what Java's programs start faster with, and our own classes: make_stock.sh JAVA COMPILER JUNIT AOT NAME...
# COMPILER: the class path of javac, empty where the JDK brings it. JUNIT: a jar, or empty. AOT: 1 where the JVM keeps
# caches of whole programs (from 25 on).
set -e
java=$1 compiler=$2 junit=$3 aot=$4
quiet="-XX:+UseSerialGC -XX:-UsePerfData -XX:-UseContainerSupport -XX:ActiveProcessorCount=4 -Xlog:disable"
main=com.sun.tools.javac.Main
javac() {
  if [ -n "$compiler" ]; then
    "$java" $quiet $1 -cp "$compiler" $main -nowarn -proc:none -d "$2" -cp "$compiler:$junit:stock/classes" $3
  else
    "$java" $quiet $1 -m jdk.compiler/$main -nowarn -proc:none -d "$2" -cp "$junit:stock/classes" $3
  fi
}
mkdir -p stock/bin stock/classes/META-INF/services trained listed
cp "$java" stock/bin/java
tests="prony/Tests.java prony/End.java"
javac "" stock/classes "prony/Compile.java prony/Meant.java prony/Names.java prony/Calls.java prony/Json.java prony/Encoder.java prony/Decoder.java"
if [ -n "$junit" ]; then
  javac "" stock/classes "$tests"
  echo prony.End > stock/classes/META-INF/services/org.junit.jupiter.api.extension.Extension
fi
cache() { if [ "$aot" = 1 ]; then echo "-XX:AOTCacheOutput=stock/$1"; fi; }
javac "$([ -n "$compiler" ] && cache javac.aot)" trained training/Main.java > /dev/null
echo "6 7" | "$java" -XX:DumpLoadedClassList=listed/run -Xshare:off $quiet -cp trained Main > /dev/null 2>&1
cat "$(dirname "$java")/../lib/classlist" listed/run | sort -u > listed/all
"$java" -Xshare:dump -XX:SharedClassListFile=listed/all -XX:SharedArchiveFile=stock/run.jsa $quiet > /dev/null 2>&1
if [ -n "$junit" ] && [ "$aot" = 1 ]; then
  javac "" trained training/SampleTest.java
  "$java" $quiet --illegal-native-access=deny "$(cache junit.aot)" -cp "$junit" org.junit.platform.console.ConsoleLauncher execute \
    --class-path trained --scan-class-path trained > /dev/null 2>&1 || true
fi
rm -f stock/*.config
cd stock
for file in $(find . -type f | sed 's#^\./##' | sort); do echo "$file $file"; done > ../parts
mv ../parts parts
