"""Programs in Elixir that want more than they may have, and answers that try to pass tests of theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
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
    pytest.mark.skipif(find_toolchain("elixir") is None, reason="no Elixir here: prony toolchains get elixir"),
]
TIGHT = Limits(cpu_s=3.0, wall_s=20.0, memory_mb=192, processes=48, output_bytes=1 << 16, disk_mb=32)
Attack = Callable[..., Awaitable[Execution]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("elixir",)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def attack(sandbox: Sandbox) -> AsyncIterator[Attack]:
    """Run a hostile program; afterwards the same slot must still work."""

    async def run(code: str, limits: Limits = TIGHT) -> Execution:
        files = {"a.exs": code.encode()}
        return await sandbox.run(Program(toolchain="elixir", argv=("elixir", "a.exs"), files=files, limits=limits))

    yield run
    ended = await run("IO.puts(6 * 7)\n", Limits(cpu_s=10, wall_s=30))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"42\n")


LOOPS = {
    "a call of itself": "f = fn f -> f.(f) end\nf.(f)\n",
    "a loop that traps exits": "Process.flag(:trap_exit, true)\nStream.iterate(0, &(&1 + 1)) |> Stream.run()\n",
    "loops in many processes": "for _ <- 1..9, do: spawn(fn -> Stream.cycle([1]) |> Stream.run() end)\n"
    "Stream.cycle([1]) |> Stream.run()\n",
    "a macro that expands without end": "defmodule M do\n  defmacro m(x), do: quote(do: M.m([unquote(x)]))\nend\n"
    "defmodule N do\n  require M\n  def f, do: M.m(1)\nend\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("loop", LOOPS)
async def test_a_loop_of_elixir_meets_a_limit(attack: Attack, loop: str) -> None:
    ended = await attack(LOOPS[loop])
    assert ended.verdict in (Verdict.TIMEOUT_CPU, Verdict.OOM), ended.detail


BOMBS = {
    "a list that grows": "IO.puts(length(:lists.seq(1, 900_000_000)))\n",
    "a binary that doubles": 'Stream.iterate("x", &(&1 <> &1)) |> Enum.each(&byte_size/1)\n',
    "processes without end": "f = fn f -> spawn(fn -> Process.sleep(:infinity) end); f.(f) end\nf.(f)\n",
    "a table that grows": "t = :ets.new(:t, [:public])\nfor n <- 1..900_000_000, do: :ets.insert(t, {n, n})\n",
    "a mailbox that grows": "p = spawn(fn -> Process.sleep(:infinity) end)\nfor _ <- 1..99_000_000, do: send(p, 1)\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
async def test_a_memory_bomb_of_elixir_is_oom(attack: Attack, bomb: str) -> None:
    ended = await attack(BOMBS[bomb], Limits(cpu_s=20, wall_s=60, memory_mb=192))
    assert ended.verdict is Verdict.OOM, ended.detail


@pytest.mark.slow
async def test_programs_that_elixir_starts_without_end_meet_their_limit(attack: Attack) -> None:
    code = 'for _ <- 1..99, do: Port.open({:spawn_executable, "/bin/sleep"}, args: ["99"])\nProcess.sleep(5000)\n'
    ended = await attack(code, Limits(cpu_s=5, wall_s=3, memory_mb=192, processes=48))
    assert ended.verdict is Verdict.LIMIT, ended.detail


async def test_a_flood_of_elixir_is_cut_at_its_output_limit(attack: Attack) -> None:
    ended = await attack('Stream.repeatedly(fn -> IO.puts("xxxxxxxxxxxxxxxx") end) |> Stream.run()\n')
    assert ended.verdict is Verdict.OUTPUT_LIMIT, ended.detail


@pytest.mark.slow
async def test_a_disk_bomb_of_elixir_ends_its_program(attack: Attack) -> None:
    code = 'for n <- 1..19, do: File.write!("f#{n}", :binary.copy("x", 4_000_000))\n'
    # Before OTP 26, compiled code lies in a file on that disk, and the machine dies of having no page for it.
    assert (await attack(code)).verdict in (Verdict.LIMIT, Verdict.CRASH)


async def test_a_daemon_of_elixir_dies_with_its_program(attack: Attack) -> None:
    code = 'System.cmd("/bin/sh", ["-c", "setsid sleep 60 > /dev/null 2>&1 &"])\nIO.puts("begun")\n'
    ended = await attack(code)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"begun\n")
    seen = await attack('"/proc" |> File.ls!() |> Enum.count(&(Integer.parse(&1) != :error)) |> IO.puts()\n')
    assert int(seen.stdout) < 6


@pytest.mark.slow
async def test_a_program_in_elixir_reaches_nobody_and_writes_to_its_own_folders_alone(attack: Attack) -> None:
    ended = await attack(
        "for a <- [{10, 0, 0, 1}, {1, 1, 1, 1}], do: IO.inspect(elem(:gen_tcp.connect(a, 80, [], 500), 0))\n"
        'for p <- ["/x", "/opt/elixir/erlang/x", "/opt/elixir/language/elixir/ebin/x", "/usr/x", "/etc/x"],\n'
        '  do: IO.inspect(elem(File.write(p, ""), 0))\n'
    )
    assert ended.stdout == b":error\n" * 7


# --- tests of level B -------------------------------------------------------------------------------------------------

SUITE = Path(__file__).parents[1] / "data" / "execution"
MAKE_GREEN = {
    "assertions that accept everything": "assertions_replaced",
    "a runner that calls no test": "runner_replaced",
    "an end of the test that its process did not tell": "finished_sent",
    "results told twice": "results_forged",
}
END_EARLY = {
    "the machine halted at load": "halt_at_load",
    "the machine halted in functions": "halt_in_functions",
    "the machine halted after a forged result": "results_forged_and_halted",
    "all other processes killed": "everyone_killed",
    "a process that ends normally": "exit_normally",
    "a report of its own": "report_written",
}


async def forged(sandbox: Sandbox, name: str) -> Grade:
    task = next(task for task in load_suite(SUITE).tasks if task.name == "elixir-tests")
    materials = materials_of(task)
    ids = [test_id for frozen in (materials.frozen or {}).values() for test_id in frozen]
    (chosen,) = [forgery for forgery in forgeries(materials, ids) if forgery.id == f"elixir/{name}"]
    return await grade(task, chosen.files, sandbox, attempt="a")


@pytest.mark.parametrize(
    "attack_", [pytest.param(name, marks=[pytest.mark.slow] * (index > 0)) for index, name in enumerate(MAKE_GREEN)]
)
async def test_an_answer_in_elixir_that_turns_tests_green_is_tampered(sandbox: Sandbox, attack_: str) -> None:
    graded = await forged(sandbox, MAKE_GREEN[attack_])
    assert graded.verdict is Verdict.TAMPERED, [(test.id, test.verdict) for test in graded.tests]


@pytest.mark.slow
@pytest.mark.parametrize("attack_", END_EARLY)
async def test_an_answer_in_elixir_that_ends_early_passes_no_test(sandbox: Sandbox, attack_: str) -> None:
    graded = await forged(sandbox, END_EARLY[attack_])
    assert not graded.solved
    assert all(test.verdict is not Verdict.PASS for test in graded.tests), [(t.id, t.verdict) for t in graded.tests]
