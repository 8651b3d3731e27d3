"""The door for engines: a kind from another package is found at a URL, and started by Prony for a graded attempt."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest
from mini_suite import TASKS
from worked_example import example_files

from prony.bench.contestants import leaves_machine
from prony.engines import ENGINES, Endpoint, EngineLaunch, StartedEngine, discover, kind_named, started
from prony.engines.started import free_port
from prony.errors import EngineError
from prony.forecast.expected import expect
from prony.http1.ask import post
from prony.nouns import ContestantSpec, EngineIdentity

PARROT = Path(__file__).parent / "engine_parrot"
Install = Callable[[dict[str, str], str], Path]


class Guest(NamedTuple):
    """A package that brings the engine `name`: its files, in `root` once it is installed."""

    name: str
    files: dict[str, str]
    root: Path = Path()


GUESTS = [
    Guest("parrot", {path.name: path.read_text() for path in PARROT.glob("*.py")}),
    Guest("reciter", example_files("engine.md")),
]


@pytest.fixture(params=GUESTS, ids=lambda guest: guest.name)
def guest(request: pytest.FixtureRequest, guest_package: Install, monkeypatch: pytest.MonkeyPatch) -> Guest:
    """The package, installed for this test."""
    guest: Guest = request.param
    root = guest_package(guest.files, f"[prony.engines]\n{guest.name} = {guest.name}\n")
    monkeypatch.setattr(ENGINES, "_foreign", None)
    monkeypatch.setattr(ENGINES, "_loaded", {})
    return guest._replace(root=root)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """What is said to each task of the suite `mini`, and to a request that ends the engine."""
    answers = {
        f"`{function}(x)`": f"```python\ndef {function}(x):\n    {body}\n```" for function, body, *_ in TASKS.values()
    }
    path = tmp_path / "script.json"
    path.write_text(json.dumps({**answers, "die": "drop dead"}))
    return path


def start(name: str, script: Path, **more: Any) -> StartedEngine:
    return kind_named(name).start(EngineLaunch(model="polly", options={"script": str(script)}, **more))


async def ask(engine: StartedEngine, prompt: str) -> Any:
    body = {"model": "polly", "messages": [{"role": "user", "content": prompt}], "stream": True}
    return await post(f"{engine.base_url}/chat/completions", body, key=engine.key)


async def eventually_found(url: str) -> list[Endpoint]:
    """What answers at `url`, once something does."""
    async with asyncio.timeout(20):
        while not (found := await discover([url])):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
    return found


async def its_end(engine: StartedEngine) -> str:
    """Why the engine is gone, once it is."""
    async with asyncio.timeout(20):
        while (end := engine.died()) is None:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)
    return end


def test_a_run_starts_it_grades_its_answers_and_records_who_it_was(
    guest: Guest, script: Path, mini_suite: Path, prony: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "prony.toml").write_text(
        f'[[contestants]]\nengine = "{guest.name}"\nmodel = "polly"\noptions = {{ script = "{script}" }}\n'
    )
    env = {**environment, "PYTHONPATH": str(guest.root)}
    ran = subprocess.run(
        [*prony, "run", str(mini_suite), "--json"], cwd=home, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    attempts = json.loads(ran.stdout)["attempts"]
    assert {one["outcome"] for one in attempts} == {"solved"}
    assert len(attempts) == len(TASKS)
    run_dir = next((home / "runs").iterdir())
    assert f'script = "{script}"' in (run_dir / "run.toml").read_text()
    (contestant,) = [
        event["contestant"]
        for event in map(json.loads, (run_dir / "events.jsonl").read_text().splitlines())
        if event["kind"] == "identified"
    ]
    engine = contestant["fingerprint"]["engine"]
    assert (engine["kind"], engine["settings"]["script"]) == (guest.name, str(script))
    assert not [one for one in psutil.process_iter() if str(script) in _words(one)]


def test_it_is_found_at_a_url_and_known_for_what_it_is(guest: Guest, script: Path) -> None:
    server, port = guest.root / f"{guest.name}_server.py", free_port()
    more = ["2048"] if guest.name == "parrot" else []
    words = [sys.executable, str(server), str(port), "polly", *more, str(script)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            (found,) = asyncio.run(eventually_found(f"http://127.0.0.1:{port}"))
            assert (found.kind, found.models[0].id) == (guest.name, "polly")
            described = asyncio.run(kind_named(guest.name).adapter(found.base_url).describe("polly"))
            assert described.engine.kind == guest.name
        finally:
            child.kill()


async def test_one_that_prony_started_is_not_found_by_others(guest: Guest, script: Path) -> None:
    async with start(guest.name, script) as engine:
        assert engine.base_url not in [one.base_url for one in await discover(environ={}, ports=())]


async def test_after_a_crash_its_end_is_told_and_it_starts_anew(script: Path, parrot: None) -> None:
    async with start("parrot", script) as engine:
        assert await ask(engine, "please die") is None
        end = await its_end(engine)
        assert re.match(r"parrot, which prony started, ended( with exit status 9)?\nparrot \d+ wakes", end)
        await engine.restart()
        assert engine.died() is None
        assert b"krah" in (await ask(engine, "hello")).body


async def test_what_is_known_of_it_before_it_runs_is_what_it_is_started_with(script: Path, parrot: None) -> None:
    spec = ContestantSpec(label="polly", engine="parrot", model="polly", engine_options={"script": str(script)})
    expected = await expect(spec)
    assert expected.engine == EngineIdentity(kind="parrot", settings={"script": str(script)})
    assert expected.note == ""
    assert not leaves_machine(spec)


def test_it_ends_with_us_even_when_we_are_killed(script: Path, parrot: None, tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\nfrom pathlib import Path\nsys.path[:0] = sys.argv[2:]\n"
        "from parrot import ENGINE\nfrom prony.engines import EngineLaunch\n"
        "async def main():\n"
        "    async with ENGINE.start(EngineLaunch(model='polly', options={'script': sys.argv[1]})) as engine:\n"
        "        print(engine.pid, flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(script), str(PARROT)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        engine = psutil.Process(int(child.stdout.readline()))
        os.kill(child.pid, signal.SIGKILL)
        engine.wait(timeout=20)


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("no-such-program-anywhere", "E202"),
        ("false", "E203"),
    ],
)
async def test_one_that_cannot_be_started_is_a_coded_error(
    script: Path, parrot: None, monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    engine = start("parrot", script)
    monkeypatch.setattr(engine, "command", lambda port: (program,))
    with pytest.raises(EngineError) as raised:
        async with engine:
            pass
    assert raised.value.code == code


async def test_one_that_takes_more_memory_than_there_is_is_ended_and_said(
    script: Path, parrot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(started, "usable_memory", lambda: 0)
    with pytest.raises(EngineError) as raised:
        async with start("parrot", script):
            pass
    assert raised.value.code == "E205"


async def test_one_that_is_never_ready_is_given_up_and_leaves_no_process_behind(
    script: Path, parrot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(started, "LOAD_TIMEOUT_S", 0.3)
    engine: Any = start("parrot", script)
    monkeypatch.setattr(engine, "command", lambda port: ("sleep", "600"))
    with pytest.raises(EngineError) as raised:
        async with engine:
            pass
    assert raised.value.code == "E204"
    assert not psutil.pid_exists(engine.pid)


def test_a_broken_engine_of_another_package_is_left_out_and_the_rest_goes_on(
    guest_package: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guest_package({"squawk.py": "ENGINE = 'no kind'\n"}, "[prony.engines]\nsquawk = squawk\n")
    monkeypatch.setattr(ENGINES, "_foreign", None)
    assert "embedded" in dict(ENGINES.items())
    assert ENGINES.get("squawk") is None
    assert "squawk" in capsys.readouterr().err


def test_one_that_promises_a_start_and_has_none_is_left_out(
    guest_package: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "from prony.engines import EngineKind\nclass Still(EngineKind):\n    name = 'still'\n    starts = True\n"
    guest_package({"still.py": f"{text}ENGINE = Still()\n"}, "[prony.engines]\nstill = still\n")
    monkeypatch.setattr(ENGINES, "_foreign", None)
    assert ENGINES.get("still") is None
    assert "has no `start`" in capsys.readouterr().err


@pytest.fixture
def parrot() -> Any:
    """The parrot, registered for this test."""
    sys.path.insert(0, str(PARROT))
    try:
        from parrot import ENGINE

        with ENGINES.adding("parrot", ENGINE):
            yield
    finally:
        sys.path.remove(str(PARROT))
        sys.modules.pop("parrot", None)


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
