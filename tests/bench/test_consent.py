"""A run's folder may be a stranger's: nothing in it runs with the user's rights unless this call says so."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_engine import answer

from prony.bench.consent import foreign_toolchains, plan_risks, risks
from prony.bench.contestants import Request
from prony.bench.plan import read_plan, write_plan
from prony.bench.regrade import regrade
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.stop import Stop
from prony.cli import app
from prony.cli.terminal import Terminal
from prony.config import Config, ContestantConfig
from prony.errors import PronyError, RunError, SandboxError, UsageError
from prony.journal import Graded, read_events
from prony.nouns import RunPlan, RunSettings

ISOLATED = RunSettings()
BARE = RunSettings(sandbox="bare")


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """A file outside every sandbox that hostile programs of these tests write."""
    return tmp_path / "trace"


@pytest.fixture
def program(tmp_path: Path, trace: Path) -> Path:
    """A program of a stranger's that says it is a Python, and leaves its trace."""
    file = tmp_path / "stranger-python"
    file.write_text(f'#!/bin/sh\necho ran > {trace}\nexec python3 "$@"\n')
    file.chmod(0o755)
    return file


@pytest.fixture
async def stranger(fake_engine: Any, mini_suite: Path, tmp_path: Path, trace: Path) -> Path:
    """The folder of an ungraded run, whose submission leaves its trace where nothing holds it."""
    fake_engine.default = answer(
        f"```python\ndef double(x):\n    try:\n        open({str(trace)!r}, 'w').close()\n    except OSError:\n"
        "        pass\n    return 2 * x\n```\n"
    )
    request = Request(models=("m",), base_url=fake_engine.base_url, shares_cpu=False)
    settings = RunSettings(slots=1, grade=False, repeats=2)
    wanted = Wanted(suites=(str(mini_suite),), tasks=("double",), contestants=request, settings=settings)
    stop = Stop()
    plan, _ = await start(tmp_path, wanted, Config(), RunObserver(), stop)
    return tmp_path / "runs" / plan.id


def plan_says(run_dir: Path, **settings: Any) -> None:
    """Write into the plan what a stranger would."""
    plan = read_plan(run_dir)
    write_plan(msgspec.structs.replace(plan, settings=msgspec.structs.replace(plan.settings, **settings)), run_dir)


def grades(run_dir: Path) -> list[Graded]:
    return [event for event in read_events(run_dir) if isinstance(event, Graded)]


async def continued(run_dir: Path, **options: Any) -> None:
    """Resume the run, grading included."""
    home = run_dir.parents[1]
    await resume(home, run_dir.name, lambda settings: settings, RunObserver(), Stop(), **options)


async def test_a_plan_that_names_a_backend_without_isolation_gives_no_consent_to_regrade(stranger: Path, trace: Path):
    plan_says(stranger, sandbox="bare")
    before = (stranger / "events.jsonl").read_bytes()
    with pytest.raises(UsageError) as caught:
        await regrade(stranger.parents[1], stranger.name)
    assert caught.value.code == "E103"
    assert "--i-accept-running-untrusted-code" in str(caught.value)
    assert not trace.exists()
    assert (stranger / "events.jsonl").read_bytes() == before


async def test_nor_to_resume(stranger: Path, trace: Path):
    plan_says(stranger, sandbox="bare", grade=True)
    before = (stranger / "events.jsonl").read_bytes()
    with pytest.raises(UsageError) as caught:
        await continued(stranger)
    assert caught.value.code == "E103"
    assert not trace.exists()
    assert (stranger / "events.jsonl").read_bytes() == before


async def test_the_backend_that_this_call_names_counts_and_not_the_plans(stranger: Path, trace: Path):
    plan_says(stranger, sandbox="bare")
    await regrade(stranger.parents[1], stranger.name, sandbox="bubblewrap")
    assert len(grades(stranger)) == 2
    assert {event.grade.sandbox for event in grades(stranger)} == {"bubblewrap"}
    assert not trace.exists()


async def test_with_consent_in_this_call_it_runs_unisolated_and_the_grades_say_so(stranger: Path, trace: Path):
    plan_says(stranger, sandbox="bare")
    try:
        await regrade(stranger.parents[1], stranger.name, accepted=True)
    except SandboxError as error:
        if error.code != "E409":
            raise
        pytest.skip(str(error))
    assert trace.exists()
    assert {event.grade.sandbox for event in grades(stranger)} == {"bare"}


async def test_a_program_that_only_the_plan_names_is_no_toolchain_of_a_regrade(
    stranger: Path, program: Path, trace: Path
):
    plan_says(stranger, toolchains={"python": str(program)})
    await regrade(stranger.parents[1], stranger.name)
    assert len(grades(stranger)) == 2
    assert not trace.exists()


async def test_nor_of_a_resumed_run_without_consent(stranger: Path, program: Path, trace: Path):
    plan_says(stranger, toolchains={"python": str(program)}, grade=True)
    with pytest.raises(UsageError) as caught:
        await continued(stranger, config=Config(toolchains={"python": "/usr/bin/python3"}))
    assert caught.value.code == "E103"
    assert str(program) in caught.value.what
    assert not trace.exists()


async def test_a_program_that_the_users_own_prony_toml_names_needs_no_consent(stranger: Path, program: Path):
    assert risks(RunSettings(toolchains={"python": str(program)}), {"python": str(program)}) == ()


async def test_an_estimate_of_a_strangers_run_starts_none_of_its_programs(
    stranger: Path, program: Path, trace: Path, monkeypatch: pytest.MonkeyPatch
):
    import asyncio

    plan_says(stranger, toolchains={"python": str(program)}, grade=True)
    monkeypatch.chdir(stranger.parents[1])
    assert await asyncio.to_thread(app.run, ["estimate", "--resume", stranger.name], Terminal()) == 0
    assert not trace.exists()


async def test_a_suite_that_only_the_plan_names_runs_in_the_sandbox_or_not_at_all(
    stranger: Path, mini_suite: Path, trace: Path, tmp_path: Path
):
    """Its tests are the stranger's as well."""
    theirs = tmp_path / "theirs"
    shutil.copytree(mini_suite, theirs)
    tests = theirs / "double" / "tests"
    (tests / "cases.jsonl").unlink()
    (tests / "test_double.py").write_text(
        f"import unittest\ntry:\n    open({str(trace)!r}, 'w').close()\nexcept OSError:\n    pass\n"
        "class TestDouble(unittest.TestCase):\n    def test_it(self):\n        from answer import double\n"
        "        self.assertEqual(double(3), 6)\n"
    )
    ids = '["test_double.TestDouble.test_it"]'
    (tests / "expected.json").write_text(f'{{"tests": {ids}, "graders": {{"suite": {ids}}}}}')
    plan = read_plan(stranger)
    pins = tuple(msgspec.structs.replace(pin, path=str(theirs)) for pin in plan.suites)
    write_plan(msgspec.structs.replace(plan, suites=pins), stranger)
    with pytest.raises(RunError) as caught:
        await continued(stranger)
    assert caught.value.code == "E903"
    await regrade(stranger.parents[1], stranger.name)
    assert [test.status for event in grades(stranger) for test in event.grade.tests] == ["pass", "pass"]
    assert not trace.exists()


async def test_a_backend_that_is_not_here_is_refused_before_anything_runs(stranger: Path):
    plan_says(stranger, sandbox="bare\x1b[31m or better")
    with pytest.raises(PronyError) as caught:
        await regrade(stranger.parents[1], stranger.name, accepted=True)
    assert caught.value.code == "E408"


def test_what_isolates_and_names_nothing_foreign_has_no_risk():
    assert risks(ISOLATED, {}) == ()
    assert len(risks(BARE, {})) == 1


def test_another_program_under_the_name_of_the_users_own_is_foreign():
    settings = RunSettings(toolchains={"python": "/opt/p", "node": "/opt/n"})
    assert foreign_toolchains(settings, {"python": "/opt/p", "node": "/usr/bin/node"}) == {"node": "/opt/n"}


@pytest.mark.parametrize(("key", "told"), [("dummy", True), ("sk-9aQxZb70TtR7", False)])
async def test_where_a_resumed_run_sends_texts_and_a_key_is_said_before_it_does(
    stranger: Path, monkeypatch: pytest.MonkeyPatch, key: str, told: bool
):
    monkeypatch.setenv("SOME_KEY", key)
    plan = read_plan(stranger)
    away = {"base_url": "http://192.0.2.1/v1", "api_key_env": "SOME_KEY"}
    specs = tuple(msgspec.structs.replace(spec, **away) for spec in plan.contestants)
    write_plan(msgspec.structs.replace(plan, contestants=specs), stranger)
    lines: list[str] = []
    home = stranger.parents[1]
    stop = Stop()
    stop.ask()  # nothing is begun
    listener = RunObserver(say=lines.append)
    await resume(home, stranger.name, lambda settings: settings, listener, stop, accepted=True)
    assert "m: this sends task texts and the key in SOME_KEY to http://192.0.2.1/v1" in lines
    assert any("too short or plain to be blotted out" in line for line in lines) is told


async def test_what_only_a_plan_starts_an_engine_with_needs_consent(stranger: Path):
    plan = read_plan(stranger)
    options = {"program": "/tmp/theirs"}
    (spec,) = plan.contestants
    theirs = msgspec.structs.replace(spec, engine="embedded", base_url=None, gguf="/m.gguf", engine_options=options)
    write_plan(msgspec.structs.replace(plan, contestants=(theirs,)), stranger)
    with pytest.raises(UsageError, match="/tmp/theirs") as caught:
        await continued(stranger)
    assert caught.value.code == "E103"
    own = ContestantConfig(label="m", engine="embedded", gguf="/m.gguf", engine_options=options)
    assert plan_risks(read_plan(stranger), Config(contestants=(own,))) == ()


async def test_a_key_that_only_a_plan_sends_away_needs_consent(
    stranger: Path, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
):
    """Whatever secret the environment holds can be named, and any address."""
    monkeypatch.setenv("SOME_SECRET", "sk-mine")
    plan = read_plan(stranger)
    (spec,) = plan.contestants
    theirs = msgspec.structs.replace(spec, api_key_env="SOME_SECRET")
    write_plan(msgspec.structs.replace(plan, contestants=(theirs,)), stranger)
    asked = len(fake_engine.calls)
    with pytest.raises(UsageError, match="the key in SOME_SECRET") as caught:
        await continued(stranger)
    assert caught.value.code == "E103"
    assert len(fake_engine.calls) == asked
    own = ContestantConfig(model="m", base_url=spec.base_url, api_key_env="SOME_SECRET")
    site = spec.base_url.removesuffix("/v1")
    for written in (spec.base_url, site, f"{site}/", site.removeprefix("http://"), f"{site}/v1/chat/completions"):
        same = msgspec.structs.replace(own, base_url=written)
        assert plan_risks(read_plan(stranger), Config(contestants=(same,))) == ()
    for other in (f"{site}/another", "no address at all"):
        another = msgspec.structs.replace(own, base_url=other)
        assert plan_risks(read_plan(stranger), Config(contestants=(another,))) != ()
    elsewhere = msgspec.structs.replace(own, base_url="http://192.0.2.1/v1")
    assert plan_risks(read_plan(stranger), Config(contestants=(elsewhere,))) != ()


async def test_an_agent_beside_a_strangers_run_reads_no_folder_of_this_machine_without_consent(
    stranger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    home = stranger.parents[1]
    (home / "agents" / "beside").mkdir(parents=True)
    sound = 'argv = ["cat"]\nversion = ["true"]\nmodes = ["answer"]\nprogram = '
    (home / "agents" / "theirs.toml").write_text(f'{sound}"{secrets}"\n')
    (home / "agents" / "whole.toml").write_text(f'{sound}"beside"\n')
    monkeypatch.chdir(home)
    plan = read_plan(stranger)
    (spec,) = plan.contestants

    def behind(harness: str) -> RunPlan:
        return msgspec.structs.replace(plan, contestants=(msgspec.structs.replace(spec, harness=harness),))

    write_plan(behind("theirs"), stranger)
    with pytest.raises(UsageError, match=r"read .*secrets") as caught:
        await continued(stranger)
    assert caught.value.code == "E103"
    assert plan_risks(behind("theirs"), Config(contestants=(ContestantConfig(model="m", harness="theirs"),))) == ()
    assert plan_risks(behind("whole"), Config()) == ()


@pytest.mark.parametrize(
    ("says", "settings"),
    [
        ("1000000000 repeats", {"repeats": 10**9}),
        ("0 repeats", {"repeats": 0}),
        ("requests at once", {"parallel": 10**6}),
        ("slots", {"slots": 10**6}),
        ("-1 slots", {"slots": -1}),
    ],
)
async def test_a_plan_of_absurd_size_is_refused_before_it_eats_memory(
    stranger: Path, says: str, settings: dict[str, Any]
) -> None:
    plan_says(stranger, **settings)
    for work in (
        resume(stranger.parents[1], stranger.name, lambda known: known, RunObserver(), Stop()),
        regrade(stranger.parents[1], stranger.name),
    ):
        with pytest.raises(RunError) as caught:
            await work
        assert caught.value.code == "E902"
        assert says in caught.value.what


async def test_so_is_one_of_too_many_tasks_and_contestants(stranger: Path) -> None:
    plan = read_plan(stranger)
    [pin] = plan.suites
    many = msgspec.structs.replace(pin, tasks=tuple(f"mini/t{number}" for number in range(3000)))
    write_plan(msgspec.structs.replace(plan, suites=(many,), settings=RunSettings(repeats=9999)), stranger)
    with pytest.raises(RunError) as caught:
        read_plan(stranger)
    assert "attempts" in caught.value.what


async def test_an_estimate_of_a_strangers_plan_sends_no_key(
    stranger: Path, fake_engine: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("CLOUD_SECRET", "not-for-strangers-1")
    plan = read_plan(stranger)
    [spec] = plan.contestants
    write_plan(
        msgspec.structs.replace(plan, contestants=(msgspec.structs.replace(spec, api_key_env="CLOUD_SECRET"),)),
        stranger,
    )
    monkeypatch.chdir(stranger.parents[1])
    asked = len(fake_engine.calls)
    code = await asyncio.to_thread(app.run, ["estimate", "--resume", stranger.name], Terminal())
    assert code == 0, capsys.readouterr().err
    assert len(fake_engine.calls) > asked
    assert not [call for call in fake_engine.calls if "authorization" in call.headers]
