"""Programs and tests in Java that want more than they may have"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.forge import forgeries
from prony.nouns import Grade, Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("java") is None, reason="no Java on this machine: prony toolchains get java"),
]
EXECUTION = Path(__file__).parents[1] / "data" / "execution"
TIGHT = Limits(cpu_s=2.0, wall_s=8.0, memory_mb=256, processes=48, output_bytes=1 << 16, disk_mb=8)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One slot for all: each attack finds it as the one before left it."""
    async with open_sandbox(slots=1, toolchains=("java",)) as opened:
        yield opened


async def attack(sandbox: Sandbox, body: str, limits: Limits = TIGHT) -> Execution:
    """Compile and run a hostile `main`; afterwards the same slot must still work."""
    ended = await run(sandbox, body, limits)
    after = await run(sandbox, "System.out.print(6 * 7);", TIGHT)
    assert (after.verdict, after.stdout) == (Verdict.PASS, b"42")
    return ended


async def run(sandbox: Sandbox, body: str, limits: Limits) -> Execution:
    source = (
        "import java.io.*; import java.nio.file.*; import java.util.*;\n"
        f"class Main {{ public static void main(String[] args) throws Exception {{ {body} }} }}"
    ).encode()
    built = await sandbox.build("java", {"Main.java": source}, ("program", "Main.java"))
    assert built.verdict is Verdict.PASS, built.said
    argv = sandbox.toolchain("java").start
    return await sandbox.run(Program(toolchain="java", files={**built.files}, argv=argv, limits=limits))


BOMBS = {
    "heap": ("List<byte[]> kept = new ArrayList<>(); while (true) kept.add(new byte[1 << 20]);", Verdict.OOM),
    "memory beside the heap": (
        "List<Object> kept = new ArrayList<>(); while (true) {"
        " var block = java.nio.ByteBuffer.allocateDirect(1 << 22); while (block.hasRemaining()) block.putLong(1);"
        " kept.add(block); }",
        Verdict.OOM,
    ),
    "threads": (
        "while (true) { Thread t = new Thread(() -> { try { Thread.sleep(99999); } catch (Exception e) {} });"
        " t.setDaemon(true); t.start(); }",
        Verdict.LIMIT,
    ),
    "processes": (
        'List<Process> kept = new ArrayList<>(); while (true) kept.add(new ProcessBuilder("/bin/sleep", "9").start());',
        Verdict.LIMIT,
    ),
    "disk": (
        'var out = new FileOutputStream("x"); byte[] block = new byte[1 << 20]; while (true) out.write(block);',
        Verdict.LIMIT,
    ),
    "descriptors": (
        'List<Object> kept = new ArrayList<>(); while (true) kept.add(new FileInputStream("/dev/null"));',
        Verdict.LIMIT,
    ),
    "output": ('while (true) System.out.println("x".repeat(5000));', Verdict.OUTPUT_LIMIT),
    "cpu on all cores": (
        "for (int i = 0; i < 8; i++) new Thread(() -> { while (true) {} }).start(); while (true) {}",
        Verdict.TIMEOUT_CPU,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("body", "verdict"), BOMBS.values(), ids=BOMBS)
async def test_a_bomb_in_java_meets_its_limit(sandbox: Sandbox, body: str, verdict: Verdict) -> None:
    ended = await attack(sandbox, body)
    if verdict is Verdict.OOM:
        assert ended.verdict is Verdict.OOM, ended.detail
    elif verdict is Verdict.LIMIT:
        assert ended.verdict is Verdict.LIMIT, ended.detail
    elif verdict is Verdict.OUTPUT_LIMIT:
        assert ended.verdict is Verdict.OUTPUT_LIMIT, ended.detail
    else:
        assert ended.verdict is Verdict.TIMEOUT_CPU, ended.detail


async def test_a_daemon_that_java_leaves_behind_does_not_outlive_it(sandbox: Sandbox) -> None:
    daemon = "setsid sleep 60 > /dev/null 2>&1 &"
    body = f'new ProcessBuilder("/bin/sh", "-c", "{daemon}").start().waitFor(); System.out.print("done");'
    ended = await attack(sandbox, body)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"done")
    assert ended.wall_s < 8


async def test_secrets_and_the_network_are_out_of_javas_reach(sandbox: Sandbox) -> None:
    body = """
        for (String path : new String[] {"/etc/shadow", "/root/.ssh/id_rsa", "/home", "/tests/x"}) {
            System.out.println(Files.isReadable(Path.of(path)));
        }
        for (String host : new String[] {"127.0.0.1", "10.0.0.1"}) {
            try (var socket = new java.net.Socket()) {
                socket.connect(new java.net.InetSocketAddress(host, 80), 500);
                System.out.println(true);
            } catch (IOException error) { System.out.println(false); }
        }
        try { Files.writeString(Path.of("/opt/jdk/x"), "x"); System.out.println(true); }
        catch (IOException error) { System.out.println(false); }
        try { Files.writeString(Path.of("/opt/java-stock/run.jsa"), "x"); System.out.println(true); }
        catch (IOException error) { System.out.println(false); }
    """
    ended = await attack(sandbox, body)
    assert ended.verdict is Verdict.PASS, ended.stderr
    assert set(ended.stdout.split()) == {b"false"}


HOSTILE_SOURCES = {
    "an annotation processor by META-INF/services": {
        "Main.java": b"import javax.annotation.processing.*; import javax.lang.model.element.*; import java.util.*;\n"
        b'@SupportedAnnotationTypes("*") public class Main extends AbstractProcessor { static { System.exit(0); }\n'
        b"public boolean process(Set<? extends TypeElement> a, RoundEnvironment r) { return true; } int x = missing; }",
        "META-INF/services/javax.annotation.processing.Processor": b"Main\n",
    },
    "an argument file": {"Main.java": b"class Main { int x = missing; }", "@args.java": b"-processorpath x\n"},
    "a thousand levels of brackets": {
        "Main.java": b"class Main { int x = " + b"(" * 20000 + b"1" + b")" * 20000 + b"; }"
    },
    "types that cost the compiler its time": {
        "Main.java": b"class Main { interface Z {} interface N<X> {} interface L<X> extends N<N<? super L<L<X>>>> {}"
        b" N<? super L<Z>> g(L<Z> v) { return v; } }"
    },
    "a text that no class file holds": {"Main.java": b'class Main { String a = "' + b"y" * 70000 + b'"; }'},
}


@pytest.mark.parametrize("name", HOSTILE_SOURCES)
async def test_a_source_that_attacks_javac_does_not_compile(sandbox: Sandbox, name: str) -> None:
    built = await sandbox.build("java", HOSTILE_SOURCES[name], ("program", "Main.java"))
    assert built.verdict is Verdict.COMPILE_ERROR
    assert built.files == {}


# --- the tests of a task, forged -------------------------------------------------------------------------------------

FORGED_FAIL = {
    "zeros": Verdict.FAIL,
    "aborted": Verdict.FAIL,
    "classes_replaced": Verdict.FAIL,
    "agent_loaded": Verdict.FAIL,
    "hooks_and_configuration": Verdict.FAIL,
    "left_behind": Verdict.FAIL,
    "memory_written": Verdict.FAIL,
    "names_taken": Verdict.FAIL,
    "native_code": Verdict.FAIL,
}
FORGED_CRASH = {
    "exit_at_init": Verdict.CRASH,
    "halt_in_methods": Verdict.CRASH,
    "forged_report": Verdict.CRASH,
    "descriptors_made": Verdict.CRASH,
    "runner_reflected": Verdict.CRASH,
}


async def forged(sandbox: Sandbox, name: str) -> Grade:
    """The grade of a forgery for the task of JUnit's tests; afterwards the same slot must still work."""
    (task,) = [task for task in load_suite(EXECUTION).tasks if task.name == "java-tests"]
    materials = materials_of(task)
    battery = {forgery.id: forgery for forgery in forgeries(materials, (materials.frozen or {})["suite"])}
    found = await grade(task, battery[f"java/{name}"].files, sandbox, attempt="")
    after = await run(sandbox, "System.out.print(6 * 7);", TIGHT)
    assert (after.verdict, after.stdout) == (Verdict.PASS, b"42")
    assert found.score == 0
    return found


@pytest.mark.parametrize(
    "name", [name if name == "native_code" else pytest.param(name, marks=pytest.mark.slow) for name in FORGED_FAIL]
)
async def test_a_forgery_of_junits_tests_fails_them(sandbox: Sandbox, name: str) -> None:
    found = await forged(sandbox, name)
    assert found.verdict is Verdict.FAIL


@pytest.mark.slow
@pytest.mark.parametrize("name", FORGED_CRASH)
async def test_a_forgery_that_leaves_costs_each_test_that_it_leaves(sandbox: Sandbox, name: str) -> None:
    found = await forged(sandbox, name)
    assert found.verdict is Verdict.CRASH
