"""The suite `sql`: one statement, one schema and one set of rows for every dialect, and each dialect gives them."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from prony.databases import DATABASES, split
from prony.grading import grade, prove
from prony.grading.sql_making import tables_claims
from prony.grading.variants import make_variant
from prony.nouns import Limits
from prony.outcomes import fully_earned
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of, suites_root
from prony.suites.variants import WORDING

SUITE = load_suite(suites_root() / "sql")
MEMBERS = ("sqlite", "postgres", "mariadb", "oracle")
HERE = [name for name in MEMBERS if find_toolchain(name) is not None]
SAMPLE = "price-bands"
BY_PROBLEM = defaultdict(list)
for task in SUITE.tasks:
    BY_PROBLEM[task.problem].append(task)


def test_there_are_sixty_problems_of_three_kinds_of_difficulty() -> None:
    assert Counter(tasks[0].difficulty for tasks in BY_PROBLEM.values()) == {"easy": 20, "medium": 25, "hard": 15}
    assert sum("oracle" in {task.member for task in tasks} for tasks in BY_PROBLEM.values()) >= 40


def test_every_member_has_a_reference_and_two_flaws_at_least() -> None:
    assert [task.id for task in SUITE.tasks if not task.has_reference] == []
    assert [task.id for task in SUITE.tasks if len(task.flaws) < 2] == []


def test_no_number_may_be_off() -> None:
    cases = [line for tasks in BY_PROBLEM.values() for line in materials_of(tasks[0]).tests["sql.jsonl"].splitlines()]
    assert [case["id"] for case in map(json.loads, cases) if "tolerance" in case] == []


def test_every_problem_has_other_words_for_a_variant() -> None:
    assert [name for name in BY_PROBLEM if not (Path(SUITE.path) / name / WORDING).is_file()] == []


def test_tables_and_rows_are_what_the_plans_make() -> None:
    claims = [claim for tasks in BY_PROBLEM.values() for claim in tables_claims(tasks[0])]
    assert len(claims) == len(BY_PROBLEM)
    assert [claim.got for claim in claims if not claim.held] == []


def test_all_dialects_are_asked_the_same_of_the_same_rows() -> None:
    for problem, tasks in BY_PROBLEM.items():
        shared = {
            json.dumps(
                sorted((name, data.decode()) for name, data in materials_of(task).tests.items() if "big" not in name)
            )
            for task in tasks
        }
        assert len(shared) == 1, problem
        schema = materials_of(tasks[0]).tests["schema.sql"].decode().strip()
        assert all(task.instruction.count(schema) == 1 for task in tasks), problem


def test_every_problem_has_data_without_rows_and_data_with_many_nulls() -> None:
    for problem, tasks in BY_PROBLEM.items():
        tests = materials_of(tasks[0]).tests
        cases = {case["id"]: case for case in map(json.loads, tests["sql.jsonl"].splitlines())}
        assert {"example", "empty", "sparse", "many"} <= cases.keys(), problem
        assert cases["empty"]["setup"] == ["schema.sql"], problem
        assert all("shown" not in cases[name] for name in ("empty", "sparse", "many")), problem


def test_no_two_statements_are_alike() -> None:
    def grams(problem: str) -> set[tuple[str, ...]]:
        words = (Path(SUITE.path) / problem / "instruction.md").read_text("utf-8").lower().split()
        return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}

    said = {problem: grams(problem) for problem in BY_PROBLEM}
    names = sorted(said)
    alike = [
        (one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if len(said[one] & said[other]) > 0.5 * min(len(said[one]), len(said[other]))
    ]
    assert alike == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("python", *HERE)) as opened:
        yield opened


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("member", MEMBERS)
async def test_a_reference_solves_its_problem_and_a_flaw_does_not(sandbox, member: str) -> None:
    if member not in HERE:
        pytest.skip(f"no {member} here: prony toolchains get {member}")
    task = next(task for task in BY_PROBLEM[SAMPLE] if task.member == member)
    materials = materials_of(task)
    right = await grade(task, materials.solution, sandbox, attempt="right")
    assert right.solved, right
    flaw = task.flaws[0]
    wrong = await grade(task, materials.flawed(flaw.id), sandbox, attempt="wrong")
    assert sorted(c.id for c in wrong.criteria if not fully_earned(c)) == sorted(flaw.fails)
    assert ("emulated" in right.judged_by[member]) is (member == "oracle")


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
async def test_the_references_of_every_dialect_solve_everything(sandbox) -> None:
    unsolved = []
    for task in SUITE.tasks:
        if task.member in HERE:
            found = await grade(task, materials_of(task).solution, sandbox, attempt=task.name)
            unsolved += [task.id] * (not found.solved)
    assert unsolved == []


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
async def test_a_problem_is_proven_in_every_dialect(sandbox) -> None:
    chosen = {task.id for task in BY_PROBLEM["late-books"] if task.member in HERE}
    proofs = await prove(SUITE, sandbox, tasks=chosen)
    assert [problem for proof in proofs for problem in proof.problems] == []


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
async def test_a_variant_is_made_in_all_dialects_and_all_its_flaws_are_noticed(sandbox, tmp_path) -> None:
    variant = await make_variant(SUITE, 7, tmp_path / "seven", sandbox)
    assert [task.name for task in variant.tasks] == [task.name for task in SUITE.tasks]
    same = [task.name for task in variant.tasks if task.instruction in {own.instruction for own in SUITE.tasks}]
    assert same == []


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
async def test_servers_are_started_and_stopped_and_nothing_of_them_is_left(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def servers() -> set[int]:
        names = ("postgres", "mariadbd")
        return {it.pid for it in psutil.process_iter(["name"]) if (it.info["name"] or "").startswith(names)}

    def mine(pids: set[int]) -> set[int]:
        return {pid for pid in pids if psutil.pid_exists(pid) and psutil.Process().pid in _ancestors(pid)}

    chosen = [name for name in ("postgres", "mariadb", "oracle") if name in HERE]
    seen: set[int] = set()
    before = _kept_by_the_kernel()
    async with open_sandbox(slots=2, toolchains=("python", *chosen)) as opened:
        for name in chosen:
            database = DATABASES[name]
            async with database.open(opened, Limits(wall_s=20)) as server:
                await server.create("mine")
                hello = split(database.sample.format(6, 7), database.dialect)
                outcome = await server.run("mine", hello, role="solver", wall_s=20)
                assert outcome.table is not None
                assert outcome.table.rows == ((42,),)
                here = mine(servers())
                assert here, name
                seen |= here
            assert mine(here) == set(), name
    assert len(seen) >= len(chosen)
    assert {pid for pid in seen if psutil.pid_exists(pid)} == set()
    assert list(tmp_path.iterdir()) == []
    assert _kept_by_the_kernel() - before == set()


def _kept_by_the_kernel() -> set[str]:
    """Shared memory and sockets as a server of either kind would leave them behind."""
    shared = {path.name for path in Path("/dev/shm").glob("*") if not path.name.startswith("__KMP")}
    segments = {f"segment {line.split()[1]}" for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]}
    paths = {line.split()[-1] for line in Path("/proc/net/unix").read_text().splitlines()[1:]}
    sockets = {path for path in paths if ".s.PGSQL" in path or "mysql" in path or "maria" in path}
    ports = {f"port {it.laddr.port}" for it in psutil.Process().net_connections("inet") if it.status == "LISTEN"}
    return shared | segments | sockets | ports


def _ancestors(pid: int) -> set[int]:
    try:
        return {it.pid for it in psutil.Process(pid).parents()}
    except psutil.NoSuchProcess:
        return set()
