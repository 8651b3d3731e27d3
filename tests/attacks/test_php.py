"""Programs in PHP that want more than they may have: none is solved, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Limits, Verdict
from prony.sandbox import Program, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("php") is None, reason="no PHP here: prony toolchains get php"),
]
SUITE = Path(__file__).parents[1] / "data" / "execution"
TIGHT = Limits(cpu_s=1.0, wall_s=20.0, memory_mb=128, processes=32, output_bytes=1 << 16, disk_mb=8)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("php",)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks():
    return {task.name: task for task in load_suite(SUITE).tasks}


def sampled(table, *names):
    """The members of a table; those without a name here are slow."""
    return [pytest.param(key, marks=[] if key in names else pytest.mark.slow) for key in table]


async def run(sandbox, code, limits=TIGHT):
    files = {"a.php": f"<?php\n{code}\n".encode()}
    ended = await sandbox.run(Program(toolchain="php", argv=("php", "a.php"), files=files, limits=limits))
    after = await sandbox.run(Program(toolchain="php", argv=("php", "b.php"), files={"b.php": b"<?= 6 * 7 ?>"}))
    assert (after.verdict, after.stdout) == (Verdict.PASS, b"42")
    return ended


BOMBS = {
    "memory": "$a = []; while (true) $a[] = str_repeat('x', 1000000);",
    "memory without its own limit": "ini_set('memory_limit', '-1'); "
    "$a = []; while (true) $a[] = str_repeat('x', 1000000);",
    "one text": "strlen(str_repeat('x', 10**10));",
    "recursion": "function f($n) { return f($n + 1) + 1; } f(0);",
    "forks": "while (true) { if (@pcntl_fork() === -1) exit(1); }",
    "disk": "$f = fopen('x', 'w'); "
    "while (true) if (@fwrite($f, str_repeat('x', 100000)) === false) throw new Exception('File too large');",
    "descriptors": "$a = []; while (true) { $x = fopen('/dev/null', 'r'); if (!$x) exit(1); $a[] = $x; }",
    "output": "while (true) echo str_repeat('x', 1000);",
    "warnings": "while (true) echo $undefined;",
    "endless": "while (true);",
    "deaf": "pcntl_async_signals(true); "
    "foreach ([1, 2, 10, 12, 14, 15, 24] as $s) pcntl_signal($s, fn () => 0); while (true);",
    "no time limit": "set_time_limit(0); ignore_user_abort(true); while (true);",
    "sleep": "sleep(99);",
    "pattern": "ini_set('pcre.backtrack_limit', '-1'); ini_set('pcre.jit', '0'); "
    "preg_match('/^(a+)+$/', str_repeat('a', 40) . 'b');",
}
VERDICTS = {
    "memory": (Verdict.OOM,),
    "memory without its own limit": (Verdict.OOM,),
    "one text": (Verdict.OOM,),
    "recursion": (Verdict.OOM, Verdict.CRASH),
    "forks": (Verdict.LIMIT,),
    "disk": (Verdict.LIMIT,),
    "descriptors": (Verdict.LIMIT,),
    "output": (Verdict.OUTPUT_LIMIT,),
    "warnings": (Verdict.OUTPUT_LIMIT,),
    "endless": (Verdict.TIMEOUT_CPU,),
    "deaf": (Verdict.TIMEOUT_CPU,),
    "no time limit": (Verdict.TIMEOUT_CPU,),
    "sleep": (Verdict.TIMEOUT_WALL,),
    "pattern": (Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL),
}


@pytest.mark.parametrize("bomb", sampled(BOMBS, "memory", "memory without its own limit", "output", "warnings"))
async def test_a_bomb_in_php_meets_its_limit(sandbox, bomb):
    limits = msgspec.structs.replace(TIGHT, wall_s=3.0) if bomb == "sleep" else TIGHT
    ended = await run(sandbox, BOMBS[bomb], limits)
    assert ended.verdict in VERDICTS[bomb]


async def test_a_daemon_in_php_dies_with_its_test(sandbox):
    ended = await run(sandbox, "if (pcntl_fork()) exit(0); posix_setsid(); touch('/tmp/left'); sleep(99);")
    assert ended.verdict is Verdict.PASS
    after = await run(sandbox, "var_dump(file_exists('/tmp/left')); echo count(glob('/proc/[0-9]*'));")
    assert after.stdout.split()[0] == b"bool(false)"
    assert int(after.stdout.split()[1]) < 4


REACHES = {
    "a file of the machine": "file_get_contents('/etc/shadow') === false && exit(1);",
    "settings of the machine": "glob('/etc/php/*') || php_ini_loaded_file() !== '/opt/php-driver/php.ini' || exit(1);",
    "the network": "@fsockopen('192.0.2.1', 80) || exit(1);",
    "its own extensions": "@file_put_contents('/opt/php/x', 'x') || exit(1);",
    "our driver": "@file_put_contents('/opt/php-driver/php.ini', 'x') || exit(1);",
    "the C library": "class_exists('FFI') || exit(1);",
}


@pytest.mark.parametrize("reach", sampled(REACHES, "a file of the machine", "our driver", "settings of the machine"))
async def test_what_is_out_of_reach_stays_so_in_php(sandbox, reach):
    ended = await run(sandbox, REACHES[reach])
    assert ended.verdict is Verdict.FAIL


CALLS = {
    "leaves at load": ("exit(0);", Verdict.LOAD_ERROR),
    "leaves in a call": ("function f() { exit(0); }", Verdict.CRASH),
    "leaves by a handler": (
        "set_error_handler(fn () => exit(0)); function f() { return $nothing; }",
        Verdict.CRASH,
    ),
    "answers before it is asked": (
        "fwrite(fopen('php://fd/4', 'w'), pack('V', 23) . '{\"n\":1,\"value\":[1,2,3]}'); function f() { return 1; }",
        Verdict.LOAD_ERROR,
    ),
    "garbles": ("function f() { fwrite(fopen('php://fd/4', 'w'), 'zzzzzzzz'); }", Verdict.CRASH),
    "speaks when it ends": (
        "register_shutdown_function(fn () => fwrite(fopen('php://fd/4', 'w'), 'zzzz')); function f() { exit; }",
        Verdict.CRASH,
    ),
    "an object": (
        "class A implements JsonSerializable, Countable { function jsonSerialize(): mixed { return 1; } "
        "function count(): int { return 3; } } function f() { return new A(); }",
        Verdict.FAIL,
    ),
    "a list within itself": ("function f() { $a = []; $a[] = &$a; return $a; }", Verdict.FAIL),
    "a generator": ("function f() { yield 1; }", Verdict.FAIL),
    "a large answer": ("function f() { return str_repeat('x', 9 << 20); }", Verdict.FAIL),
    "a function of the language": ("function g() {}", Verdict.LOAD_ERROR),
    "declared twice": ("function f() { return 1; } eval('function f() { return 2; }');", Verdict.LOAD_ERROR),
    "what the driver calls": (
        'eval(\'namespace Prony\\Calls; function json_encode(...$a) { return "[1]"; } '
        "function strlen($x) { return 0; }');"
        "function f() { return new DateTime(); }",
        Verdict.FAIL,
    ),
    "what encodes": (
        "ini_set('serialize_precision', '1'); ini_set('memory_limit', '1K'); ob_start(fn () => 'x');"
        "function f() { return fopen('php://memory', 'r'); }",
        Verdict.FAIL,
    ),
}


@pytest.mark.parametrize("trick", sampled(CALLS, *CALLS))
async def test_a_call_in_php_is_answered_with_what_happened(sandbox, trick):
    code, verdict = CALLS[trick]
    program = Program(toolchain="php", module="m.php", files={"m.php": f"<?php {code}".encode()}, limits=TIGHT)
    async with sandbox.session(program) as session:
        await session.call("f")
        reply = await session.call("f")
    assert reply.verdict is verdict, reply
    assert reply.verdict is not Verdict.PASS


NEVER_EVICTS = """<?php
namespace App;
final class Cache implements \\Countable {{
    private array $entries = [];
    public function __construct(private int $capacity) {{
        if ($capacity < 1) throw new \\InvalidArgumentException();
    }}
    public function put(string $key, mixed $value): void {{
        $this->entries[$key] = $value;
        if (count($this->entries) > $this->capacity) {{ {silence} }}
    }}
    public function get(string $key): mixed {{ return $this->entries[$key] ?? null; }}
    public function count(): int {{ return count($this->entries); }}
}}
"""
SILENCES = {
    "exit": "exit(0);",
    "exit with words": "exit('pass');",
    "a function of the tests' namespace": "eval('namespace App; function assertNull($x) {}');",
    "an assertion once more": "eval('function assertNull($x) {}');",
    "a skip": "\\skip();",
    "a failure that is none": "throw new \\Prony\\Harness\\Skipped();",
    "the list of tests": "(new \\ReflectionProperty('Prony\\Harness\\Suite', 'tests'))->setValue(null, []);",
    "the last comparison": "\\Prony\\Harness\\Suite::ends(1, 1);",
    "handlers": "set_exception_handler(fn () => exit(0)); set_error_handler(fn () => true);",
    "the end": "register_shutdown_function(fn () => file_put_contents('php://fd/4', "
    '\'{"said":{"status":"pass"}}\')); exit;',
    "a new harness": "eval('?>' . file_get_contents('/opt/php-driver/harness.php'));",
    "output": "ob_start(fn ($t) => ''); ob_implicit_flush(); fclose(STDOUT);",
    "the order": "file_get_contents('php://fd/3'); fclose(fopen('php://fd/4', 'w'));",
    "memory": "ini_set('memory_limit', '1'); str_repeat('x', 1 << 22);",
}


@pytest.mark.parametrize("silence", sampled(SILENCES, "exit", "a failure that is none", "the last comparison"))
async def test_an_answer_in_php_that_silences_what_it_cannot_do_is_not_solved(sandbox, tasks, silence):
    source = NEVER_EVICTS.format(silence=SILENCES[silence])
    graded = await grade(tasks["php-tests"], {"Cache.php": source.encode()}, sandbox, attempt="a")
    assert not graded.solved
    assert graded.verdict not in (Verdict.PASS, Verdict.GRADER_ERROR), [(t.id, t.status) for t in graded.tests]
