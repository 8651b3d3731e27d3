"""Scripts of Bash that want more than they may have, and answers that try to pass tests of theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Grade, Limits, Task, Verdict
from prony.sandbox import Execution, Program, Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("bash") is None, reason="no bash on this machine"),
]
TIGHT = Limits(cpu_s=1.0, wall_s=4.0, memory_mb=128, processes=32, output_bytes=1 << 16, disk_mb=8)
SUITE = Path(__file__).parents[1] / "data" / "execution"
Attack = Callable[..., Awaitable[Execution]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("bash",)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def attack(sandbox: Sandbox) -> AsyncIterator[Attack]:
    """Run a hostile script; afterwards the same slot must still work."""

    async def run(code: str, limits: Limits = TIGHT, **fields: object) -> Execution:
        program = Program(
            toolchain="bash", argv=("bash", "a.sh"), files={"a.sh": code.encode()}, limits=limits, **fields
        )
        return await sandbox.run(program)

    yield run
    ended = await run("echo $((6 * 7))")
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"42\n")


def first_of(attacks: dict[str, str]) -> list[object]:
    """The first is tried each time, the others with the slow tests."""
    return [pytest.param(name, marks=[pytest.mark.slow] * (index > 0)) for index, name in enumerate(attacks)]


FORKS = {
    "the classic one, waited for": ":(){ :|: & wait; }; :",
    "background loops": "while true; do while true; do sleep 9 & done & done",
    "scripts that start themselves": 'bash "$0" & bash "$0" & wait',
}


@pytest.mark.parametrize("bomb", first_of(FORKS))
async def test_a_fork_bomb_of_bash_meets_its_limit_of_processes(attack: Attack, bomb: str) -> None:
    ended = await attack(FORKS[bomb], limits=msgspec.structs.replace(TIGHT, wall_s=1.5))
    assert ended.verdict is Verdict.LIMIT, ended.detail


async def test_a_fork_bomb_of_bash_that_nobody_waits_for_ends_with_its_script(attack: Attack) -> None:
    ended = await attack(":(){ :|:& };:")
    assert ended.verdict is Verdict.PASS


async def test_a_loop_of_bash_that_ignores_all_signals_meets_its_cpu_limit(attack: Attack) -> None:
    ended = await attack(
        "trap '' TERM INT HUP QUIT XCPU ALRM CHLD PIPE USR1\nwhile true; do :; done", limits=Limits(cpu_s=1, wall_s=30)
    )
    assert ended.verdict is Verdict.TIMEOUT_CPU, ended.detail


async def test_a_script_that_waits_for_ever_meets_its_wall_limit(attack: Attack) -> None:
    ended = await attack("mkfifo p; read -r line < p", limits=Limits(cpu_s=1, wall_s=1))
    assert ended.verdict is Verdict.TIMEOUT_WALL, ended.detail


FLOODS = {
    "lines": "while true; do echo hello; done",
    "no line": "cat /dev/zero",
    "stderr": "yes >&2",
    "through a pipe": "yes | cat",
}


@pytest.mark.parametrize("flood", first_of(FLOODS))
async def test_a_flood_of_bash_is_cut_at_its_output_limit(attack: Attack, flood: str) -> None:
    ended = await attack(FLOODS[flood])
    assert ended.verdict is Verdict.OUTPUT_LIMIT, ended.detail


async def test_a_memory_bomb_of_bash_is_oom(attack: Attack) -> None:
    ended = await attack("x=x; while true; do x=$x$x; done", limits=Limits(cpu_s=4, wall_s=8, memory_mb=64))
    assert ended.verdict is Verdict.OOM, ended.detail


async def test_a_disk_bomb_of_bash_meets_its_disk_limit(attack: Attack) -> None:
    ended = await attack("for i in {1..9}; do head -c 4000000 /dev/zero > f$i || exit 1; done")
    assert ended.verdict is Verdict.LIMIT, ended.detail


DAEMONS = {
    "setsid": "setsid sleep 60 &",
    "nohup": "nohup sleep 60 > /dev/null 2>&1 &",
    "disown": "sleep 60 & disown -a",
    "twice": "( ( setsid bash -c 'while true; do sleep 1; done' & ) & )",
}


@pytest.mark.parametrize("daemon", first_of(DAEMONS))
async def test_a_daemon_of_bash_dies_with_its_script(attack: Attack, daemon: str) -> None:
    ended = await attack(f"{DAEMONS[daemon]}\necho begun")
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"begun\n")
    seen = await attack("for p in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $p; done 2> /dev/null | grep -c '[s]leep'")
    assert seen.stdout == b"0\n"


async def test_a_script_of_bash_reaches_nobody(attack: Attack) -> None:
    ended = await attack(
        "for to in 127.0.0.1/22 10.0.0.1/80 1.1.1.1/53; do\n"
        "  (exec 3<> /dev/tcp/$to) 2> /dev/null && echo tcp $to\n"
        "  (exec 3<> /dev/udp/$to && echo hi >&3) 2> /dev/null && [ $to != 127.0.0.1/22 ] && echo udp $to\n"
        "done\ntrue"
    )
    assert ended.stdout == b""


async def test_a_script_of_bash_writes_to_its_own_folders_alone(attack: Attack) -> None:
    ended = await attack(
        "for d in / /usr /usr/bin /etc /opt /opt/bash /opt/bash/bin /proc /dev /home /var; do\n"
        '  (echo x > "$d/new") 2> /dev/null && echo "$d"\ndone\n'
        "(chmod u+w /opt/bash/judge || echo x > /opt/bash/bin/bash || rm /opt/bash/bin/sed) 2> /dev/null && echo done\n"
        "(cat /opt/bash/judge > /dev/null) 2> /dev/null && echo read\ntrue"
    )
    assert ended.stdout == b""


async def test_a_script_of_bash_finds_the_commands_of_the_list_and_no_others(attack: Attack) -> None:
    ended = await attack("compgen -c | while read -r name; do type -P \"$name\"; done | sed 's,/[^/]*$,,' | sort -u")
    assert ended.stdout == b"/opt/bash/bin\n"


# --- tests of level B -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def task() -> Task:
    return next(task for task in load_suite(SUITE).tasks if task.name == "bash-tests")


@pytest.fixture
def judged(task: Task, sandbox: Sandbox) -> Callable[[str], Awaitable[Grade]]:
    async def run(code: str) -> Grade:
        return await grade(task, {"config.sh": code.encode()}, sandbox, attempt="a")

    return run


BOTH = "config_load() { %s; }\nconfig_get() { %s; }\n"
CHEATS = {
    "exit 0 at once": "exit 0",
    "exit 0 in functions": BOTH % ("exit 0", "exit 0"),
    "a trap that exits": "trap 'exit 0' EXIT DEBUG ERR RETURN\n" + BOTH % (":", "echo blue"),
    "a bracket that is always true": "[() { :; }\ntest() { :; }\n" + BOTH % (":", ":"),
    "a run of its own": "run() { status=0 output=blue; }\nassert_output() { :; }\n" + BOTH % (":", ":"),
    "an alias of a keyword": "shopt -s expand_aliases\nalias '[[=true' 'if=if true ||'\n" + BOTH % (":", ":"),
    "builtins switched off": "enable -n [ test exit return\n" + BOTH % (":", ":"),
    "output and status set as variables": BOTH % ("output=blue status=0 lines=(blue)", "output=blue status=0"),
    "what the test expects, defined before": "sky=blue output=blue\nreadonly status=0\n" + BOTH % (":", ":"),
    "the state of the judge forged": "prony_state=passed\nprony_end() { exit 0; }\n"
    + BOTH % ("prony_state=passed", ":"),
    "names that are code": "eval 'a$(touch${IFS}/tmp/x)() { :; }' 2> /dev/null\n" + BOTH % (":", "echo blue"),
    "an answer to commands that are not there": "command_not_found_handle() { return 0; }",
    "a set-up of its own": "setup() { exit 0; }\nteardown() { exit 0; }\nsetup_file() { exit 0; }\n"
    + BOTH % (":", ":"),
    "the end of what judges": BOTH % ("kill -KILL $PPID", "kill -KILL -1"),
    "a stopped judge": BOTH % ("kill -STOP $PPID", "kill -STOP $PPID"),
    "the tests, read from the disk": BOTH
    % (":", "grep -rhos 'blue' /tests /tmp /proc/*/cmdline /proc/*/environ | head -n 1"),
    "the memory of what judges": BOTH
    % (
        ":",
        "for p in /proc/[0-9]*; do (head -c 1 < $p/mem || cat $p/environ) > /dev/null && echo blue; done 2> /dev/null",
    ),
    "other commands in the PATH": "mkdir -p /tmp/b; printf '#!/bin/sh\\nexit 0\\n' > /tmp/b/[\nchmod +x /tmp/b/[\n"
    "PATH=/tmp/b; export PATH BASH_ENV=/tmp/b/env\n" + BOTH % (":", ":"),
    "a report of its own": BOTH % ('echo \'{"done": "x"}\' | tee /proc/self/fd/[3-9] /proc/$PPID/fd/*', ":"),
}


QUICK = ("an alias of a keyword", "names that are code")
"""Tried each time; the others with the slow tests."""


@pytest.mark.parametrize(
    "cheat", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK)) for name in CHEATS]
)
async def test_an_answer_in_bash_that_cheats_passes_no_test(
    judged: Callable[[str], Awaitable[Grade]], cheat: str
) -> None:
    graded = await judged(CHEATS[cheat])
    assert not graded.solved
    assert all(test.verdict is not Verdict.PASS for test in graded.tests), [(t.id, t.verdict) for t in graded.tests]
