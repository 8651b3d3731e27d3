"""Java: how it is found, how its programs are compiled and run, and what their methods answer."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Built, Execution, Program, Reply, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.toolchains import java
from prony.sandbox.toolchains.toolchain import Toolchain

JAVA = find_toolchain("java")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(JAVA is None, reason="no Java on this machine: prony toolchains get java"),
]
PROGRAMS = Path(__file__).parents[1] / "data" / "java_programs"
KNOWN = json.loads((PROGRAMS / "programs.json").read_text())
IN_EVERY_RUN = ("instance_main", "main_in_a_second_class", "package_declaration")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("java",)) as opened:
        yield opened


@pytest.fixture
def chain() -> Toolchain:
    assert JAVA is not None
    return JAVA


async def built(sandbox: Sandbox, module: str = "Main.java", /, **files: str) -> Built:
    sources = {name.replace("__", "/") + ".java": text.encode() for name, text in files.items()}
    return await sandbox.build("java", sources, ("program", module))


async def ran(sandbox: Sandbox, source: str, stdin: str = "", **limits: Any) -> Execution:
    made = await built(sandbox, Main=source)
    assert made.verdict is Verdict.PASS, made.said
    program = Program(
        toolchain="java",
        files={"Main.java": source.encode(), **made.files},
        argv=("java", "@program.args"),
        stdin=stdin.encode(),
        limits=Limits(**limits),
    )
    return await sandbox.run(program)


def main(body: str) -> str:
    return f"import java.util.*;\nclass Main {{ public static void main(String[] args) throws Exception {{ {body} }} }}"


# --- found -----------------------------------------------------------------------------------------------------------


async def test_a_java_without_a_compiler_beside_it_cannot_be_named(tmp_path: Path) -> None:
    lone = tmp_path / "jre" / "bin" / "java"
    lone.parent.mkdir(parents=True)
    lone.write_text("#!/bin/sh\necho 'openjdk 21.0.2 2024-01-16'\n")
    lone.chmod(0o755)
    (tmp_path / "jre" / "lib" / "server").mkdir(parents=True)
    (tmp_path / "jre" / "lib" / "server" / "libjvm.so").touch()
    (tmp_path / "jre" / "lib" / "modules").touch()
    with pytest.raises(SandboxError) as caught:
        java.find(str(lone))
    assert caught.value.code == "E412"
    assert "javac beside it" in str(caught.value.hint)
    javac = lone.with_name("javac")
    javac.touch(mode=0o755)
    named = java.find(str(lone))
    assert named is not None
    assert (named.version, named.binary) == ("21.0.2", str(lone))


@pytest.mark.parametrize("line", ["openjdk 11.0.2 2019-01-15", "a game"])
async def test_a_java_that_is_too_old_or_none_is_told(tmp_path: Path, line: str) -> None:
    binary = tmp_path / "jdk" / "bin" / "java"
    binary.parent.mkdir(parents=True)
    for name in ("java", "javac"):
        binary.with_name(name).write_text(f"#!/bin/sh\necho '{line}'\n")
        binary.with_name(name).chmod(0o755)
    for path in ("lib/server/libjvm.so", "lib/modules"):
        (tmp_path / "jdk" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "jdk" / path).touch()
    with pytest.raises(SandboxError) as caught:
        java.find(str(binary))
    assert caught.value.code == "E412"


# --- compiled and run ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name if name in IN_EVERY_RUN else pytest.param(name, marks=pytest.mark.slow) for name in KNOWN]
)
async def test_a_program_as_models_write_them_does_what_it_does_elsewhere(sandbox: Sandbox, name: str) -> None:
    known = KNOWN[name]
    ended = await ran(sandbox, (PROGRAMS / f"{name}.java").read_text(), known["stdin"])
    assert (ended.exit_code, ended.stdout.decode()) == (known["status"], known["stdout"]), ended.stderr


async def test_the_jvm_says_nothing_of_itself(sandbox: Sandbox) -> None:
    ended = await ran(sandbox, main('System.out.print("x");'))
    assert (ended.stdout, ended.stderr) == (b"x", b"")


async def test_what_does_not_compile_says_why_in_javacs_own_words(sandbox: Sandbox) -> None:
    made = await built(sandbox, Main='public class Main {\n  int f() { return "x"; }\n}')
    assert made.verdict is Verdict.COMPILE_ERROR
    assert made.said.startswith("Main.java:2: error: incompatible types: String cannot be converted to int")
    assert made.said.endswith("1 error")


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({"Main": "public class Other {}"}, Verdict.PASS),
        ({"Main": "public class A {}\npublic class B {}"}, Verdict.COMPILE_ERROR),
        ({"Main": "class Main { Tool t; }", "src__tools__Tool": "class Tool {}"}, Verdict.PASS),
        ({"Main": "class Main {}", "MainTest": "import org.junit.jupiter.api.Test;\nclass MainTest {}"}, Verdict.PASS),
        ({"Main": "class Main {}", "module-info": "module x { requires no.such.module; }"}, Verdict.PASS),
        ({"Main": "class Main {}", "Other": "class Main {}"}, Verdict.COMPILE_ERROR),
        ({"Main": ""}, Verdict.PASS),
    ],
)
async def test_what_belongs_to_a_program(sandbox: Sandbox, files: dict[str, str], verdict: Verdict) -> None:
    made = await built(sandbox, **files)
    assert made.verdict is verdict, made.said


async def test_no_annotation_processor_runs_and_no_class_of_the_submission_is_compiled_against(
    sandbox: Sandbox,
) -> None:
    processor = (
        "import javax.annotation.processing.*; import javax.lang.model.element.*; import java.util.*;\n"
        '@SupportedAnnotationTypes("*") public class Main extends AbstractProcessor {\n'
        " public boolean process(Set<? extends TypeElement> a, RoundEnvironment r)"
        ' { throw new RuntimeException("it ran"); } }'
    )
    files = {
        "Main.java": processor.encode(),
        "META-INF/services/javax.annotation.processing.Processor": b"Main",
        "META-INF/services/com.sun.source.util.Plugin": b"Main",
        "Use.java": b"class Use { Ghost g; }",
        "Ghost.class": b"\xca\xfe\xba\xbe",
    }
    made = await sandbox.build("java", files, ("program", "Main.java"))
    assert made.verdict is Verdict.COMPILE_ERROR
    assert "it ran" not in made.said
    assert "cannot find symbol" in made.said


@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        ("List<int[]> l = new ArrayList<>(); while (true) l.add(new int[1 << 20]);", Verdict.OOM, "memory"),
        (
            "for (int i = 0; i < 500; i++) { Thread t = new Thread(() -> { try { Thread.sleep(99999); }"
            " catch (InterruptedException e) {} }); t.setDaemon(true); t.start(); }",
            Verdict.LIMIT,
            "pids",
        ),
        ("for (long i = 0; ; i++) if (i < 0) System.out.println(i);", Verdict.TIMEOUT_CPU, "CPU"),
        pytest.param("Thread.sleep(60_000);", Verdict.TIMEOUT_WALL, "3.", marks=pytest.mark.slow),
        pytest.param("Runtime.getRuntime().halt(3);", Verdict.FAIL, "status 3", marks=pytest.mark.slow),
        pytest.param("throw new Error();", Verdict.FAIL, "status 1", marks=pytest.mark.slow),
        pytest.param(
            'while (true) System.out.println("x".repeat(1000));', Verdict.OUTPUT_LIMIT, "bytes", marks=pytest.mark.slow
        ),
        pytest.param(
            'var f = new java.io.FileOutputStream("x"); byte[] b = new byte[1 << 20]; while (true) f.write(b);',
            Verdict.LIMIT,
            "disk",
            marks=pytest.mark.slow,
        ),
    ],
)
async def test_a_program_that_meets_a_limit_gets_its_verdict(
    sandbox: Sandbox, body: str, verdict: Verdict, words: str
) -> None:
    wall_s = 3 if verdict is Verdict.TIMEOUT_WALL else 20
    ended = await ran(sandbox, main(body), cpu_s=1, wall_s=wall_s, disk_mb=8)
    assert ended.verdict is verdict, ended.detail
    assert words in ended.detail


@pytest.mark.slow
async def test_a_heap_that_is_within_the_limit_can_be_filled(sandbox: Sandbox) -> None:
    body = "int[][] kept = new int[380][]; int n = 0;"
    body += " for (; n < 380; n++) { kept[n] = new int[1 << 18]; Arrays.fill(kept[n], n); }"
    ended = await ran(sandbox, main(f'{body} System.out.print("full");'), memory_mb=512)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"full"), ended.detail


# --- calls -----------------------------------------------------------------------------------------------------------

CALLED = """
import java.util.*;
import java.util.concurrent.*;
public class Main {
    public record Point(int x, double y) {}
    enum Colour { RED, GREEN }
    static class Refused extends IllegalStateException { Refused(String m) { super(m); } }
    public static int add(int a, int b) { return a + b; }
    public static double add(double a, double b) { return a + b + 0.25; }
    public static String add(String a, String b) { return a + b; }
    public int[] twoSum(int[] n, int t) {
        for (int i = 0; i < n.length; i++) for (int j = 0; j < i; j++) if (n[i] + n[j] == t) return new int[] {j, i};
        return null;
    }
    private int count; public int next() { return ++count; }
    public static char[][] grid(char[][] g) { g[0][0] = 'Z'; return g; }
    public static Map<Integer, List<String>> by(List<String> w) {
        Map<Integer, List<String>> m = new TreeMap<>();
        for (String s : w) m.computeIfAbsent(s.length(), k -> new ArrayList<>()).add(s);
        return m;
    }
    public static Point move(Point p) { return new Point(p.x() + 1, p.y() * 2); }
    public static Colour other(Colour c) { return c == Colour.RED ? Colour.GREEN : Colour.RED; }
    public static void sort(int[] a) { Arrays.sort(a); }
    public static Set<Integer> with(Set<Integer> s, int... more) { for (int m : more) s.add(m); return s; }
    public static long big() { return Long.MIN_VALUE; }
    public static float tenth() { return 0.1f; }
    public static double none() { return Double.NaN; }
    public static <T extends Comparable<T>> T max(Collection<T> c) { return Collections.max(c); }
    public static int refuse(int n) { throw new Refused("no " + n); }
    public static Object thread() { return new Thread(); }
    public static Optional<String> maybe(String s) { return Optional.ofNullable(s); }
    public static CompletableFuture<Integer> later() { return CompletableFuture.completedFuture(5); }
    public static byte[] flip(byte[] b) { b[0] = (byte) ~b[0]; return b; }
    public static int deep(int n) { return 1 + deep(n); }
    public static java.math.BigInteger power(int n) { return java.math.BigInteger.TWO.pow(n); }
    public static String loud(String s) { System.out.println(s); return s; }
    private static int hidden() { return 1; }
}
class Beside { static String hello(String n) { return "hello " + n; } }
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asked(sandbox: Sandbox) -> Any:
    """Asks one session for a method's answer."""
    made = await built(sandbox, Main=CALLED)
    assert made.verdict is Verdict.PASS, made.said
    program = Program(toolchain="java", module="Main.java", files={"Main.java": CALLED.encode(), **made.files})
    async with sandbox.session(program) as session:

        async def ask(name: str, *args: Any, awaits: bool = False) -> Reply:
            return await session.call(name, list(args), want_arguments=True, awaits=awaits)

        yield ask


@pytest.mark.parametrize(
    ("name", "args", "value"),
    [
        ("add", (1, 2), 3),
        ("add", (1.5, 2), 3.75),
        ("add", ("a", "b"), "ab"),
        ("Main.add", (2, 2), 4),
        ("twoSum", ([2, 7, 11], 18), [1, 2]),
        ("twoSum", ([1], 9), None),
        ("by", (["a", "bc", "d"],), {1: ["a", "d"], 2: ["bc"]}),
        ("move", ({"x": 1, "y": 2.5},), {"x": 2, "y": 5.0}),
        ("other", ("RED",), "GREEN"),
        ("with", ({1}, 2, 3), {1, 2, 3}),
        ("with", ([1],), {1}),
        ("big", (), -(2**63)),
        ("tenth", (), 0.1),
        ("max", ([3, 9, 2],), 9),
        ("maybe", ("x",), "x"),
        ("maybe", (None,), None),
        ("flip", (b"\x0f\x01",), b"\xf0\x01"),
        ("power", (70,), 2**70),
        ("hello", ("you",), "hello you"),
        ("Beside.hello", ("you",), "hello you"),
        ("loud", ("ü😀",), "ü😀"),
    ],
)
async def test_a_methods_values_travel(asked: Any, name: str, args: tuple[Any, ...], value: Any) -> None:
    reply = await asked(name, *args)
    assert (reply.verdict, reply.value, reply.error) == (Verdict.PASS, value, None)


async def test_what_a_method_does_to_its_arguments_is_told(asked: Any) -> None:
    assert (await asked("sort", [3, 1, 2])).arguments == [[1, 2, 3]]
    assert (await asked("grid", [["a", "b"]])).arguments == [[["Z", "b"]]]
    assert (await asked("with", [1], 2, 3)).arguments == [{1, 2, 3}, 2, 3]


async def test_an_object_is_new_for_each_call(asked: Any) -> None:
    assert [(await asked("next")).value for _ in range(2)] == [1, 1]


async def test_what_a_method_throws_has_its_type_and_its_ancestors(asked: Any) -> None:
    reply = await asked("refuse", 3)
    assert reply.error == ("Refused", "no 3")
    assert {"IllegalStateException", "RuntimeException", "Exception", "Throwable"} <= set(reply.ancestors)
    assert (await asked("deep", 1)).error == ("StackOverflowError", "")
    assert (await asked("add", 1, 2)).value == 3


async def test_what_is_no_plain_value_and_what_is_not_there_is_told(asked: Any) -> None:
    assert "Thread is not a plain value" in (await asked("thread")).detail
    assert "CompletableFuture is not a plain value" in (await asked("later")).detail
    assert (await asked("later", awaits=True)).value == 5
    for name in ("missing", "hidden", "No.such", "Main.none.more"):
        assert (await asked(name)).verdict is Verdict.LOAD_ERROR
    assert (await asked("add", [1], 2)).error[0] == "NoSuchMethodException"
    nan = (await asked("none")).value
    assert nan != nan


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("public static int f() { System.exit(0); return 1; }", Verdict.CRASH),
        (
            "public static int f() { var l = new java.util.ArrayList<int[]>(); while (true) l.add(new int[1 << 20]); }",
            Verdict.OOM,
        ),
        ("static { System.exit(0); } public static int f() { return 1; }", Verdict.LOAD_ERROR),
        ("static { if (true) throw new RuntimeException(); } public static int f() { return 1; }", Verdict.LOAD_ERROR),
    ],
)
async def test_a_call_that_ends_the_program_gets_its_verdict(sandbox: Sandbox, body: str, verdict: Verdict) -> None:
    source = f"public class Main {{ {body} }}"
    made = await built(sandbox, Main=source)
    program = Program(toolchain="java", module="Main.java", files={"Main.java": source.encode(), **made.files})
    async with sandbox.session(program) as session:
        assert (await session.call("f")).verdict is verdict


# --- the stock -------------------------------------------------------------------------------------------------------


async def test_the_launcher_of_tests_can_be_executed_and_not_read(chain: Toolchain, sandbox: Sandbox) -> None:
    assert chain.stock is not None
    launcher = Path(chain.stock.folder, java.SEALED)
    assert launcher.stat().st_mode & 0o777 == 0o111
    if os.getuid():
        with pytest.raises(PermissionError):
            launcher.read_bytes()
