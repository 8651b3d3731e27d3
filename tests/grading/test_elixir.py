"""Tests of ExUnit: what they find, how they end, and what is not believed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.freeze import freeze_ids
from prony.nouns import Grade
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("elixir") is None, reason="no Elixir here: prony toolchains get elixir"),
]
TASK = """[prony]
answer = ["lib/counter.ex", "lib/shape.ex"]
assurance = "B"
limits = { cpu_s = 3, wall_s = 8 }
[prony.grader]
runner = "exunit"
[[prony.criteria]]
id = "counter"
tests = "counter_test.exs > *"
[[prony.criteria]]
id = "shape"
tests = "shapes/*"
"""
COUNTER = """defmodule Counter do
  use GenServer

  def start_link(n), do: GenServer.start_link(__MODULE__, n)
  def next(pid), do: GenServer.call(pid, :next)
  def say(text), do: IO.puts("say: " <> text)
  def crash, do: raise(Counter.Error, "no")

  @impl true
  def init(n), do: {:ok, n}
  @impl true
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}
end

defmodule Counter.Error do
  defexception [:message]
end
"""
SHAPE = """defprotocol Area do
  def of(shape)
end

defmodule Square do
  @enforce_keys [:side]
  defstruct [:side]

  defmacro unit, do: quote(do: %Square{side: 1})
end

defimpl Area, for: Square do
  def of(%{side: side}), do: side * side
end
"""
TESTS = {
    "counter_test.exs": """ExUnit.start()

defmodule CounterTest do
  use ExUnit.Case
  import ExUnit.CaptureIO

  setup_all do
    {:ok, first: 5}
  end

  setup %{first: first} do
    pid = start_supervised!({Counter, first})
    on_exit(fn -> refute Process.alive?(pid) end)
    %{pid: pid}
  end

  test "counts", %{pid: pid} do
    assert Counter.next(pid) == 5
    assert Counter.next(pid) == 6
  end

  test "says what it is told", _ do
    assert capture_io(fn -> Counter.say("é") end) == "say: é\\n"
  end

  test "raises its own error" do
    assert_raise Counter.Error, "no", fn -> Counter.crash() end
  end

  test "sends and receives" do
    me = self()
    spawn(fn -> send(me, {:hi, 1}) end)
    assert_receive {:hi, n}
    assert n == 1
    refute_received _
  end
end
""",
    "shapes/shape_test.exs": """defmodule ShapeTest do
  use ExUnit.Case, async: true
  require Square

  for side <- [1, 2] do
    test "area of #{side}" do
      assert Area.of(%Square{side: unquote(side)}) == unquote(side) ** 2
    end
  end

  describe "macros" do
    @describetag :tmp_dir
    test "work", %{tmp_dir: folder} do
      assert Square.unit() == %Square{side: 1}
      assert File.dir?(folder)
    end
  end
end
""",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("elixir",)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A suite with one task: `folder(tests)`."""

    def make(tests: dict[str, str]) -> Path:
        files = {
            "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
            "t/task.toml": TASK,
            "t/instruction.md": "Write it.",
            "t/solution/lib/counter.ex": COUNTER,
            "t/solution/lib/shape.ex": SHAPE,
            **{f"t/tests/{path}": text for path, text in tests.items()},
        }
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return tmp_path

    return make


async def judged(
    folder: Path, sandbox: Sandbox, ids: list[str], *, counter: str = COUNTER, shape: str = SHAPE
) -> Grade:
    frozen = {"tests": ids, "graders": {"suite": ids}}
    (folder / "t" / "tests" / "expected.json").write_text(json.dumps(frozen))
    (task,) = load_suite(folder).tasks
    files = {"lib/counter.ex": counter.encode(), "lib/shape.ex": shape.encode()}
    return await grade(task, files, sandbox, attempt="a")


def verdicts(graded: Grade) -> dict[str, str]:
    return {test.id.rpartition(" > ")[2]: str(test.verdict) for test in graded.tests}


IDS = [
    *(f"counter_test.exs > {name}" for name in ("counts", "says what it is told", "raises its own error")),
    "counter_test.exs > sends and receives",
    *(f"shapes/shape_test.exs > {name}" for name in ("area of 1", "area of 2", "macros work")),
]


async def test_what_exunit_offers_is_there_and_the_ids_are_file_and_name(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    root = folder(TESTS)
    (task,) = load_suite(root).tasks
    assert sorted(await freeze_ids(materials_of(task), sandbox)) == sorted(IDS)
    graded = await judged(root, sandbox, IDS)
    assert graded.solved, [(test.id, test.verdict, test.message) for test in graded.tests]
    assert str(graded.assurance) == "B"


async def test_a_machine_that_ends_costs_one_test(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    counter = COUNTER.replace('raise(Counter.Error, "no")', "System.halt(0)")
    graded = await judged(folder(TESTS), sandbox, IDS, counter=counter)
    found = verdicts(graded)
    assert found.pop("raises its own error") == "crash"
    assert set(found.values()) == {"pass"}, found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "verdict"),
    [("Stream.cycle([1]) |> Stream.run()", "timeout_cpu"), ("Process.sleep(:infinity)", "timeout_wall")],
)
async def test_a_test_that_never_ends_costs_its_criterion(
    folder: Callable[..., Path], sandbox: Sandbox, body: str, verdict: str
) -> None:
    root = folder(TESTS)
    task = root / "t" / "task.toml"
    wall = "wall_s = 3" if verdict == "timeout_wall" else "wall_s = 40"
    task.write_text(task.read_text().replace("wall_s = 8", wall))
    graded = await judged(root, sandbox, IDS, counter=COUNTER.replace('raise(Counter.Error, "no")', body))
    found = verdicts(graded)
    assert found["raises its own error"] == verdict
    assert {found[name] for name in ("area of 1", "area of 2", "macros work")} == {"pass"}
    assert not graded.solved


@pytest.mark.slow
async def test_what_does_not_compile_is_a_load_error_in_the_compilers_words(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    graded = await judged(folder(TESTS), sandbox, IDS, counter=COUNTER.replace("n + 1}", "n + m}"))
    assert set(verdicts(graded).values()) == {"load_error"}
    assert all("lib/counter.ex" in test.message and "m" in test.message for test in graded.tests)


@pytest.mark.slow
async def test_a_test_that_takes_all_memory_is_oom_and_the_others_are_not(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    root = folder(TESTS)
    task = root / "t" / "task.toml"
    task.write_text(task.read_text().replace("cpu_s = 3, wall_s = 8", "cpu_s = 20, wall_s = 60, memory_mb = 256"))
    body = "length(:lists.seq(1, 900_000_000))"
    graded = await judged(root, sandbox, IDS, counter=COUNTER.replace('raise(Counter.Error, "no")', body))
    found = verdicts(graded)
    assert found.pop("raises its own error") == "oom"
    assert set(found.values()) == {"pass"}, found


@pytest.mark.slow
async def test_tests_that_do_not_compile_with_an_answer_are_lost_and_the_others_are_not(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    graded = await judged(folder(TESTS), sandbox, IDS, shape="defmodule Other do\nend\n")
    found = verdicts(graded)
    assert {found[name] for name in ("area of 1", "area of 2", "macros work")} == {"load_error"}
    assert found["counts"] == "pass"


FAILING = """defmodule FailTest do
  use ExUnit.Case

  test "wrong" do
    assert 1 == 2
  end

  test "exits" do
    exit(:normal)
  end

  test "is killed" do
    Process.exit(self(), :kill)
  end

  @tag :skip
  test "skipped" do
    :ok
  end

  test "never written"

  test "green" do
    assert true
  end
end
"""


@pytest.mark.slow
async def test_what_fails_in_exunit_fails(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    names = ("wrong", "exits", "is killed", "skipped", "never written", "green")
    root = folder({"counter_test.exs": FAILING, "shapes/shape_test.exs": TESTS["shapes/shape_test.exs"]})
    graded = await judged(root, sandbox, [*(f"counter_test.exs > {name}" for name in names), *IDS[4:]])
    found = verdicts(graded)
    assert found["green"] == "pass"
    assert {found[name] for name in names[:-1]} == {"fail"}, found


async def test_tests_lie_nowhere_on_the_disk_of_an_answer(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    search = 'for d <- ["/tests", "/work", "/tmp"], f <- Path.wildcard(d <> "/**/*_test.exs"), do: f'
    counter = COUNTER.replace('"say: " <> text', f"inspect({search})")
    tests = dict(TESTS)
    tests["counter_test.exs"] = tests["counter_test.exs"].replace('"say: é', '"[]')
    assert tests != TESTS
    graded = await judged(folder(tests), sandbox, IDS, counter=counter)
    assert graded.solved, [(test.id, test.verdict, test.message) for test in graded.tests]
